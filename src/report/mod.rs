//! Output: findings and problems as text for people and as data for programs.
//!
//! A [`Reporter`] gets the files one by one, in path order, and writes each at once, so memory does not grow with the
//! number of files. It sees findings, never rules or input formats.

mod checkstyle;
mod diff;
mod excerpt;
mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod page;
mod problem;
mod rdjsonl;
mod record;
mod sarif;
mod score;
mod short;
mod style;
mod summary;
mod uri;
mod visible;
mod xml;

use std::io::{self, Write};

pub use crate::pipeline::{LeftOut, SourceText};
pub use diff::unified_diff;
pub use page::{Page, PageFile, Part};
pub use problem::write_problem;
pub use score::ScoreReport;
pub use style::{Ansi, Style};
pub use summary::{Fixable, Summary};
#[cfg(feature = "lsp")]
pub(crate) use uri::file_uri;
pub use visible::{visible, width, wrap};

pub use mtlint_text::thousands::thousands;

use crate::baseline::Fingerprint;
use crate::config::RulePages;
use crate::pipeline::CheckedFile;
use crate::problem::Problem;
use mtlint_format::format::{FileText, LineIndex, Position};
use mtlint_rules::finding::{Finding, Related, RelatedFile};
use mtlint_rules::rule::Level;
use mtlint_text::language::LanguageId;
use mtlint_token::span::FileSpan;

/// One checked file with its findings.
#[derive(Debug)]
pub struct FileReport<'f> {
    /// The path as shown to the user.
    pub path: &'f str,
    /// The file text.
    pub source: &'f FileText,
    /// Lines of the text.
    pub lines: &'f LineIndex,
    /// The file it was translated from, unless both sides are in one file.
    pub source_side: Option<&'f SourceText>,
    /// Findings, sorted by position.
    pub findings: &'f [Finding],
    /// One fingerprint for each finding; empty unless the format uses them ([`OutputFormat::fingerprints`]).
    pub fingerprints: &'f [Fingerprint],
    /// The language of the text.
    pub language: Option<LanguageId>,
    /// Findings at or above this level make the exit code 1.
    pub fail_on: Level,
    /// Where the rule pages are published.
    pub pages: Option<&'f RulePages>,
}

/// One of the files that a report is about.
#[derive(Clone, Copy, Debug)]
struct Text<'f> {
    path: &'f str,
    source: &'f FileText,
    lines: &'f LineIndex,
}

impl<'f> Text<'f> {
    /// The checked file.
    fn own(file: &FileReport<'f>) -> Self {
        Self { path: file.path, source: file.source, lines: file.lines }
    }

    /// The file that a related place is in.
    fn of(file: &FileReport<'f>, related: &Related) -> Self {
        match (related.file, file.source_side) {
            (RelatedFile::Source, Some(side)) => Self { path: &side.path, source: &side.text, lines: &side.lines },
            _ => Self::own(file),
        }
    }

    /// The content of the file.
    fn content(self) -> &'f str {
        self.source.content()
    }

    /// The lines and columns of both ends of a span.
    fn place(self, span: FileSpan) -> (Position, Position) {
        let at = |byte| self.lines.position(self.content(), byte);
        (at(span.start), at(span.end))
    }
}

impl<'f> FileReport<'f> {
    /// The report of a checked file with this text.
    pub(crate) fn of(file: &'f CheckedFile, source: &'f FileText, lines: &'f LineIndex) -> Self {
        Self {
            path: &file.path,
            source,
            lines,
            source_side: file.source.as_ref(),
            findings: &file.findings,
            fingerprints: &file.fingerprints,
            language: Some(file.language),
            fail_on: file.fail_on,
            pages: file.pages.as_ref(),
        }
    }

    /// The lines and columns of both ends of a span.
    fn place(&self, span: FileSpan) -> (Position, Position) {
        Text::own(self).place(span)
    }
}

/// Writes reports in one output format.
pub trait Reporter {
    /// Writes the findings in the next file.
    ///
    /// # Errors
    /// Those of the writer.
    fn file(&mut self, file: &FileReport<'_>, out: &mut dyn Write) -> io::Result<()>;

    /// Records that the next file has no findings.
    ///
    /// # Errors
    /// Those of the writer.
    fn clean_file(&mut self, _path: &str, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// Ends the report.
    ///
    /// # Errors
    /// Those of the writer.
    fn finish(&mut self, summary: &Summary, problems: &[Problem], out: &mut dyn Write) -> io::Result<()>;
}

/// One output format.
#[derive(Debug)]
pub struct OutputFormat {
    /// The value of `--format`.
    pub name: &'static str,
    /// The help text.
    pub help: &'static str,
    /// Makes a reporter.
    pub make: fn(Style) -> Box<dyn Reporter>,
    /// Whether it uses fingerprints, which take time to compute.
    pub fingerprints: bool,
}

impl OutputFormat {
    const fn new(name: &'static str, help: &'static str, make: fn(Style) -> Box<dyn Reporter>) -> Self {
        Self { name, help, make, fingerprints: false }
    }

    const fn with_fingerprints(self) -> Self {
        Self { fingerprints: true, ..self }
    }

    /// The format of this name.
    #[must_use]
    pub fn by_name(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }
}

/// All output formats; the first is the default.
pub const FORMATS: &[OutputFormat] = &[
    OutputFormat::new("human", "Each finding with an excerpt of the text", human::make),
    OutputFormat::new("short", "One line per finding: path:line:column: level[rule] message", short::make),
    OutputFormat::new("json", "One JSON object with all findings and a summary", json::make),
    OutputFormat::new("jsonl", "One JSON object per finding, each on its own line", json::make_lines),
    OutputFormat::new("sarif", "SARIF 2.1.0, for code scanning", sarif::make).with_fingerprints(),
    OutputFormat::new("github", "GitHub Actions annotations", github::make),
    OutputFormat::new("gitlab", "GitLab Code Quality report", gitlab::make).with_fingerprints(),
    OutputFormat::new("checkstyle", "Checkstyle XML, for Jenkins and other CI tools", checkstyle::make),
    OutputFormat::new("junit", "JUnit XML with one test per finding", junit::make),
    OutputFormat::new("rdjsonl", "reviewdog diagnostics, with suggestions", rdjsonl::make),
];

/// A finding in one line, for formats without a field for the help: what is wrong, and what to do.
pub(crate) fn sentence(finding: &Finding) -> String {
    match finding.help.as_str() {
        "" => finding.message.clone(),
        help => format!("{}. {help}", finding.message),
    }
}

/// A number with its noun: `1 file`, `2 files`.
pub(crate) fn count(n: u64, noun: &str) -> String {
    format!("{} {noun}{}", thousands(n), if n == 1 { "" } else { "s" })
}

/// The name of a level.
fn level_name(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "info",
        Level::Off => "off",
    }
}

/// A sentence with a full stop, unless it already ends with a mark.
fn with_stop(sentence: String) -> String {
    if sentence.ends_with(['.', '!', '?', '…']) { sentence } else { sentence + "." }
}
