//! The arguments of `mtlint baseline`.

use std::path::PathBuf;

use clap::Subcommand;

use super::TextArgs;

/// Remember the findings of today, to be told of new ones only
///
/// `mtlint check --baseline FILE` leaves out what the file remembers. A finding is known again when its line moves, when
/// the text around it is edited, and when lines are wrapped anew.
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
    /// Remember all that is found in these paths
    ///
    /// What the file knows of other paths stays, unless they are gone.
    Write(RememberArgs),
    /// Forget what is found no more; add nothing new
    Update(RememberArgs),
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct RememberArgs {
    #[command(flatten)]
    pub texts: TextArgs,

    /// The file; its paths are relative to its folder [default: `baseline` of the config, else mtlint-baseline.json]
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
}
