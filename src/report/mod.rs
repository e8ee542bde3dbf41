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

use crate::engine::Finding;
use crate::format::{LineIndex, SourceFile};
use crate::language::LanguageId;

/// One checked file and all that is to be said of it.
#[derive(Debug)]
pub struct FileReport<'f> {
    /// The path as it is shown.
    pub path: &'f str,
    /// The text, and the way to its bytes on disk.
    pub source: &'f SourceFile,
    /// Lines of the text.
    pub lines: &'f LineIndex,
    /// Findings by position.
    pub findings: &'f [Finding],
    /// The language whose rules ran.
    pub language: Option<LanguageId>,
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
