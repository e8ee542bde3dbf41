//! Tasks that make files of this repository: `cargo xtask TASK`. Each task is a module with an `Args` and a `run`.

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
enum Task {}

#[expect(unreachable_code, reason = "until the first task is here")]
fn main() -> ExitCode {
    match Cli::parse().task {}
}
