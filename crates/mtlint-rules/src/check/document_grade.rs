//! `document-grade`: a document that is harder to read than a limit.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::spec::{Check, CheckSpec};
use crate::context::{Context, Sink};
use crate::rule::options;
use mtlint_text::readability::{Counts, Scores, Word};
use mtlint_text::text::{ClassBits, Sentence, WordId, Words};
use mtlint_token::span::TextSpan;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    /// A name in [`Scores::entries`], or `grade`, the median of the English grades.
    #[serde(default = "grade")]
    formula: String,
    /// The highest value that is not reported, for grades, fog and LIX.
    max: Option<f64>,
    /// The lowest value that is not reported, for reading ease and Gulpease, where less is harder.
    min: Option<f64>,
    /// The formulas say nothing about shorter texts.
    #[serde(default = "min_words")]
    min_words: u64,
}

fn grade() -> String {
    "grade".to_owned()
}

fn min_words() -> u64 {
    100
}

pub(super) const CHECK: CheckSpec = CheckSpec {
    name: "document-grade",
    finds: "a document that is hard to read",
    options: "`formula` = `grade` (median of the English grades), `max` or `min`, `min_words` = 100",
    build,
};

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    let options: Options = options(table)?;
    let names: Vec<&str> = Scores::default().entries().iter().map(|(name, _)| *name).chain(["grade"]).collect();
    if !names.contains(&options.formula.as_str()) {
        return Err(format!("unknown formula “{}”; available: {}", options.formula, names.join(", ")));
    }
    if options.max.is_some() == options.min.is_some() {
        return Err("“max” or “min” is required".into());
    }
    Ok(Box::new(DocumentGrade { options }))
}

struct DocumentGrade {
    options: Options,
}

impl Check for DocumentGrade {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        // Every counted word is a token.
        if (context.analysis.tokens.len() as u64) < self.options.min_words {
            return;
        }
        let Some(first) = context.analysis.sentences.first() else { return };
        let counts = counts(context);
        let Some(value) = self.value(&Scores::of(&counts)).filter(|_| counts.words >= self.options.min_words) else {
            return;
        };
        let limit = match (self.options.max, self.options.min) {
            (Some(max), _) if value > max => max,
            (_, Some(min)) if value < min => min,
            _ => return,
        };
        let name = self.options.formula.replace('_', " ");
        sink.report(first.span)
            .arg("value", format!("{value:.1}"))
            .arg("limit", limit.to_string())
            .arg("formula", name);
    }
}

impl DocumentGrade {
    fn value(&self, scores: &Scores) -> Option<f64> {
        if self.options.formula == "grade" {
            return scores.grade();
        }
        scores.entries().into_iter().find(|(name, _)| *name == self.options.formula).and_then(|(_, value)| value)
    }
}

/// Counts the words of all sentences; each distinct word is measured once.
fn counts(context: &Context<'_>) -> Counts {
    let mut counts = Counts::new(context.language);
    let mut known: FxHashMap<WordId, Word> = FxHashMap::default();
    for sentence in &context.analysis.sentences {
        add_sentence(context, sentence, &mut counts, &mut known);
        counts.end_sentence();
    }
    counts
}

fn add_sentence(context: &Context<'_>, sentence: &Sentence, counts: &mut Counts, known: &mut FxHashMap<WordId, Word>) {
    const CAPITAL: ClassBits = ClassBits::CAPITALISED.union(ClassBits::UPPER);
    let tokens = context.sentence_tokens(sentence);
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let mut last = at;
        if token.is_word_or_number() {
            while is_compound(tokens.get(last + 1..last + 3)) {
                last += 2;
            }
            let word = if last == at {
                *known.entry(token.word).or_insert_with(|| Word::of(context.token_text(token), context.language))
            } else {
                let end = tokens.get(last).map_or(token.span.end, |t| t.span.end);
                Word::of(context.slice(TextSpan::new(token.span.start, end)), context.language)
            };
            counts.add(word, token.any(CAPITAL));
        }
        at = last + 1;
    }
}

/// True if a hyphen and a word follow without spaces.
fn is_compound(next: Option<&[mtlint_text::text::Token]>) -> bool {
    let Some([hyphen, word]) = next else { return false };
    hyphen.is(ClassBits::HYPHEN)
        && word.is(ClassBits::WORD)
        && !hyphen.is(ClassBits::SPACE_BEFORE)
        && !word.is(ClassBits::SPACE_BEFORE)
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("readability/grade")
            .option("min_words", 6)
            .flags_text("[[Comprehensive harmonisation of heterogeneous administrative responsibilities notwithstanding organisational peculiarities necessitates extraordinary deliberation.]]")
            .passes_text("The cat sat by the door and saw the rain come down.");
    }
}
