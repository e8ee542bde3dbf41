//! The same word twice in a row, with a space or a hyphen between.

use serde::Deserialize;

use super::near::{column_between, source_repeats};
use super::spec::{Check, CheckSpec};
use crate::context::{Context, Sink, WordSet};
use crate::rule::Applicability;
use crate::rule::options;
use mtlint_text::text::{ClassBits, Words};
use mtlint_token::span::TextSpan;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Options {
    /// Words that may be repeated.
    except: Vec<String>,
    /// `space`: word word; `hyphen`: word-word.
    between: Between,
    /// Shortest word, in bytes.
    min_length: u32,
}

#[derive(Clone, Copy, Default, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Between {
    #[default]
    Space,
    Hyphen,
}

impl Default for Options {
    fn default() -> Self {
        Self { except: Vec::new(), between: Between::Space, min_length: 2 }
    }
}

struct RepeatedWord {
    except: WordSet,
    between: Between,
    min_length: u32,
}

pub(super) const CHECK: CheckSpec = CheckSpec {
    name: "repeated-word",
    finds: "a word twice in a row: the the, word-word",
    options: "`between` = `space`, `hyphen`; `min_length` = 2, `except`",
    build,
};

fn build(table: &toml::Table, words: &mut Words) -> Result<Box<dyn Check>, String> {
    let options: Options = options(table)?;
    Ok(Box::new(RepeatedWord {
        except: WordSet::new(&options.except, words),
        between: options.between,
        min_length: options.min_length,
    }))
}

impl Check for RepeatedWord {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let tokens = &context.analysis.tokens;
        let distance = if self.between == Between::Space { 1 } else { 2 };
        for (index, token) in tokens.iter().enumerate().skip(distance) {
            let other = &tokens[index - distance];
            if token.word != other.word || !token.is(ClassBits::WORD) || token.span.len() < self.min_length {
                continue;
            }
            let glued = !token.is(ClassBits::SPACE_BEFORE);
            let fits = match self.between {
                Between::Space => {
                    !glued
                        && !token.any(ClassBits::SENTENCE_START.union(ClassBits::UNIT_START))
                        && !column_between(context, other, token)
                        // Capitals are a placeholder for the user: the value VALUE.
                        && token.is(ClassBits::UPPER) == other.is(ClassBits::UPPER)
                }
                Between::Hyphen => {
                    let hyphen = &tokens[index - 1];
                    glued && hyphen.is(ClassBits::HYPHEN) && !hyphen.is(ClassBits::SPACE_BEFORE)
                }
            };
            // Two capitals make a name: Duran Duran, Pago Pago.
            let name = self.between == Between::Space && both_capital(context, index, distance);
            let more = hyphenated(context, index + 1)
                || (index > distance
                    && hyphenated(context, index - distance - 1)
                    && !other.is(ClassBits::SPACE_BEFORE));
            if fits && !name && !more && !self.except.contains(token.word) {
                let span = other.span.to(token.span);
                if source_repeats(context, span) {
                    continue;
                }
                let rest = TextSpan::new(other.span.end, token.span.end);
                sink.report(span).fix(rest, "", Applicability::Suggest);
            }
        }
    }
}

fn both_capital(context: &Context<'_>, index: usize, distance: usize) -> bool {
    let capital = |i: usize| {
        context.analysis.tokens.get(i).is_some_and(|t| t.any(ClassBits::CAPITALISED.union(ClassBits::UPPER)))
    };
    capital(index) && capital(index - distance)
}

/// True if the token is a hyphen without a space before it: the word continues.
fn hyphenated(context: &Context<'_>, index: usize) -> bool {
    context.analysis.tokens.get(index).is_some_and(|t| t.is(ClassBits::HYPHEN) && !t.is(ClassBits::SPACE_BEFORE))
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("any/repetition/word")
            .target("fr")
            .flags_text("Le bateau est [[dans dans]] le port.")
            .passes_text("Le bateau est là, là où nous nous sommes vus.");
    }
}
