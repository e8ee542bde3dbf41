//! Five or more words that occur again in the same sentence: a repeated clause.

use serde::Deserialize;

use super::spec::{Check, CheckSpec};
use crate::context::{Context, Sink, WordSet};
use crate::rule::options;
use mtlint_text::text::{ClassBits, Sentence, Token, Words};
use mtlint_token::span::TextSpan;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Options {
    /// The shortest repeated sequence, in words.
    min_words: usize,
    /// The fewest words in it that are not function words.
    min_content: usize,
    /// The most tokens between the two.
    reach: usize,
    /// Words between the two that make them a parallel: respectively, while, either.
    parallel: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { min_words: 5, min_content: 2, reach: 16, parallel: Vec::new() }
    }
}

struct RepeatedNearby {
    min_words: usize,
    min_content: usize,
    reach: usize,
    parallel: WordSet,
}

pub(super) const CHECK: CheckSpec = CheckSpec {
    name: "repeated-nearby",
    finds: "a clause repeated in a sentence",
    options: "`min_words` = 5, `min_content` = 2, `reach` = 16, `parallel`",
    build,
};

fn build(table: &toml::Table, words: &mut Words) -> Result<Box<dyn Check>, String> {
    let options: Options = options(table)?;
    if options.min_words < 2 {
        return Err("“min_words” must be at least 2".into());
    }
    Ok(Box::new(RepeatedNearby {
        min_words: options.min_words,
        min_content: options.min_content,
        reach: options.reach,
        parallel: WordSet::new(&options.parallel, words),
    }))
}

/// The longest copy in tokens. It limits the work at each place of a very long sentence.
const LONGEST: usize = 500;

impl Check for RepeatedNearby {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for sentence in &context.analysis.sentences {
            let range = sentence.tokens();
            let mut at = range.start + self.min_words;
            while at < range.end {
                at = self.repeat_at(context, sentence, at).map_or(at + 1, |repeat| {
                    report(context, &repeat, sink);
                    repeat.end
                });
            }
        }
    }
}

/// Words that occur twice, by the indices of tokens.
struct Repeat {
    /// The start of the first copy.
    first: usize,
    /// The start of the second copy.
    second: usize,
    /// The end of the second copy.
    end: usize,
}

impl RepeatedNearby {
    /// The repeat whose second copy begins at `second`.
    fn repeat_at(&self, context: &Context<'_>, sentence: &Sentence, second: usize) -> Option<Repeat> {
        let range = sentence.tokens();
        let first = context.analysis.previous(second).filter(|&p| p >= range.start)?;
        let distance = second - first;
        if distance < self.min_words {
            return None;
        }
        let tokens = &context.analysis.tokens;
        if !tokens.get(second)?.is_word_or_number() {
            return None;
        }
        let length = (0..distance.min(range.end - second).min(LONGEST))
            .take_while(|&n| tokens[first + n].word == tokens[second + n].word)
            .count();
        if length < self.min_words {
            return None;
        }
        // A quotation mark belongs to neither copy.
        let length = (0..length).take_while(|&n| !tokens[second + n].any(ClassBits::QUOTE)).count();
        let copy = tokens.get(second..second + length)?;
        let words = copy.iter().filter(|t| t.is_word_or_number()).count();
        let content = copy.iter().filter(|t| t.is(ClassBits::WORD) && !t.is(ClassBits::FUNCTION)).count();
        let between = tokens.get(first + length..second)?;
        let parallel =
            between.iter().any(|t| self.parallel.contains(t.word) || matches!(context.token_text(t), ";" | ":"));
        let near = between.len() <= self.reach;
        let trimmed = copy.iter().rposition(Token::is_word_or_number).map_or(length, |last| last + 1);
        (words >= self.min_words && content >= self.min_content && near && !parallel).then_some(Repeat {
            first,
            second,
            end: second + trimmed,
        })
    }
}

fn report(context: &Context<'_>, repeat: &Repeat, sink: &mut Sink<'_>) {
    let &Repeat { first, second, end } = repeat;
    let tokens = &context.analysis.tokens;
    let cover = |a: usize, b: usize| Some(tokens.get(a)?.span.to(tokens.get(b.checked_sub(1)?)?.span));
    let (Some(original), Some(copy)) = (cover(first, first + end - second), cover(second, end)) else { return };
    let words = tokens.get(second..end).map_or(0, |t| t.iter().filter(|t| t.is_word_or_number()).count());
    sink.report(TextSpan::new(copy.start, copy.end))
        .arg("words", words.to_string())
        .related(original, "first occurrence");
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("en/repetition/nearby")
            .flags_text("The mayor asked six fishing villages on the coast and [[six fishing villages on the coast]] agreed to wait.")
            .passes_text("The mayor asked six fishing villages on the coast, and six fishing boats agreed to wait.");
    }
}
