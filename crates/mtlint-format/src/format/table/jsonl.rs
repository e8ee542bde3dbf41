//! JSON Lines: an object on each line, with the keys `source` and `target` (the corpus form).

use std::borrow::Cow;

use super::names::{Documents, Field, Row, field};
use crate::document::{Document, Escape, Metadata, Remark, SideText};
use crate::format::contract::{self, Format, FormatError};
use crate::format::cursor::Cursor;
use crate::format::frame::Frame;
use crate::format::unit_writer::push_char;
use mtlint_token::span::{FileSpan, text_at};

/// The format.
#[derive(Debug)]
pub(in crate::format) struct JsonLines;

impl Format for JsonLines {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    fn accepts(&self, content: &str) -> bool {
        let end = content.find(['\n', '\r']).unwrap_or(content.len());
        read_line(content, 0, end).is_ok_and(|row| row.target.is_some())
    }

    fn frames(&self) -> &'static [Frame] {
        &[Frame("{\"source\": \"{source}\", \"target\": \"{target}\"}\n")]
    }

    fn read(&self, content: &str) -> Result<Document, FormatError> {
        LineParts::new(content, usize::MAX).next().unwrap_or_else(|| Ok(Document::default()))
    }

    /// A corpus of any size is checked in documents of about [`PART`] bytes.
    fn parts<'c>(&self, content: &'c str) -> contract::Parts<'c> {
        Box::new(LineParts::new(content, PART))
    }
}

/// Bytes of a document of a file; a line is not cut.
const PART: usize = 1 << 20;

/// The documents of a file.
struct LineParts<'c> {
    rest: Lines<'c>,
    size: usize,
    /// Read, each in another language.
    ready: std::vec::IntoIter<Document>,
}

impl<'c> LineParts<'c> {
    fn new(content: &'c str, size: usize) -> Self {
        Self { rest: Lines::new(content), size, ready: Vec::new().into_iter() }
    }
}

impl Iterator for LineParts<'_> {
    type Item = Result<Document, FormatError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(document) = self.ready.next() {
            return Some(Ok(document));
        }
        let lines = &mut self.rest;
        if lines.is_done {
            return None;
        }
        let end = lines.at.saturating_add(self.size);
        let mut documents = Documents::new(lines.content);
        while lines.at < end.min(lines.content.len()) {
            lines.line(&mut documents);
        }
        lines.is_done = lines.at >= lines.content.len();
        if lines.is_done && !lines.has_text && !lines.content.trim().is_empty() {
            let message = "no line is a JSON object with a string `target`, so no text is known";
            let first = lines.content.chars().next().map_or(0, char::len_utf8);
            let none = || FormatError { span: FileSpan::from_range(0..first), message: message.into() };
            return Some(Err(lines.trouble.take().unwrap_or_else(none)));
        }
        self.ready = documents.finish(Escape(escape));
        self.ready.next().map(Ok)
    }
}

/// The lines that are not read yet, and what the others said of the file.
struct Lines<'c> {
    content: &'c str,
    at: usize,
    is_done: bool,
    has_text: bool,
    /// The languages that were named last: lines of another part may name none.
    metadata: Metadata,
    /// The first line that could not be read.
    trouble: Option<FormatError>,
}

impl<'c> Lines<'c> {
    fn new(content: &'c str) -> Self {
        let metadata = Metadata::default();
        Self { content, at: 0, is_done: false, has_text: false, metadata, trouble: None }
    }

    fn line(&mut self, documents: &mut Documents<'_>) {
        let rest = text_at(self.content, self.at..);
        let length = memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        let (start, end) = (self.at, self.at + length);
        self.at = end + 1;
        if rest.get(..length).is_none_or(|line| line.trim().is_empty()) {
            return;
        }
        match read_line(self.content, start, end) {
            Ok(mut row) => {
                self.has_text |= row.target.is_some();
                row.target_language = row.target_language.or(self.metadata.language);
                row.source_language = row.source_language.or(self.metadata.source_language);
                self.metadata.language = row.target_language;
                self.metadata.source_language = row.source_language;
                documents.push(row, None);
            }
            Err(error) => {
                let remark = Remark { check: "malformed-entry", span: error.span, detail: error.message.clone() };
                documents.remark(remark);
                self.trouble.get_or_insert(error);
            }
        }
    }
}

fn read_line(content: &str, start: usize, end: usize) -> Result<Row, FormatError> {
    // The line alone: a quotation mark that never closes must not swallow the next one.
    let line = text_at(content, ..end);
    let mut cursor = Cursor::new(line);
    cursor.at = start;
    let mut row = Row::default();
    blanks(&mut cursor);
    if !cursor.eat("{") {
        return Err(cursor.error(cursor.at, "expected an object, {…}"));
    }
    blanks(&mut cursor);
    if !cursor.eat("}") {
        loop {
            member(line, &mut cursor, &mut row)?;
            blanks(&mut cursor);
            if cursor.eat("}") {
                break;
            }
            if !cursor.eat(",") {
                return Err(cursor.error(cursor.at, "expected a comma or the end of the object"));
            }
            blanks(&mut cursor);
        }
    }
    blanks(&mut cursor);
    if cursor.is_at_end() { Ok(row) } else { Err(cursor.error(cursor.at, "expected the end of the line")) }
}

fn blanks(cursor: &mut Cursor<'_>) {
    cursor.take_while(|c| c == ' ' || c == '\t');
}

/// `"key": value`
fn member(content: &str, cursor: &mut Cursor<'_>, row: &mut Row) -> Result<(), FormatError> {
    let key = string(content, cursor)?;
    blanks(cursor);
    if !cursor.eat(":") {
        return Err(cursor.error(cursor.at, "expected a colon after the key"));
    }
    blanks(cursor);
    let start = cursor.at;
    match (field(key.text()), cursor.peek()) {
        (Some(column), Some('"')) => row.set(column, string(content, cursor)?),
        (Some(column @ (Field::Key | Field::Fuzzy)), Some('0'..='9' | 't' | 'f')) => {
            skip_value(content, cursor)?;
            let mut value = SideText::default();
            value.verbatim(content, FileSpan::from_range(start..cursor.at));
            row.set(column, value);
        }
        _ => skip_value(content, cursor)?,
    }
    Ok(())
}

/// A value that is not read. Its brackets are counted only: how deep they nest does not matter.
fn skip_value(content: &str, cursor: &mut Cursor<'_>) -> Result<(), FormatError> {
    let start = cursor.at;
    let mut depth = 0_usize;
    loop {
        match cursor.peek() {
            Some('"') => {
                string(content, cursor)?;
            }
            Some('{' | '[') => {
                depth += 1;
                cursor.bump();
            }
            Some('}' | ']') if depth > 0 => {
                depth -= 1;
                cursor.bump();
            }
            Some(',' | ':' | ' ' | '\t') if depth > 0 => {
                cursor.bump();
            }
            _ => {
                let word = cursor.take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
                if word.is_empty() {
                    return Err(cursor.error(cursor.at, "expected a value"));
                }
            }
        }
        if depth == 0 && cursor.at > start {
            return Ok(());
        }
    }
}

/// A string with its quotation marks.
fn string(content: &str, cursor: &mut Cursor<'_>) -> Result<SideText, FormatError> {
    let open = cursor.at;
    if !cursor.eat("\"") {
        return Err(cursor.error(open, "expected a string in quotation marks"));
    }
    let mut side = SideText::new(FileSpan::from_range(cursor.at..cursor.at));
    loop {
        let start = cursor.at;
        cursor.take_while(|c| c != '"' && c != '\\');
        side.verbatim(content, FileSpan::from_range(start..cursor.at));
        let start = cursor.at;
        let c = match cursor.bump() {
            Some('"') => return Ok(side),
            Some('\\') => match cursor.bump() {
                Some('n') => '\n',
                Some('t') => '\t',
                Some('r') => '\r',
                Some('b') => '\u{8}',
                Some('f') => '\u{C}',
                Some('u') => cursor.take_utf16(start, "\\u")?,
                Some(c @ ('"' | '\\' | '/')) => c,
                _ => return Err(cursor.error(start, "this is not a JSON escape")),
            },
            _ => {
                cursor.at = open + 1;
                return Err(cursor.error(open, "this quotation mark is never closed"));
            }
        };
        push_char(&mut side, c, start, cursor.at);
    }
}

fn escape(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains(|c: char| matches!(c, '"' | '\\') || c < ' ') {
        return Some(Cow::Borrowed(text));
    }
    let json = serde_json::to_string(text).ok()?;
    json.get(1..json.len() - 1).map(|inside| Cow::Owned(inside.to_owned()))
}
