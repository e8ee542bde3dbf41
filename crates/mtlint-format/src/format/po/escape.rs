//! C escapes in PO.

use std::borrow::Cow;

use super::message::Part;
use crate::document::SideText;
use mtlint_token::span::{FileSpan, items_at, text_at};

/// Escapes a text for a string in quotation marks.
pub(super) fn escape(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains(['"', '\\', '\n', '\t', '\r']) {
        return Some(Cow::Borrowed(text));
    }
    let mut written = String::with_capacity(text.len() + 4);
    for c in text.chars() {
        match c {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\t' => written.push_str("\\t"),
            '\r' => written.push_str("\\r"),
            c => written.push(c),
        }
    }
    Some(Cow::Owned(written))
}

/// Fills a side with the joined and unescaped strings of a field.
pub(super) fn fill(content: &str, part: &Part, side: &mut SideText) {
    let first = part.strings.first().copied().unwrap_or(part.keyword);
    let last = part.strings.last().copied().unwrap_or(first);
    // The place of an empty field is its first pair of quotation marks.
    side.clear(if part.strings.iter().all(|s| s.is_empty()) { first } else { first.to(last) });
    let mut end: Option<u32> = None;
    for string in part.strings.iter().filter(|s| !s.is_empty()) {
        if let Some(end) = end {
            side.replaced("", FileSpan::new(end, string.start));
        }
        unescape(content, *string, side);
        end = Some(string.end);
    }
}

fn unescape(content: &str, span: FileSpan, side: &mut SideText) {
    let bytes = content.as_bytes();
    let (mut at, end) = (span.start as usize, span.end as usize);
    while let Some(found) = memchr::memchr(b'\\', items_at(bytes, at..end)) {
        let slash = at + found;
        side.verbatim(content, FileSpan::from_range(at..slash));
        let escape = text_at(content, slash..end);
        let (text, length) = decode(escape);
        side.replaced(text.encode_utf8(&mut [0; 4]), FileSpan::from_range(slash..slash + length));
        at = slash + length;
    }
    side.verbatim(content, FileSpan::from_range(at..end));
}

/// The character of an escape and the length of the escape in bytes. A backslash before any other character is itself.
fn decode(escape: &str) -> (char, usize) {
    let next = escape.chars().nth(1).unwrap_or('\\');
    let simple = match next {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'a' => '\u{7}',
        'b' => '\u{8}',
        'f' => '\u{C}',
        'v' => '\u{B}',
        '"' | '\\' | '\'' | '?' => next,
        '0'..='7' | 'x' => return coded(escape),
        _ => return ('\\', 1),
    };
    (simple, 2)
}

/// `\101`, `\x41`. Codes beyond ASCII are bytes in the file's charset, of which one is a character in Latin-1 only.
fn coded(escape: &str) -> (char, usize) {
    let (radix, start, most) = if escape.starts_with("\\x") { (16, 2, 2) } else { (8, 1, 3) };
    let digits = text_at(escape, start..);
    let length = digits.chars().take(most).take_while(|c| c.is_digit(radix)).count();
    let code = digits.get(..length).and_then(|d| u32::from_str_radix(d, radix).ok()).filter(|code| *code < 0x80);
    match code.and_then(char::from_u32) {
        Some(c) => (c, start + length),
        None => ('\\', 1),
    }
}
