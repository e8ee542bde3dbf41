//! What a linter returns: plain data.

use super::Problem;
use mtlint_format::format;

/// The findings in one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// The name of the text.
    pub path: String,
    /// The language that the text was checked in, as a BCP 47 tag. `None` if it is in none of the languages that the
    /// config lists; then nothing was checked.
    pub language: Option<String>,
    /// The number of words that were checked.
    pub words: usize,
    /// The findings, in the order of the text.
    pub findings: Vec<Finding>,
    /// How many more findings directives in the text suppressed.
    pub suppressed: usize,
    /// Problems besides the findings, such as a part of a file that cannot be read.
    pub problems: Vec<Problem>,
}

/// A defect in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The id of the rule: `quotes/unbalanced`.
    pub rule: String,
    /// The title of the rule.
    pub title: String,
    /// How sure the rule is, or what the config says instead.
    pub level: Level,
    /// The MQM category of the error: `fluency/punctuation`.
    pub category: String,
    /// The MQM severity of the error.
    pub severity: Severity,
    /// The place, in bytes.
    pub span: Span,
    /// The place of the first character.
    pub start: Position,
    /// The place after the last character.
    pub end: Position,
    /// The text of the span.
    pub excerpt: String,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do; empty if the message or a fix says it.
    pub help: String,
    /// How a machine comes to write this.
    pub why: String,
    /// Ways to fix it, the best first.
    pub fixes: Vec<Fix>,
    /// Other places that belong to the finding.
    pub related: Vec<Related>,
    /// The key of the unit, in formats that have keys; the id of a segment.
    pub unit: Option<String>,
}

/// How a finding counts. Ordered from the least to the most sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth a look.
    Info,
    /// Likely wrong.
    Warning,
    /// Wrong.
    Error,
}

/// The MQM severity of a translation error, with its penalty points in the default scoring model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// 0 points.
    Neutral,
    /// 1 point.
    Minor,
    /// 5 points.
    Major,
    /// 25 points.
    Critical,
}

/// A half-open range of bytes: of the file on disk, of the text that was passed in, or of the target text of a segment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A line and a column. Both count from 1; columns count characters (Unicode scalar values).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Position {
    pub(super) fn new(at: format::Position) -> Self {
        Self { line: at.line as usize, column: at.column as usize }
    }
}

/// A way to fix a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fix {
    /// What the fix does: `Replace with “COVID-19”`.
    pub title: String,
    /// Who may apply it.
    pub safety: Safety,
    /// The edits, in the order of the text and without overlap. All of them are applied, or none.
    pub edits: Vec<Edit>,
}

/// Who may apply a fix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Safety {
    /// A program: the fix keeps the meaning for certain.
    Safe,
    /// A person, or a program that was told so: the fix is likely right.
    Suggested,
    /// Nobody: the fix shows what is meant.
    DisplayOnly,
}

/// A replacement in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Edit {
    /// What to replace; empty to insert.
    pub span: Span,
    /// The new text, escaped as the format needs it.
    pub text: String,
}

/// A place that belongs to a finding: the first of two duplicates, the source of the unit.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Related {
    /// The file, if it is another one than the finding's.
    pub path: Option<String>,
    /// The segment, for segments.
    pub unit: Option<String>,
    /// True if the place is in the source text of the unit.
    pub is_source: bool,
    /// The place, in bytes.
    pub span: Span,
    /// The place of the first character.
    pub start: Position,
    /// What is there.
    pub message: String,
}
