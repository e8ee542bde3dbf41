//! JSON Lines: an object on each line, with the keys `source` and `target` (the corpus form).

use std::borrow::Cow;

use super::names::{Field, Row, field};
use crate::document::{BilingualBuilder, Document, Escape, Metadata, Remark, SideText};
use crate::format::cursor::Cursor;
use crate::format::segments::push_char;
use crate::format::{Format, FormatError};
use crate::span::SourceSpan;

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

    fn read(&self, content: &str) -> Result<Document, FormatError> {
        let mut builder = BilingualBuilder::new(content);
        let mut metadata = Metadata::default();
        let (mut at, mut rows) = (0, 0_usize);
        let mut first_trouble = None;
        while at < content.len() {
            let rest = content.get(at..).unwrap_or_default();
            let length = memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
            let (start, end) = (at, at + length);
            at = end + 1;
            if rest.get(..length).is_none_or(|line| line.trim().is_empty()) {
                continue;
            }
            match read_line(content, start, end) {
                Ok(row) => {
                    rows += usize::from(row.target.is_some());
                    metadata.language = metadata.language.or(row.target_language);
                    metadata.source_language = metadata.source_language.or(row.source_language);
                    row.push(&mut builder, None);
                }
                Err(error) => {
                    let remark = Remark { check: "malformed-entry", span: error.span, detail: error.message.clone() };
                    builder.remark(remark);
                    first_trouble.get_or_insert(error);
                }
            }
        }
        if rows == 0 && !content.trim().is_empty() {
            let message = "no line is a JSON object with a string `target`, so nothing here is known to be text";
            let none =
                || FormatError { span: SourceSpan::from_range(0..content.len().min(1)), message: message.into() };
            return Err(first_trouble.unwrap_or_else(none));
        }
        Ok(builder.finish(metadata, Escape(escape)))
    }
}

fn read_line(content: &str, start: usize, end: usize) -> Result<Row, FormatError> {
    // The line alone: a quotation mark that never closes must not swallow the next one.
    let line = content.get(..end).unwrap_or_default();
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
        return Err(cursor.error(cursor.at, "expected a colon behind the key"));
    }
    blanks(cursor);
    let start = cursor.at;
    match (field(key.text()), cursor.peek()) {
        (Some(column), Some('"')) => row.set(column, string(content, cursor)?),
        (Some(column @ (Field::Key | Field::Fuzzy)), Some('0'..='9' | 't' | 'f')) => {
            skip_value(content, cursor)?;
            let mut value = SideText::default();
            value.verbatim(content, SourceSpan::from_range(start..cursor.at));
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
    let mut side = SideText::new(SourceSpan::from_range(cursor.at..cursor.at));
    loop {
        let start = cursor.at;
        cursor.take_while(|c| c != '"' && c != '\\');
        side.verbatim(content, SourceSpan::from_range(start..cursor.at));
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
                _ => return Err(cursor.error(start, "this is no escape of JSON")),
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
