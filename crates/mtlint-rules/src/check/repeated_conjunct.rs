//! “X and X”: both sides of a conjunction are the same word or name.

use serde::Deserialize;

use super::spec::{Check, CheckSpec};
use crate::context::{Context, Sink, WordSet};
use crate::rule::Applicability;
use crate::rule::options;
use mtlint_text::text::{ClassBits, Token, Words};
use mtlint_token::span::TextSpan;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Options {
    /// The conjunctions.
    conjunctions: Vec<String>,
    /// Words that are repeated for emphasis: again and again.
    except: Vec<String>,
    /// Words after the second copy that make it different from the first: “rights and rights of”.
    distinguishing: Vec<String>,
    /// Shortest word in bytes.
    min_length: u32,
    /// Longest name in words.
    max_words: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { conjunctions: Vec::new(), except: Vec::new(), distinguishing: Vec::new(), min_length: 4, max_words: 3 }
    }
}

struct RepeatedConjunct {
    conjunctions: WordSet,
    except: WordSet,
    distinguishing: WordSet,
    min_length: u32,
    max_words: usize,
}

pub(super) const CHECK: CheckSpec = CheckSpec {
    name: "repeated-conjunct",
    finds: "X and X",
    options: "`conjunctions`, `except`, `distinguishing`, `min_length` = 4, `max_words` = 3",
    build,
};

fn build(table: &toml::Table, words: &mut Words) -> Result<Box<dyn Check>, String> {
    let options: Options = options(table)?;
    Ok(Box::new(RepeatedConjunct {
        conjunctions: WordSet::new(&options.conjunctions, words),
        except: WordSet::new(&options.except, words),
        distinguishing: WordSet::new(&options.distinguishing, words),
        min_length: options.min_length,
        max_words: options.max_words,
    }))
}

impl Check for RepeatedConjunct {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for sentence in &context.analysis.sentences {
            let tokens = context.sentence_tokens(sentence);
            for (at, token) in tokens.iter().enumerate() {
                if token.is(ClassBits::CONJUNCTION) && self.conjunctions.contains(token.word) {
                    self.around(context, tokens, at, sink);
                }
            }
        }
    }
}

impl RepeatedConjunct {
    fn around(&self, context: &Context<'_>, tokens: &[Token], conjunction: usize, sink: &mut Sink<'_>) {
        let comma = conjunction.checked_sub(1).is_some_and(|i| tokens[i].is(ClassBits::COMMA));
        let end = conjunction - usize::from(comma);
        for size in 1..=self.max_words {
            let (Some(start), Some(behind)) =
                (end.checked_sub(size), tokens.get(conjunction + 1..conjunction + 1 + size))
            else {
                return;
            };
            let before = &tokens[start..end];
            let same = before.iter().zip(behind).all(|(a, b)| a.word == b.word && b.is(ClassBits::SPACE_BEFORE));
            let next = tokens.get(conjunction + 1 + size);
            if same && self.is_defect(context, tokens, start, before, behind, next, comma) {
                let (Some(first), Some(last)) = (before.first(), behind.last()) else { return };
                let kept = before.last().map_or(first.span.end, |t| t.span.end);
                sink.report(first.span.to(last.span)).fix(
                    TextSpan::new(kept, last.span.end),
                    "",
                    Applicability::Suggest,
                );
                return;
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the two copies and what stands around them")]
    fn is_defect(
        &self,
        context: &Context<'_>,
        tokens: &[Token],
        start: usize,
        before: &[Token],
        behind: &[Token],
        next: Option<&Token>,
        comma: bool,
    ) -> bool {
        let word = |t: &Token| t.is(ClassBits::WORD) && !t.any(ClassBits::FUNCTION.union(ClassBits::NUMBER_WORD));
        let goes_on = next
            .is_some_and(|t| (t.is(ClassBits::HYPHEN) || t.is(ClassBits::CLITIC)) && !t.is(ClassBits::SPACE_BEFORE));
        if goes_on || !before.iter().all(word) {
            return false;
        }
        if let [only] = before {
            let text = context.words.get(only.word);
            // Emphasis: bigger and bigger, laughed and laughed.
            let emphatic = text.ends_with("er") || text.ends_with("ed") || text.ends_with("ing");
            let hyphen = start.checked_sub(1).is_some_and(|i| tokens[i].is(ClassBits::HYPHEN));
            // “North Korea and Korea”: the first is part of a longer name.
            let longer = start
                .checked_sub(1)
                .is_some_and(|i| tokens[i].is(ClassBits::CAPITALISED) && only.is(ClassBits::CAPITALISED));
            let longer_behind =
                next.is_some_and(|t| t.is(ClassBits::CAPITALISED) && behind[0].is(ClassBits::CAPITALISED));
            if only.span.len() < self.min_length
                || emphatic
                || hyphen
                || longer
                || longer_behind
                || self.except.contains(only.word)
            {
                return false;
            }
        } else if !before.iter().all(|t| t.any(ClassBits::CAPITALISED.union(ClassBits::UPPER))) {
            return false;
        }
        // “a form of friendship, and friendship can …”: after a comma, the second copy may begin a clause.
        const VERB: ClassBits = ClassBits::MODAL.union(ClassBits::BE).union(ClassBits::HAVE).union(ClassBits::DO);
        if comma {
            next.is_none_or(|t| !t.any(VERB))
        } else {
            next.is_none_or(|t| !self.distinguishing.contains(t.word))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("repetition/conjunct")
            .flags_text("The shop sells [[lanterns and lanterns]], ropes and oil.")
            .passes_text("The shop sells lanterns and ropes, again and again.");
    }
}
