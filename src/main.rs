//! The command line program.

use std::process::ExitCode;

fn main() -> ExitCode {
    mtlint::cli::main().into()
}
