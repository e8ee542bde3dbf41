//! The arguments, as clap reads them. Doc comments here are the help texts.

mod baseline;
mod check;
mod report;
mod rules;
mod score;
mod sources;
mod stats;

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Parser, Subcommand, ValueEnum};

pub(super) use baseline::{BaselineArgs, BaselineCommand, RememberArgs};
pub(super) use check::{CheckArgs, TextArgs};
pub(super) use report::ReportArgs;
pub(super) use rules::{ExplainArgs, RulesArgs, RulesCommand};
pub(super) use score::ScoreArgs;
pub(super) use sources::{SourcesArgs, SourcesCommand};
pub(super) use stats::StatsArgs;

use super::terminal::{Color, Hyperlinks};
use crate::config::Layer;
use mtlint_text::language::LanguageId;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// A linter for translated text: finds what machine translation left behind, says why, and what to write instead.
#[derive(Debug, Parser)]
#[command(name = "mtlint", version, styles = STYLES, max_term_width = 110, disable_help_subcommand = true)]
#[command(after_help = "Examples:
  mtlint check article.txt                  check a file
  mtlint check --lang en --source-lang zh . check all texts here and below
  mtlint report article.txt -o report.html  a page for reviewing it in a browser
  mtlint explain tense                      what a rule or family is about
  mtlint init                               write a commented mtlint.toml

`mtlint check --help` tells all about checking.")]
pub(super) struct Args {
    /// When to use colours
    #[arg(long, value_enum, default_value_t, global = true, value_name = "WHEN")]
    pub color: Color,

    /// When rule ids are links to their pages, where `rule-pages` in mtlint.toml says where those are
    #[arg(long, value_enum, default_value_t, global = true, value_name = "WHEN", hide_short_help = true)]
    pub hyperlinks: Hyperlinks,

    /// Print findings and errors only: no summary, no notes, no progress
    #[arg(long, short, global = true)]
    pub quiet: bool,

    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Check(CheckArgs),
    Report(ReportArgs),
    Score(ScoreArgs),
    Baseline(BaselineArgs),
    Sources(SourcesArgs),
    Rules(RulesArgs),
    Explain(ExplainArgs),
    Stats(StatsArgs),
    Init(InitArgs),
    Lsp(LspArgs),
    Completions(CompletionsArgs),
    Man(ManArgs),
}

/// Which texts are read, and their languages.
#[derive(Debug, clap::Args)]
pub(super) struct Inputs {
    /// Files and folders; `-` is standard input
    #[arg(default_value = ".", hide_default_value = true)]
    pub paths: Vec<PathBuf>,

    /// Language of the texts [default: their own word, else found out]
    #[arg(long, value_name = "LANG")]
    pub lang: Option<LanguageId>,

    /// Language that they were translated from
    #[arg(long, value_name = "LANG")]
    pub source_lang: Option<LanguageId>,
}

impl Inputs {
    /// The languages as a layer of settings.
    pub(super) fn layer(&self) -> Layer {
        Layer { lang: self.lang, source_lang: self.source_lang, ..Layer::default() }
    }
}

/// How to print a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum TableFormat {
    /// For reading
    #[default]
    Table,
    /// For programs
    Json,
}

/// Serve an editor: findings while you write (Language Server Protocol on standard streams)
#[derive(Debug, clap::Args)]
pub(super) struct LspArgs {
    /// What many editors add; there is no other way
    #[arg(long, hide = true)]
    pub stdio: bool,
}

/// Print completions for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  mtlint completions bash > ~/.local/share/bash-completion/completions/mtlint
  mtlint completions fish > ~/.config/fish/completions/mtlint.fish")]
pub(super) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// Print the manual page, of the program or of a command
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  mtlint man | man -l -
  mtlint man check > mtlint-check.1")]
pub(super) struct ManArgs {
    /// A command
    pub command: Option<String>,
}

/// Write a commented mtlint.toml
#[derive(Debug, clap::Args)]
pub(super) struct InitArgs {
    /// Where to write it
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,
}
