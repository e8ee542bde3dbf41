//! Tasks of this repository, most of which make files of it: `cargo xtask TASK`. Each task is a module with an `Args` and a `run`.

mod cldr;
mod lexicon;
mod measure;
mod rule_pages;
mod seed;
mod tagger;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Makes files of the mtlint repository.
#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

/// What to make.
#[derive(Subcommand)]
enum Task {
    /// Write src/lexicon/data from SCOWL, LemmInflect and Brill's lexicon
    Lexicon(lexicon::Args),
    Measure(measure::Args),
    Tagger(tagger::Args),
    Seed(seed::Args),
    RulePages(rule_pages::Args),
    Cldr(cldr::Args),
}

fn main() -> ExitCode {
    let done = match Cli::parse().task {
        Task::Lexicon(args) => lexicon::run(&args).map_err(|error| error.to_string()),
        Task::Measure(args) => measure::run(&args).map_err(|error| error.to_string()),
        Task::Tagger(args) => tagger::run(&args),
        Task::Seed(args) => seed::run(&args).map_err(|error| error.to_string()),
        Task::RulePages(args) => rule_pages::run(&args).map_err(|error| error.to_string()),
        Task::Cldr(args) => cldr::run(&args).map_err(|error| error.to_string()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody is left to tell when this fails too.
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}
