//! `metric`: sentences and paragraphs that are too long or too nested.

use serde::Deserialize;

use super::near::{before, first_byte};
use super::spec::{Check, CheckSpec};
use crate::context::{Context, Sink, WordSet};
use crate::rule::options;
use mtlint_text::text::{ClassBits, Sentence, Token, Words};
use mtlint_token::span::TextSpan;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    of: Measure,
    /// The highest value that is not reported.
    max: usize,
    /// For `sentence-nesting`: words that begin a clause inside another.
    #[serde(default = "clause_words")]
    clause_words: Vec<String>,
}

fn clause_words() -> Vec<String> {
    [
        "which", "who", "whom", "whose", "that", "because", "although", "though", "whereas", "while", "if", "unless",
        "until", "when", "where", "whether", "since", "so", "lest", "wherein", "whereby",
    ]
    .map(str::to_owned)
    .to_vec()
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Measure {
    /// Words and numbers. A hyphenated compound is one word; marks and ’s do not count.
    SentenceWords,
    /// Commas.
    SentenceCommas,
    /// Words that begin a clause inside another, and round brackets.
    SentenceNesting,
    /// Sentences of a unit.
    ParagraphSentences,
    /// Words of a unit.
    ParagraphWords,
}

pub(super) const CHECK: CheckSpec = CheckSpec {
    name: "metric",
    finds: "sentences and paragraphs above a limit",
    options: "`of` = `sentence-words`, `sentence-commas`, `sentence-nesting`, `paragraph-sentences`, \
        `paragraph-words`; `max`; `clause_words`",
    build,
};

fn build(table: &toml::Table, words: &mut Words) -> Result<Box<dyn Check>, String> {
    let o: Options = options(table)?;
    Ok(Box::new(Metric { of: o.of, max: o.max, clause_words: WordSet::new(&o.clause_words, words) }))
}

struct Metric {
    of: Measure,
    max: usize,
    clause_words: WordSet,
}

impl Check for Metric {
    fn reads_text_only(&self) -> bool {
        true
    }

    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        match self.of {
            Measure::SentenceWords | Measure::SentenceCommas | Measure::SentenceNesting => {
                for sentence in &context.analysis.sentences {
                    let tokens = context.sentence_tokens(sentence);
                    // No measure exceeds the number of tokens, which rules out most sentences.
                    if tokens.len() > self.max {
                        self.compare(context, self.value(context, tokens), sentence.span, Some(sentence), sink);
                    }
                }
            }
            Measure::ParagraphSentences => {
                for unit in &context.analysis.units {
                    self.compare(context, unit.sentences().len(), unit.span, None, sink);
                }
            }
            Measure::ParagraphWords => {
                for unit in context.analysis.units.iter().filter(|u| u.tokens().len() > self.max) {
                    self.compare(context, word_count(context.unit_tokens(unit)), unit.span, None, sink);
                }
            }
        }
    }
}

impl Metric {
    fn value(&self, context: &Context<'_>, tokens: &[Token]) -> usize {
        match self.of {
            Measure::SentenceCommas => tokens.iter().filter(|t| t.is(ClassBits::COMMA)).count(),
            Measure::SentenceNesting => tokens
                .iter()
                .filter(|t| {
                    self.clause_words.contains(t.word) || t.is(ClassBits::PUNCT) && first_byte(context, t) == b'('
                })
                .count(),
            _ => word_count(tokens),
        }
    }

    fn compare(
        &self,
        context: &Context<'_>,
        value: usize,
        span: TextSpan,
        sentence: Option<&Sentence>,
        sink: &mut Sink<'_>,
    ) {
        if value <= self.max {
            return;
        }
        let hit = sink.report(span);
        hit.arg("value", value.to_string()).arg("max", self.max.to_string());
        if let Some(sentence) = sentence {
            let place = split_place(context, sentence);
            hit.arg("split", place.map_or_else(String::new, |at| format!(" at “{}”", context.slice(at))));
        }
    }
}

/// Words and numbers; the parts of a hyphenated compound are one word.
fn word_count(tokens: &[Token]) -> usize {
    let mut hyphen = false;
    tokens
        .iter()
        .filter(|t| {
            let part = hyphen && !t.is(ClassBits::SPACE_BEFORE);
            hyphen = t.is(ClassBits::HYPHEN) && !t.is(ClassBits::SPACE_BEFORE);
            t.any(ClassBits::WORD | ClassBits::NUMBER) && !part
        })
        .count()
}

/// The number of words to show of the place to split a sentence.
const SHOWN: usize = 3;

/// The best place to split a sentence: the semicolon, or else the comma before a conjunction, nearest to the middle.
/// With the words after it.
fn split_place(context: &Context<'_>, sentence: &Sentence) -> Option<TextSpan> {
    let tokens = &context.analysis.tokens;
    let range = sentence.tokens();
    let middle = range.start + range.len() / 2;
    let nearest = |is_place: &dyn Fn(usize) -> bool| {
        range.clone().filter(|&at| is_place(at)).min_by_key(|at| at.abs_diff(middle))
    };
    let semicolon =
        |at: usize| tokens.get(at).is_some_and(|t| t.is(ClassBits::PUNCT) && first_byte(context, t) == b';');
    let joined = |at: usize| {
        tokens.get(at).is_some_and(|t| t.is(ClassBits::CONJUNCTION))
            && before(context, at).is_some_and(|t| t.is(ClassBits::COMMA))
    };
    let at = nearest(&semicolon).or_else(|| nearest(&joined).map(|at| at - 1))?;
    let (first, last) = (tokens.get(at)?, tokens.get((at + SHOWN).min(range.end - 1))?);
    Some(first.span.to(last.span))
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("readability/long-sentence")
            .option("max", 8)
            .flags_text("[[The miller walked down to the river and looked for his dog.]] It slept.")
            .passes_text("The miller walked down to the river. It was cold.");
    }
}
