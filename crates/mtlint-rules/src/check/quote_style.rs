//! `quote-style`: quotations in the marks of another language, most often the straight ones of the keyboard.

use serde::Deserialize;

use super::Check;
use super::near::{before, glued_after, glued_before};
use crate::context::{Context, Sink};
use crate::rule::Applicability;
use crate::rule::options;
use mtlint_text::text::{ClassBits, Token, UnitTokens, Words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    /// What opens a quotation in this language, any space behind it included.
    open: String,
    /// What closes it.
    close: String,
    /// A pair of marks that another language quotes with, beside the straight one: “”.
    #[serde(default)]
    foreign: Option<(char, char)>,
    /// Other marks that are right somewhere, for the message.
    #[serde(default)]
    also: String,
}

struct QuoteStyle(Options);

pub(super) fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    Ok(Box::new(QuoteStyle(options(table)?)))
}

impl Check for QuoteStyle {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for unit in &context.analysis.units {
            self.run_unit(context, unit, sink);
        }
    }

    /// Quotations in the language's own marks, by those that open them.
    fn following(&self, context: &Context<'_>, unit: &UnitTokens) -> usize {
        let own = |token: &&Token| {
            let mark = context.token_text(token);
            // Where no other marks count as another language's, all curly and angular ones are in order: es “ and «.
            token.any(ClassBits::QUOTE)
                && (self.0.open.starts_with(mark) || self.0.foreign.is_none() && matches!(mark, "“" | "„" | "«"))
        };
        context.unit_tokens(unit).iter().filter(own).count()
    }
}

impl QuoteStyle {
    /// Pairs the marks of a unit; a mark without its pair is for `quotes/unbalanced`.
    fn run_unit(&self, context: &Context<'_>, unit: &UnitTokens, sink: &mut Sink<'_>) {
        let (mut straight, mut foreign) = (None, None);
        // Quotations in the language's own marks that are open: inside them other marks are in order.
        let mut own = false;
        for at in unit.tokens() {
            let Some(token) = context.analysis.tokens.get(at).filter(|t| t.any(ClassBits::QUOTE)) else { continue };
            let Some(mark) = context.token_text(token).chars().next() else { continue };
            let (opens, closes) = self.0.foreign.map_or((false, false), |(o, c)| (mark == o, mark == c));
            if mark == '"' {
                match straight.take() {
                    Some(first) => self.report(context, first, token, sink),
                    None if is_inches(context, at) => {}
                    None => straight = Some(token),
                }
            } else if opens && !own && glued_before(context, at).is_none_or(|t| t.any(ClassBits::PUNCT)) {
                foreign = Some(token);
            } else if let (true, Some(first)) = (closes, foreign) {
                self.report(context, first, token, sink);
                foreign = None;
            } else if self.0.open.starts_with(mark) {
                own = true;
            } else if self.0.close.ends_with(mark) {
                own = false;
            }
        }
    }

    fn report(&self, context: &Context<'_>, first: &Token, last: &Token, sink: &mut Sink<'_>) {
        let Options { open, close, also, .. } = &self.0;
        let edits = vec![(first.span, open.clone()), (last.span, close.clone())];
        sink.report(first.span)
            .arg("language", context.language.english_name())
            .arg("open", open.trim())
            .arg("close", close.trim())
            .arg("also", if also.is_empty() { String::new() } else { format!(" ({also})") })
            .arg("last", context.token_text(last))
            .related(last.span, "the mark that closes it")
            .fix_together(edits, Applicability::Safe);
    }
}

/// 15" and the like: no quotation opens glued to a number, with a space behind it.
fn is_inches(context: &Context<'_>, at: usize) -> bool {
    before(context, at).is_some_and(|t| t.is(ClassBits::NUMBER))
        && glued_before(context, at).is_some()
        && glued_after(context, at).is_none_or(|t| t.is(ClassBits::PUNCT))
}
