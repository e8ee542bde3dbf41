//! Placeholders that begin with a percent sign.

use super::{identifier, push};
use crate::document::{Mask, ObjectKind, Syntax};
use mtlint_token::script::is_east_asian;

/// The longest name, in bytes.
const LONGEST: usize = 200;

/// One conversion of a format string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversion<'t> {
    /// The whole conversion: `%1$-5.2lf`.
    pub text: &'t str,
    /// Its name or number: `count`, `1`.
    pub argument: Option<&'t str>,
    /// The conversion character: `d`, `s`; empty for `%{name}` and Qt's `%1`; `%` for a percent sign.
    pub kind: &'t str,
    /// The number of arguments for its width and precision (`*`).
    pub stars: usize,
}

/// Adds the placeholder at a percent sign.
pub(super) fn mask(text: &str, at: usize, syntax: Syntax, masks: &mut Vec<Mask>) -> Option<usize> {
    let rest = text.get(at..)?;
    let before = text.get(..at)?.chars().next_back();
    let found = match syntax.intersects(Syntax::PERCENT) {
        true => {
            read(rest, syntax).filter(|found| !syntax.intersects(Syntax::ASSUMED) || is_likely(found, rest, before))
        }
        false => unmistakable(rest, before, syntax),
    }?;
    let end = at + found.text.len();
    push(masks, at, end, ObjectKind::Placeholder, true);
    Some(end)
}

/// True for a conversion that is one even if the text is not marked as a format string: not a percentage, not a word.
fn is_likely(found: &Conversion<'_>, rest: &str, before: Option<char>) -> bool {
    let behind = rest.get(found.text.len()..).and_then(|rest| rest.chars().next());
    let is_joined = behind.is_some_and(|c| c.is_alphanumeric() && !is_east_asian(c));
    let is_numbered = found.text.contains('$');
    let is_percentage = before.is_some_and(|c| c.is_numeric()) || found.text.contains(' ');
    // “%dmin” and “%sMB” are common.
    found.kind == "%" || is_numbered || !(is_percentage || is_joined && !matches!(found.kind, "d" | "s" | "@" | ""))
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
    if syntax.intersects(Syntax::QT) {
        return qt(rest, after);
    }
    if let Some(named) = named(rest, after, syntax) {
        return Some(named);
    }
    let numbers = Syntax::NUMBERED.union(Syntax::ASSUMED);
    let numbered = if syntax.contains(numbers) { numbered(rest, after) } else { None };
    numbered.or_else(|| printf(rest, after, syntax))
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

/// `%0` to `%9`, unless a longer conversion follows: `%1$s`, `%5d`.
fn numbered<'t>(rest: &'t str, after: &'t str) -> Option<Conversion<'t>> {
    let argument = after.get(..1).filter(|digit| digit.bytes().all(|b| b.is_ascii_digit()))?;
    let mut behind = after.chars().skip(1);
    let goes_on = match behind.next() {
        Some('$' | '0'..='9') => true,
        // “found %3.” ends a sentence.
        Some('.') => behind.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) if "diouxXeEfFgGcs@".contains(c) => !behind.next().is_some_and(char::is_alphanumeric),
        _ => false,
    };
    (!goes_on).then_some(Conversion { text: rest.get(..2)?, argument: Some(argument), kind: "", stars: 0 })
}

/// `%(name)s`, `%{name}`, `%<name>d`.
fn named<'t>(rest: &'t str, after: &'t str, syntax: Syntax) -> Option<Conversion<'t>> {
    let (close, bare) = match after.as_bytes().first()? {
        b'(' if syntax.intersects(Syntax::PYTHON_PERCENT) => (b')', false),
        b'{' if syntax.intersects(Syntax::RUBY) => (b'}', true),
        b'<' if syntax.intersects(Syntax::RUBY) => (b'>', false),
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
    // A space is a flag, but not in “100 % de”: a conversion must follow at once, and not as part of a word.
    let mut at = run(0, b"-+ #0'I,");
    let has_space = bytes.iter().take(at).any(|b| *b == b' ');
    let stars = bytes.iter().skip(at).take_while(|b| b"0123456789.*$".contains(b)).filter(|b| **b == b'*').count();
    at += run(at, b"0123456789.*$");
    if let Some(length) = wide_integer(text.get(at..)?).filter(|_| syntax.intersects(Syntax::PRINTF)) {
        return Some((at + length, text.get(at..at + length)?, stars));
    }
    at += run(at, b"hlLqjzt");
    let kind = text.get(at..at + 1)?;
    let known = match kind.as_bytes().first()? {
        b'd' | b'i' | b'o' | b'u' | b'x' | b'X' | b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'c' | b's' => true,
        b'a' | b'r' => syntax.intersects(Syntax::PYTHON_PERCENT) || *kind == *"a",
        b'p' | b'n' | b'A' | b'm' | b'S' | b'C' => !syntax.intersects(Syntax::PYTHON_PERCENT),
        b'@' | b'D' | b'U' | b'O' => syntax.intersects(Syntax::OBJC),
        b'b' | b'B' | b't' | b'T' => syntax.intersects(Syntax::PRINTF),
        _ => false,
    };
    let spaced = has_space && text.as_bytes().get(at + 1).is_some_and(|b| b.is_ascii_alphabetic() || *b >= 0x80);
    (known && !spaced).then_some((at + 1, kind, stars))
}

/// The length of `<PRIdMAX>`, which is how gettext writes the macros of `<inttypes.h>`.
fn wide_integer(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("<PRI")?;
    let name = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
    (name > 0 && inner.as_bytes().get(name) == Some(&b'>')).then_some("<PRI>".len() + name)
}

/// A placeholder in any text.
fn unmistakable<'t>(rest: &'t str, before: Option<char>, syntax: Syntax) -> Option<Conversion<'t>> {
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
        b'0'..=b'9' => {
            let by_itself =
                || numbered(rest, after).filter(|_| syntax.intersects(Syntax::NUMBERED) && !is_digit(before));
            printf(rest, after, Syntax::OBJC).filter(|c| c.argument.is_some()).or_else(by_itself)
        }
        b'*' => printf(rest, after, Syntax::OBJC).filter(|c| matches!(c.kind, "d" | "i" | "s" | "u")),
        b's' | b'd' | b'@' | b'i' | b'u' => {
            // “100%s” is a typing mistake, “%some” a word.
            let joined = after.chars().nth(1).is_some_and(|c| c.is_alphanumeric() && !is_east_asian(c));
            let number = is_digit(before) || before == Some('%');
            (!joined && !number).then(|| printf(rest, after, Syntax::OBJC)).flatten()
        }
        _ => None,
    }
}

fn is_digit(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_digit())
}

/// True if the texts of a file use `%1` and the like as placeholders, judged by their frequency.
pub(super) fn are_numbers_alone(content: &str) -> bool {
    const FEWEST: usize = 3;
    let bytes = content.as_bytes();
    let mut first = false;
    let uses = memchr::memchr_iter(b'%', bytes).filter(|&at| {
        let number = bytes.get(at + 1).filter(|b| b.is_ascii_digit());
        let goes_on = bytes.get(at + 2).is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'$' | b'.' | b'%'));
        let is_percentage = at.checked_sub(1).and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
        let is_use = number.is_some() && !goes_on && !is_percentage;
        first |= is_use && matches!(number, Some(b'0' | b'1'));
        is_use
    });
    uses.take(MOST).count() >= FEWEST && first
}

/// The most uses of a placeholder that are counted.
const MOST: usize = 100;
