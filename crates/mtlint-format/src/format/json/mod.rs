//! Formats that are JSON.

mod arb;
mod messages;
mod scan;
mod xcstrings;

use std::borrow::Cow;
use std::fmt::Write;

pub(super) use arb::Arb;
pub(super) use messages::Messages;
pub(super) use xcstrings::Xcstrings;

/// Escapes a text for a JSON string that can contain placeholders in braces; a new brace or tag would be one.
fn escape(text: &str) -> Option<Cow<'_, str>> {
    if text.contains(['{', '}', '<']) {
        return None;
    }
    if !text.contains(|c: char| c < ' ' || matches!(c, '"' | '\\')) {
        return Some(Cow::Borrowed(text));
    }
    let mut escaped = String::with_capacity(text.len() + 2);
    for c in text.chars() {
        match c {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            '\t' => escaped.push_str("\\t"),
            '\r' => escaped.push_str("\\r"),
            // Writing to a string cannot fail.
            c if c < ' ' => drop(write!(escaped, "\\u{:04x}", u32::from(c))),
            c => escaped.push(c),
        }
    }
    Some(Cow::Owned(escaped))
}

/// Escapes a text for an ICU message, where an apostrophe can quote the text after it.
fn escape_icu(text: &str) -> Option<Cow<'_, str>> {
    if text.contains(['\'', '#']) { None } else { escape(text) }
}

/// Adds a step to the path of a value: `a.b`, `a[0]`, `a["b.c"]`. Returns the length to truncate it to afterwards.
fn enter(path: &mut String, key: &str) -> usize {
    let length = path.len();
    let is_plain = !key.is_empty() && !key.contains(|c: char| c == '.' || c == '[' || c == '"' || c.is_whitespace());
    if !is_plain {
        let _ = write!(path, "[\"{}\"]", key.replace('"', "\\\""));
    } else if length == 0 {
        path.push_str(key);
    } else {
        let _ = write!(path, ".{key}");
    }
    length
}
