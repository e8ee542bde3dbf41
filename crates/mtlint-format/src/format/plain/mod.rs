//! Plain text.
//!
//! A blank line ends a paragraph. Whether a line end inside a paragraph is a hard wrap (then the lines are joined by a
//! space) or an end (then each line is a unit) is decided per line end, by what wrapping programs do:
//!
//! 1. Where lines are long (the median of lines that are followed by another is above [`LONG_LINE`] characters), no
//!    line was wrapped: every line is a unit.
//! 2. A line that begins with a list marker starts a list item.
//! 3. A line above twice [`LONG_LINE`], or above [`LONG_LINE`] and at the end of a sentence, was not wrapped.
//! 4. A line end was forced if the first word of the next line did not fit: line + space + word is wider than the text.
//!    The width is the 90th percentile of all lines with a successor, or the next line's where that is longer, and at
//!    least [`MIN_WRAP`]. In mid-sentence 85 % of the width will do. A forced line end is a wrap.
//! 5. A line end that was not forced is one still where the next line goes on in lower case after no final stop.

mod lines;
mod marks;

use std::path::Path;

use self::lines::{LONG_LINE, Line, Lines, Widths};
use self::marks::{ends_sentence, first_word, is_heading, joins_without_space, list_marker};
use super::contract::{Comment, CommentPlace, Format, FormatError};
use super::writer::Writer;
use crate::document::is_directive_line;
use crate::document::{Document, Escape, Metadata, UnitKind};
use mtlint_token::span::FileSpan;

/// Nobody wraps narrower.
const MIN_WRAP: u32 = 40;
/// The format.
#[derive(Debug)]
pub(super) struct Plain;

impl Format for Plain {
    fn name(&self) -> &'static str {
        "plain"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text", ""]
    }

    fn comment(&self, _path: &Path) -> Option<Comment> {
        Some(Comment { open: "", close: "", place: CommentPlace::AboveLine })
    }

    fn read(&self, content: &str) -> Result<Document, FormatError> {
        let mut reader = Reader { widths: Widths::of(content), writer: Writer::new(content), open: None };
        for line in Lines::new(content) {
            if is_directive_line(line.text) {
                reader.writer.comment(FileSpan::from_range(line.start..line.end()));
            } else {
                reader.line(line);
            }
        }
        Ok(reader.finish())
    }
}

/// The unit that the last line left open.
#[derive(Clone, Copy, Debug)]
struct Open<'s> {
    last: Line<'s>,
    is_item: bool,
    lines: usize,
    /// Indentation of the first line.
    indent: usize,
}

struct Reader<'s> {
    widths: Widths,
    writer: Writer<'s>,
    open: Option<Open<'s>>,
}

impl<'s> Reader<'s> {
    fn line(&mut self, line: Line<'s>) {
        if line.text.is_empty() {
            self.end_unit();
            return;
        }
        match self.open {
            Some(open) if self.continues(&open, line) => self.join(open, line),
            Some(_) => {
                self.end_unit();
                self.begin(line);
            }
            None => self.begin(line),
        }
    }

    fn begin(&mut self, line: Line<'s>) {
        let marker = list_marker(line.text);
        let text = line.behind(marker.unwrap_or(0));
        self.writer.verbatim(FileSpan::from_range(text.start..text.end()));
        self.open = Some(Open { last: line, is_item: marker.is_some(), lines: 1, indent: line.indent });
    }

    fn join(&mut self, open: Open<'s>, line: Line<'s>) {
        let gap = open.last.end()..line.start;
        if !joins_without_space(open.last.text, line.text) {
            self.writer.replaced(" ", FileSpan::from_range(gap));
        }
        self.writer.verbatim(FileSpan::from_range(line.start..line.end()));
        self.open = Some(Open { last: line, lines: open.lines + 1, ..open });
    }

    /// True when the line belongs to the open unit: its predecessor was hard-wrapped. The rules are the module's.
    fn continues(&self, open: &Open<'s>, line: Line<'s>) -> bool {
        if self.widths.long_lines {
            return false;
        }
        let (previous, length) = (open.last, open.last.chars);
        let ends = ends_sentence(previous.text);
        if length > 2 * LONG_LINE || (length > LONG_LINE && ends) {
            return false;
        }
        // Some programs wrap by bytes or by width on screen, so a line in mid-sentence may be a little short.
        let wrap = if ends { self.widths.wrap } else { self.widths.wrap * 85 / 100 };
        let width = wrap.max(line.chars);
        let forced = self.widths.wrap >= MIN_WRAP && length + 1 + first_word(line.text) > width;
        if list_marker(line.text).is_some() {
            // A dash or number that a wrap brought to the start of a line is no marker.
            return forced && !open.is_item && !ends;
        }
        let hanging = open.is_item && line.indent > open.indent;
        let goes_on = !ends && line.text.chars().next().is_some_and(char::is_lowercase);
        forced || hanging || goes_on
    }

    fn end_unit(&mut self) {
        if let Some(open) = self.open.take() {
            let kind = match open {
                Open { is_item: true, .. } => UnitKind::ListItem,
                Open { lines: 1, last, .. } if is_heading(last.text) => UnitKind::Heading,
                _ => UnitKind::Paragraph,
            };
            self.writer.end_unit(kind, None);
        }
    }

    fn finish(mut self) -> Document {
        self.end_unit();
        // A heading is above something.
        if let Some(unit) = self.writer.last_unit()
            && unit.kind == UnitKind::Heading
        {
            unit.kind = UnitKind::Paragraph;
        }
        self.writer.finish(Metadata::default(), Escape::NONE)
    }
}

#[cfg(test)]
mod tests;
