//! `foreign-paragraph`: a unit in another language than its document, left untranslated.

use rustc_hash::FxHashSet;
use serde::Deserialize;
use unicode_script::{Script, UnicodeScript};

use super::Check;
use crate::context::{Context, Sink};
use crate::rule::options;
use mtlint_text::language::{Facts, LanguageId, detect};
use mtlint_text::text::{ClassBits, Token, UnitTokens, WordId, Words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Options {
    /// Shorter units tell too little.
    min_words: usize,
    /// A unit with so many function words of the document's language, per cent, is in that language.
    function_share: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { min_words: 8, function_share: 15 }
    }
}

pub(super) fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    Ok(Box::new(ForeignParagraph { options: options(table)? }))
}

struct ForeignParagraph {
    options: Options,
}

/// What the words of a text are made of.
#[derive(Clone, Copy, Default)]
struct Profile {
    words: usize,
    function: usize,
    /// In caseless scripts: Han, Arabic, Thai.
    caseless: usize,
}

impl Profile {
    fn of(tokens: &[Token]) -> Self {
        let mut profile = Self::default();
        for token in tokens.iter().filter(|t| t.is(ClassBits::WORD)) {
            profile.words += 1;
            profile.function += usize::from(token.is(ClassBits::FUNCTION));
            profile.caseless += usize::from(token.is(ClassBits::OTHER_SCRIPT));
        }
        profile
    }

    fn is_caseless(self) -> bool {
        self.caseless * 2 > self.words
    }
}

impl Check for ForeignParagraph {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let has_function_words = context.facts.has_function_words();
        // Languages without facts: only a unit in another kind of script than the rest is looked at.
        let caseless = !has_function_words && Profile::of(&context.analysis.tokens).is_caseless();
        for (index, unit) in context.analysis.units.iter().enumerate() {
            if unit.tokens().len() < self.options.min_words {
                continue;
            }
            let profile = Profile::of(context.unit_tokens(unit));
            let odd = if has_function_words {
                profile.function * 100 < profile.words * self.options.function_share
            } else {
                profile.is_caseless() != caseless
            };
            if profile.words < self.options.min_words || !odd {
                continue;
            }
            if let Some(language) = other_language(context, index, unit) {
                sink.report(unit.span).arg("language", language.english_name());
            }
        }
    }
}

/// Fewer words than this are no evidence of a language.
const FEWEST: usize = 5;

/// So many words tell a language from its neighbours.
const ENOUGH: usize = 15;

/// The language of a unit when it surely is not the document's.
fn other_language(context: &Context<'_>, index: usize, unit: &UnitTokens) -> Option<LanguageId> {
    // Trigrams of names and titles look like any language; text in lower case is text.
    let plain = |t: &&Token| t.any(ClassBits::LOWER.with(ClassBits::OTHER_SCRIPT));
    let tokens = context.unit_tokens(unit);
    if tokens.iter().filter(plain).count() * 2 < tokens.iter().filter(|t| t.is(ClassBits::WORD)).count() {
        return None;
    }
    let words = evidence(context, index, unit);
    if words.len() < FEWEST {
        return None;
    }
    let detected = detect(&words.join(" "))?;
    // A rare language is a guess about names and code.
    let is_common = Facts::of(detected.language).is_common;
    let doubtful = context.language.is_near(detected.language) && !says_twice(&words, detected.language);
    let other = detected.reliable && is_common && !detected.language.is_same_language(&context.language) && !doubtful;
    (other && !speaks_against(&words, detected.language)).then_some(detected.language)
}

/// True for so many words that each half of them tells the language by itself.
fn says_twice(words: &[&str], language: LanguageId) -> bool {
    let says = |half: &[&str]| detect(&half.join(" ")).is_some_and(|d| d.reliable && d.language == language);
    let (first, second) = words.split_at(words.len() / 2);
    words.len() >= ENOUGH && says(first) && says(second)
}

/// The words of a unit that tell its language: not those that it shares with its source, nor what a program or its user
/// is to read: options, words in angle and square brackets, names with digits and underscores.
fn evidence<'a>(context: &Context<'a>, index: usize, unit: &UnitTokens) -> Vec<&'a str> {
    let source = context.source.and_then(|s| s.analysis.units.get(index)).map(|unit| context.source_tokens(unit));
    let copied: FxHashSet<WordId> = source.unwrap_or_default().iter().map(|token| token.word).collect();
    let mut words = Vec::new();
    let mut inside = None;
    let mut previous = "";
    for token in context.unit_tokens(unit) {
        let text = context.token_text(token);
        match (inside, text) {
            (None, "<") => inside = Some(">"),
            (None, "[") => inside = Some("]"),
            (Some(close), _) if close == text => inside = None,
            _ => {}
        }
        let glued = !token.is(ClassBits::SPACE_BEFORE);
        let named = glued && matches!(previous, "-" | "." | "/" | "\\" | "@" | "=" | "$" | "%" | "#");
        let spelt = text.contains(|c: char| c == '_' || c.is_numeric());
        if token.is(ClassBits::WORD) && inside.is_none() && !named && !spelt && !copied.contains(&token.word) {
            words.push(text);
        }
        previous = text;
    }
    words
}

/// Letters that a language in Latin letters, or English, does not have, per hundred: more speak against it.
const STRANGE: usize = 10;

/// True when the words hold too many letters that the language does not write: Han in a text that is said to be Finnish,
/// ł and ż in one that is said to be English.
fn speaks_against(words: &[&str], language: LanguageId) -> bool {
    let letters = || words.iter().flat_map(|word| word.chars());
    let all = letters().count();
    let latin = letters().filter(|c| c.script() == Script::Latin).count();
    // Scripts decide before trigrams do: a language that most letters do not fit was not found.
    let mixed = latin * 2 > all && (all - latin) * 100 > all * STRANGE;
    let accented = || words.iter().filter(|word| !word.is_ascii()).count();
    mixed || LanguageId::EN.covers(&language) && accented() * 100 > words.len() * STRANGE
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::speaks_against;
    use mtlint_text::language::LanguageId;

    #[test]
    fn letters_that_a_language_lacks() {
        let finnish = "fi".parse().unwrap();
        assert!(speaks_against(&["导览至", "Library", "Preferences"], finnish));
        assert!(!speaks_against(&["kirja", "on", "pöydällä"], finnish));
        assert!(speaks_against(&["plik", "został", "użyty"], LanguageId::EN));
        assert!(!speaks_against(
            &["the", "naïve", "file", "is", "here", "in", "its", "old", "place", "now"],
            LanguageId::EN
        ));
    }
}
