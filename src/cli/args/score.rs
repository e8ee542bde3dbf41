//! The arguments of `mtlint score`.

use super::{TableFormat, TextArgs};
use crate::config::{is_points, is_threshold};
use crate::score::Choice;

/// Compute an MQM quality score from the findings
///
/// Findings are counted by MQM dimension and type. Each costs penalty points by its severity: neutral 0, minor 1, major
/// 5, critical 25. The score covers only errors that a program can find, so it does not replace a human evaluation.
#[derive(Debug, clap::Args)]
#[command(after_help = "Scores:
  raw         100 · (1 − points / words)
  calibrated  100 − points per 1,000 words · (100 − threshold) / acceptable

A calibrated score at or above --threshold passes. All texts are one sample, unless --each is given. A sample with fewer
words than --floor gets no verdict. These options can also be set in the [score] table of mtlint.toml.

Exit codes:
  0  the score passes, or there is no verdict
  1  the score is below the threshold, or a finding is critical
  2  wrong usage, an unreadable file, or an invalid rule or config

Examples:
  mtlint score article.txt
  mtlint score --threshold 95 --each --format json texts/
  mtlint score --threshold 90 --acceptable 25 --select all --ignore readability texts/")]
pub(in crate::cli) struct ScoreArgs {
    #[command(flatten)]
    pub texts: TextArgs,

    /// Lowest calibrated score that passes, below 100 [default: 90]
    #[arg(long, value_parser = threshold, value_name = "SCORE")]
    pub threshold: Option<f64>,

    /// Penalty points per 1,000 words at which the score equals the threshold [default: 100 − threshold]
    #[arg(long, value_parser = points, value_name = "POINTS")]
    pub acceptable: Option<f64>,

    /// Give no verdict on fewer words than this [default: 500]
    #[arg(long, value_name = "WORDS")]
    pub floor: Option<u64>,

    /// Score each text separately; exit with code 1 if any of them fails
    #[arg(long)]
    pub each: bool,

    /// Output format
    #[arg(long, short, value_enum, default_value_t)]
    pub format: TableFormat,
}

impl ScoreArgs {
    /// The part of the scheme that the flags set.
    pub(in crate::cli) fn choice(&self) -> Choice {
        Choice { threshold: self.threshold, acceptable: self.acceptable, floor: self.floor, multipliers: None }
    }
}

fn threshold(text: &str) -> Result<f64, String> {
    let value = text.parse().ok().filter(|value| is_threshold(*value));
    value.ok_or_else(|| "expected a number from 0 to less than 100, such as 90".to_owned())
}

fn points(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|value| is_points(*value))
        .ok_or_else(|| "expected a number above 0, such as 10".to_owned())
}
