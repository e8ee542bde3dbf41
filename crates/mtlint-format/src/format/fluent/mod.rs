//! Fluent `.ftl`: messages, terms, their attributes, and the variants of their selectors.
//!
//! An own scanner: the crate fluent-syntax gives no places of placeables and descends as deep as they nest.

mod pattern;

use std::borrow::Cow;
use std::path::Path;

use self::pattern::read_pattern;
use super::contract::{Comment, Format, FormatError};
use super::cursor::Cursor;
use super::frame::Frame;
use super::unit_writer::UnitWriter;
use crate::document::{Document, Escape, Metadata, Remark, Syntax};
use mtlint_token::span::FileSpan;

/// The format.
#[derive(Debug)]
pub(super) struct Fluent;

impl Format for Fluent {
    fn name(&self) -> &'static str {
        "fluent"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["ftl"]
    }

    fn comment(&self, _path: &Path) -> Option<Comment> {
        Some(Comment::HASH)
    }

    fn frames(&self) -> &'static [Frame] {
        &[Frame("a = {target}\n")]
    }

    fn read(&self, content: &str) -> Result<Document, FormatError> {
        let segments = UnitWriter::of_one_locale(content, Syntax::FLUENT.union(Syntax::MARKUP));
        let mut reader = Reader { content, cursor: Cursor::new(content), segments, groups: 0 };
        while !reader.cursor.is_at_end() {
            reader.entry();
        }
        Ok(reader.segments.finish(Metadata::default(), Escape(escape)))
    }
}

/// Braces as string literals. What could end the pattern at the start of a line, or is a line end, is not written.
fn escape(text: &str) -> Option<Cow<'_, str>> {
    if text.contains(['\n', '\r']) || text.starts_with(['.', '[', '*', '#', '}']) {
        return None;
    }
    if !text.contains(['{', '}']) {
        return Some(Cow::Borrowed(text));
    }
    let part = |c: char| match c {
        '{' => Cow::Borrowed("{\"{\"}"),
        '}' => Cow::Borrowed("{\"}\"}"),
        c => Cow::Owned(c.to_string()),
    };
    Some(text.chars().map(part).collect::<String>().into())
}

/// A mistake at a place; the entry around it is junk.
struct Malformed(FileSpan);

struct Reader<'s> {
    content: &'s str,
    cursor: Cursor<'s>,
    segments: UnitWriter<'s>,
    /// The number of selectors so far.
    groups: u32,
}

impl Reader<'_> {
    /// Takes a comment, a blank line, a message or a term. What is none of these is remarked, up to the next line that
    /// could begin one, as Fluent itself goes on.
    fn entry(&mut self) {
        let start = self.cursor.at;
        let is_entry = match self.cursor.peek() {
            Some('#') => {
                self.cursor.take_line();
                self.segments.comment(FileSpan::from_range(start..self.cursor.at));
                self.cursor.eat_line_end();
                return;
            }
            Some(' ' | '\n' | '\r') => {
                self.cursor.take_while(|c| c == ' ');
                if self.cursor.eat_line_end() || self.cursor.is_at_end() {
                    return;
                }
                false
            }
            Some('-') => true,
            c => c.is_some_and(|c| c.is_ascii_alphabetic()),
        };
        let result = if is_entry { self.message() } else { Err(self.malformed()) };
        if let Err(Malformed(span)) = result {
            let line = self.content.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
            self.segments.remark(Remark { check: "malformed-entry", span, detail: line.to_owned() });
            // The nesting is bounded, so a line is not read again and again.
            self.cursor.at = start;
            self.skip_junk();
        }
    }

    fn malformed(&self) -> Malformed {
        let end = self.cursor.at + self.cursor.peek().map_or(0, char::len_utf8);
        Malformed(FileSpan::from_range(self.cursor.at..end))
    }

    /// To the start of the next line that could begin an entry.
    fn skip_junk(&mut self) {
        loop {
            self.cursor.take_line();
            if !self.cursor.eat_line_end() {
                return;
            }
            if self.cursor.peek().is_some_and(|c| c.is_ascii_alphabetic() || c == '-' || c == '#') {
                return;
            }
        }
    }

    fn message(&mut self) -> Result<(), Malformed> {
        let start = self.cursor.at;
        self.cursor.eat("-");
        self.identifier()?;
        let id = self.cursor.slice(start, self.cursor.at).to_owned();
        let id_span = FileSpan::from_range(start..self.cursor.at);
        self.blanks();
        if !self.cursor.eat("=") {
            return Err(self.malformed());
        }
        self.segments.key(&id, id_span);
        let has_value = read_pattern(self, &id)?;
        let mut attributes = 0;
        while let Some(name_start) = self.attribute_start() {
            self.cursor.at = name_start;
            let name = self.identifier()?.to_owned();
            self.blanks();
            if !self.cursor.eat("=") {
                return Err(self.malformed());
            }
            let key = format!("{id}.{name}");
            self.segments.key(&key, FileSpan::from_range(name_start..name_start + name.len()));
            if !read_pattern(self, &key)? {
                return Err(self.malformed());
            }
            attributes += 1;
        }
        if !has_value && (attributes == 0 || id.starts_with('-')) {
            return Err(Malformed(id_span));
        }
        // Nothing but white space may stand behind.
        self.blanks();
        if self.cursor.is_at_end() || self.cursor.eat_line_end() { Ok(()) } else { Err(self.malformed()) }
    }

    /// The place behind the point of an attribute, if the next line that is not blank begins one.
    fn attribute_start(&self) -> Option<usize> {
        let mut ahead = self.cursor;
        ahead.take_while(|c| c == ' ');
        if !ahead.eat_line_end() {
            return None;
        }
        ahead.take_while(|c| matches!(c, ' ' | '\n' | '\r'));
        let indented = self.content.as_bytes().get(ahead.at.checked_sub(1)?) == Some(&b' ');
        (indented && ahead.eat(".")).then_some(ahead.at)
    }

    fn identifier(&mut self) -> Result<&str, Malformed> {
        if !self.cursor.peek().is_some_and(|c| c.is_ascii_alphabetic()) {
            return Err(self.malformed());
        }
        Ok(self.cursor.take_while(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-'))
    }

    /// Takes spaces.
    fn blanks(&mut self) {
        self.cursor.take_while(|c| c == ' ');
    }

    /// Takes spaces and line ends.
    fn white_space(&mut self) {
        self.cursor.take_while(|c| matches!(c, ' ' | '\n' | '\r'));
    }
}

#[cfg(test)]
mod tests;
