//! The neighbours of a token inside its unit.

use crate::engine::Context;
use crate::span::TextSpan;
use crate::text::{ClassBits, Token};

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

/// What stands between two tokens.
pub(super) fn gap(left: &Token, right: &Token) -> TextSpan {
    TextSpan::new(left.span.end, right.span.start)
}
