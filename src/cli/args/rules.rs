//! The arguments of `mtlint rules` and `mtlint explain`.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use super::TableFormat;
use super::check::share;
use mtlint_rules::rule::Selector;
use mtlint_rules::rule::Status;
use mtlint_text::language::LanguageId;

/// List rules, or test your own rules
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
#[command(after_help = "Columns:
  lang       language of the texts that the rule checks; any means that it is not limited to one
  level      error, warning, info or off
  status     stable rules run by default, nursery rules with --nursery, deprecated rules by name
  MT, human  findings per 10,000 words of machine translation and of human text
  precision  .72/.43  72 % of the findings touch an error marked by raters; by chance, 43 % would
             ~.90     without enough rated text: 90 % of the findings are in machine translations
             -        too few findings
             ?        not measured

Examples:
  mtlint rules                    list all rules
  mtlint rules tense quotes       list two families
  mtlint rules --lang en --status stable --format json
  mtlint rules test my-rules      run the examples in your rules")]
pub(in crate::cli) struct RulesArgs {
    #[command(subcommand)]
    pub command: Option<RulesCommand>,

    /// Rules and families to list [default: all]
    #[arg(value_name = "RULE")]
    pub names: Vec<Selector>,

    /// List only rules that check texts in this language
    #[arg(long, value_name = "LANG")]
    pub lang: Option<LanguageId>,

    /// List only rules with this status
    #[arg(long, value_enum)]
    pub status: Option<StatusArg>,

    /// List only rules with at least this measured precision, from 0 to 1; see `mtlint check --help`
    #[arg(long, value_parser = share, value_name = "SHARE")]
    pub min_precision: Option<f64>,

    /// Output format
    #[arg(long, short, value_enum, default_value_t)]
    pub format: TableFormat,

    /// Also load the rules in this folder
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum RulesCommand {
    /// Run the examples of the rules in a folder
    ///
    /// Each bad example must have findings exactly where it is marked, each good example none.
    Test {
        /// The folder, with rules at LANGUAGE/FAMILY/NAME.toml
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

/// A status to filter by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum StatusArg {
    /// Measured; runs by default
    Stable,
    /// Not measured yet; runs with --nursery
    Nursery,
    /// Will be removed; runs only if selected by name
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

/// Describe a rule or a family
///
/// For a rule: what it finds, why machine translation causes it, how precise the rule is, and examples. For a family: a
/// short description of each of its rules.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  mtlint explain repetition/word
  mtlint explain quotes")]
pub(in crate::cli) struct ExplainArgs {
    /// The rule or family, such as tense/past-year-future or tense
    #[arg(value_name = "RULE")]
    pub rule: Selector,

    /// Also load the rules in this folder
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
}
