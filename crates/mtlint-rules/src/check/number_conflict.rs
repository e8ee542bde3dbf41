//! `number-conflict`: two numbers for the same thing in one document: 12 killed, later 14 killed.

use serde::Deserialize;

use super::spec::{Check, CheckSpec};
use crate::context::{Context, Sink, WordSet};
use crate::rule::options;
use mtlint_text::text::{ClassBits, Sentence, Token, WordId, Words};
use mtlint_token::span::TextSpan;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    /// Lists of words, each for one thing that is counted.
    events: Vec<Vec<String>>,
    /// Words that may be between the number and the word.
    between: Vec<String>,
    /// Words before a number that make it part of a whole: another, of.
    partial: Vec<String>,
    /// The words for numbers, from two on, in order.
    numerals: Vec<String>,
}

/// How far after a number the counted word may be, in tokens.
const REACH: usize = 5;

struct NumberConflict {
    events: Vec<WordSet>,
    between: WordSet,
    partial: WordSet,
    /// In the order of their values, from 2 on.
    numerals: Vec<WordId>,
}

/// A number and the word that it counts.
#[derive(Clone, Copy)]
struct Count {
    value: u64,
    span: TextSpan,
}

pub(super) const CHECK: CheckSpec = CheckSpec {
    name: "number-conflict",
    finds: "two numbers for one thing: 12 killed, later 14 killed",
    options: "`events` (lists of words), `between`, `partial`, `numerals`",
    build,
};

fn build(table: &toml::Table, words: &mut Words) -> Result<Box<dyn Check>, String> {
    let options: Options = options(table)?;
    Ok(Box::new(NumberConflict {
        events: options.events.iter().map(|event| WordSet::new(event, words)).collect(),
        between: WordSet::new(&options.between, words),
        partial: WordSet::new(&options.partial, words),
        numerals: options.numerals.iter().map(|numeral| words.intern(numeral)).collect(),
    }))
}

impl Check for NumberConflict {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let mut first: Vec<Option<Count>> = vec![None; self.events.len()];
        let mut reported = vec![false; self.events.len()];
        for sentence in &context.analysis.sentences {
            for (event, count) in self.counts(context, sentence) {
                let (Some(first), Some(reported)) = (first.get_mut(event), reported.get_mut(event)) else { continue };
                let Some(before) = *first else {
                    *first = Some(count);
                    continue;
                };
                if before.value != count.value && !*reported {
                    *reported = true;
                    sink.report(count.span)
                        .arg("other", context.slice(before.span))
                        .related(before.span, "the earlier number");
                }
            }
        }
    }
}

impl NumberConflict {
    fn counts<'a>(
        &'a self,
        context: &'a Context<'_>,
        sentence: &Sentence,
    ) -> impl Iterator<Item = (usize, Count)> + use<'a> {
        let tokens = context.sentence_tokens(sentence);
        tokens.iter().enumerate().filter_map(move |(at, token)| {
            let value = self.value(context, token)?;
            let partial = at.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|t| self.partial.contains(t.word));
            if partial {
                return None;
            }
            let counted = tokens.get(at + 1..)?.iter().take(REACH).find(|t| !self.between.contains(t.word))?;
            let event = self.events.iter().position(|event| event.contains(counted.word))?;
            Some((event, Count { value, span: token.span.to(counted.span) }))
        })
    }

    fn value(&self, context: &Context<'_>, token: &Token) -> Option<u64> {
        if token.is(ClassBits::NUMBER) {
            return context.token_text(token).replace(',', "").parse().ok().filter(|value| *value > 1);
        }
        let place = self.numerals.iter().position(|numeral| *numeral == token.word)?;
        u64::try_from(place + 2).ok()
    }
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("numbers/conflict")
            .flags_text("The fire left 8 people injured. The doctor named the [[9 injured]] later.")
            .passes_text("The fire left 8 people injured. The doctor named the eight injured, and of another 9 injured in the next street.");
    }
}
