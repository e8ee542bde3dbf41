//! A place in content that scanners of own formats move forward.

use super::contract::FormatError;
use mtlint_token::span::{FileSpan, text_at};

/// A place between two characters. It only moves forward, so a scanner that always moves is linear.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'s> {
    content: &'s str,
    /// The place, in bytes.
    pub at: usize,
}

impl<'s> Cursor<'s> {
    pub(super) fn new(content: &'s str) -> Self {
        Self { content, at: 0 }
    }

    /// What lies ahead.
    pub(super) fn rest(&self) -> &'s str {
        text_at(self.content, self.at..)
    }

    /// The content between two places.
    pub(super) fn slice(&self, start: usize, end: usize) -> &'s str {
        text_at(self.content, start..end)
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at >= self.content.len()
    }

    /// Takes the next character.
    pub(super) fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// Takes this text if it comes next.
    pub(super) fn eat(&mut self, text: &str) -> bool {
        let comes = self.rest().starts_with(text);
        if comes {
            self.at += text.len();
        }
        comes
    }

    /// Takes a line end (`\n`, `\r\n`, `\r`) if it comes next.
    pub(super) fn eat_line_end(&mut self) -> bool {
        self.eat("\r\n") || self.eat("\n") || self.eat("\r")
    }

    /// Takes characters while they are of a kind, and gives them.
    pub(super) fn take_while(&mut self, mut wanted: impl FnMut(char) -> bool) -> &'s str {
        let rest = self.rest();
        let taken = text_at(rest, ..rest.find(|c| !wanted(c)).unwrap_or(rest.len()));
        self.at += taken.len();
        taken
    }

    /// Takes all up to a line end, which stays.
    pub(super) fn take_line(&mut self) -> &'s str {
        self.take_while(|c| c != '\n' && c != '\r')
    }

    /// Takes all up to and with this text; false, and all is taken, when it does not come.
    pub(super) fn take_past(&mut self, text: &str) -> bool {
        let found = memchr::memmem::find(self.rest().as_bytes(), text.as_bytes());
        self.at = found.map_or(self.content.len(), |before| self.at + before + text.len());
        found.is_some()
    }

    /// Takes exactly so many hexadecimal digits, and gives their value.
    pub(super) fn take_hex(&mut self, digits: usize) -> Option<u32> {
        let text = self.rest().get(..digits).filter(|text| text.bytes().all(|b| b.is_ascii_hexdigit()))?;
        self.at += digits;
        u32::from_str_radix(text, 16).ok()
    }

    /// An error that reaches from a place to here.
    pub(super) fn error(&self, start: usize, message: impl Into<String>) -> FormatError {
        let first = self.content.get(start..).and_then(|rest| rest.chars().next());
        let end = if self.at > start { self.at } else { start + first.map_or(0, char::len_utf8) };
        FormatError { span: FileSpan::from_range(start..end), message: message.into() }
    }

    /// Takes the digits of a UTF-16 escape whose `\u` is taken, and those of the `\u` escape of a second surrogate.
    ///
    /// # Errors
    /// When there are no four digits. A surrogate without its pair gives U+FFFD.
    pub(super) fn take_utf16(&mut self, start: usize, prefix: &str) -> Result<char, FormatError> {
        let Some(first) = self.take_hex(4) else {
            return Err(self.error(start, format!("{prefix} is not followed by four hexadecimal digits")));
        };
        if !(0xD800..0xDC00).contains(&first) {
            return Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        let mut ahead = *self;
        let second = if ahead.eat(prefix) { ahead.take_hex(4) } else { None };
        match second.filter(|second| (0xDC00..0xE000).contains(second)) {
            Some(second) => {
                *self = ahead;
                let code = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
                Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
            }
            None => Ok(char::REPLACEMENT_CHARACTER),
        }
    }
}
