//! What the user reads: findings and problems as text for people and as JSON for programs.
//!
//! A [`Reporter`] is given the files in path order, one at a time, and writes at once; nothing is held back, so that
//! memory stays small however many files there are. It sees findings, never rules or formats.

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

/// One checked file and all that is to be said of it.
#[derive(Debug)]
pub struct FileReport<'f> {
    /// The path as it is shown.
    pub path: &'f str,
    /// The text, and the way to its bytes on disk.
    pub source: &'f FileText,
    /// Lines of the text.
    pub lines: &'f LineIndex,
    /// The file it was translated from, if that is another one.
    pub source_side: Option<&'f SourceText>,
    /// Findings by position.
    pub findings: &'f [Finding],
    /// The fingerprints of the findings, one each; empty unless the format wants them ([`OutputFormat::fingerprints`]).
    pub fingerprints: &'f [Fingerprint],
    /// The language whose rules ran.
    pub language: Option<LanguageId>,
    /// Findings from this level on make the exit code 1.
    pub fail_on: Level,
    /// Where the pages of rules are published.
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

    /// The file that a related place stands in.
    fn of(file: &FileReport<'f>, related: &Related) -> Self {
        let (path, source, lines) = file.file_of(related);
        Self { path, source, lines }
    }

    /// The lines and columns of both ends of a span.
    fn place(self, span: FileSpan) -> (Position, Position) {
        let at = |byte| self.lines.position(self.source.content(), byte);
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

    /// Path, text and lines of the file that a related place stands in.
    #[must_use]
    pub fn file_of(&self, related: &Related) -> (&'f str, &'f FileText, &'f LineIndex) {
        match (related.file, self.source_side) {
            (RelatedFile::Source, Some(side)) => (&side.path, &side.text, &side.lines),
            _ => (self.path, self.source, self.lines),
        }
    }
}

/// Writes reports in one output format.
pub trait Reporter {
    /// Writes what was found in the next file.
    ///
    /// # Errors
    /// Those of the writer.
    fn file(&mut self, file: &FileReport<'_>, out: &mut dyn Write) -> io::Result<()>;

    /// Notes that the next file was checked and nothing was found.
    ///
    /// # Errors
    /// Those of the writer.
    fn clean_file(&mut self, _path: &str, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// Writes what stands behind the last file.
    ///
    /// # Errors
    /// Those of the writer.
    fn finish(&mut self, summary: &Summary, problems: &[Problem], out: &mut dyn Write) -> io::Result<()>;
}

/// One output format.
#[derive(Debug)]
pub struct OutputFormat {
    /// What the user writes after `--format`.
    pub name: &'static str,
    /// What it is for, in a few words.
    pub help: &'static str,
    /// Makes a reporter.
    pub make: fn(Style) -> Box<dyn Reporter>,
    /// Whether it shows fingerprints, which cost a little.
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
    OutputFormat::new("human", "Each finding with its line of text", human::make),
    OutputFormat::new("short", "One line a finding: path:line:column: level[rule] message", short::make),
    OutputFormat::new("json", "One object with all findings and a summary", json::make),
    OutputFormat::new("jsonl", "One object a finding and line, for scripts", json::make_lines),
    OutputFormat::new("sarif", "SARIF 2.1.0, for code scanning", sarif::make).with_fingerprints(),
    OutputFormat::new("github", "Annotations of GitHub Actions", github::make),
    OutputFormat::new("gitlab", "GitLab's Code Quality report", gitlab::make).with_fingerprints(),
    OutputFormat::new("checkstyle", "Checkstyle's XML, for Jenkins and others", checkstyle::make),
    OutputFormat::new("junit", "JUnit's XML: each finding a test", junit::make),
    OutputFormat::new("rdjsonl", "reviewdog's diagnostics, with suggestions", rdjsonl::make),
];

/// A finding in one line for readers that have no room for its parts: what is wrong and what to do.
pub(crate) fn sentence(finding: &Finding) -> String {
    match finding.help.as_str() {
        "" => finding.message.clone(),
        help => format!("{}. {help}", finding.message),
    }
}

/// A level as users write it.
fn level_name(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "info",
        Level::Off => "off",
    }
}

/// A sentence with a mark at its end.
fn with_stop(sentence: String) -> String {
    if sentence.ends_with(['.', '!', '?', '…']) { sentence } else { sentence + "." }
}
