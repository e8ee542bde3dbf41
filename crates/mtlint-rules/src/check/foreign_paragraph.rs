//! `foreign-paragraph`: a unit that is not in the language of its document, because it was not translated.

use rustc_hash::FxHashSet;
use unicode_script::{Script, UnicodeScript};

use super::language_share::LanguageShare;
use super::spec::{Check, CheckSpec};
use crate::context::{Context, Sink};
use mtlint_text::language::{Facts, LanguageId, detect};
use mtlint_text::text::{ClassBits, Token, UnitTokens, WordId, Words};

pub(super) const CHECK: CheckSpec = CheckSpec {
    name: "foreign-paragraph",
    finds: "a unit in another language",
    options: "`min_words` = 8, `function_share` = 15 (per cent)",
    build,
};

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    Ok(Box::new(ForeignParagraph { options: LanguageShare::read(table, 8)? }))
}

struct ForeignParagraph {
    options: LanguageShare,
}

/// The kinds of words in a text.
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
        // If the function words of the language are unknown, only a unit in another kind of script is looked at.
        let caseless = !has_function_words && Profile::of(&context.analysis.tokens).is_caseless();
        for (index, unit) in context.analysis.units.iter().enumerate() {
            if unit.tokens().len() < self.options.min_words {
                continue;
            }
            let profile = Profile::of(context.unit_tokens(unit));
            let odd = if has_function_words {
                !self.options.is_reached(profile.function, profile.words)
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

/// Fewer words than this say nothing about a language.
const FEWEST: usize = 5;

/// At least this many words distinguish a language from near ones.
const ENOUGH: usize = 15;

/// The language of a unit, if it is surely not the document's.
fn other_language(context: &Context<'_>, index: usize, unit: &UnitTokens) -> Option<LanguageId> {
    // Names and titles look like any language: half of the words must be lower case.
    let plain = |t: &&Token| t.any(ClassBits::LOWER.union(ClassBits::OTHER_SCRIPT));
    let tokens = context.unit_tokens(unit);
    if tokens.iter().filter(plain).count() * 2 < tokens.iter().filter(|t| t.is(ClassBits::WORD)).count() {
        return None;
    }
    let words = evidence(context, index, unit);
    if words.len() < FEWEST {
        return None;
    }
    let detected = detect(&words.join(" "))?;
    // If a rare language is detected, the text is more likely names and code.
    let is_common = Facts::of(detected.language).is_common;
    let doubtful = context.language.is_near(detected.language) && !says_twice(&words, detected.language);
    let other = detected.reliable && is_common && !detected.language.is_same_language(&context.language) && !doubtful;
    (other && !speaks_against(&words, detected.language)).then_some(detected.language)
}

/// True if there are enough words, and detection finds the language in each half of them.
fn says_twice(words: &[&str], language: LanguageId) -> bool {
    let says = |half: &[&str]| detect(&half.join(" ")).is_some_and(|d| d.reliable && d.language == language);
    let (first, second) = words.split_at(words.len() / 2);
    words.len() >= ENOUGH && says(first) && says(second)
}

/// The words of a unit that show its language: without those that its source has as well, options, words in angle and
/// square brackets, and names with digits or underscores.
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

/// The highest share of letters or words that do not fit a language, in per cent.
const STRANGE: usize = 10;

/// True if too many letters do not fit the detected language: Han in a text detected as Finnish, ł and ż in English.
fn speaks_against(words: &[&str], language: LanguageId) -> bool {
    let letters = || words.iter().flat_map(|word| word.chars());
    let all = letters().count();
    let latin = letters().filter(|c| c.script() == Script::Latin).count();
    let mixed = latin * 2 > all && (all - latin) * 100 > all * STRANGE;
    let accented = || words.iter().filter(|word| !word.is_ascii()).count();
    mixed || LanguageId::EN.covers(&language) && accented() * 100 > words.len() * STRANGE
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::speaks_against;
    use crate::examples::Tester;
    use mtlint_text::language::LanguageId;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("untranslated/foreign-paragraph")
            .target("de")
            .flags_text("Das Wasser ist heute ruhig, und die Boote liegen im Hafen.\n\n[[The water was calm this morning, and all of the boats were still lying in the harbour when the wind began to rise.]]")
            .passes_text("Das Wasser ist heute ruhig, und die Boote liegen im Hafen.\n\nHarbour Lights (1999), Blue Water Song, Northern Winds");
    }

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
