//! Development tasks: `cargo xtask TASK`. Most of them write checked-in files. Each task is a module with `Args` and
//! `run`.

mod cldr;
mod lexicon;
mod measure;
mod quality;
mod rule_pages;
mod seed;
mod tagger;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Development tasks of the mtlint repository
#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

/// The tasks.
#[derive(Subcommand)]
enum Task {
    Lexicon(lexicon::Args),
    Measure(measure::Args),
    Tagger(tagger::Args),
    Seed(seed::Args),
    RulePages(rule_pages::Args),
    Quality(quality::Args),
    Cldr(cldr::Args),
}

fn main() -> ExitCode {
    let done = match Cli::parse().task {
        Task::Lexicon(args) => lexicon::run(&args).map_err(|error| error.to_string()),
        Task::Measure(args) => measure::run(&args).map_err(|error| error.to_string()),
        Task::Tagger(args) => tagger::run(&args),
        Task::Seed(args) => seed::run(&args).map_err(|error| error.to_string()),
        Task::RulePages(args) => rule_pages::run(&args).map_err(|error| error.to_string()),
        Task::Quality(args) => quality::run(&args).map_err(|error| error.to_string()),
        Task::Cldr(args) => cldr::run(&args).map_err(|error| error.to_string()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // If this fails, there is nowhere left to report it.
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}
