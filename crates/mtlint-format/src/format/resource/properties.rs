//! Java `.properties`, as `java.util.Properties.load` reads them.

use std::borrow::Cow;
use std::path::Path;

use crate::document::{Document, Escape, Metadata, SideText, Syntax};
use crate::format::contract::{Comment, Format, FormatError};
use crate::format::cursor::Cursor;
use crate::format::frame::Frame;
use crate::format::unit_writer::{UnitWriter, push_char};
use crate::inline;
use mtlint_token::span::FileSpan;

/// The format.
#[derive(Debug)]
pub(in crate::format) struct Properties;

const SYNTAX: Syntax = Syntax::PRINTF.union(Syntax::ASSUMED).union(Syntax::ICU).union(Syntax::MARKUP);

impl Format for Properties {
    fn name(&self) -> &'static str {
        "properties"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["properties"]
    }

    fn comment(&self, _path: &Path) -> Option<Comment> {
        Some(Comment::HASH)
    }

    fn frames(&self) -> &'static [Frame] {
        &[Frame("a={target}"), Frame("a=\\u00e9 {target}\nb=it''s {0}\n")]
    }

    fn read(&self, content: &str) -> Result<Document, FormatError> {
        let mut cursor = Cursor::new(content);
        let syntax = SYNTAX.union(inline::habits(content));
        let mut reader = Reader { content, segments: UnitWriter::of_one_locale(content, syntax), has_patterns: false };
        loop {
            cursor.take_while(|c| is_blank(c) || c == '\n' || c == '\r');
            match cursor.peek() {
                None => break,
                Some('#' | '!') => {
                    let start = cursor.at;
                    cursor.take_line();
                    reader.segments.comment(FileSpan::from_range(start..cursor.at));
                }
                Some(_) => reader.entry(&mut cursor)?,
            }
        }
        let escape = Escape(match (is_escaped_ascii(content), reader.has_patterns) {
            (false, false) => escape,
            (false, true) => escape_pattern,
            (true, false) => escape_to_ascii,
            (true, true) => escape_pattern_to_ascii,
        });
        Ok(reader.segments.finish(Metadata::default(), escape))
    }
}

/// White space inside a line.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{C}')
}

struct Reader<'s> {
    content: &'s str,
    segments: UnitWriter<'s>,
    /// Whether a value is a pattern of `java.text.MessageFormat`.
    has_patterns: bool,
}

impl Reader<'_> {
    /// A key, a separator, a value, and the line end.
    fn entry(&mut self, cursor: &mut Cursor<'_>) -> Result<(), FormatError> {
        let mut key = SideText::default();
        let start = cursor.at;
        self.scan(cursor, &mut key, |c| is_blank(c) || c == '=' || c == ':')?;
        let key_span = FileSpan::from_range(start..cursor.at);
        cursor.take_while(is_blank);
        if cursor.eat("=") || cursor.eat(":") {
            cursor.take_while(is_blank);
        }
        let value_start = *cursor;
        let mut value = side_at(cursor.at);
        self.scan(cursor, &mut value, |_| false)?;
        if is_pattern(value.text()) {
            self.has_patterns = true;
            if value.text().contains("''") {
                let mut again = value_start;
                value = side_at(again.at);
                self.scan_pattern(&mut again, &mut value)?;
            }
        }
        self.segments.key(key.text(), key_span);
        self.segments.segment(key.text(), &value);
        Ok(())
    }

    /// As [`Self::scan`] to the end of the line, with two apostrophes as the one that they stand for.
    fn scan_pattern(&self, cursor: &mut Cursor<'_>, value: &mut SideText) -> Result<(), FormatError> {
        loop {
            self.scan(cursor, value, |c| c == '\'')?;
            let start = cursor.at;
            if cursor.eat("''") {
                push_char(value, '\'', start, cursor.at);
            } else if cursor.eat("'") {
                value.verbatim(self.content, FileSpan::from_range(start..cursor.at));
            } else {
                return Ok(());
            }
        }
    }

    /// Reads up to a stop or the end of the logical line, joining continued lines and resolving escapes.
    fn scan(
        &self,
        cursor: &mut Cursor<'_>,
        side: &mut SideText,
        stop: impl Fn(char) -> bool,
    ) -> Result<(), FormatError> {
        loop {
            let start = cursor.at;
            cursor.take_while(|c| !matches!(c, '\\' | '\n' | '\r') && !stop(c));
            side.verbatim(self.content, FileSpan::from_range(start..cursor.at));
            let start = cursor.at;
            if !cursor.eat("\\") {
                return Ok(());
            }
            if cursor.eat_line_end() {
                cursor.take_while(is_blank);
                side.replaced("", FileSpan::from_range(start..cursor.at));
                continue;
            }
            let c = match cursor.bump() {
                Some('t') => '\t',
                Some('n') => '\n',
                Some('r') => '\r',
                Some('f') => '\u{C}',
                Some('u') => cursor.take_utf16(start, "\\u")?,
                Some(c) => c,
                None => return Ok(()),
            };
            push_char(side, c, start, cursor.at);
        }
    }
}

fn side_at(at: usize) -> SideText {
    SideText::new(FileSpan::from_range(at..at))
}

/// True for a pattern of `java.text.MessageFormat`: it has an argument with a number.
fn is_pattern(value: &str) -> bool {
    let mut opened = value.match_indices('{').filter_map(|(at, _)| value.as_bytes().get(at + 1));
    opened.any(u8::is_ascii_digit)
}

/// True when a file keeps to ASCII though its text does not: it is for `Properties.load`, which reads Latin-1.
fn is_escaped_ascii(content: &str) -> bool {
    content.is_ascii() && content.contains("\\u")
}

fn escape(text: &str) -> Option<Cow<'_, str>> {
    let text = Cow::Borrowed(text);
    if !text.contains(['\\', '\n', '\r', '\t']) {
        return Some(text);
    }
    Some(text.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r").replace('\t', "\\t").into())
}

/// In a file with patterns it depends on the value whether an apostrophe is doubled.
fn escape_pattern(text: &str) -> Option<Cow<'_, str>> {
    escape(text).filter(|_| !text.contains('\''))
}

fn escape_to_ascii(text: &str) -> Option<Cow<'_, str>> {
    let text = escape(text)?;
    if text.is_ascii() {
        return Some(text);
    }
    let mut ascii = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        if c.is_ascii() {
            ascii.push(c);
        } else {
            c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| ascii.push_str(&format!("\\u{unit:04x}")));
        }
    }
    Some(ascii.into())
}

fn escape_pattern_to_ascii(text: &str) -> Option<Cow<'_, str>> {
    escape_to_ascii(text).filter(|_| !text.contains('\''))
}
