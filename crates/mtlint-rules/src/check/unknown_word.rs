//! A lower-case word that is not in the word list, and not made of listed words and affixes: “sailty”, “thievogy”.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::spec::{Check, CheckSpec};
use crate::context::{Context, Sink, WordSet};
use crate::rule::Applicability;
use crate::rule::options;
use mtlint_text::lexicon::{Affixes, is_derived, near, unaccented};
use mtlint_text::text::{ClassBits, Token, WordId, Words};

/// How near to a common word an unknown word is. Each rule reports one kind.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Near {
    /// Not near any.
    None,
    /// One letter changed or added, as other languages spell the word.
    Spelling,
    /// One letter left out or two swapped, a typing error.
    Slip,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    near: Near,
    /// Shortest word looked at, in bytes.
    #[serde(default = "default_min_length")]
    min_length: u32,
    /// A word in more sentences than this is a term of the document.
    #[serde(default = "default_max_sentences")]
    max_sentences: u32,
    /// Words that are right.
    #[serde(default)]
    except: Vec<String>,
    /// Beginnings and endings that make a new word of a listed one.
    #[serde(default)]
    prefixes: Vec<String>,
    #[serde(default)]
    suffixes: Vec<String>,
    /// Endings of names of substances: a word with at least four letters before one of them is right.
    #[serde(default)]
    stems: Vec<String>,
    /// Words that come before names: called, word …
    #[serde(default)]
    naming: Vec<String>,
    /// Words that come after names: package, command …
    #[serde(default)]
    named: Vec<String>,
}

fn default_min_length() -> u32 {
    5
}

fn default_max_sentences() -> u32 {
    1
}

/// The number of sentences with a word. A machine may repeat an error in one sentence.
#[derive(Default)]
struct Count {
    sentences: u32,
    last: Option<usize>,
}

impl Count {
    fn see(&mut self, sentence: Option<usize>) {
        if self.sentences == 0 || self.last != sentence {
            self.sentences += 1;
            self.last = sentence;
        }
    }
}

struct UnknownWord {
    near: Near,
    min_length: u32,
    max_sentences: u32,
    except: WordSet,
    affixes: Affixes,
    stems: Vec<String>,
    naming: WordSet,
    named: WordSet,
}

pub(super) const CHECK: CheckSpec = CheckSpec {
    name: "unknown-word",
    finds: "words that are not in the English list and not made of listed parts",
    options: "`near` = `none` (like no common word), `spelling` (one letter changed or added) or `slip` (one left \
        out, two swapped), `min_length` = 5, `max_sentences` = 1 (in more, it is a term), `prefixes`, `suffixes`, \
        `stems`, `naming` (words before it), `named` (words after it), `except`",
    build,
};

fn build(table: &toml::Table, words: &mut Words) -> Result<Box<dyn Check>, String> {
    let options: Options = options(table)?;
    Ok(Box::new(UnknownWord {
        near: options.near,
        min_length: options.min_length,
        max_sentences: options.max_sentences,
        except: WordSet::new(&options.except, words),
        affixes: Affixes { prefixes: options.prefixes, suffixes: options.suffixes },
        stems: options.stems,
        naming: WordSet::new(&options.naming, words),
        named: WordSet::new(&options.named, words),
    }))
}

impl Check for UnknownWord {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let unlisted = context.unlisted.tokens(self.min_length, || unlisted(context, self.min_length));
        if unlisted.is_empty() || context.lexicon.lexicon().is_none() {
            return;
        }
        let mut counts: FxHashMap<WordId, Count> = FxHashMap::default();
        for &index in &unlisted {
            if let Some(token) = context.analysis.tokens.get(index) {
                counts.entry(token.word).or_default().see(context.analysis.sentence_of(index));
            }
        }
        let mut verdicts: FxHashMap<WordId, Option<Vec<String>>> = FxHashMap::default();
        for index in unlisted {
            let Some(token) = context.analysis.tokens.get(index) else { continue };
            let often = counts.get(&token.word).is_some_and(|count| count.sentences > self.max_sentences);
            if often || self.except.contains(token.word) || is_part(context, index) || self.is_named(context, index) {
                continue;
            }
            let verdict = verdicts.entry(token.word).or_insert_with(|| self.judge(context, token));
            if let Some(near) = verdict {
                let hit = sink.report(token.span);
                for word in near {
                    hit.fix(token.span, word.as_str(), Applicability::Display);
                }
            }
        }
    }
}

impl UnknownWord {
    /// True if the text marks the word as a name: it is in quotation marks, after “called”, before “package”, or after
    /// a capitalised word as part of a name (Rosa canina, Eesti ekspress).
    fn is_named(&self, context: &Context<'_>, index: usize) -> bool {
        let tokens = &context.analysis.tokens;
        if tokens.get(index + 1).is_some_and(|next| self.named.contains(next.word)) {
            return true;
        }
        let Some(before) = index.checked_sub(1).and_then(|i| tokens.get(i)) else { return false };
        if tokens.get(index).is_some_and(|t| t.is(ClassBits::SENTENCE_START)) {
            return false;
        }
        let name = before.any(ClassBits::CAPITALISED.union(ClassBits::UPPER)) && !before.is(ClassBits::SENTENCE_START);
        name || before.any(ClassBits::OPEN_QUOTE) || self.naming.contains(before.word)
    }

    /// The common words near to a reported word; `None` for a word that is not reported.
    fn judge(&self, context: &Context<'_>, token: &Token) -> Option<Vec<String>> {
        let lexicon = context.lexicon.lexicon()?;
        let form = context.words.get(token.word);
        let substance = |stem: &String| form.len() >= stem.len() + 4 && form.ends_with(stem.as_str());
        // “a cyber threat”, “video and radio”: a prefix may be a word.
        if self.affixes.prefixes.iter().any(|prefix| prefix == form) {
            return None;
        }
        if is_derived(lexicon, form, &self.affixes) || self.stems.iter().any(substance) || is_filler(form) {
            return None;
        }
        if !form.is_ascii() && lexicon.is_word(&unaccented(form)) {
            return None;
        }
        let common = near(lexicon, form);
        if !common.slips.is_empty() {
            return (self.near == Near::Slip).then_some(common.slips);
        }
        let near = if common.spellings.is_empty() { Near::None } else { Near::Spelling };
        (self.near == near).then_some(common.spellings)
    }
}

/// The tokens in lower case that the lexicon does not have. The length or one look into the memo rules out most.
fn unlisted(context: &Context<'_>, min_length: u32) -> Vec<usize> {
    let tokens = context.analysis.tokens.iter().enumerate();
    let unlisted = tokens.filter(|(_, token)| {
        token.span.len() >= min_length
            && token.is(ClassBits::LOWER)
            && !context.word_facts(token).known
            && is_latin(context.words.get(token.word))
    });
    unlisted.map(|(index, _)| index).collect()
}

/// True if all characters are Latin letters. Other rules check other scripts.
fn is_latin(form: &str) -> bool {
    form.chars().all(|c| c.is_alphabetic() && c < '\u{250}')
}

/// True for “xxxxxx” and “aaaargh”.
fn is_filler(form: &str) -> bool {
    form.as_bytes().windows(3).any(|w| matches!(w, [a, b, c] if a == b && b == c))
}

/// True for a part of something longer (a hyphenated word, an address, a file name), and for a word that is explained
/// in brackets.
fn is_part(context: &Context<'_>, index: usize) -> bool {
    let tokens = &context.analysis.tokens;
    let glued_mark = |token: &Token| {
        let text = context.token_text(token);
        token.any(ClassBits::HYPHEN.union(ClassBits::NUMBER).union(ClassBits::OBJECT).union(ClassBits::WORD))
            || text.chars().all(|c| "/@#._:·\\'’‘=+&*<>|~^$".contains(c))
    };
    let Some(token) = tokens.get(index) else { return true };
    let glued_before =
        !token.is(ClassBits::SPACE_BEFORE) && index.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(glued_mark);
    let glued = |at: usize| tokens.get(at).filter(|t| !t.is(ClassBits::SPACE_BEFORE));
    let glued_behind = glued(index + 1).is_some_and(|next| {
        let stop = next.any(ClassBits::STOP) || context.token_text(next) == ":";
        glued_mark(next) && (!stop || glued(index + 2).is_some_and(Token::is_word_or_number))
    });
    let clitic = tokens.get(index + 1).is_some_and(|t| t.is(ClassBits::CLITIC));
    let explained = tokens.get(index + 1).is_some_and(|t| context.token_text(t) == "(");
    glued_before || glued_behind && !clitic || explained
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("spelling/slip")
            .flags_text("The [[neighbuor]] fed the ducks.")
            .passes_text("The neighbour fed the ducks near the old pond.");
    }
}
