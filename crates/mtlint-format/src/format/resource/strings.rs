//! Apple `.strings`: `"key" = "value";`, an old-style property list.

use std::borrow::Cow;
use std::path::Path;

use crate::document::{Document, Escape, Metadata, SideText, Syntax, Unit};
use crate::format::contract::{Comment, CommentPlace, Format, FormatError};
use crate::format::cursor::Cursor;
use crate::format::frame::Frame;
use crate::format::unit_writer::{UnitWriter, push_char};
use mtlint_token::span::FileSpan;

/// The format.
#[derive(Debug)]
pub(in crate::format) struct Strings;

const SYNTAX: Syntax = Syntax::OBJC.union(Syntax::ASSUMED).union(Syntax::MARKUP);

impl Format for Strings {
    fn name(&self) -> &'static str {
        "strings"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["strings"]
    }

    fn comment(&self, _path: &Path) -> Option<Comment> {
        Some(Comment { open: "/* ", close: " */", place: CommentPlace::AboveEntry })
    }

    fn frames(&self) -> &'static [Frame] {
        &[Frame("\"a\" = \"{target}\";\n")]
    }

    fn read(&self, content: &str) -> Result<Document, FormatError> {
        read(content, false)
    }

    fn read_by_keys(&self, content: &str) -> Option<Result<Document, FormatError>> {
        Some(read(content, true))
    }
}

fn read(content: &str, keys_are_sources: bool) -> Result<Document, FormatError> {
    let segments = UnitWriter::of_one_locale(content, SYNTAX);
    let mut reader = Reader { content, cursor: Cursor::new(content), segments, keys_are_sources };
    loop {
        reader.skip_blanks()?;
        if reader.cursor.is_at_end() {
            return Ok(reader.segments.finish(Metadata::default(), Escape(escape)));
        }
        reader.entry()?;
    }
}

struct Reader<'s> {
    content: &'s str,
    cursor: Cursor<'s>,
    segments: UnitWriter<'s>,
    keys_are_sources: bool,
}

impl<'s> Reader<'s> {
    /// Takes white space and comments.
    fn skip_blanks(&mut self) -> Result<(), FormatError> {
        loop {
            let start = self.cursor.at;
            self.cursor.take_while(char::is_whitespace);
            let comment = self.cursor.at;
            if self.cursor.eat("//") {
                self.cursor.take_line();
            } else if self.cursor.eat("/*") {
                let open = self.cursor.at;
                if !self.cursor.take_past("*/") {
                    self.cursor.at = open;
                    return Err(self.cursor.error(open - "/*".len(), "this comment is never closed; write */"));
                }
            }
            if self.cursor.at == start {
                return Ok(());
            }
            self.segments.comment(FileSpan::from_range(comment..self.cursor.at));
        }
    }

    /// `key = value;`, or `key;` for a value that is the key itself.
    fn entry(&mut self) -> Result<(), FormatError> {
        let start = self.cursor.at;
        let key = self.string()?;
        self.segments.key(key.text(), FileSpan::from_range(start..self.cursor.at));
        self.skip_blanks()?;
        if self.cursor.eat("=") {
            self.skip_blanks()?;
            let value = self.string()?;
            if self.keys_are_sources {
                let unit = Unit { key: Some(key.text().to_owned()), syntax: SYNTAX, ..Unit::default() };
                self.segments.push(unit, Some(&key), &value);
            } else {
                self.segments.segment(key.text(), &value);
            }
            self.skip_blanks()?;
        }
        if !self.cursor.eat(";") {
            return Err(self.cursor.error(start, "this entry does not end with a semicolon"));
        }
        Ok(())
    }

    fn string(&mut self) -> Result<SideText, FormatError> {
        let start = self.cursor.at;
        let quote = self.cursor.peek().filter(|c| matches!(c, '"' | '\''));
        let Some(quote) = quote else { return self.bare() };
        self.cursor.bump();
        let mut value = SideText::new(FileSpan::from_range(self.cursor.at..self.cursor.at));
        loop {
            let from = self.cursor.at;
            self.cursor.take_while(|c| c != quote && c != '\\');
            value.verbatim(self.content, FileSpan::from_range(from..self.cursor.at));
            let from = self.cursor.at;
            match self.cursor.bump() {
                Some('\\') => {
                    let c = self.escaped(from)?;
                    push_char(&mut value, c, from, self.cursor.at);
                }
                Some(_) => return Ok(value),
                None => {
                    self.cursor.at = start + 1;
                    return Err(self.cursor.error(start, "this quotation mark is never closed"));
                }
            }
        }
    }

    /// A word without quotation marks.
    fn bare(&mut self) -> Result<SideText, FormatError> {
        let start = self.cursor.at;
        let word = self.cursor.take_while(|c| c.is_ascii_alphanumeric() || "_.$/:-".contains(c));
        if word.is_empty() {
            let found = self.cursor.peek();
            return Err(self.cursor.error(
                start,
                match found {
                    Some(c) => format!("expected a string in quotation marks, found “{c}”"),
                    None => "the file ends in the middle of an entry".to_owned(),
                },
            ));
        }
        let mut value = SideText::default();
        value.verbatim(self.content, FileSpan::from_range(start..self.cursor.at));
        Ok(value)
    }

    /// What a backslash at `start`, which is taken, makes of what follows.
    fn escaped(&mut self, start: usize) -> Result<char, FormatError> {
        Ok(match self.cursor.bump() {
            Some('n') => '\n',
            Some('t') => '\t',
            Some('r') => '\r',
            Some('a') => '\u{7}',
            Some('b') => '\u{8}',
            Some('f') => '\u{C}',
            Some('v') => '\u{B}',
            Some('U') => self.cursor.take_utf16(start, "\\U")?,
            Some('u') => self.cursor.take_utf16(start, "\\u")?,
            Some(digit @ '0'..='7') => {
                let mut code = digit.to_digit(8).unwrap_or_default();
                let mut left = 2;
                self.cursor.take_while(|c| match c.to_digit(8).filter(|_| left > 0) {
                    Some(digit) => {
                        (code, left) = (code * 8 + digit, left - 1);
                        true
                    }
                    None => false,
                });
                char::from_u32(code).filter(char::is_ascii).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            Some(c) => c,
            None => return Err(self.cursor.error(start, "the file ends after a backslash")),
        })
    }
}

fn escape(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains(['\\', '"', '\n', '\r', '\t']) {
        return Some(Cow::Borrowed(text));
    }
    let text = text.replace('\\', "\\\\").replace('"', "\\\"");
    Some(text.replace('\n', "\\n").replace('\r', "\\r").replace('\t', "\\t").into())
}
