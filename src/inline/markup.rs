//! Tags and entities as in HTML and XML.

use super::push;
use crate::document::{Mask, ObjectKind, Syntax};

/// A tag with more bytes than this is none.
const LONGEST: usize = 2000;

/// Elements that are tags in any text. `<file>` and `<name>` are not: programs print such for what a user is to fill in.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "big",
    "blockquote",
    "br",
    "center",
    "cite",
    "code",
    "dd",
    "del",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "nobr",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Elements whose names are words for what a user fills in: without attributes and an end they are no tags.
const WORDS: &[&str] =
    &["a", "big", "center", "cite", "code", "del", "font", "ins", "mark", "q", "small", "table", "var"];

/// Adds the tag or entity at `<` or `&`.
pub(super) fn mask(text: &str, at: usize, syntax: Syntax, masks: &mut Vec<Mask>) -> Option<usize> {
    let rest = text.get(at..)?;
    if rest.starts_with('&') {
        let length = entity(rest)?;
        push(masks, at, at + length, ObjectKind::Other, true);
        return Some(at + length);
    }
    let length = tag(rest, syntax)?;
    let end = at + length;
    push(masks, at, end, ObjectKind::Tag, parts(text, at, end));
    Some(end)
}

/// Elements that end a line: the words on their two sides are no neighbours.
const BLOCKS: &[&str] = &[
    "blockquote",
    "br",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// True for a tag that ends a line inside the text. At the edge of the text it parts nothing.
fn parts(text: &str, at: usize, end: usize) -> bool {
    let (before, behind) = (text.get(..at).unwrap_or_default(), text.get(end..).unwrap_or_default());
    let name = text.get(at..end).unwrap_or_default().trim_start_matches(['<', '/']);
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let is_block = name.get(..length).is_some_and(|name| BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(name)));
    is_block && !before.trim_end().is_empty() && !behind.trim_start().is_empty()
}

/// The length of a tag: `<b>`, `</b>`, `<br/>`, `<a href="…">`.
fn tag(rest: &str, syntax: Syntax) -> Option<usize> {
    let window = rest.get(..rest.floor_char_boundary(LONGEST))?;
    let inner = window.get(1..)?;
    let slash = usize::from(inner.starts_with('/'));
    let name = inner.get(slash..)?;
    let length = name.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':' | b'_')).count();
    let name = name.get(..length).filter(|n| n.starts_with(|c: char| c.is_ascii_alphanumeric()))?;
    let known = syntax.any(Syntax::MARKUP) || ELEMENTS.iter().any(|e| e.eq_ignore_ascii_case(name));
    let behind = inner.as_bytes().get(slash + length)?;
    let ends = behind.is_ascii_whitespace() || matches!(behind, b'>' | b'/');
    // WebVTT has <c.loud>.
    let ends = ends || (syntax.any(Syntax::MARKUP) && behind.is_ascii());
    if !known || !ends {
        return None;
    }
    let bare = slash == 0 && *behind == b'>' && syntax.is_empty();
    if bare && WORDS.iter().any(|word| word.eq_ignore_ascii_case(name)) && !inner.contains(&format!("</{name}")) {
        return None;
    }
    let mut quote = None;
    for (at, byte) in inner.bytes().enumerate().skip(slash + length) {
        match (quote, byte) {
            (None, b'>') => return Some(at + 2),
            (None, b'<') => return None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// The length of `&nbsp;`, `&#160;`, `&#xA0;`.
fn entity(rest: &str) -> Option<usize> {
    let inner = rest.get(1..)?;
    let hash = usize::from(inner.starts_with('#'));
    let length = inner.bytes().skip(hash).take(10).take_while(u8::is_ascii_alphanumeric).count();
    (length > 1 && inner.as_bytes().get(hash + length) == Some(&b';')).then_some(hash + length + 2)
}
