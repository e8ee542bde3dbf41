//! A name that is spelt in two ways in one document: Kadyrov and Kadirov, Chunshan and Chushan.

use serde::Deserialize;

use super::Check;
use super::compound_variants::times;
use crate::engine::{Context, Sink, WordSet};
use crate::rule::pattern::options;
use crate::span::TextSpan;
use crate::text::{ClassBits, Token, WordId, Words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Options {
    /// Shortest name in bytes.
    min_length: usize,
    /// Names that look alike and are not.
    except: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { min_length: 6, except: Vec::new() }
    }
}

struct NameVariants {
    min_length: usize,
    except: WordSet,
}

pub(super) fn build(table: &toml::Table, words: &mut Words) -> Result<Box<dyn Check>, String> {
    let options: Options = options(table)?;
    Ok(Box::new(NameVariants { min_length: options.min_length, except: WordSet::new(&options.except, words) }))
}

struct Name {
    word: WordId,
    first: TextSpan,
    count: usize,
}

impl Check for NameVariants {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let names = self.names(context);
        for (index, a) in names.iter().enumerate() {
            let text = context.words.get(a.word);
            // Names are sorted, so that those with the same first letter stand together.
            let rest = names[index + 1..]
                .iter()
                .take_while(|b| context.words.get(b.word).as_bytes().first() == text.as_bytes().first());
            for b in rest.filter(|b| is_variant(text, context.words.get(b.word))) {
                let (minor, major) = if a.count < b.count { (a, b) } else { (b, a) };
                sink.report(minor.first)
                    .arg("count", times(minor.count))
                    .arg("major", context.slice(major.first))
                    .arg("majority", times(major.count))
                    .related(major.first, "the other spelling");
            }
        }
    }
}

impl NameVariants {
    /// The document's names: capitalised in the middle of a sentence, never in lower case.
    fn names(&self, context: &Context<'_>) -> Vec<Name> {
        let tokens = &context.analysis.tokens;
        let is_name = |t: &Token| {
            t.is(ClassBits::CAPITALISED)
                && !t.any(
                    ClassBits::SENTENCE_START.with(ClassBits::FUNCTION).with(ClassBits::MONTH).with(ClassBits::WEEKDAY),
                )
                && t.span.range().len() >= self.min_length
                && !self.except.contains(t.word)
        };
        let mut names: Vec<Name> = Vec::new();
        let mut sorted: Vec<&Token> = tokens.iter().filter(|t| is_name(t)).collect();
        sorted.sort_by_key(|t| (context.words.get(t.word), t.span));
        for token in sorted {
            match names.last_mut() {
                Some(last) if last.word == token.word => last.count += 1,
                _ => names.push(Name { word: token.word, first: token.span, count: 1 }),
            }
        }
        names
    }
}

/// One letter apart, inside the word: endings make plurals, adjectives and genders.
fn is_variant(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a.as_bytes(), b.as_bytes()) } else { (b.as_bytes(), a.as_bytes()) };
    let head = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let tail = short[head..].iter().rev().zip(long[head..].iter().rev()).take_while(|(x, y)| x == y).count();
    let (rest_short, rest_long) = (short.len() - head - tail, long.len() - head - tail);
    rest_short <= 1 && rest_long == 1 && head >= 2 && tail >= 2
}

#[cfg(test)]
mod tests {
    use super::is_variant;

    #[test]
    fn one_letter_inside() {
        assert!(is_variant("kadyrov", "kadirov"));
        assert!(is_variant("chunshan", "chushan"));
        for (a, b) in [
            ("russia", "russian"),
            ("american", "americans"),
            ("kadyrov", "kadyrova"),
            ("marina", "darina"),
            ("abcdef", "abcdef"),
        ] {
            assert!(!is_variant(a, b), "{a} {b}");
        }
    }
}
