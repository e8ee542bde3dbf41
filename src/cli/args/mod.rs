//! The arguments, as clap reads them. The doc comments of fields and commands are the help texts.

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

pub(super) use baseline::{BaselineArgs, BaselineCommand, RecordArgs};
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

/// A linter for translated text: finds the errors of machine translation, explains them, and suggests fixes
#[derive(Debug, Parser)]
#[command(name = "mtlint", version, styles = STYLES, max_term_width = 110, disable_help_subcommand = true)]
#[command(after_help = "Examples:
  mtlint check article.txt                   check a file
  mtlint check --lang en --source-lang zh .  check the current folder and all folders below it
  mtlint report article.txt -o report.html   write a page for reviewing the findings in a browser
  mtlint explain tense                       describe a rule or family
  mtlint init                                write a commented mtlint.toml

See `mtlint check --help` for all options of checking.")]
pub(super) struct Args {
    /// When to use colours
    #[arg(long, value_enum, default_value_t, global = true, value_name = "WHEN")]
    pub color: Color,

    /// When to print rule ids as links to their pages; needs `rule-pages` in mtlint.toml
    #[arg(long, value_enum, default_value_t, global = true, value_name = "WHEN", hide_short_help = true)]
    pub hyperlinks: Hyperlinks,

    /// Print only findings and errors: no summary, notes or progress
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

/// Which texts are read, and in which languages.
#[derive(Debug, clap::Args)]
pub(super) struct Inputs {
    /// Files and folders; `-` is standard input [default: the current folder]
    #[arg(default_value = ".", hide_default_value = true)]
    pub paths: Vec<PathBuf>,

    /// Language of the texts, such as en or de [default: declared by the file, otherwise detected]
    #[arg(long, value_name = "LANG")]
    pub lang: Option<LanguageId>,

    /// Language the texts were translated from [default: declared by the file]
    #[arg(long, value_name = "LANG")]
    pub source_lang: Option<LanguageId>,
}

impl Inputs {
    /// The languages as a layer of settings.
    pub(super) fn layer(&self) -> Layer {
        Layer { lang: self.lang, source_lang: self.source_lang, ..Layer::default() }
    }
}

/// Output format of commands that print a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum TableFormat {
    /// For reading
    #[default]
    Table,
    /// For programs
    Json,
}

/// Run a language server for editors, on standard input and output
#[derive(Debug, clap::Args)]
pub(super) struct LspArgs {
    /// Accepted because many editors pass it; standard streams are always used
    #[arg(long, hide = true)]
    pub stdio: bool,
}

/// Print a completion script for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  mtlint completions bash > ~/.local/share/bash-completion/completions/mtlint
  mtlint completions fish > ~/.config/fish/completions/mtlint.fish")]
pub(super) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// Print the manual page of the program or of one command
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  mtlint man | man -l -
  mtlint man check > mtlint-check.1")]
pub(super) struct ManArgs {
    /// The command [default: the program itself]
    pub command: Option<String>,
}

/// Write a commented mtlint.toml; never overwrites one
#[derive(Debug, clap::Args)]
pub(super) struct InitArgs {
    /// The folder to write it to
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,
}
