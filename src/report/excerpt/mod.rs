//! The lines of a finding, cut to the width of the terminal.
//!
//! In translated articles, a paragraph is often one line of thousands of characters. An excerpt is a small text for
//! codespan-reporting to draw: the first and the last line of the finding, each cut around it, with the line numbers
//! and the position of the file.

mod clip;
mod pages;
#[cfg(test)]
mod tests;

use std::io;
use std::ops::Range;

use super::visible::{show, width};
use clip::{Fit, Keep, LongLine, clip};
use codespan_reporting::files::{Error, Files, Location};
use mtlint_format::format::LineIndex;
use mtlint_token::span::{FileSpan, text_at};
pub(super) use pages::{Page, Pages};

/// Marks a cut.
const CUT: char = '…';
/// An excerpt has at least this many columns of text, even on a narrower terminal.
const NARROWEST: usize = 30;

/// The file that an excerpt is made from.
#[derive(Clone, Copy)]
pub(super) struct ExcerptOf<'c> {
    /// Its path as shown to the user.
    pub name: &'c str,
    pub content: &'c str,
    pub lines: &'c LineIndex,
}

/// The room for an excerpt.
#[derive(Clone, Copy)]
pub(super) struct Room {
    /// Columns of the terminal.
    pub columns: usize,
    /// Columns of the label that follows the marks.
    pub label: usize,
}

/// A part of a file for codespan-reporting. Line indices are those of the excerpt: lines that follow each other in the
/// file follow each other here. Two empty lines stand for any number of omitted lines; codespan-reporting draws them as
/// a break.
#[derive(Debug)]
pub(super) struct Excerpt {
    name: String,
    at: Location,
    text: String,
    lines: Vec<Line>,
    /// The finding in `text`.
    primary: Range<usize>,
    /// Columns for text.
    columns: usize,
}

#[derive(Debug)]
struct Line {
    number: usize,
    /// The line in the text of the excerpt.
    shown: Range<usize>,
    /// The shown bytes of the file.
    source: Range<usize>,
    /// Where characters start, in ascending order; empty for an omitted line.
    starts: Vec<Start>,
}

/// The offset of a character.
#[derive(Clone, Copy, Debug)]
struct Start {
    in_file: usize,
    in_excerpt: usize,
}

impl Excerpt {
    /// The excerpt of a file for a span.
    pub(super) fn new(file: ExcerptOf<'_>, span: FileSpan, room: Room) -> Self {
        let ExcerptOf { name, content, lines } = file;
        let span = without_line_end(content, span);
        let (from, to) = (lines.position(content, span.start), lines.position(content, span.end));
        let gutter = to.line.to_string().len() + " │  ".chars().count() + if from.line == to.line { 0 } else { 2 };
        let at = Location { line_number: from.line as usize, column_number: from.column as usize };
        let columns = room.columns.saturating_sub(gutter).max(NARROWEST);
        let name = name.to_owned();
        let mut excerpt = Self { name, at, text: String::new(), lines: Vec::new(), primary: 0..0, columns };
        let push = |excerpt: &mut Self, number, line, focus, keep| {
            let text = LongLine { content, line, focus, keep };
            excerpt.push(number, &text, room.label);
        };
        let range = span.range();
        let first = line_range(content, lines, from.line);
        if from.line == to.line {
            push(&mut excerpt, from.line, first, range.clone(), Keep::Head);
        } else {
            push(&mut excerpt, from.line, first.clone(), range.start..first.end, Keep::Head);
            if to.line - from.line > 1 {
                excerpt.push_gap();
            }
            let last = line_range(content, lines, to.line);
            push(&mut excerpt, to.line, last.clone(), last.start..range.end, Keep::Tail);
        }
        excerpt.primary = excerpt.place(range.start)..excerpt.place(range.end);
        excerpt
    }

    /// The finding in the text of the excerpt.
    pub(super) fn primary(&self) -> Range<usize> {
        self.primary.clone()
    }

    /// Another span of the file in the text of the excerpt, if one line shows all of it.
    pub(super) fn find(&self, span: FileSpan) -> Option<Range<usize>> {
        let range = span.range();
        let shown = |line: &&Line| line.source.start <= range.start && range.end <= line.source.end;
        let line = self.lines.iter().filter(|line| !line.starts.is_empty()).find(shown)?;
        Some(line.place(range.start)..line.place(range.end))
    }

    /// The free columns after the finding on its last line.
    pub(super) fn room_behind(&self) -> usize {
        let line = self.lines.last().map_or(0..0, |line| line.shown.start..self.primary.end);
        self.columns.saturating_sub(width(text_at(&self.text, line)))
    }

    fn push(&mut self, number: u32, text: &LongLine<'_>, label: usize) {
        let source = clip(text, Fit { columns: self.columns, label });
        let start = self.text.len();
        let mut starts = Vec::new();
        if source.start > text.line.start {
            self.text.push(CUT);
        }
        let mut before = None;
        for (offset, c) in text_at(text.content, source.clone()).char_indices() {
            starts.push(Start { in_file: source.start + offset, in_excerpt: self.text.len() });
            show(before, c, &mut self.text);
            before = Some(c);
        }
        starts.push(Start { in_file: source.end, in_excerpt: self.text.len() });
        if source.end < text.line.end {
            self.text.push(CUT);
        }
        self.text.push('\n');
        self.lines.push(Line { number: number as usize, shown: start..self.text.len(), source, starts });
    }

    fn push_gap(&mut self) {
        for _ in 0..2 {
            let end = self.text.len();
            // The number is 1, not 0, because codespan-reporting takes its logarithm.
            self.lines.push(Line { number: 1, shown: end..end, source: 0..0, starts: Vec::new() });
        }
    }

    /// The place of a byte of the file in the text; the nearest shown byte if it is not shown.
    fn place(&self, at: usize) -> usize {
        let real = || self.lines.iter().filter(|line| !line.starts.is_empty());
        let line = real().find(|line| at <= line.source.end).or_else(|| real().next_back());
        line.map_or(0, |line| line.place(at))
    }
}

impl Line {
    fn place(&self, at: usize) -> usize {
        let index = self.starts.partition_point(|start| start.in_file < at);
        self.starts.get(index).or(self.starts.last()).map_or(self.shown.start, |start| start.in_excerpt)
    }
}

impl<'a> Files<'a> for Excerpt {
    type FileId = ();
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, (): ()) -> Result<&'a str, Error> {
        Ok(&self.name)
    }

    fn source(&'a self, (): ()) -> Result<&'a str, Error> {
        Ok(&self.text)
    }

    fn line_index(&'a self, (): (), byte: usize) -> Result<usize, Error> {
        Ok(self.lines.iter().rposition(|line| line.shown.start <= byte).unwrap_or(0))
    }

    fn line_number(&'a self, (): (), index: usize) -> Result<usize, Error> {
        Ok(self.lines.get(index).map_or(0, |line| line.number))
    }

    fn location(&'a self, (): (), _: usize) -> Result<Location, Error> {
        Ok(self.at)
    }

    fn line_range(&'a self, (): (), index: usize) -> Result<Range<usize>, Error> {
        let missing = Error::LineTooLarge { given: index, max: self.lines.len() };
        self.lines.get(index).map(|line| line.shown.clone()).ok_or(missing)
    }
}

/// An error of codespan-reporting: that of the writer, or one that a well-formed excerpt does not cause.
pub(super) fn io_error(error: Error) -> io::Error {
    match error {
        Error::Io(error) => error,
        other => io::Error::other(other),
    }
}

/// Cuts line ends off the end of a span, so that it does not seem to reach into the next line.
fn without_line_end(content: &str, span: FileSpan) -> FileSpan {
    let text = text_at(content, span.range());
    let kept = text.trim_end_matches(['\n', '\r']);
    if kept.is_empty() {
        FileSpan::new(span.start, span.start)
    } else {
        FileSpan::from_range(span.range().start..span.range().start + kept.len())
    }
}

/// A line without its line end.
fn line_range(content: &str, lines: &LineIndex, number: u32) -> Range<usize> {
    let range = lines.line_range(number).unwrap_or_default().range();
    let text = text_at(content, range.clone());
    range.start..range.start + text.trim_end_matches(['\n', '\r']).len()
}
