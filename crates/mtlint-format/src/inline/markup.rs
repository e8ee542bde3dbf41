//! Tags and entities as in HTML and XML.

use super::push;
use crate::document::{Mask, ObjectKind, Syntax};
use mtlint_token::span::text_at;

/// The longest tag, in bytes.
const LONGEST: usize = 2000;

/// Elements that are tags in any text. `<file>` and `<name>` are not: programs print them for values to fill in.
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

/// Elements whose names are also used for values to fill in: without attributes and an end tag they are not tags.
const WORDS: &[&str] =
    &["a", "big", "center", "cite", "code", "del", "font", "ins", "mark", "q", "small", "table", "var"];

/// Elements that often have no end tag where a whole text is markup; other HTML elements have one, or attributes.
const WRAPPERS: &[&str] = &["html", "body", "qt"];

/// Tags of WebVTT with a name or language after a space: `<v Ann>`.
const CUE_TAGS: &[&str] = &["c", "v", "lang"];

/// Adds the tag or entity at `<` or `&`.
pub(super) fn mask(text: &str, at: usize, syntax: Syntax, masks: &mut Vec<Mask>) -> Option<usize> {
    let rest = text.get(at..)?;
    if rest.starts_with('&') {
        let length = entity(rest)?;
        push(masks, at, at + length, ObjectKind::Other, true);
        return Some(at + length);
    }
    if is_pod(text.get(..at)?) {
        return None;
    }
    let end = at + tag(text, at, syntax)?;
    push(masks, at, end, ObjectKind::Tag, parts(text, at, end));
    Some(end)
}

/// Elements that end a line: the words before and after them are not adjacent.
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

/// True for a tag that ends a line inside the text. At the edge of the text it separates nothing.
fn parts(text: &str, at: usize, end: usize) -> bool {
    let (before, behind) = (text_at(text, ..at), text_at(text, end..));
    let name = text_at(text, at..end).trim_start_matches(['<', '/']);
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let is_block = name.get(..length).is_some_and(|name| BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(name)));
    is_block && !before.trim_end().is_empty() && !behind.trim_start().is_empty()
}

/// True where a formatting code of POD ends: `I<` of `I<name>`, `E<` of `E<gt>`.
fn is_pod(before: &str) -> bool {
    let mut back = before.chars().rev();
    let is_code = back.next().is_some_and(|c| matches!(c, 'B' | 'C' | 'E' | 'F' | 'I' | 'L' | 'S' | 'X' | 'Z'));
    is_code && !back.next().is_some_and(char::is_alphanumeric)
}

/// The length of a tag: `<b>`, `</b>`, `<br/>`, `<a href="…">`.
fn tag(text: &str, at: usize, syntax: Syntax) -> Option<usize> {
    let rest = text.get(at..)?;
    let window = rest.get(..rest.floor_char_boundary(LONGEST))?;
    let inner = window.get(1..)?;
    let slash = usize::from(inner.starts_with('/'));
    let name = inner.get(slash..)?;
    let length = name.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':' | b'_')).count();
    let name = name.get(..length).filter(|n| n.starts_with(|c: char| c.is_ascii_alphanumeric()))?;
    let is_one_of = |list: &[&str]| list.iter().any(|e| e.eq_ignore_ascii_case(name));
    let is_cue_tag = syntax.intersects(Syntax::MARKUP) && is_one_of(CUE_TAGS);
    let is_element = is_one_of(ELEMENTS) || syntax.intersects(Syntax::MARKUP) && is_one_of(WRAPPERS);
    let known = syntax.intersects(Syntax::MARKUP) || is_element;
    let behind = inner.as_bytes().get(slash + length)?;
    let ends = behind.is_ascii_whitespace() || matches!(behind, b'>' | b'/');
    // WebVTT has <c.loud>.
    let ends = ends || (syntax.intersects(Syntax::MARKUP) && behind.is_ascii());
    if !known || !ends {
        return None;
    }
    let bare = slash == 0 && *behind == b'>' && syntax.is_undeclared();
    if bare && WORDS.iter().any(|word| word.eq_ignore_ascii_case(name)) && !inner.contains(&format!("</{name}")) {
        return None;
    }
    let mut quote = None;
    for (at, byte) in inner.bytes().enumerate().skip(slash + length) {
        match (quote, byte) {
            (None, b'>') => {
                let attributes = inner.get(slash + length..at)?.trim();
                let stands_alone = attributes.ends_with('/');
                let is_text = |text: &str| !(text.is_empty() || text.contains('=') || is_cue_tag);
                let is_free = is_element || is_cue_tag || stands_alone || attributes.contains('=');
                let is_tag = !is_text(attributes.trim_end_matches('/').trim_end())
                    && (is_free || has_counterpart(text, rest, name, slash > 0));
                return is_tag.then_some(at + 2);
            }
            (None, b'<') => return None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// True if the matching tag is near: a start before an end tag, an end after a start tag. Unknown elements without one
/// are words in angle brackets, like `<ignored>`.
fn has_counterpart(text: &str, rest: &str, name: &str, ends: bool) -> bool {
    if name.bytes().all(|b| b.is_ascii_digit()) {
        return true;
    }
    let at = text.len() - rest.len();
    if ends {
        let start = text.floor_char_boundary(at.saturating_sub(LONGEST));
        return text.get(start..at).is_some_and(|before| before.contains(&format!("<{name}")));
    }
    let window = rest.get(..rest.floor_char_boundary(LONGEST));
    window.is_some_and(|behind| behind.contains(&format!("</{name}")))
}

/// The length of `&nbsp;`, `&#160;`, `&#xA0;`.
fn entity(rest: &str) -> Option<usize> {
    let inner = rest.get(1..)?;
    let hash = usize::from(inner.starts_with('#'));
    let length = inner.bytes().skip(hash).take(10).take_while(u8::is_ascii_alphanumeric).count();
    (length > 1 && inner.as_bytes().get(hash + length) == Some(&b';')).then_some(hash + length + 2)
}
