//! The neighbours of a token inside its unit.

use crate::context::Context;
use mtlint_text::text::{ClassBits, Token};
use mtlint_token::span::TextSpan;

/// The token before `at`; none at the start of a unit.
pub(super) fn before<'a>(context: &Context<'a>, at: usize) -> Option<&'a Token> {
    let tokens = &context.analysis.tokens;
    let token = tokens.get(at)?;
    if token.is(ClassBits::UNIT_START) { None } else { tokens.get(at.checked_sub(1)?) }
}

/// The token behind `at`; none at the end of a unit.
pub(super) fn after<'a>(context: &Context<'a>, at: usize) -> Option<&'a Token> {
    context.analysis.tokens.get(at + 1).filter(|t| !t.is(ClassBits::UNIT_START))
}

/// The token before `at` when no space parts them.
pub(super) fn glued_before<'a>(context: &Context<'a>, at: usize) -> Option<&'a Token> {
    let token = context.analysis.tokens.get(at)?;
    if token.is(ClassBits::SPACE_BEFORE) { None } else { before(context, at) }
}

/// The token behind `at` when no space parts them.
pub(super) fn glued_after<'a>(context: &Context<'a>, at: usize) -> Option<&'a Token> {
    after(context, at).filter(|t| !t.is(ClassBits::SPACE_BEFORE))
}

/// The text of a token; empty for none.
pub(super) fn text_of<'a>(context: &Context<'a>, token: Option<&Token>) -> &'a str {
    token.map_or("", |t| context.token_text(t))
}

/// The first byte of a token.
pub(super) fn first_byte(context: &Context<'_>, token: &Token) -> u8 {
    context.text().as_bytes().get(token.span.start as usize).copied().unwrap_or(0)
}

/// Words of a source that are looked at: a unit that repeats itself all over would take long.
const LOOKED_AT: usize = 1000;

/// True when the source of the unit that holds a span says words twice in a row itself.
pub(super) fn source_repeats(context: &Context<'_>, span: TextSpan) -> bool {
    let Some(source) = context.source else { return false };
    let unit = context.analysis.units.partition_point(|unit| unit.span.end < span.start);
    let tokens = source.analysis.units.get(unit).and_then(|u| source.analysis.tokens.get(u.tokens()));
    let words = tokens.unwrap_or_default().iter().filter(|t| !t.is(ClassBits::PUNCT));
    let words: Vec<&Token> = words.take(LOOKED_AT).collect();
    // A row of up to four words, and the same again.
    let again = |size: usize| {
        let same = |at: usize| words.get(at).map(|t| t.word) == words.get(at + size).map(|t| t.word);
        (0..words.len().saturating_sub(2 * size - 1)).any(|at| (at..at + size).all(same))
    };
    (1..=4).any(again)
}

/// True when a column ends between two tokens: a tab, or two spaces and more, as between an option and what it does.
pub(super) fn column_between(context: &Context<'_>, left: &Token, right: &Token) -> bool {
    let between = context.slice(gap(left, right));
    between.contains('\t') || between.contains("  ")
}

/// What stands between two tokens.
pub(super) fn gap(left: &Token, right: &Token) -> TextSpan {
    TextSpan::new(left.span.end, right.span.start)
}
