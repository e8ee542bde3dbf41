//! The arguments of `mtlint report`.

use std::path::PathBuf;

use super::TextArgs;

/// Write a page for reviewing findings in a browser
///
/// The page is one HTML file and needs no network. It shows the texts with their findings in the margin, filters,
/// charts and the MQM score. You accept or reject each finding there. The page then saves the corrected text, with the
/// fixes of the accepted findings applied, and a baseline of the rejected findings for `mtlint check --baseline`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes:
  0  the page was written
  2  wrong usage, an unreadable file, or an invalid rule or config; files that could be read are still on the page

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

    /// Leave out the findings recorded in this file; the baseline saved by the page contains them, too
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,

    /// The source text that the file was translated from; exactly one file can be checked
    #[arg(long, value_name = "FILE")]
    pub source: Option<PathBuf>,
}
