//! A sentence that a translation has twice in a row, or with one sentence between, although its source repeats nothing.

use serde::Deserialize;

use crate::check::spec::{Check, CheckSpec};
use crate::context::{Context, Sink};
use crate::rule::Applicability;
use crate::rule::options;
use mtlint_format::align::{length, shown};
use mtlint_format::document::Text;
use mtlint_text::text::{Analysis, ClassBits, Sentence, Token, Words};
use mtlint_token::span::{TextSpan, items_at};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Options {
    /// Shorter sentences may be repeated, in letters; an ideograph counts as three.
    min_letters: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self { min_letters: 20 }
    }
}

pub(in crate::check) const CHECK: CheckSpec = CheckSpec {
    name: "doubled-sentence",
    finds: "* a sentence that occurs twice in a unit, and not in the source",
    options: "`min_letters` = 20",
    build,
};

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    Ok(Box::new(DoubledSentence(options(table)?)))
}

struct DoubledSentence(Options);

/// How far back the first copy may be, in sentences.
const REACH: usize = 2;

impl Check for DoubledSentence {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let Some(source) = context.source else { return };
        for pair in context.pairs() {
            let in_target = context.unit_sentences(pair.target);
            let mut copies = (1..in_target.len()).filter_map(|at| self.copy_at(context, in_target, at)).peekable();
            if copies.peek().is_none() {
                continue;
            }
            let in_source = items_at(&source.analysis.sentences, pair.source_tokens.sentences());
            if repeats_itself(source.analysis, in_source) {
                continue;
            }
            for copy in copies {
                let hit = sink.report(copy.second.span).related(copy.first.span, "first occurrence");
                hit.arg("sentence", shown(context.slice(copy.second.span))).in_source(pair.source.span, "source");
                // Otherwise the copy takes the place of a sentence that the translation lacks.
                if in_target.len() > in_source.len() {
                    let with_space = TextSpan::new(copy.before, copy.second.span.end);
                    hit.fix(with_space, "", Applicability::Suggest);
                }
            }
        }
    }
}

/// A sentence that repeats an earlier one.
struct Copy {
    first: Sentence,
    second: Sentence,
    /// The end of the sentence before the second.
    before: u32,
}

impl DoubledSentence {
    fn copy_at(&self, context: &Context<'_>, sentences: &[Sentence], at: usize) -> Option<Copy> {
        let second = *sentences.get(at)?;
        let before = sentences.get(at.saturating_sub(REACH)..at)?;
        let text = Side { text: &context.document.target, analysis: context.analysis };
        let first = *before.iter().rev().find(|first| text.same(first, &second))?;
        let long = length(context.slice(second.span)) >= self.0.min_letters;
        // The lines of a list may say the same about several things.
        let one_line = !context.slice(first.span.to(second.span)).contains('\n');
        (long && one_line).then_some(Copy { first, second, before: before.last()?.span.end })
    }
}

#[derive(Clone, Copy)]
struct Side<'a> {
    text: &'a Text,
    analysis: &'a Analysis,
}

impl Side<'_> {
    /// True if two sentences have the same words, marks, code and placeholders, apart from case, spaces and the marks
    /// at the end.
    fn same(self, a: &Sentence, b: &Sentence) -> bool {
        let (a, b) = (said(self.analysis, a), said(self.analysis, b));
        a.len() == b.len() && !a.is_empty() && a.iter().zip(b).all(|(a, b)| self.same_token(a, b))
    }

    fn same_token(self, a: &Token, b: &Token) -> bool {
        let literals = |token: &Token| {
            let objects = items_at(self.text.objects.all(), self.text.objects.within(token.span));
            objects.iter().map(|object| self.text.objects.literal(object))
        };
        a.word == b.word && (!a.is(ClassBits::OBJECT) || literals(a).eq(literals(b)))
    }
}

/// The tokens of a sentence without the marks at its end.
fn said<'a>(analysis: &'a Analysis, sentence: &Sentence) -> &'a [Token] {
    let tokens = items_at(&analysis.tokens, sentence.tokens());
    let is_said = |token: &Token| token.is_word_or_number() || token.is(ClassBits::OBJECT);
    let end = tokens.iter().rposition(is_said).map_or(0, |last| last + 1);
    items_at(tokens, ..end)
}

/// True if two of the sentences have the same words, whatever code and placeholders are among them.
fn repeats_itself(analysis: &Analysis, sentences: &[Sentence]) -> bool {
    let words = |sentence| said(analysis, sentence).iter().map(|token| token.word.0).collect::<Vec<_>>();
    let mut all: Vec<Vec<u32>> = sentences.iter().map(words).collect();
    all.sort_unstable();
    all.windows(2).any(|pair| matches!(pair, [a, b] if a == b && !a.is_empty()))
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("any/repetition/added-sentence")
            .target("de")
            .flags(
                "The mill opens at nine. Bring your own sacks.",
                "Die Mühle öffnet um neun Uhr. [[Die Mühle öffnet um neun Uhr.]]",
            )
            .passes(
                "The mill opens at nine. The mill opens at nine.",
                "Die Mühle öffnet um neun Uhr. Die Mühle öffnet um neun Uhr.",
            );
    }
}
