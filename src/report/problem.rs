//! What went wrong besides the text: unreadable files, broken rules and configs, and notes about decoding.

use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use codespan_reporting::diagnostic::{Diagnostic, Label, Severity};
use codespan_reporting::term::{Config, Renderer, RichDiagnostic};
use serde::Serialize;

use super::excerpt::Excerpt;
use super::{Ansi, Style, visible};
use crate::config::ConfigError;
use crate::format::LineIndex;
use crate::span::SourceSpan;

/// Something to tell the user that is not a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// True when it makes the exit code 2, false for a mere note.
    pub is_error: bool,
    /// The file that it is about.
    pub path: Option<String>,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The text of that file and the half-open byte range in it.
    pub place: Option<(Arc<str>, Range<usize>)>,
}

impl Problem {
    /// An error about a file.
    #[must_use]
    pub fn error(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { is_error: true, path: Some(path.into()), message: message.into(), help: None, place: None }
    }

    /// A note about a file.
    #[must_use]
    pub fn note(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { is_error: false, ..Self::error(path, message) }
    }

    /// The same with advice.
    #[must_use]
    pub fn with_help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// The same with a place in the file's text.
    #[must_use]
    pub fn with_place(self, text: Arc<str>, range: Range<usize>) -> Self {
        Self { place: Some((text, range)), ..self }
    }

    pub(super) fn record(&self) -> ProblemRecord<'_> {
        let at = self
            .place
            .as_ref()
            .map(|(text, range)| LineIndex::new(text).position(text, SourceSpan::from_range(range.clone()).start));
        ProblemRecord {
            level: if self.is_error { "error" } else { "note" },
            path: self.path.as_deref(),
            message: &self.message,
            help: self.help.as_deref(),
            line: at.map(|at| at.line),
            column: at.map(|at| at.column),
        }
    }
}

impl From<ConfigError> for Problem {
    fn from(error: ConfigError) -> Self {
        let problem = Self::error(error.path.display().to_string(), error.message);
        let problem = Self { help: error.help, ..problem };
        match error.span {
            Some(span) => problem.with_place(error.text, span),
            None => problem,
        }
    }
}

/// A problem in `json` output.
#[derive(Debug, Serialize)]
pub(super) struct ProblemRecord<'p> {
    level: &'static str,
    path: Option<&'p str>,
    message: &'p str,
    help: Option<&'p str>,
    line: Option<u32>,
    column: Option<u32>,
}

/// Writes a problem for people: with its line where the place is known, else in one line.
///
/// # Errors
/// Those of the writer.
pub fn write_problem(problem: &Problem, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let severity = if problem.is_error { Severity::Error } else { Severity::Note };
    let mut out = Ansi::new(out, style);
    let (Some((text, range)), Some(path)) = (&problem.place, &problem.path) else {
        return write_line(problem, severity, &mut out);
    };
    let lines = LineIndex::new(text);
    let excerpt = Excerpt::new(&visible(path), text, &lines, SourceSpan::from_range(range.clone()), style.width, 0);
    let mut diagnostic = Diagnostic::new(severity).with_message(visible(&problem.message));
    diagnostic.labels.push(Label::primary((), excerpt.primary()));
    diagnostic.notes.extend(problem.help.as_ref().map(|help| format!("help: {}", visible(help))));
    let config = Config { start_context_lines: 0, end_context_lines: 0, ..Config::default() };
    RichDiagnostic::new(&diagnostic, &config)
        .render(&excerpt, &mut Renderer::new(&mut out, &config))
        .map_err(super::excerpt::io_error)
}

fn write_line(problem: &Problem, severity: Severity, out: &mut Ansi<&mut dyn Write>) -> io::Result<()> {
    out.severity(severity, if problem.is_error { "error" } else { "note" })?;
    write!(out, ": ")?;
    if let Some(path) = &problem.path {
        write!(out, "{}: ", visible(path))?;
    }
    write!(out, "{}", visible(&problem.message))?;
    if let Some(help) = &problem.help {
        write!(out, "; {}", visible(help))?;
    }
    writeln!(out)
}
