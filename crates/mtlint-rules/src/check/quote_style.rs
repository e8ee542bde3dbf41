//! `quote-style`: quotations in the marks of another language, mostly the straight ones of the keyboard.

use serde::Deserialize;

use super::near::{before, glued_after, glued_before};
use super::spec::{Check, CheckSpec};
use crate::context::{Context, Sink};
use crate::rule::Applicability;
use crate::rule::options;
use mtlint_text::text::{ClassBits, Token, UnitTokens, Words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    /// The opening mark of this language, with the space after it if there is one.
    open: String,
    /// The closing mark, with the space before it if there is one.
    close: String,
    /// The marks of another language that are reported besides straight ones: “”.
    #[serde(default)]
    foreign: Option<(char, char)>,
    /// Other marks that are right as well, for the message.
    #[serde(default)]
    also: String,
}

struct QuoteStyle(Options);

pub(super) const CHECK: CheckSpec = CheckSpec {
    name: "quote-style",
    finds: "quotations in straight marks, or in those of another language",
    options: "`open`, `close`, `foreign` = [opening, closing], `also` (for the message)",
    build,
};

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    Ok(Box::new(QuoteStyle(options(table)?)))
}

impl Check for QuoteStyle {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for unit in &context.analysis.units {
            self.run_unit(context, unit, sink);
        }
    }

    /// The number of quotations in the language's own marks.
    fn following(&self, context: &Context<'_>, unit: &UnitTokens) -> usize {
        let own = |token: &&Token| {
            let mark = context.token_text(token);
            // If no other marks are reported, all curly and angular ones are right: “ and « in Spanish.
            token.any(ClassBits::QUOTE)
                && (self.0.open.starts_with(mark) || self.0.foreign.is_none() && matches!(mark, "“" | "„" | "«"))
        };
        context.unit_tokens(unit).iter().filter(own).count()
    }
}

impl QuoteStyle {
    /// Pairs the marks of a unit. `quotes/unbalanced` reports marks without a partner.
    fn run_unit(&self, context: &Context<'_>, unit: &UnitTokens, sink: &mut Sink<'_>) {
        let (mut straight, mut foreign) = (None, None);
        // True inside a quotation in the language's own marks, where other marks are right.
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
            .related(last.span, "the closing mark")
            .fix_together(edits, Applicability::Safe);
    }
}

/// True for the mark of 15": no quotation opens directly after a number and before a space.
fn is_inches(context: &Context<'_>, at: usize) -> bool {
    before(context, at).is_some_and(|t| t.is(ClassBits::NUMBER))
        && glued_before(context, at).is_some()
        && glued_after(context, at).is_none_or(|t| t.is(ClassBits::PUNCT))
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("quotes/other-language")
            .target("de")
            .flags_text("Der Müller nannte es [[\"]]einen stillen Tag\".")
            .passes_text("Der Müller nannte es „einen stillen Tag“ und kaufte ein 15\"-Rohr.");
    }
}
