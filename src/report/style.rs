//! Colours and widths, and a writer of ANSI escape sequences for codespan-reporting.

use std::io::{self, Write};

use codespan_reporting::diagnostic::{LabelStyle, Severity};
use codespan_reporting::term::{GeneralWriteResult, WriteStyle};

/// How text for people is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Use ANSI colours.
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// Print rule ids as links to their pages, with OSC 8.
    pub links: bool,
    /// Print only findings.
    pub quiet: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { color: false, width: 100, links: false, quiet: false }
    }
}

/// A writer with ANSI colours, or without.
#[derive(Debug)]
pub struct Ansi<W> {
    out: W,
    color: bool,
    level_name: Option<&'static str>,
    /// The next text from codespan-reporting is the name of a severity.
    is_level_next: bool,
}

const RESET: &str = "0";
const BOLD: &str = "1";
const DIM: &str = "2";
const BLUE: &str = "34";
const CYAN: &str = "36";

impl<W: Write> Ansi<W> {
    /// Wraps a writer.
    pub fn new(out: W, style: Style) -> Self {
        Self { out, color: style.color, level_name: None, is_level_next: false }
    }

    /// Sets the name of the level in headers that codespan-reporting writes, whose severities have other names.
    pub(super) fn set_level_name(&mut self, name: &'static str) {
        self.level_name = Some(name);
    }

    /// Writes text in bold.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn bold(&mut self, text: &str) -> io::Result<()> {
        self.styled(BOLD, text)
    }

    /// Writes less important text.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn dim(&mut self, text: &str) -> io::Result<()> {
        self.styled(DIM, text)
    }

    /// Writes text in the colour of a level.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn severity(&mut self, severity: Severity, text: &str) -> io::Result<()> {
        self.styled(code(severity), text)
    }

    fn styled(&mut self, code: &str, text: &str) -> io::Result<()> {
        self.set(code)?;
        self.write_all(text.as_bytes())?;
        self.set(RESET)
    }

    fn set(&mut self, code: &str) -> io::Result<()> {
        if self.color { write!(self.out, "\x1b[{code}m") } else { Ok(()) }
    }
}

fn code(severity: Severity) -> &'static str {
    match severity {
        Severity::Bug | Severity::Error => "1;31",
        Severity::Warning => "1;33",
        Severity::Note => "1;32",
        Severity::Help => "1;36",
    }
}

impl<W: Write> Write for Ansi<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.level_name.filter(|_| std::mem::take(&mut self.is_level_next)) {
            Some(name) => self.out.write_all(name.as_bytes()).map(|()| bytes.len()),
            None => self.out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl<W: Write> WriteStyle for Ansi<W> {
    fn set_header(&mut self, severity: Severity) -> GeneralWriteResult {
        self.set(code(severity))?;
        self.is_level_next = true;
        Ok(())
    }

    fn set_header_message(&mut self) -> GeneralWriteResult {
        self.set(RESET)?;
        self.set(BOLD)
    }

    fn set_line_number(&mut self) -> GeneralWriteResult {
        self.set(BLUE)
    }

    fn set_note_bullet(&mut self) -> GeneralWriteResult {
        self.set(BLUE)
    }

    fn set_source_border(&mut self) -> GeneralWriteResult {
        self.set(BLUE)
    }

    fn set_label(&mut self, severity: Severity, style: LabelStyle) -> GeneralWriteResult {
        self.set(if style == LabelStyle::Primary { code(severity) } else { CYAN })
    }

    fn reset(&mut self) -> GeneralWriteResult {
        self.set(RESET)
    }
}
