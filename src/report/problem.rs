//! Problems for people and for programs.

use std::io::{self, Write};

use codespan_reporting::diagnostic::{Diagnostic, Label, Severity};
use codespan_reporting::term::{Config, Renderer, RichDiagnostic};
use serde::Serialize;

use super::excerpt::{Excerpt, ExcerptOf, Room};
use super::{Ansi, Style, visible};
use crate::problem::Problem;
use mtlint_format::format::LineIndex;
use mtlint_token::span::FileSpan;

/// A problem for `json` output.
pub(super) fn record(problem: &Problem) -> ProblemRecord<'_> {
    let at = problem
        .place
        .as_ref()
        .map(|(text, range)| LineIndex::new(text).position(text, FileSpan::from_range(range.clone()).start));
    ProblemRecord {
        level: if problem.is_error { "error" } else { "note" },
        path: problem.path.as_deref(),
        message: &problem.message,
        help: problem.help.as_deref(),
        line: at.map(|at| at.line),
        column: at.map(|at| at.column),
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

/// Writes a problem for people: with an excerpt of the file if its place is known, otherwise in one line.
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
    let name = visible(path);
    let file = ExcerptOf { name: &name, content: text, lines: &lines };
    let room = Room { columns: style.width, label: 0 };
    let excerpt = Excerpt::new(file, FileSpan::from_range(range.clone()), room);
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
