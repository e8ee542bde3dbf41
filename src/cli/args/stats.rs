//! The arguments of `mtlint stats`.

use std::path::PathBuf;

use super::{Inputs, TableFormat};

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
pub(in crate::cli) struct StatsArgs {
    #[command(flatten)]
    pub inputs: Inputs,

    /// How to print them
    #[arg(long, short, value_enum, default_value_t)]
    pub format: TableFormat,

    /// Go by this config, not by the mtlint.toml nearest to each file
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}
