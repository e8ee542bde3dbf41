//! Text of elements as the side of a unit.

use std::borrow::Cow;

use super::{Event, Reader};
use crate::document::SideText;
use crate::format::contract::FormatError;
use mtlint_token::span::FileSpan;

/// Escapes a text between tags. Not a text with a line break, since `xml:space` decides whether it would stay one.
pub(super) fn escape(text: &str) -> Option<Cow<'_, str>> {
    if text.contains(['\n', '\r']) {
        return None;
    }
    if !text.contains(['&', '<', '>']) {
        return Some(Cow::Borrowed(text));
    }
    Some(Cow::Owned(text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")))
}

/// Escapes a text in a unit that has CDATA sections.
pub(super) fn escape_beside_cdata(text: &str) -> Option<Cow<'_, str>> {
    (!text.contains(['&', '<', '>', '\n', '\r'])).then_some(Cow::Borrowed(text))
}

/// Adds text. White space with a line break becomes one space, since writers wrap and indent.
pub(super) fn push(side: &mut SideText, content: &str, span: FileSpan, keeps_space: bool) {
    let text = span.of(content);
    let base = span.start as usize;
    let mut from = 0;
    while let Some(run) = next_break(text, from, keeps_space) {
        side.verbatim(content, FileSpan::from_range(base + from..base + run.start));
        let space = if keeps_space { "\n" } else { " " };
        side.replaced(space, FileSpan::from_range(base + run.start..base + run.end));
        from = run.end;
    }
    side.verbatim(content, FileSpan::from_range(base + from..base + text.len()));
}

/// The next run of white space to replace: one with a line break, or, if space is preserved, a line break that XML
/// normalizes to `
/// `.
fn next_break(text: &str, from: usize, keeps_space: bool) -> Option<std::ops::Range<usize>> {
    let bytes = text.as_bytes();
    if keeps_space {
        let at = from + memchr::memchr(b'\r', bytes.get(from..)?)?;
        let length = if bytes.get(at + 1) == Some(&b'\n') { 2 } else { 1 };
        return Some(at..at + length);
    }
    let at = from + memchr::memchr2(b'\n', b'\r', bytes.get(from..)?)?;
    let is_space = |b: &u8| matches!(b, b' ' | b'\t' | b'\n' | b'\r');
    let before = bytes.get(from..at)?.iter().rev().take_while(|b| is_space(b)).count();
    let behind = bytes.get(at..)?.iter().take_while(|b| is_space(b)).count();
    Some(at - before..at + behind)
}

/// The text of the element whose start tag came last, elements in it included.
pub(super) fn plain(reader: &mut Reader<'_>) -> Result<String, FormatError> {
    plain_with_end(reader).map(|(text, _)| text)
}

/// The same, and the place of the end tag.
pub(super) fn plain_with_end(reader: &mut Reader<'_>) -> Result<(String, FileSpan), FormatError> {
    let (content, mut text, mut depth) = (reader.content(), String::new(), 1_usize);
    let mut end = FileSpan::from_range(content.len()..content.len());
    while let Some(event) = reader.next()? {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_, span) => (depth, end) = (depth - 1, span),
            Event::Text(span) | Event::CData(span) => text.push_str(span.of(content)),
            Event::Reference(Some(c), _) => text.push(c),
            Event::Reference(None, span) => text.push_str(span.of(content)),
        }
        if depth == 0 {
            break;
        }
    }
    Ok((text, end))
}
