//! A JSON parser (RFC 8259) that keeps the place of everything, also of escapes inside strings, which no strict parser
//! crate does. Nesting is limited because the parser recurses.

use std::borrow::Cow;

use crate::document::{Remark, SideText};
use crate::format::contract::FormatError;
use crate::format::cursor::Cursor;
use mtlint_token::span::FileSpan;

/// The deepest nesting of arrays and objects, as in `serde_json`.
const DEEPEST: usize = 128;

/// A value and its place.
#[derive(Debug)]
pub(super) struct Node<'s> {
    /// Its span.
    pub span: FileSpan,
    /// The value.
    pub value: Value<'s>,
}

/// A value.
#[derive(Debug)]
pub(super) enum Value<'s> {
    /// Members in file order.
    Object(Vec<Member<'s>>),
    /// Items in order.
    Array(Vec<Node<'s>>),
    /// A string.
    String(Text<'s>),
    /// A number, `true`, `false` or `null`.
    Literal(&'s str),
}

/// A member of an object.
#[derive(Debug)]
pub(super) struct Member<'s> {
    /// Its name.
    pub key: Text<'s>,
    /// Its value.
    pub node: Node<'s>,
}

/// A string.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text<'s> {
    raw: &'s str,
    /// The span between the quotation marks.
    pub span: FileSpan,
}

impl<'s> Text<'s> {
    /// The unescaped string.
    pub(super) fn text(&self) -> Cow<'s, str> {
        if !self.raw.contains('\\') {
            return Cow::Borrowed(self.raw);
        }
        let mut text = String::with_capacity(self.raw.len());
        self.parts(|part, escaped, _| match escaped {
            Some(c) => text.push(c),
            None => text.push_str(part),
        });
        Cow::Owned(text)
    }

    /// The string as a side of a unit.
    pub(super) fn side(&self, content: &str) -> SideText {
        let mut side = SideText::new(self.span);
        self.parts(|_, escaped, span| match escaped {
            Some(c) => side.replaced(c.encode_utf8(&mut [0; 4]), span),
            None => side.verbatim(content, span),
        });
        side
    }

    /// Runs of plain text and escapes, in order. The scanner has checked the escapes.
    fn parts(&self, mut each: impl FnMut(&'s str, Option<char>, FileSpan)) {
        let base = self.span.start as usize;
        let mut cursor = Cursor::new(self.raw);
        while !cursor.is_at_end() {
            let start = cursor.at;
            let run = cursor.take_while(|c| c != '\\');
            if !run.is_empty() {
                each(run, None, FileSpan::from_range(base + start..base + cursor.at));
            }
            let start = cursor.at;
            if let Ok(Some(c)) = escape(&mut cursor) {
                each("", Some(c), FileSpan::from_range(base + start..base + cursor.at));
            }
        }
    }
}

/// Takes the next escape, if any, and returns its character.
fn escape(cursor: &mut Cursor<'_>) -> Result<Option<char>, FormatError> {
    let start = cursor.at;
    if !cursor.eat("\\") {
        return Ok(None);
    }
    Ok(Some(match cursor.bump() {
        Some('n') => '\n',
        Some('t') => '\t',
        Some('r') => '\r',
        Some('b') => '\u{8}',
        Some('f') => '\u{C}',
        Some(c @ ('"' | '\\' | '/')) => c,
        Some('u') => cursor.take_utf16(start, "\\u")?,
        _ => return Err(cursor.error(start, "JSON has no such escape; a backslash itself is written \\\\")),
    }))
}

/// Parses a file. Keys that occur twice in an object become remarks.
pub(super) fn parse(content: &str) -> Result<(Node<'_>, Vec<Remark>), FormatError> {
    let mut parser = Parser { cursor: Cursor::new(content), depth: 0, remarks: Vec::new() };
    parser.blank();
    let node = parser.value()?;
    parser.blank();
    if !parser.cursor.is_at_end() {
        let start = parser.cursor.at;
        parser.cursor.bump();
        return Err(parser.cursor.error(start, "the JSON value ends before this"));
    }
    Ok((node, parser.remarks))
}

struct Parser<'s> {
    cursor: Cursor<'s>,
    depth: usize,
    remarks: Vec<Remark>,
}

impl<'s> Parser<'s> {
    fn blank(&mut self) {
        self.cursor.take_while(|c| matches!(c, ' ' | '\t' | '\n' | '\r'));
    }

    fn value(&mut self) -> Result<Node<'s>, FormatError> {
        let start = self.cursor.at;
        let value = match self.cursor.peek() {
            Some('{') => self.nested(start, Self::object)?,
            Some('[') => self.nested(start, Self::array)?,
            Some('"') => Value::String(self.string()?),
            _ => self.literal()?,
        };
        Ok(Node { span: FileSpan::from_range(start..self.cursor.at), value })
    }

    fn nested(
        &mut self,
        start: usize,
        read: fn(&mut Self, usize) -> Result<Value<'s>, FormatError>,
    ) -> Result<Value<'s>, FormatError> {
        self.cursor.bump();
        if self.depth == DEEPEST {
            return Err(self.cursor.error(start, format!("arrays and objects are nested more than {DEEPEST} deep")));
        }
        self.depth += 1;
        let value = read(self, start)?;
        self.depth -= 1;
        Ok(value)
    }

    fn object(&mut self, start: usize) -> Result<Value<'s>, FormatError> {
        let mut members = Vec::new();
        let mut names = rustc_hash::FxHashSet::default();
        self.blank();
        if self.cursor.eat("}") {
            return Ok(Value::Object(members));
        }
        loop {
            self.blank();
            if self.cursor.peek() != Some('"') {
                return Err(self.unexpected(start, "{", "a name in quotation marks"));
            }
            let key = self.string()?;
            if !names.insert(key.text()) {
                let detail = key.text().into_owned();
                self.remarks.push(Remark { check: "duplicate-key", span: key.span, detail });
            }
            self.blank();
            if !self.cursor.eat(":") {
                return Err(self.unexpected(start, "{", "a colon"));
            }
            self.blank();
            members.push(Member { key, node: self.value()? });
            self.blank();
            if self.cursor.eat("}") {
                return Ok(Value::Object(members));
            }
            if !self.cursor.eat(",") {
                return Err(self.unexpected(start, "{", "a comma or }"));
            }
        }
    }

    fn array(&mut self, start: usize) -> Result<Value<'s>, FormatError> {
        let mut items = Vec::new();
        self.blank();
        if self.cursor.eat("]") {
            return Ok(Value::Array(items));
        }
        loop {
            self.blank();
            items.push(self.value()?);
            self.blank();
            if self.cursor.eat("]") {
                return Ok(Value::Array(items));
            }
            if !self.cursor.eat(",") {
                return Err(self.unexpected(start, "[", "a comma or ]"));
            }
        }
    }

    fn string(&mut self) -> Result<Text<'s>, FormatError> {
        let quote = self.cursor.at;
        self.cursor.bump();
        let start = self.cursor.at;
        loop {
            self.cursor.take_while(|c| !matches!(c, '"' | '\\' | '\0'..='\u{1F}'));
            let at = self.cursor.at;
            match self.cursor.peek() {
                Some('"') => {
                    self.cursor.bump();
                    let span = FileSpan::from_range(start..at);
                    return Ok(Text { raw: self.cursor.slice(start, at), span });
                }
                Some('\\') => {
                    escape(&mut self.cursor)?;
                }
                Some('\n' | '\r') | None => {
                    self.cursor.at = start;
                    return Err(self.cursor.error(quote, "this string is not closed on its line"));
                }
                Some(_) => {
                    self.cursor.bump();
                    return Err(self.cursor.error(at, "a control character in a string must be escaped"));
                }
            }
        }
    }

    fn literal(&mut self) -> Result<Value<'s>, FormatError> {
        let start = self.cursor.at;
        let word = self.cursor.take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
        if matches!(word, "true" | "false" | "null") || is_number(word) {
            return Ok(Value::Literal(word));
        }
        if word.is_empty() {
            self.cursor.bump();
        }
        Err(self.cursor.error(start, "a JSON value is expected here"))
    }

    /// An error at the next character, or, at the end of the file, at the bracket that is still open.
    fn unexpected(&mut self, open: usize, bracket: &str, wanted: &str) -> FormatError {
        let at = self.cursor.at;
        if self.cursor.bump().is_none() {
            self.cursor.at = open + 1;
            return self.cursor.error(open, format!("the file ends before this {bracket} is closed"));
        }
        self.cursor.error(at, format!("{wanted} is expected here"))
    }
}

/// `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`
fn is_number(word: &str) -> bool {
    let word = word.strip_prefix('-').unwrap_or(word);
    let (mantissa, exponent) = match word.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.strip_prefix(['+', '-']).unwrap_or(exponent)),
        None => (word, "0"),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    [whole, fraction, exponent].into_iter().all(digits) && (whole == "0" || !whole.starts_with('0'))
}
