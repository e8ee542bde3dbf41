//! The neighbours of a token in its unit.

use crate::context::Context;
use mtlint_text::text::{ClassBits, Token};
use mtlint_token::span::TextSpan;

/// The token before `at`; `None` at the start of a unit.
pub(super) fn before<'a>(context: &Context<'a>, at: usize) -> Option<&'a Token> {
    let tokens = &context.analysis.tokens;
    let token = tokens.get(at)?;
    if token.is(ClassBits::UNIT_START) { None } else { tokens.get(at.checked_sub(1)?) }
}

/// The token after `at`; `None` at the end of a unit.
pub(super) fn after<'a>(context: &Context<'a>, at: usize) -> Option<&'a Token> {
    context.analysis.tokens.get(at + 1).filter(|t| !t.is(ClassBits::UNIT_START))
}

/// The token before `at`, if there is no space between.
pub(super) fn glued_before<'a>(context: &Context<'a>, at: usize) -> Option<&'a Token> {
    let token = context.analysis.tokens.get(at)?;
    if token.is(ClassBits::SPACE_BEFORE) { None } else { before(context, at) }
}

/// The token after `at`, if there is no space between.
pub(super) fn glued_after<'a>(context: &Context<'a>, at: usize) -> Option<&'a Token> {
    after(context, at).filter(|t| !t.is(ClassBits::SPACE_BEFORE))
}

/// The text of a token; empty for `None`.
pub(super) fn text_of<'a>(context: &Context<'a>, token: Option<&Token>) -> &'a str {
    token.map_or("", |t| context.token_text(t))
}

/// The first byte of a token.
pub(super) fn first_byte(context: &Context<'_>, token: &Token) -> u8 {
    context.text().as_bytes().get(token.span.start as usize).copied().unwrap_or(0)
}

/// The most words of a source that are looked at, because a long unit that repeats itself would take long.
const LOOKED_AT: usize = 1000;

/// True if the source of the unit at a span repeats words in a row itself.
pub(super) fn source_repeats(context: &Context<'_>, span: TextSpan) -> bool {
    let Some(unit) = context.source_unit_at(span) else { return false };
    let words = context.source_tokens(unit).iter().filter(|t| !t.is(ClassBits::PUNCT));
    let words: Vec<&Token> = words.take(LOOKED_AT).collect();
    // Up to four words, and the same words again.
    let again = |size: usize| {
        let same = |at: usize| words.get(at).map(|t| t.word) == words.get(at + size).map(|t| t.word);
        (0..words.len().saturating_sub(2 * size - 1)).any(|at| (at..at + size).all(same))
    };
    (1..=4).any(again)
}

/// True if a column ends between two tokens: a tab, or two or more spaces, as between an option and its description.
pub(super) fn column_between(context: &Context<'_>, left: &Token, right: &Token) -> bool {
    let between = context.slice(gap(left, right));
    between.contains('\t') || between.contains("  ")
}

/// The span between two tokens.
pub(super) fn gap(left: &Token, right: &Token) -> TextSpan {
    TextSpan::new(left.span.end, right.span.start)
}
