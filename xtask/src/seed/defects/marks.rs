//! Defects in marks: end marks, pairs, white space at the edges, and the sign before the letter of a shortcut key.

use mtlint_format::document::ObjectKind;
use mtlint_rules::finding::Edit;
use mtlint_token::span::TextSpan;

use super::super::case::{Case, Face};
use super::super::rng::Rng;
use super::words::words;

/// A question becomes a statement.
pub(super) fn question(case: &Case<'_>, _: &mut Rng) -> Option<Vec<Edit>> {
    let text = case.target.text.strip_suffix(['?', '？', '؟']).filter(|_| case.source.text.ends_with('?'))?;
    let stop = if case.target.text.ends_with('？') { "。" } else { "." };
    // French puts a space before a question mark but not before a full stop.
    Some(vec![case.replace(text.trim_end().len()..case.target.text.len(), stop)?])
}

/// The mark at the end is dropped.
pub(super) fn end_mark(case: &Case<'_>, _: &mut Rng) -> Option<Vec<Edit>> {
    let there = case.source.text.ends_with(['.', '!', '…', ':']);
    let text = case.target.text.strip_suffix(['.', '!', '…', ':', '。', '！', '：']).filter(|_| there)?;
    Some(vec![case.drop(text.trim_end().len()..case.target.text.len())?])
}

/// Drops one of these marks.
fn one_less(case: &Case<'_>, marks: &[char], rng: &mut Rng) -> Option<Vec<Edit>> {
    let found: Vec<_> = case.target.text.match_indices(marks).collect();
    let (at, mark) = rng.pick(&found)?;
    Some(vec![case.drop(*at..at + mark.len())?])
}

/// A bracket is dropped.
pub(super) fn bracket(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    let paired = |text: &str| text.matches(['(', '（']).count() == text.matches([')', '）']).count();
    let both = paired(case.target.text) && paired(case.source.text) && case.source.text.contains('(');
    if both { one_less(case, &['(', ')', '（', '）'], rng) } else { None }
}

/// A quotation mark is dropped.
pub(super) fn quotation_mark(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    const MARKS: [char; 10] = ['“', '”', '„', '«', '»', '"', '「', '」', '『', '』'];
    let both = case.source.text.contains(MARKS) || case.source.text.contains(['‘', '\'']);
    if both { one_less(case, &MARKS, rng) } else { None }
}

/// The white space at the beginning and at the end, as spans of the document.
fn edges(face: &Face<'_>) -> [TextSpan; 2] {
    let (outer, span) = (face.side.outer, face.side.span);
    [TextSpan::new(outer.start, span.start), TextSpan::new(span.end, outer.end)]
}

/// An edge that, like that of the source, has a line end outermost or no line end at all. Others are the layout of a
/// template.
fn edge(case: &Case<'_>, has_line_end: bool, rng: &mut Rng) -> Option<Vec<Edit>> {
    let suits = |face: &Face<'_>, span: TextSpan| {
        let text = face.outer(span);
        let outermost = if span.start == face.side.outer.start { text.starts_with('\n') } else { text.ends_with('\n') };
        if has_line_end { outermost } else { !text.is_empty() && !text.contains('\n') }
    };
    let both = edges(&case.source).into_iter().zip(edges(&case.target));
    let found: Vec<_> =
        both.filter(|(there, here)| suits(&case.source, *there) && suits(&case.target, *here)).collect();
    let (_, here) = rng.pick(&found)?;
    Some(vec![Edit { span: case.target.place_of(*here)?, text: String::new() }])
}

/// The line end at an edge is dropped.
pub(super) fn line_end(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    edge(case, true, rng)
}

/// The space at an edge is dropped.
pub(super) fn edge_space(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    edge(case, false, rng)
}

/// The sign before the letter of a shortcut key is dropped. Only in labels.
pub(super) fn accelerator(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    const LABEL: usize = 6;
    if words(case.source.text).len() > LABEL {
        return None;
    }
    // The sign occurs once, before a letter: `SNAKE_CASE` and `__init__` are names.
    let sign = |face: &Face<'_>| -> Option<(usize, char)> {
        let mut signs = face.text.char_indices().filter(|(_, c)| matches!(c, '&' | '_'));
        let (at, sign) = signs.next().filter(|_| signs.next().is_none())?;
        let (before, behind) = (face.text.get(..at)?.chars().next_back(), face.text.get(at + 1..)?.chars().next());
        let begins = before.is_none_or(|c| !c.is_alphanumeric() && c != '*');
        (behind.is_some_and(char::is_alphabetic) && begins).then_some((at, sign))
    };
    if let Some(item) = rng.pick(&case.target.items_of(ObjectKind::Accelerator)) {
        return Some(vec![item.replaced(String::new())]);
    }
    let (at, own) = sign(&case.target)?;
    let (_, theirs) = sign(&case.source)?;
    Some(vec![case.drop(at..at + 1).filter(|_| own == theirs)?])
}
