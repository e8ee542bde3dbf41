//! A name that is spelt in two ways in one document: Kadyrov and Kadirov, Chunshan and Chushan.

use serde::Deserialize;

use super::compound_variants::times;
use super::spec::{Check, CheckSpec};
use crate::context::{Context, Sink, WordSet};
use crate::rule::options;
use mtlint_text::text::{ClassBits, Token, WordId, Words};
use mtlint_token::span::TextSpan;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Options {
    /// Shortest name in bytes.
    min_length: usize,
    /// Names that look like variants but are not.
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

pub(super) const CHECK: CheckSpec = CheckSpec {
    name: "name-variants",
    finds: "one name in two spellings",
    options: "`min_length` = 6, `except`",
    build,
};

fn build(table: &toml::Table, words: &mut Words) -> Result<Box<dyn Check>, String> {
    let options: Options = options(table)?;
    Ok(Box::new(NameVariants { min_length: options.min_length, except: WordSet::new(&options.except, words) }))
}

struct Name {
    word: WordId,
    first: TextSpan,
    count: usize,
}

/// The longest name in bytes. It limits the spellings that a name is looked up by.
const LONGEST: usize = 64;
/// The fewest bytes at each end that two variants share.
const ENDS: usize = 2;

impl Check for NameVariants {
    fn reads_text_only(&self) -> bool {
        true
    }

    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let names = self.names(context);
        for (a, b) in pairs(context, &names) {
            let (minor, major) = if a.count < b.count { (a, b) } else { (b, a) };
            sink.report(minor.first)
                .arg("count", times(minor.count))
                .arg("major", context.slice(major.first))
                .arg("majority", times(major.count))
                .related(major.first, "the other spelling");
        }
    }
}

/// The pairs of variants, in the order of the names. Two names that differ in one byte are equal without that byte, so
/// names are looked up by their spellings with one byte less. To compare each name with all others would take quadratic
/// time.
fn pairs<'n>(context: &Context<'_>, names: &'n [Name]) -> Vec<(&'n Name, &'n Name)> {
    let mut spellings: Vec<(u64, u32)> = Vec::new();
    for (index, name) in (0..).zip(names) {
        let text = context.words.get(name.word).as_bytes();
        spellings.push((hash(text, &[]), index));
        for at in ENDS..text.len().saturating_sub(ENDS) {
            spellings.push((hash(&text[..at], &text[at + 1..]), index));
        }
    }
    spellings.sort_unstable();
    let mut found: Vec<(u32, u32)> = Vec::new();
    for same in spellings.chunk_by(|a, b| a.0 == b.0) {
        for (at, &(_, a)) in same.iter().enumerate() {
            found.extend(same[at + 1..].iter().map(|&(_, b)| (a, b)));
        }
    }
    found.sort_unstable();
    found.dedup();
    let is_pair = |a: &Name, b: &Name| is_variant(context.words.get(a.word), context.words.get(b.word));
    let named = |(a, b): (u32, u32)| Some((names.get(a as usize)?, names.get(b as usize)?));
    found.into_iter().filter_map(named).filter(|(a, b)| is_pair(a, b)).collect()
}

/// FNV-1a over both parts.
fn hash(head: &[u8], tail: &[u8]) -> u64 {
    head.iter().chain(tail).fold(0xcbf2_9ce4_8422_2325, |hash, &b| (hash ^ u64::from(b)).wrapping_mul(0x100_0000_01b3))
}

impl NameVariants {
    /// The document's names: capitalised in the middle of a sentence, never in lower case.
    fn names(&self, context: &Context<'_>) -> Vec<Name> {
        let tokens = &context.analysis.tokens;
        let is_name = |t: &Token| {
            t.is(ClassBits::CAPITALISED)
                && !t.any(
                    ClassBits::SENTENCE_START
                        .union(ClassBits::FUNCTION)
                        .union(ClassBits::MONTH)
                        .union(ClassBits::WEEKDAY),
                )
                && (self.min_length..=LONGEST).contains(&t.span.range().len())
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

/// True for names that differ in one letter inside. Other endings make plurals, adjectives and genders.
fn is_variant(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a.as_bytes(), b.as_bytes()) } else { (b.as_bytes(), a.as_bytes()) };
    let head = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let tail = short[head..].iter().rev().zip(long[head..].iter().rev()).take_while(|(x, y)| x == y).count();
    let (rest_short, rest_long) = (short.len() - head - tail, long.len() - head - tail);
    rest_short <= 1 && rest_long == 1 && head >= ENDS && tail >= ENDS
}

#[cfg(test)]
mod tests {
    use super::is_variant;
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("consistency/name-spelling")
            .flags_text("They met in Baranovsk, near Baranovsk station. The road from [[Baranowsk]] was closed.")
            .passes_text("They met in Baranovsk. The road from Krasnovsk was closed.");
    }

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
