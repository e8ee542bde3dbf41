//! The lines around a finding, cut to the width of the terminal.
//!
//! Translated articles have a paragraph in one line, so a line may hold 50,000 characters. An excerpt is a small text
//! of its own that codespan-reporting draws: at most the first and the last line of the finding, each cut around it,
//! with true line numbers and the true position in the heading.

use std::io;
use std::ops::Range;

use codespan_reporting::files::{Error, Files, Location};
use unicode_segmentation::UnicodeSegmentation;

use super::visible::{show, width};
use mtlint_format::format::LineIndex;
use mtlint_token::span::FileSpan;

/// Stands where text was cut off.
const CUT: char = '…';
/// Fewer columns of text than this are not worth showing.
const NARROWEST: usize = 30;
/// A cut moves this many characters at most to fall between two words.
const WORD: usize = 12;

/// A piece of a file for codespan-reporting. Line indices are its own: neighbours in the file are neighbours here, and
/// two empty lines stand for any number that are left out, which codespan draws as a break.
#[derive(Debug)]
pub(super) struct Excerpt {
    name: String,
    at: Location,
    text: String,
    lines: Vec<Line>,
    primary: Range<usize>,
    budget: usize,
    label: usize,
}

#[derive(Debug)]
struct Line {
    number: usize,
    /// The line in the excerpt's text.
    shown: Range<usize>,
    /// Which bytes of the file are shown.
    source: Range<usize>,
    /// Offsets at which characters begin: in the file, in the excerpt's text; ascending.
    map: Vec<(usize, usize)>,
}

/// Which end of the focus must be seen when it is longer than the line may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keep {
    Head,
    Tail,
}

impl Excerpt {
    /// The excerpt for a span of `content`, for a terminal with `columns`; a label of `label` columns is to stand
    /// behind the marks.
    pub(super) fn new(
        name: &str,
        content: &str,
        lines: &LineIndex,
        span: FileSpan,
        columns: usize,
        label: usize,
    ) -> Self {
        let span = without_line_end(content, span);
        let (from, to) = (lines.position(content, span.start), lines.position(content, span.end));
        let gutter = to.line.to_string().len() + " │  ".chars().count() + if from.line == to.line { 0 } else { 2 };
        let at = Location { line_number: from.line as usize, column_number: from.column as usize };
        let budget = columns.saturating_sub(gutter).max(NARROWEST);
        let name = name.to_owned();
        let mut excerpt = Self { name, at, text: String::new(), lines: Vec::new(), primary: 0..0, budget, label };
        let range = span.range();
        let first = line_range(content, lines, from.line);
        if from.line == to.line {
            excerpt.push(content, from.line, first, range.clone(), Keep::Head);
        } else {
            excerpt.push(content, from.line, first.clone(), range.start..first.end, Keep::Head);
            if to.line - from.line > 1 {
                excerpt.push_gap();
            }
            let last = line_range(content, lines, to.line);
            excerpt.push(content, to.line, last.clone(), last.start..range.end, Keep::Tail);
        }
        excerpt.primary = excerpt.place(range.start)..excerpt.place(range.end);
        excerpt
    }

    /// The span in the excerpt's text.
    pub(super) fn primary(&self) -> Range<usize> {
        self.primary.clone()
    }

    /// Another span of the file in the excerpt's text, if all of it is shown on one line.
    pub(super) fn find(&self, span: FileSpan) -> Option<Range<usize>> {
        let range = span.range();
        let shown = |line: &&Line| line.source.start <= range.start && range.end <= line.source.end;
        let line = self.lines.iter().filter(|line| !line.map.is_empty()).find(shown)?;
        Some(line.place(range.start)..line.place(range.end))
    }

    /// Columns that are left behind the span on its last line.
    pub(super) fn room_behind(&self) -> usize {
        let line = self.lines.last().map_or(0..0, |line| line.shown.start..self.primary.end);
        self.budget.saturating_sub(width(self.text.get(line).unwrap_or_default()))
    }

    fn push(&mut self, content: &str, number: u32, line: Range<usize>, focus: Range<usize>, keep: Keep) {
        let source = clip(content, &line, &focus, keep, self.budget, self.label);
        let start = self.text.len();
        let mut map = Vec::new();
        if source.start > line.start {
            self.text.push(CUT);
        }
        let mut before = None;
        for (offset, c) in content.get(source.clone()).unwrap_or_default().char_indices() {
            map.push((source.start + offset, self.text.len()));
            show(before, c, &mut self.text);
            before = Some(c);
        }
        map.push((source.end, self.text.len()));
        if source.end < line.end {
            self.text.push(CUT);
        }
        self.text.push('\n');
        self.lines.push(Line { number: number as usize, shown: start..self.text.len(), source, map });
    }

    fn push_gap(&mut self) {
        for _ in 0..2 {
            let end = self.text.len();
            // codespan takes the logarithm of every line number.
            self.lines.push(Line { number: 1, shown: end..end, source: 0..0, map: Vec::new() });
        }
    }

    /// Where a byte of the file stands in the text; one that is not shown is moved to the nearest that is.
    fn place(&self, at: usize) -> usize {
        let real = || self.lines.iter().filter(|line| !line.map.is_empty());
        let line = real().find(|line| at <= line.source.end).or_else(|| real().next_back());
        line.map_or(0, |line| line.place(at))
    }
}

impl Line {
    fn place(&self, at: usize) -> usize {
        let index = self.map.partition_point(|(source, _)| *source < at);
        self.map.get(index).or(self.map.last()).map_or(self.shown.start, |(_, shown)| *shown)
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

/// Which of the excerpts of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    /// Of the finding itself.
    Own,
    /// Of the source text that it was translated from.
    Source,
}

/// The excerpts of one finding.
#[derive(Debug)]
pub(super) struct Pages<'e> {
    pub own: &'e Excerpt,
    pub source: Option<&'e Excerpt>,
}

impl Pages<'_> {
    fn page(&self, page: Page) -> &Excerpt {
        match page {
            Page::Own => self.own,
            Page::Source => self.source.unwrap_or(self.own),
        }
    }
}

impl<'a> Files<'a> for Pages<'_> {
    type FileId = Page;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, page: Page) -> Result<&'a str, Error> {
        self.page(page).name(())
    }

    fn source(&'a self, page: Page) -> Result<&'a str, Error> {
        self.page(page).source(())
    }

    fn line_index(&'a self, page: Page, byte: usize) -> Result<usize, Error> {
        self.page(page).line_index((), byte)
    }

    fn line_number(&'a self, page: Page, index: usize) -> Result<usize, Error> {
        self.page(page).line_number((), index)
    }

    fn location(&'a self, page: Page, byte: usize) -> Result<Location, Error> {
        self.page(page).location((), byte)
    }

    fn line_range(&'a self, page: Page, index: usize) -> Result<Range<usize>, Error> {
        self.page(page).line_range((), index)
    }
}

/// codespan's errors: the writer's, or one that a well-formed excerpt does not cause.
pub(super) fn io_error(error: Error) -> io::Error {
    match error {
        Error::Io(error) => error,
        other => io::Error::other(other),
    }
}

/// A span that ends behind a line end ends before it, so that it does not seem to reach into the next line.
fn without_line_end(content: &str, span: FileSpan) -> FileSpan {
    let text = content.get(span.range()).unwrap_or_default();
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
    let text = content.get(range.clone()).unwrap_or_default();
    range.start..range.start + text.trim_end_matches(['\n', '\r']).len()
}

/// The part of a line that fits into `budget` columns around the focus, between graphemes and, if it costs little,
/// between words. Reads no more of the line than that.
fn clip(
    content: &str,
    line: &Range<usize>,
    focus: &Range<usize>,
    keep: Keep,
    budget: usize,
    label: usize,
) -> Range<usize> {
    let whole = content.get(line.clone()).unwrap_or_default();
    if whole.len() <= 4 * budget && width_shown(whole) <= budget {
        return line.clone();
    }
    let focus = focus.start.clamp(line.start, line.end)..focus.end.clamp(line.start, line.end);
    // Two columns for the signs of a cut.
    let inner = budget.saturating_sub(2);
    let marked = content.get(focus.clone()).unwrap_or_default();
    let (size, used) = match keep {
        Keep::Head => head(marked, inner),
        Keep::Tail => tail(marked, inner),
    };
    if size < marked.len() {
        return match keep {
            Keep::Head => focus.start..focus.start + size,
            Keep::Tail => focus.end - size..focus.end,
        };
    }
    let (left, right) = (content.get(line.start..focus.start), content.get(focus.end..line.end));
    let (left, right) = (left.unwrap_or_default(), right.unwrap_or_default());
    let spare = inner.saturating_sub(used);
    // The label needs room behind the marks, not the text: less text before them.
    let most_left = spare.saturating_sub(label);
    let (_, left_width) = tail(left, most_left);
    let (_, right_width) = head(right, spare - left_width.min(spare / 2));
    let (left_size, _) = tail(left, most_left.min(spare - right_width));
    let (right_size, _) = head(right, right_width);
    let start = word_start(left, focus.start - left_size, line.start);
    let end = word_end(right, focus.end + right_size, focus.end);
    start..end
}

/// Bytes and columns of the longest run of graphemes at the start of `text` that fits.
fn head(text: &str, budget: usize) -> (usize, usize) {
    fit(text.graphemes(true), budget)
}

/// The same at the end.
fn tail(text: &str, budget: usize) -> (usize, usize) {
    fit(text.graphemes(true).rev(), budget)
}

fn fit<'t>(graphemes: impl Iterator<Item = &'t str>, budget: usize) -> (usize, usize) {
    let (mut bytes, mut columns) = (0, 0);
    for grapheme in graphemes {
        let wide = width_shown(grapheme);
        if columns + wide > budget {
            break;
        }
        bytes += grapheme.len();
        columns += wide;
    }
    (bytes, columns)
}

/// Columns of text as [`show`] writes it.
fn width_shown(text: &str) -> usize {
    if text.bytes().all(|b| (0x20..0x7f).contains(&b)) {
        return text.len();
    }
    let mut shown = String::new();
    let mut before = None;
    for c in text.chars() {
        show(before, c, &mut shown);
        before = Some(c);
    }
    width(&shown)
}

/// Moves a cut at `start` in `left` (which begins at `origin`) behind the blank that follows it, if that is near.
fn word_start(left: &str, start: usize, origin: usize) -> usize {
    let shown = left.get(start - origin..).unwrap_or_default();
    if start == origin || left.get(..start - origin).is_some_and(|cut| cut.ends_with(' ')) {
        return start;
    }
    let near = shown.char_indices().take(WORD).find(|(_, c)| *c == ' ');
    near.map_or(start, |(at, _)| start + at + 1)
}

/// Moves a cut at `end` in `right` (which begins at `origin`) before the blank that precedes it, if that is near.
fn word_end(right: &str, end: usize, origin: usize) -> usize {
    let shown = right.get(..end - origin).unwrap_or_default();
    if shown.len() == right.len() || right.get(end - origin..).is_some_and(|cut| cut.starts_with(' ')) {
        return end;
    }
    let near = shown.char_indices().rev().take(WORD).find(|(_, c)| *c == ' ');
    near.map_or(end, |(at, _)| origin + at)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::{Excerpt, NARROWEST};
    use crate::report::width;
    use mtlint_format::format::LineIndex;
    use mtlint_token::span::FileSpan;

    fn excerpt(content: &str, marked: &str, columns: usize) -> Excerpt {
        let start = content.find(marked).unwrap();
        let span = FileSpan::from_range(start..start + marked.len());
        Excerpt::new("a.txt", content, &LineIndex::new(content), span, columns, 0)
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        let e = excerpt("one\r\ntwo three\r\nfour", "three", 80);
        assert_eq!((e.text.as_str(), &e.text[e.primary()]), ("two three\n", "three"));
        assert_eq!((e.at.line_number, e.at.column_number), (2, 5));
    }

    #[test]
    fn a_long_line_is_cut_between_words_on_both_sides() {
        let content = format!("{}the the {}", "word ".repeat(9000), "more ".repeat(9000));
        let e = excerpt(&content, "the the", 60);
        assert_eq!(e.text, "…word word word word the the more more more more…\n");
        assert_eq!(&e.text[e.primary()], "the the");
        assert_eq!(e.at.column_number, 45_001);
    }

    #[test]
    fn what_one_side_does_not_need_the_other_gets() {
        let content = format!("the the {}", "more ".repeat(9000));
        let e = excerpt(&content, "the the", 40);
        assert!(e.text.starts_with("the the") && width(e.text.trim_end()) > 30, "{}", e.text);
        let content = format!("{}the the", "more ".repeat(9000));
        let e = excerpt(&content, "the the", 40);
        assert!(e.text.ends_with("the the\n") && width(e.text.trim_end()) > 30, "{}", e.text);
    }

    #[test]
    fn a_span_over_several_lines_shows_its_ends() {
        let content = format!("{0}begin {0}\nmiddle\nmiddle\n{0}end {0}", "x ".repeat(500));
        let start = content.find("begin").unwrap();
        let end = content.find("end ").unwrap() + 3;
        let span = FileSpan::from_range(start..end);
        let e = Excerpt::new("a", &content, &LineIndex::new(&content), span, 50, 0);
        assert_eq!(e.lines.iter().map(|l| l.number).collect::<Vec<_>>(), [1, 1, 1, 4]);
        assert!(e.text[e.primary()].starts_with("begin") && e.text[e.primary()].ends_with("end"), "{}", e.text);
    }

    #[test]
    fn hidden_characters_are_seen_and_the_span_still_fits() {
        let e = excerpt("a\u{202e}b\x1b[2Jbad\u{200b}", "bad", 80);
        assert_eq!((e.text.as_str(), &e.text[e.primary()]), ("a<U+202E>b␛[2Jbad<U+200B>\n", "bad"));
    }

    proptest! {
        #[test]
        fn never_wider_than_the_terminal_and_always_on_the_span(
            parts in prop::collection::vec(prop_oneof!["[a-z ]{1,40}", "[中文，]{1,30}", "👩\u{200d}🚀|e\u{301}|\t|\r\n|\n|\u{202e}"], 1..12),
            from in 0usize..400, len in 0usize..400, columns in 1usize..90, label in 0usize..60,
        ) {
            let content = parts.concat();
            let floor = |at: usize| (0..=at.min(content.len())).rev().find(|i| content.is_char_boundary(*i)).unwrap();
            let (start, end) = (floor(from), floor(from + len));
            let span = FileSpan::from_range(start..end);
            let e = Excerpt::new("a", &content, &LineIndex::new(&content), span, columns, label);
            for line in e.text.lines() {
                prop_assert!(width(line) <= columns.max(NARROWEST + 8), "{line:?}");
            }
            prop_assert!(e.primary().start <= e.primary().end);
            prop_assert!(e.text.get(e.primary()).is_some());
            let (first, shown) = (content[start..end].chars().next(), e.text[e.primary()].chars().next());
            if let (Some(first), Some(shown)) = (first, shown) {
                // A line end is not shown, nor its second half.
                let is_end = matches!(first, '\r' | '\n');
                prop_assert!(first == shown || shown == '<' || is_end || shown == '␍', "{first:?} {shown:?}");
            }
        }
    }
}
