//! Placeholders that begin with a percent sign.

use super::{identifier, push};
use crate::document::{Mask, ObjectKind, Syntax};

/// A name with more bytes than this is none.
const LONGEST: usize = 200;

/// One conversion of a format string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversion<'t> {
    /// All of it: `%1$-5.2lf`.
    pub text: &'t str,
    /// Its name or number: `count`, `1`.
    pub argument: Option<&'t str>,
    /// What it makes of the argument: `d`, `s`; empty for `%{name}` and Qt's `%1`; `%` for a percent sign.
    pub kind: &'t str,
    /// Arguments it takes for its width and precision (`*`).
    pub stars: usize,
}

/// Adds the placeholder at a percent sign.
pub(super) fn mask(text: &str, at: usize, syntax: Syntax, masks: &mut Vec<Mask>) -> Option<usize> {
    let rest = text.get(at..)?;
    let before = text.get(..at)?.chars().next_back();
    let found = if syntax.any(Syntax::PERCENT) { read(rest, syntax) } else { unmistakable(rest, before) }?;
    let end = at + found.text.len();
    push(masks, at, end, ObjectKind::Placeholder, true);
    Some(end)
}

/// The conversions of a text by the grammar of its syntax.
pub fn conversions(text: &str, syntax: Syntax) -> impl Iterator<Item = Conversion<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..)?;
            let start = memchr::memchr(b'%', rest.as_bytes())?;
            let rest = rest.get(start..)?;
            if let Some(found) = read(rest, syntax) {
                at += start + found.text.len();
                return Some(found);
            }
            at += start + 1;
        }
    })
}

/// The conversion at the start of a text.
fn read(rest: &str, syntax: Syntax) -> Option<Conversion<'_>> {
    let after = rest.get(1..)?;
    let first = *after.as_bytes().first()?;
    if first == b'%' {
        return Some(Conversion { text: rest.get(..2)?, argument: None, kind: "%", stars: 0 });
    }
    if syntax.any(Syntax::QT) {
        return qt(rest, after);
    }
    if let Some(named) = named(rest, after, syntax) {
        return Some(named);
    }
    printf(rest, after, syntax)
}

/// `%1`, `%L1`, `%n`.
fn qt<'t>(rest: &'t str, after: &'t str) -> Option<Conversion<'t>> {
    let local = usize::from(after.starts_with('L'));
    let digits = after.get(local..)?.bytes().take(2).take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let argument = after.get(local..local + digits);
        return Some(Conversion { text: rest.get(..1 + local + digits)?, argument, kind: "", stars: 0 });
    }
    let argument = after.get(local..local + 1).filter(|n| *n == "n")?;
    Some(Conversion { text: rest.get(..2 + local)?, argument: Some(argument), kind: "", stars: 0 })
}

/// `%(name)s`, `%{name}`, `%<name>d`.
fn named<'t>(rest: &'t str, after: &'t str, syntax: Syntax) -> Option<Conversion<'t>> {
    let (close, bare) = match after.as_bytes().first()? {
        b'(' if syntax.any(Syntax::PYTHON_PERCENT) => (b')', false),
        b'{' if syntax.any(Syntax::RUBY) => (b'}', true),
        b'<' if syntax.any(Syntax::RUBY) => (b'>', false),
        _ => return None,
    };
    let end = memchr::memchr2(close, b'\n', after.as_bytes().get(..after.len().min(LONGEST))?)?;
    let argument = after.get(1..end).filter(|name| !name.is_empty())?;
    if after.as_bytes().get(end) != Some(&close) {
        return None;
    }
    if bare {
        return Some(Conversion { text: rest.get(..end + 2)?, argument: Some(argument), kind: "", stars: 0 });
    }
    let tail = after.get(end + 1..)?;
    let (length, kind, stars) = specification(tail, syntax)?;
    Some(Conversion { text: rest.get(..end + 2 + length)?, argument: Some(argument), kind, stars })
}

/// `%1$-5.2lf`.
fn printf<'t>(rest: &'t str, after: &'t str, syntax: Syntax) -> Option<Conversion<'t>> {
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = digits > 0 && after.as_bytes().get(digits) == Some(&b'$');
    let skip = if numbered { digits + 1 } else { 0 };
    let (length, kind, stars) = specification(after.get(skip..)?, syntax)?;
    let argument = if numbered { after.get(..digits) } else { None };
    Some(Conversion { text: rest.get(..1 + skip + length)?, argument, kind, stars })
}

/// Flags, width, precision, length and conversion: the length of all, the conversion, and the stars.
fn specification(text: &str, syntax: Syntax) -> Option<(usize, &str, usize)> {
    let bytes = text.as_bytes();
    let run = |from: usize, set: &[u8]| bytes.iter().skip(from).take_while(|b| set.contains(b)).count();
    // A space is a flag, but “100 % de” has none: it must be followed by a conversion at once, and no word.
    let mut at = run(0, b"-+ #0'I");
    let stars = bytes.iter().skip(at).take_while(|b| b"0123456789.*$".contains(b)).filter(|b| **b == b'*').count();
    at += run(at, b"0123456789.*$");
    at += run(at, b"hlLqjzt");
    let kind = text.get(at..at + 1)?;
    let known = match kind.as_bytes().first()? {
        b'd' | b'i' | b'o' | b'u' | b'x' | b'X' | b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'c' | b's' => true,
        b'a' | b'r' => syntax.any(Syntax::PYTHON_PERCENT) || *kind == *"a",
        b'p' | b'n' | b'A' | b'm' | b'S' | b'C' => !syntax.any(Syntax::PYTHON_PERCENT),
        b'@' | b'D' | b'U' | b'O' => syntax.any(Syntax::OBJC),
        b'b' | b'B' | b't' | b'T' => syntax.any(Syntax::PRINTF),
        _ => false,
    };
    let spaced = bytes.first() == Some(&b' ')
        && text.as_bytes().get(at + 1).is_some_and(|b| b.is_ascii_alphabetic() || *b >= 0x80);
    (known && !spaced).then_some((at + 1, kind, stars))
}

/// A placeholder that is one in any text.
fn unmistakable(rest: &str, before: Option<char>) -> Option<Conversion<'_>> {
    let after = rest.get(1..)?;
    match after.as_bytes().first()? {
        b'(' => {
            let name = identifier(after.get(1..)?, b".");
            (name > 0 && after.as_bytes().get(name + 1) == Some(&b')')).then_some(())?;
            named(rest, after, Syntax::PYTHON_PERCENT)
        }
        b'{' => {
            let name = identifier(after.get(1..)?, b".-");
            (name > 0 && after.as_bytes().get(name + 1) == Some(&b'}')).then_some(())?;
            named(rest, after, Syntax::RUBY)
        }
        b'1'..=b'9' => printf(rest, after, Syntax::OBJC).filter(|c| c.argument.is_some()),
        b's' | b'd' | b'@' | b'i' | b'u' => {
            // “100%s” is a typing mistake, “%some” a word.
            let joined = after.chars().nth(1).is_some_and(|c| c.is_alphanumeric() && (c as u32) < 0x2E80);
            let number = before.is_some_and(|c| c.is_ascii_digit() || c == '%');
            (!joined && !number).then(|| printf(rest, after, Syntax::OBJC)).flatten()
        }
        _ => None,
    }
}
