//! `count`: phrases that are right once but occur too often.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::spec::{Check, CheckSpec};
use crate::context::{Context, Sink, WordSet};
use crate::rule::options;
use crate::rule::pattern::expand;
use mtlint_text::text::{Token, WordId, Words, tokenize};
use mtlint_token::span::{TextSpan, items_at};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    /// Phrases with choices, as in a phrase rule. All of them count together.
    phrases: Vec<String>,
    /// This many are allowed.
    max: usize,
    #[serde(default)]
    per: Scope,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Scope {
    Sentence,
    Paragraph,
    #[default]
    Document,
}

pub(super) const CHECK: CheckSpec = CheckSpec {
    name: "count",
    finds: "phrases that occur too often",
    options: "`phrases`, `max`, `per` = `document` (default), `paragraph`, `sentence`",
    build,
};

fn build(table: &toml::Table, words: &mut Words) -> Result<Box<dyn Check>, String> {
    let Options { phrases, max, per } = options(table)?;
    let mut count = Count { first: WordSet::default(), rest: FxHashMap::default(), max, per };
    for phrase in &phrases {
        for variant in expand(phrase)? {
            let mut tokens = Vec::new();
            tokenize(&variant, TextSpan::from_range(0..variant.len()), words, &mut tokens);
            let mut ids = tokens.iter().map(|t| t.word);
            let Some(first) = ids.next() else { continue };
            count.first.insert(first);
            count.rest.entry(first).or_default().push(ids.collect());
        }
    }
    if count.first.is_empty() {
        return Err("“phrases” is required".into());
    }
    for rests in count.rest.values_mut() {
        rests.sort_by_key(|r| std::cmp::Reverse(r.len()));
    }
    Ok(Box::new(count))
}

struct Count {
    first: WordSet,
    /// The rest of each phrase after its first word, longest first.
    rest: FxHashMap<WordId, Vec<Vec<WordId>>>,
    max: usize,
    per: Scope,
}

/// Occurrences in one sentence, paragraph or document.
#[derive(Default)]
struct Tally {
    number: usize,
    first: TextSpan,
}

impl Check for Count {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let all = &context.analysis.tokens;
        match self.per {
            Scope::Document => {
                let mut tally = Tally::default();
                for unit in &context.analysis.units {
                    self.count(context.unit_tokens(unit), &mut tally, sink);
                }
            }
            Scope::Paragraph => {
                for unit in &context.analysis.units {
                    self.count(context.unit_tokens(unit), &mut Tally::default(), sink);
                }
            }
            Scope::Sentence => {
                for sentence in &context.analysis.sentences {
                    self.count(items_at(all, sentence.tokens()), &mut Tally::default(), sink);
                }
            }
        }
    }
}

impl Count {
    fn count(&self, tokens: &[Token], tally: &mut Tally, sink: &mut Sink<'_>) {
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let length = if self.first.contains(token.word) { self.length(tokens, at) } else { 0 };
            if length == 0 {
                at += 1;
                continue;
            }
            let span = tokens.get(at + length - 1).map_or(token.span, |last| token.span.to(last.span));
            tally.number += 1;
            if tally.number == 1 {
                tally.first = span;
            }
            if tally.number > self.max {
                let hit = sink.report(span);
                hit.arg("count", tally.number.to_string()).arg("max", self.max.to_string());
                if tally.number > 1 {
                    hit.related(tally.first, "first occurrence");
                }
            }
            at += length;
        }
    }

    /// Tokens of the longest phrase at `at`, 0 for none.
    fn length(&self, tokens: &[Token], at: usize) -> usize {
        let Some(rests) = tokens.get(at).and_then(|t| self.rest.get(&t.word)) else { return 0 };
        let behind = items_at(tokens, at + 1..);
        let fits = |rest: &&Vec<WordId>| {
            behind.len() >= rest.len() && behind.iter().zip(rest.iter()).all(|(t, &word)| t.word == word)
        };
        rests.iter().find(fits).map_or(0, |rest| rest.len() + 1)
    }
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("style/etc")
            .option("max", 1)
            .flags_text("Ropes, sails, etc. are here. Lamps, oil, [[and so on]] are there.")
            .passes_text("Ropes, sails, etc. are here. Lamps and oil are there.");
    }
}
