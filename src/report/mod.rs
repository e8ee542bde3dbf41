//! What the user reads: findings and problems as text for people and as JSON for programs.
//!
//! A [`Reporter`] is given the files in path order, one at a time, and writes at once; nothing is held back, so that
//! memory stays small however many files there are. It sees findings, never rules or formats.

mod excerpt;
mod human;
mod json;
mod problem;
mod record;
mod short;
mod style;
mod summary;
mod visible;

use std::io::{self, Write};

pub use problem::{Problem, write_problem};
pub use style::{Ansi, Style};
pub use summary::{Summary, thousands};
pub use visible::{visible, width, wrap};

use crate::engine::{Finding, Related, RelatedFile};
use crate::format::{LineIndex, SourceFile};
use crate::language::LanguageId;

/// The file that a checked file was translated from, where findings point into it.
#[derive(Clone, Debug)]
pub struct SourceSide {
    /// The path as it is shown.
    pub path: String,
    /// The text, and the way to its bytes on disk.
    pub source: SourceFile,
    /// Lines of the text.
    pub lines: LineIndex,
}

impl SourceSide {
    /// The file at a path.
    #[must_use]
    pub fn new(path: String, source: SourceFile) -> Self {
        let lines = LineIndex::new(source.content());
        Self { path, source, lines }
    }
}

/// One checked file and all that is to be said of it.
#[derive(Debug)]
pub struct FileReport<'f> {
    /// The path as it is shown.
    pub path: &'f str,
    /// The text, and the way to its bytes on disk.
    pub source: &'f SourceFile,
    /// Lines of the text.
    pub lines: &'f LineIndex,
    /// The file it was translated from, if that is another one.
    pub source_side: Option<&'f SourceSide>,
    /// Findings by position.
    pub findings: &'f [Finding],
    /// The language whose rules ran.
    pub language: Option<LanguageId>,
}

impl<'f> FileReport<'f> {
    /// Path, text and lines of the file that a related place stands in.
    #[must_use]
    pub fn file_of(&self, related: &Related) -> (&'f str, &'f SourceFile, &'f LineIndex) {
        match (related.file, self.source_side) {
            (RelatedFile::Source, Some(side)) => (&side.path, &side.source, &side.lines),
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
}

/// All output formats; the first is the default.
pub const FORMATS: &[OutputFormat] = &[
    OutputFormat { name: "human", help: "Each finding with its line of text", make: human::make },
    OutputFormat {
        name: "short",
        help: "One line a finding: path:line:column: level[rule] message",
        make: short::make,
    },
    OutputFormat { name: "json", help: "One object with all findings and a summary", make: json::make },
    OutputFormat { name: "jsonl", help: "One object a finding and line, for scripts", make: json::make_lines },
];
