//! Placeholders in braces, and shell variables.

use super::icu::{choice_at, is_choice};
use super::{identifier, push};
use crate::document::{Mask, ObjectKind, Syntax};
use mtlint_token::span::items_at;

/// The longest replacement field, in bytes.
const LONGEST: usize = 200;
/// The longest argument of MessageFormat, in bytes: a longer one contains sentences.
const LONGEST_MESSAGE: usize = 4000;

/// Adds the placeholder at a brace or dollar sign.
pub(super) fn mask(text: &str, at: usize, syntax: Syntax, masks: &mut Vec<Mask>) -> Option<usize> {
    let rest = text.get(at..)?;
    let length = match rest.as_bytes().first()? {
        b'$' => dollar(rest, syntax),
        b'}' => (syntax.intersects(Syntax::BRACE) && rest.starts_with("}}")).then_some(2),
        _ => brace(rest, syntax),
    }?;
    push(masks, at, at + length, ObjectKind::Placeholder, true);
    Some(at + length)
}

fn brace(rest: &str, syntax: Syntax) -> Option<usize> {
    // The format has extracted placeables already; a remaining brace is a literal.
    if syntax.intersects(Syntax::FLUENT) {
        return None;
    }
    if syntax.intersects(Syntax::BRACE) {
        return if rest.starts_with("{{") { Some(2) } else { field(rest, LONGEST, false) };
    }
    if rest.starts_with("{{") {
        return double(rest, syntax);
    }
    let field = || match syntax.intersects(Syntax::ICU) {
        true => choice(rest).or_else(|| argument(rest)),
        false => None,
    };
    simple(rest).or_else(field)
}

/// An argument with branches, whose braces may be quoted.
fn choice(rest: &str) -> Option<usize> {
    let window = rest.get(..rest.floor_char_boundary(LONGEST_MESSAGE))?;
    choice_at(window).map(|(_, length)| length)
}

/// An argument of MessageFormat with its style: `{0,number,#}`, `{n,choice,0#none|1#one}`. An unclosed one with
/// branches extends to the end of the text.
fn argument(rest: &str) -> Option<usize> {
    let inner = rest.get(1..)?;
    let blanks = |text: &str| text.bytes().take_while(|b| b.is_ascii_whitespace()).count();
    let start = blanks(inner);
    let window = inner.get(start..inner.floor_char_boundary(start + LONGEST))?;
    let name: usize =
        window.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.')).map(char::len_utf8).sum();
    let behind = window.get(name..).filter(|_| name > 0)?;
    let gap = blanks(behind);
    match behind.as_bytes().get(gap)? {
        b'}' => Some(1 + start + name + gap + 1),
        b',' => field(rest, LONGEST_MESSAGE, true).or_else(|| {
            let whole = rest.floor_char_boundary(LONGEST_MESSAGE);
            is_choice(rest).then_some(whole)
        }),
        // Invalid syntax is not language either.
        _ => field(rest, LONGEST_MESSAGE, true),
    }
}

/// A brace in apostrophes, which is a literal in MessageFormat: `'{'`.
pub(super) fn quoted(text: &str, at: usize, syntax: Syntax, masks: &mut Vec<Mask>) -> Option<usize> {
    let is_brace = matches!(text.as_bytes().get(at..at + 3)?, [b'\'', b'{' | b'}', b'\'']);
    (is_brace && syntax.intersects(Syntax::ICU)).then(|| push(masks, at, at + 3, ObjectKind::Other, true))?;
    Some(at + 3)
}

/// `{name}`, `{0}`, `{}`: braces around an identifier or a number.
fn simple(rest: &str) -> Option<usize> {
    let inner = rest.get(1..)?;
    let name = identifier(inner, b".-");
    let digits = inner.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let length = name.max(digits);
    (inner.as_bytes().get(length) == Some(&b'}')).then_some(length + 2)
}

/// `{{name}}`, `{{ name | filter }}`.
fn double(rest: &str, syntax: Syntax) -> Option<usize> {
    let window = rest.get(..rest.floor_char_boundary(LONGEST))?;
    let inner = window.get(2..)?;
    let end = inner.find("}}")?;
    let name = inner.get(..end)?;
    let plain = identifier(name.trim(), b".-[]0123456789") == name.trim().len() && !name.trim().is_empty();
    (plain || syntax.intersects(Syntax::I18NEXT)).then_some(end + 4)
}

/// A field of str.format with its conversion and its specification, which can contain fields; or an argument of
/// MessageFormat with its branches, over several `lines`.
fn field(rest: &str, longest: usize, lines: bool) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in rest.bytes().enumerate().take(longest) {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return Some(at + 1),
            b'}' => depth -= 1,
            b'\n' if !lines => return None,
            _ => {}
        }
    }
    None
}

/// `${name}`, `$t(key)`, `$name`.
fn dollar(rest: &str, syntax: Syntax) -> Option<usize> {
    let after = rest.get(1..)?;
    if after.starts_with('{') {
        return simple(after).map(|length| length + 1);
    }
    if syntax.intersects(Syntax::I18NEXT) && after.starts_with("t(") {
        return after.get(..after.floor_char_boundary(LONGEST))?.find(')').map(|end| end + 2);
    }
    if syntax.intersects(Syntax::DOLLARS) && is_numbered(after.as_bytes()) {
        return Some(2);
    }
    let name = identifier(after, b"");
    (syntax.intersects(Syntax::SHELL) && name > 0).then_some(name + 1)
}

/// `$0` to `$9`, unless they are amounts of money: followed by a digit, or by a comma or point and a digit.
fn is_numbered(after: &[u8]) -> bool {
    let digit = |at: usize| after.get(at).is_some_and(u8::is_ascii_digit);
    let fraction = matches!(after.get(1), Some(b'.' | b',')) && digit(2);
    digit(0) && !digit(1) && !fraction
}

/// True if the texts of a file use `$1` and the like as placeholders, judged by their frequency.
pub(super) fn are_dollars(content: &str) -> bool {
    const FEWEST: usize = 5;
    const MOST: usize = 100;
    let bytes = content.as_bytes();
    let mut first = false;
    let uses = memchr::memchr_iter(b'$', bytes).filter(|&at| {
        let after = items_at(bytes, at + 1..);
        let is_use = is_numbered(after);
        first |= is_use && matches!(after.first(), Some(b'0' | b'1'));
        is_use
    });
    uses.take(MOST).count() >= FEWEST && first
}
