//! The arguments of `mtlint sources`.

use clap::Subcommand;

use super::TextArgs;

/// Record which source texts the translations of today were made from
///
/// For `[[pairs]]` with `stale = "hash"` in mtlint.toml: `mtlint check` then reports each unit whose source was changed since, as
/// unit/stale. The record is mtlint-sources.json beside the config, or what `sources` names there; commit it with the texts.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  mtlint sources write docs/    all translations are up to date: take them as they are
  mtlint sources update docs/   take up what was translated anew; what is stale stays so")]
pub(in crate::cli) struct SourcesArgs {
    #[command(subcommand)]
    pub command: SourcesCommand,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum SourcesCommand {
    /// Take all translations in these paths as up to date
    Write(TextArgs),
    /// Take up translations that are new or were changed; leave the others as they are
    Update(TextArgs),
}
