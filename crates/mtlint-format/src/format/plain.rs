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

use std::path::Path;

use memchr::memchr2;

use super::line_index::count_chars;
use super::writer::Writer;
use super::{Comment, Format, FormatError};
use crate::document::is_directive_line;
use crate::document::{Document, Escape, Metadata, UnitKind};
use mtlint_token::span::FileSpan;

/// Lines beyond this many characters are paragraphs: nobody wraps wider.
const LONG_LINE: u32 = 100;
/// Nobody wraps narrower.
const MIN_WRAP: u32 = 40;
/// Line lengths are counted up to here.
const LENGTHS: usize = 256;
/// A heading has no more words than this.
const HEADING_WORDS: usize = 14;

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
        Some(Comment { open: "", close: "", fits_in_text: false })
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

/// A line without the white space around it.
#[derive(Clone, Copy, Debug)]
struct Line<'s> {
    /// Where [`Line::text`] starts in the content.
    start: usize,
    /// White space before the text, in bytes.
    indent: usize,
    text: &'s str,
    /// Length in characters.
    chars: u32,
}

impl<'s> Line<'s> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// The line without `len` bytes at its start and the white space behind them.
    fn behind(self, len: usize) -> Self {
        let rest = self.text.get(len..).unwrap_or_default();
        let text = rest.trim_start();
        Self { start: self.end() - text.len(), text, ..self }
    }
}

/// The lines of a text, blank ones included; `\n`, `\r\n` and a lone `\r` end a line.
struct Lines<'s> {
    content: &'s str,
    at: usize,
}

impl<'s> Lines<'s> {
    fn new(content: &'s str) -> Self {
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
struct Widths {
    /// Rule 1 of the module.
    long_lines: bool,
    /// The width that the text seems wrapped to, in characters.
    wrap: u32,
}

impl Widths {
    fn of(content: &str) -> Self {
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

/// The length of a list marker at the start of a line: a bullet or a number or letter with a full stop or parenthesis,
/// and white space. Numbers have at most three digits, so that a year is none.
fn list_marker(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let length = match first {
        '-' | '*' | '+' | '–' | '•' | '·' | '‣' | '◦' | '▪' | '●' | '○' | '■' | '□' | '◆' | '►' => {
            first.len_utf8()
        }
        '0'..='9' | 'a'..='z' | 'A'..='Z' | '(' => numbering(text)?,
        _ => return None,
    };
    let behind = text.get(length..)?;
    let spaced = behind.starts_with(char::is_whitespace) && !behind.trim_start().is_empty();
    // A bullet that is no punctuation mark needs no space.
    let tight = matches!(first, '•' | '‣' | '▪' | '●' | '■' | '◆' | '►') && !behind.is_empty();
    (spaced || tight).then_some(length)
}

/// The length of `1.`, `12)`, `(3)`, `a)`.
fn numbering(text: &str) -> Option<usize> {
    let open = usize::from(text.starts_with('('));
    let rest = text.get(open..)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let letter = digits == 0 && rest.starts_with(|c: char| c.is_ascii_alphabetic());
    let label = if letter { 1 } else { digits };
    let closed = match rest.as_bytes().get(label)? {
        b')' => true,
        // `A. Smith` is a name.
        b'.' => open == 0 && !letter,
        _ => false,
    };
    (closed && (1..=3).contains(&label)).then_some(open + label + 1)
}

/// The length of the first word in characters; a sign of a writing system without spaces is a word.
fn first_word(line: &str) -> u32 {
    let word = line.chars().take_while(|c| !c.is_whitespace());
    let length = word.enumerate().take_while(|&(i, c)| i == 0 || !sets_no_space(c)).count();
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// True for Chinese and Japanese characters and their punctuation, which may be parted at any line end.
fn sets_no_space(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FF65}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// True when the two lines are parted by no space once joined: Chinese or Japanese, or a word parted at its hyphen.
fn joins_without_space(before: &str, after: &str) -> bool {
    let mut back = before.chars().rev();
    let (last, last_but_one, next) = (back.next(), back.next(), after.chars().next());
    let hyphen = last == Some('-') && last_but_one.is_some_and(char::is_alphabetic);
    (hyphen && next.is_some_and(char::is_alphabetic))
        || (last.is_some_and(sets_no_space) && next.is_some_and(sets_no_space))
}

/// The last character, closing quotation marks and brackets aside.
fn last_character(text: &str) -> Option<char> {
    text.chars().rev().find(|c| !matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '」' | '』' | '）' | '*' | '_'))
}

fn ends_sentence(text: &str) -> bool {
    last_character(text).is_some_and(|c| matches!(c, '.' | '!' | '?' | ':' | '…' | '。' | '！' | '？' | '：'))
}

/// True for a line that reads as a heading: few words, the first not in lower case, no punctuation mark at the end.
fn is_heading(text: &str) -> bool {
    let stopped = text.ends_with([',', ';', '，', '；', '、']) || ends_sentence(text);
    let first = text.chars().find(|c| c.is_alphabetic());
    !stopped && first.is_some_and(|c| !c.is_lowercase()) && text.split_whitespace().nth(HEADING_WORDS).is_none()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::Plain;
    use crate::document::{Document, UnitKind};
    use crate::format::Format;

    fn read(content: &str) -> Document {
        Plain.read(content).unwrap()
    }

    fn units(content: &str) -> Vec<(UnitKind, String)> {
        let document = read(content);
        document.units.iter().map(|unit| (unit.kind, document.target.slice(unit.target.span).to_owned())).collect()
    }

    fn texts(content: &str) -> Vec<String> {
        units(content).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn blank_lines_end_paragraphs() {
        assert_eq!(
            texts("One is here.\n\nTwo is here.\r\n \t\r\n\r\nThree.\r\rFour."),
            ["One is here.", "Two is here.", "Three.", "Four."]
        );
        assert!(texts("").is_empty() && texts(" \n\n\t").is_empty());
    }

    #[test]
    fn wrapped_lines_are_joined_and_map_back() {
        let content = "  The ministry said on Monday that the new bridge would be open to\r\n  traffic before the end \
                       of the year, and that the old one would be\r\n  closed.\r\n";
        let document = read(content);
        let text = &document.target.string;
        assert_eq!(document.units.len(), 1);
        assert_eq!(document.target.slice(document.units[0].target.span), text.trim_end());
        assert!(text.contains("open to traffic") && text.contains("would be closed."));
        let at = u32::try_from(text.find("traffic").unwrap()).unwrap();
        let source = document.target.map.to_source(mtlint_token::span::TextSpan::new(at, at + 7)).unwrap();
        assert_eq!(&content[source.range()], "traffic");
    }

    #[test]
    fn long_lines_are_paragraphs() {
        let long =
            "This is a sentence of some length that nobody would wrap, since the line goes on and on to the end.";
        let content = format!("{long} {long}\n{long}\n{long}\nShort one.");
        assert_eq!(texts(&content).len(), 4);
    }

    #[test]
    fn a_title_above_a_long_line_stands_alone() {
        let body =
            "On Monday the ministry declared, after weeks of talks, that the bridge would be open to traffic soon.";
        let content = format!("New bridge open to traffic\n{body}\n\n{body}");
        assert_eq!(units(&content)[0], (UnitKind::Heading, "New bridge open to traffic".to_owned()));
        assert_eq!(units(&content).len(), 3);
    }

    #[test]
    fn short_lines_are_not_joined() {
        assert_eq!(texts("Home\nWorld\nSport"), ["Home", "World", "Sport"]);
        assert_eq!(texts("Press office\n12 Long Street\nPhone 555"), ["Press office", "12 Long Street", "Phone 555"]);
    }

    #[test]
    fn list_items_lose_their_marker() {
        let content =
            "What we need:\n- bread and butter\n- milk\n  from the shop\n* salt\n1. first\n(2) second\n•third";
        let found = units(content);
        let item = |text: &str| (UnitKind::ListItem, text.to_owned());
        assert_eq!(found[0], (UnitKind::Paragraph, "What we need:".to_owned()));
        let items = ["bread and butter", "milk from the shop", "salt", "first", "second", "third"].map(item);
        assert_eq!(found[1..], items);
        assert_eq!(
            units("2020. It was a year.\n\n-5 degrees\n\nA. Smith came."),
            [
                (UnitKind::Paragraph, "2020. It was a year.".to_owned()),
                (UnitKind::Paragraph, "-5 degrees".to_owned()),
                (UnitKind::Paragraph, "A. Smith came.".to_owned())
            ]
        );
    }

    #[test]
    fn a_dash_that_was_wrapped_is_no_marker() {
        let content = "The new bridge across the river, which the city has been waiting for\n\
                       - for eleven years by now - will be open to traffic in the autumn.";
        assert_eq!(texts(content).len(), 1);
    }

    #[test]
    fn headings_are_short_unstopped_and_above_text() {
        let content = "Bridge open at last\n\nIt is open.\n\nby our staff\n\nWhy now?\n\nLast line";
        let kinds: Vec<_> = units(content).into_iter().map(|(kind, _)| kind).collect();
        use UnitKind::{Heading, Paragraph};
        assert_eq!(kinds, [Heading, Paragraph, Paragraph, Paragraph, Paragraph]);
    }

    #[test]
    fn chinese_lines_and_hyphens_join_without_a_space() {
        let chinese = "网络安全需要国际合作而政治操弄不得人心这一点各方都应该明白因为这是大家共同的利益\n所在。";
        assert_eq!(texts(chinese), [chinese.replace('\n', "")]);
        let content = "The ministry of the interior said on Monday that the Anglo-\nSaxon hoard would be shown.";
        assert!(texts(content)[0].contains("Anglo-Saxon"));
    }

    #[test]
    fn addresses_are_objects() {
        assert_eq!(texts("See https://a.example/b. Or a@b.example, please."), ["See \u{FFFC}. Or \u{FFFC}, please."]);
    }
}
