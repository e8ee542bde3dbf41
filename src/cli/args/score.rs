//! The arguments of `mtlint score`.

use super::{TableFormat, TextArgs};
use crate::config::{is_points, is_threshold};
use crate::score::Choice;

/// Rate texts by what is found in them: an MQM quality score
///
/// Findings are counted by MQM dimension and type, with penalty points by severity (neutral 0, minor 1, major 5, critical
/// 25). The score covers what a program can check, which is a part of an evaluation: it does not replace a reader.
#[derive(Debug, clap::Args)]
#[command(after_help = "Scores:
  raw         100 · (1 − points / words)
  calibrated  100 − points per 1,000 words · (100 − threshold) / acceptable; it passes at the threshold

All texts count as one sample, unless --each. Below --floor there is no verdict. mtlint.toml can set these in [score].

Exit codes:
  0  the score passes, or there is no verdict
  1  the score is below the threshold, or an error is critical
  2  wrong usage, an unreadable file, a broken rule or config

Examples:
  mtlint score article.txt
  mtlint score --threshold 95 --each --format json texts/
  mtlint score --threshold 90 --acceptable 25 --select all --ignore readability texts/")]
pub(in crate::cli) struct ScoreArgs {
    #[command(flatten)]
    pub texts: TextArgs,

    /// The least calibrated score that passes, below 100 [default: 90]
    #[arg(long, value_parser = threshold, value_name = "SCORE")]
    pub threshold: Option<f64>,

    /// Penalty points per 1,000 words that a text may have [default: 100 − threshold]
    #[arg(long, value_parser = points, value_name = "POINTS")]
    pub acceptable: Option<f64>,

    /// Words below which there is no verdict [default: 500]
    #[arg(long, value_name = "WORDS")]
    pub floor: Option<u64>,

    /// Judge each text by itself; fail when one fails
    #[arg(long)]
    pub each: bool,

    /// How to print it
    #[arg(long, short, value_enum, default_value_t)]
    pub format: TableFormat,
}

impl ScoreArgs {
    /// What the flags say of the scheme.
    pub(in crate::cli) fn choice(&self) -> Choice {
        Choice { threshold: self.threshold, acceptable: self.acceptable, floor: self.floor, multipliers: None }
    }
}

fn threshold(text: &str) -> Result<f64, String> {
    let value = text.parse().ok().filter(|value| is_threshold(*value));
    value.ok_or_else(|| "write a number from 0 to less than 100, like 90".to_owned())
}

fn points(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|value| is_points(*value)).ok_or_else(|| "write a number above 0, like 10".to_owned())
}
