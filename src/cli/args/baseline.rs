//! The arguments of `mtlint baseline`.

use std::path::PathBuf;

use clap::Subcommand;

use super::TextArgs;

/// Record the current findings, so that later runs report only new ones
///
/// A baseline is a file of accepted findings. `mtlint check --baseline FILE` does not report them. A recorded finding
/// still matches after its line moves, after the text around it is edited, and after its paragraph is wrapped
/// differently.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  mtlint baseline write texts/
  mtlint check --baseline mtlint-baseline.json texts/
  mtlint baseline update texts/")]
pub(in crate::cli) struct BaselineArgs {
    #[command(subcommand)]
    pub command: BaselineCommand,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum BaselineCommand {
    /// Record all findings in these paths
    ///
    /// Entries for other paths are kept, unless the file they belong to no longer exists.
    Write(RecordArgs),
    /// Remove entries that no longer match a finding; add none
    Update(RecordArgs),
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct RecordArgs {
    #[command(flatten)]
    pub texts: TextArgs,

    /// The baseline file; the paths in it are relative to its folder [default: `baseline` in the config, or
    /// mtlint-baseline.json]
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
}
