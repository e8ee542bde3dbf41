//! The arguments of `mtlint report`.

use std::path::PathBuf;

use super::TextArgs;

/// Write a page for reviewing texts in a browser
///
/// One HTML file that needs no network: the texts with their findings marked and explained in the margin, filters, charts,
/// the MQM score. Findings are accepted or rejected there; the decisions are saved as a corrected text (the fixes of what
/// was accepted) and as a baseline (what was rejected, for `mtlint check --baseline`).
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes:
  0  the page is written
  2  wrong usage, an unreadable file, a broken rule or config; the page holds the other files

Examples:
  mtlint report article.txt -o report.html
  mtlint report --source-lang zh texts/ -o report.html
  mtlint report --source en/guide.md fr/guide.md -o guide.html
  mtlint report --baseline mtlint-baseline.json texts/ -o report.html")]
pub(in crate::cli) struct ReportArgs {
    #[command(flatten)]
    pub texts: TextArgs,

    /// Where to write the page; `-` is standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,

    /// Leave out the findings that this file remembers; decisions saved from the page are added to them
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,

    /// The file that the one file to check was translated from
    #[arg(long, value_name = "FILE")]
    pub source: Option<PathBuf>,
}
