//! The arguments of `mtlint sources`.

use clap::Subcommand;

use super::TextArgs;

/// Record which source texts the translations were made from
///
/// For `[[pairs]]` with `stale = "hash"` in mtlint.toml. When the source of a unit changes later, `mtlint check`
/// reports its translation as stale (rule unit/stale). The record is a file beside the config, mtlint-sources.json or
/// the one that `sources` names; commit it together with the texts.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  mtlint sources write docs/    record all translations as up to date
  mtlint sources update docs/   record new and changed translations; stale ones stay stale")]
pub(in crate::cli) struct SourcesArgs {
    #[command(subcommand)]
    pub command: SourcesCommand,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum SourcesCommand {
    /// Record all translations in these paths as up to date
    Write(TextArgs),
    /// Record translations that are new or changed; keep the other entries
    Update(TextArgs),
}
