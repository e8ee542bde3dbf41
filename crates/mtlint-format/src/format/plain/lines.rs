//! The lines of a text and their widths.

use memchr::memchr2;

use crate::document::is_directive_line;
use crate::format::line_index::count_chars;
use mtlint_token::span::text_at;

/// Lines beyond this many characters are paragraphs: nobody wraps wider.
pub(super) const LONG_LINE: u32 = 100;
/// Line lengths are counted up to here.
const LENGTHS: usize = 256;
/// A line without the white space around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'s> {
    /// Where [`Line::text`] starts in the content.
    pub start: usize,
    /// White space before the text, in bytes.
    pub indent: usize,
    pub text: &'s str,
    /// Length in characters.
    pub chars: u32,
}

impl<'s> Line<'s> {
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// The line without `len` bytes at its start and the white space behind them.
    pub(super) fn behind(self, len: usize) -> Self {
        let rest = text_at(self.text, len..);
        let text = rest.trim_start();
        Self { start: self.end() - text.len(), text, ..self }
    }
}

/// The lines of a text, blank ones included; `\n`, `\r\n` and a lone `\r` end a line.
pub(super) struct Lines<'s> {
    content: &'s str,
    at: usize,
}

impl<'s> Lines<'s> {
    pub(super) fn new(content: &'s str) -> Self {
        Self { content, at: 0 }
    }
}

impl<'s> Iterator for Lines<'s> {
    type Item = Line<'s>;

    fn next(&mut self) -> Option<Line<'s>> {
        let rest = self.content.get(self.at..).filter(|rest| !rest.is_empty())?;
        let length = memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        let line = rest.get(..length)?;
        let line_end = if rest.as_bytes().get(length..length + 2) == Some(b"\r\n") { 2 } else { 1 };
        let text = line.trim_start();
        let indent = line.len() - text.len();
        let start = self.at + indent;
        self.at += length + line_end;
        let text = text.trim_end();
        Some(Line { start, indent, text, chars: count_chars(text.as_bytes()) })
    }
}

/// What the lengths of the lines say of the document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Widths {
    /// Rule 1 of the module.
    pub long_lines: bool,
    /// The width that the text seems wrapped to, in characters.
    pub wrap: u32,
}

impl Widths {
    pub(super) fn of(content: &str) -> Self {
        let mut counts = [0_u32; LENGTHS];
        let mut total = 0_u64;
        let mut previous: Option<Line<'_>> = None;
        for line in Lines::new(content).filter(|line| !is_directive_line(line.text)) {
            if line.text.is_empty() {
                previous = None;
                continue;
            }
            if let Some(previous) = previous.replace(line)
                && let Some(count) = counts.get_mut((previous.chars as usize).min(LENGTHS - 1))
            {
                *count += 1;
                total += 1;
            }
        }
        let percentile = |percent: u64| {
            let mut below = 0;
            let wanted = total * percent / 100;
            let length = counts.iter().position(|&count| {
                below += u64::from(count);
                below > wanted
            });
            length.and_then(|length| u32::try_from(length).ok()).unwrap_or_default()
        };
        Self { long_lines: percentile(50) > LONG_LINE, wrap: percentile(90) }
    }
}
