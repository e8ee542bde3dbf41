//! The arguments, as clap reads them. Doc comments here are the help texts.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::builder::styling::{AnsiColor, Styles};
use clap::{Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use super::terminal::Color;
use crate::config::{Layer, Selector};
use crate::language::LanguageId;
use crate::report;
use crate::rule::{Level, Status};

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
  mtlint explain tense                      what a rule or family is about
  mtlint init                               write a commented mtlint.toml

`mtlint check --help` tells all about checking.")]
pub(super) struct Args {
    /// When to use colours
    #[arg(long, value_enum, default_value_t, global = true, value_name = "WHEN")]
    pub color: Color,

    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Check(CheckArgs),
    Rules(RulesArgs),
    Explain(ExplainArgs),
    Stats(StatsArgs),
    Init(InitArgs),
}

/// Check files and folders
///
/// Reports each artefact with its place, what is wrong, why a machine wrote it, and what to write instead. Folders are
/// walked; what .gitignore names, hidden files and files of unknown kinds are left out. A file that you name is always
/// checked, as plain text if its kind is unknown.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes:
  0  nothing found, or nothing at or above --fail-on
  1  findings at or above --fail-on
  2  wrong usage, an unreadable file, a broken rule or config

Examples:
  mtlint check article.txt
  mtlint check --lang en --source-lang zh --as-of 2024-05-31 texts/
  mtlint check --select repetition,quotes --format short .
  mtlint check --source docs/en/guide.md docs/fr/guide.md
  curl https://example.org/article.html | mtlint check - --stdin-filename article.html
  mtlint check --format jsonl . | jq -r .rule | sort | uniq -c")]
pub(super) struct CheckArgs {
    /// Files and folders; `-` is standard input
    #[arg(default_value = ".", hide_default_value = true)]
    pub paths: Vec<PathBuf>,

    /// How to print findings
    #[arg(long, short, value_parser = PossibleValuesParser::new(report::FORMATS.iter().map(|f| clap::builder::PossibleValue::new(f.name).help(f.help))))]
    #[arg(default_value = "human", value_name = "FORMAT")]
    pub format: String,

    /// Language of the texts [default: their own word, else found out]
    #[arg(long, value_name = "LANG")]
    pub lang: Option<LanguageId>,

    /// Language that they were translated from
    #[arg(long, value_name = "LANG")]
    pub source_lang: Option<LanguageId>,

    /// “Today” for the rules about tense, as 2024-05-31 [default: the text's own date, else today]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,

    #[command(flatten)]
    pub choice: Choice,

    /// Report nothing below this level
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub level: Option<Threshold>,

    /// The lowest level that makes the exit code 1 [default: warning]
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub fail_on: Option<Threshold>,

    /// Exit with 0 even if there are findings
    #[arg(long)]
    pub exit_zero: bool,

    /// The file that the one file to check was translated from
    #[arg(long, value_name = "FILE")]
    pub source: Option<PathBuf>,

    /// Go by this config, not by the mtlint.toml nearest to each file
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// The name, for its ending and in reports, of what comes from standard input
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<PathBuf>,

    /// Files checked at a time [default: one for each core]
    #[arg(long, value_name = "N")]
    pub threads: Option<std::num::NonZeroUsize>,
}

/// Which rules run.
#[derive(Debug, clap::Args)]
pub(super) struct Choice {
    /// Run only these rules or families, divided by commas
    #[arg(long, value_delimiter = ',', value_name = "RULES")]
    pub select: Option<Vec<Selector>>,

    /// Do not run these rules or families
    #[arg(long, value_delimiter = ',', value_name = "RULES")]
    pub ignore: Vec<Selector>,

    /// Run rules that are not measured yet, too
    #[arg(long)]
    pub nursery: bool,

    /// Run only rules whose measured precision is at least this, 0 to 1
    ///
    /// The precision is the share of a rule's findings that touch an error which raters marked. Where fewer than five
    /// findings stand on rated text, or more than three in four would touch an error by chance, it is the share of all
    /// findings that are on machine translations, compared word for word with human texts. A rule with fewer than five findings in all, or that nobody measured, does not run.
    #[arg(long, value_parser = share, value_name = "SHARE")]
    pub min_precision: Option<f64>,

    /// Add the rules in this folder; one with the id of a built-in rule replaces it
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
}

impl CheckArgs {
    /// The command line as the topmost layer of settings.
    pub(super) fn layer(&self) -> Layer {
        Layer {
            lang: self.lang,
            source_lang: self.source_lang,
            as_of: self.as_of,
            select: self.choice.select.clone(),
            ignore: self.choice.ignore.clone(),
            level: self.level.map(Level::from),
            nursery: self.choice.nursery.then_some(true),
            min_precision: self.choice.min_precision,
            fail_on: self.fail_on.map(Level::from),
            ..Layer::default()
        }
    }
}

fn share(text: &str) -> Result<f64, String> {
    let share = text.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "write a number from 0 to 1, like 0.8".to_owned())
}

/// A level that findings are held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Threshold {
    /// Most likely wrong, or wrong for certain
    Error,
    /// Likely wrong
    Warning,
    /// Worth a look
    Info,
}

impl From<Threshold> for Level {
    fn from(threshold: Threshold) -> Self {
        match threshold {
            Threshold::Error => Self::Error,
            Threshold::Warning => Self::Warning,
            Threshold::Info => Self::Info,
        }
    }
}

/// List rules, or test rules of your own
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
#[command(
    after_help = "Columns: MT and human are findings per 10,000 words of machine translation and of human text. Precision is
the share of findings that touch an error which raters marked / the share that would at random places; ~ stands before the
share of findings that are on machine translations, where rated text cannot tell; - says too few findings, ? that
nobody measured the rule.

Examples:
  mtlint rules                    all rules
  mtlint rules tense quotes       two families
  mtlint rules --lang en --status stable --format json
  mtlint rules test my-rules      run the examples in your rules"
)]
pub(super) struct RulesArgs {
    #[command(subcommand)]
    pub command: Option<RulesCommand>,

    /// Rules or families to list [default: all]
    #[arg(value_name = "RULE")]
    pub names: Vec<Selector>,

    /// Only rules for texts in this language
    #[arg(long, value_name = "LANG")]
    pub lang: Option<LanguageId>,

    /// Only rules of this status
    #[arg(long, value_enum)]
    pub status: Option<StatusArg>,

    /// Only rules whose measured precision is at least this, 0 to 1; `mtlint check --help` tells more
    #[arg(long, value_parser = share, value_name = "SHARE")]
    pub min_precision: Option<f64>,

    /// How to print them
    #[arg(long, short, value_enum, default_value_t)]
    pub format: TableFormat,

    /// Add the rules in this folder
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(super) enum RulesCommand {
    /// Run the examples of the rules in a folder
    ///
    /// Every bad example must give findings exactly where it is marked, every good one none.
    Test {
        /// The folder, laid out <language>/<family>/<name>.toml
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

/// A status to filter by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum StatusArg {
    /// Measured; runs by default
    Stable,
    /// New; runs with --nursery
    Nursery,
    /// Will go
    Deprecated,
}

impl From<StatusArg> for Status {
    fn from(status: StatusArg) -> Self {
        match status {
            StatusArg::Stable => Self::Stable,
            StatusArg::Nursery => Self::Nursery,
            StatusArg::Deprecated => Self::Deprecated,
        }
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

/// Tell what a rule is about
///
/// What it finds, why a machine writes that, and examples. Of a family, all its rules in short.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  mtlint explain repetition/word
  mtlint explain quotes")]
pub(super) struct ExplainArgs {
    /// A rule or family
    #[arg(value_name = "RULE")]
    pub rule: Selector,

    /// Add the rules in this folder
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
}

/// Measure how hard texts are to read
///
/// Words, sentences, readability formulas, the longest sentences, and findings per 1,000 words. Headings, tables and
/// the furniture of a page are left out of the formulas.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  mtlint stats article.txt
  mtlint stats --lang de --format json texts/

Columns: grade is the median of the English school grades FK (Flesch–Kincaid), fog (Gunning), SMOG, CL (Coleman–Liau)
and ARI; ease is Flesch reading ease in the variant of the language.")]
pub(super) struct StatsArgs {
    /// Files and folders
    #[arg(default_value = ".", hide_default_value = true)]
    pub paths: Vec<PathBuf>,

    /// Language of the texts [default: their own word, else found out]
    #[arg(long, value_name = "LANG")]
    pub lang: Option<LanguageId>,

    /// Language that they were translated from
    #[arg(long, value_name = "LANG")]
    pub source_lang: Option<LanguageId>,

    /// How to print them
    #[arg(long, short, value_enum, default_value_t)]
    pub format: TableFormat,

    /// Go by this config, not by the mtlint.toml nearest to each file
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// Write a commented mtlint.toml
#[derive(Debug, clap::Args)]
pub(super) struct InitArgs {
    /// Where to write it
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,
}
