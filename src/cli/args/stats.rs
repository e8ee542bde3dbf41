//! The arguments of `mtlint stats`.

use std::path::PathBuf;

use super::{Inputs, TableFormat};

/// Measure how difficult texts are to read
///
/// Prints words, sentences, readability formulas, the longest sentences, and findings per 1,000 words. The formulas do
/// not count headings, tables, and page furniture such as navigation and footers.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  mtlint stats article.txt
  mtlint stats --lang de --format json texts/

Columns of the table:
  grade  US school grade: the median of FK (Flesch–Kincaid), fog (Gunning), SMOG, CL (Coleman–Liau) and ARI
  ease   Flesch reading ease, in the variant for the language of the text")]
pub(in crate::cli) struct StatsArgs {
    #[command(flatten)]
    pub inputs: Inputs,

    /// Output format
    #[arg(long, short, value_enum, default_value_t)]
    pub format: TableFormat,

    /// Use this config instead of the mtlint.toml nearest to each file
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}
