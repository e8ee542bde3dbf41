//! The arguments of `mtlint rules` and `mtlint explain`.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use super::TableFormat;
use super::check::share;
use mtlint_rules::rule::Selector;
use mtlint_rules::rule::Status;
use mtlint_text::language::LanguageId;

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
pub(in crate::cli) struct RulesArgs {
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
pub(in crate::cli) enum RulesCommand {
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
pub(in crate::cli) enum StatusArg {
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

/// Tell what a rule is about
///
/// What it finds, why a machine writes that, and examples. Of a family, all its rules in short.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  mtlint explain repetition/word
  mtlint explain quotes")]
pub(in crate::cli) struct ExplainArgs {
    /// A rule or family
    #[arg(value_name = "RULE")]
    pub rule: Selector,

    /// Add the rules in this folder
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
}
