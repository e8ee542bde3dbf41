//! What is known of a language without a rule. The facts are those of the language files.

mod marks;
mod readability;
pub(super) mod tables;

pub use marks::{MarkUse, Questions, Quotes};
pub use readability::{Flesch, Readability, Syllables};

use super::LanguageId;
use mtlint_token::{ClassBits, Words};

/// Facts of one language. Words are lower case, with straight apostrophes.
#[derive(Debug)]
pub struct Facts {
    /// The language. That of the facts of an unknown language is not a language.
    pub language: LanguageId,
    /// The English name.
    pub name: &'static str,
    /// The ISO 15924 code of its usual script; empty if that is not known.
    pub script: &'static str,
    /// Codes of languages that short texts are mistaken for.
    pub near: &'static [&'static str],
    /// A text that seems to be in this language probably is. Of other languages, detection is a guess.
    pub is_common: bool,
    /// Spaces separate words.
    pub has_spaces: bool,
    /// Words take endings that are glued to them, as in Finnish.
    pub has_glued_endings: bool,
    /// Abbreviations before a name, without the full stop: a sentence never ends there.
    pub titles: &'static [&'static str],
    /// Other abbreviations, without the full stop.
    pub abbreviations: &'static [&'static str],
    /// Word lists and their classes.
    pub classes: &'static [(ClassBits, &'static [&'static str])],
    /// Names of months in a date, with their numbers from 1. Empty for a language that writes them as numbers.
    pub months: &'static [(&'static str, u8)],
    /// A day before its month takes a full stop: 3. Oktober.
    pub dotted_days: bool,
    /// How a translator's note begins, behind its bracket.
    pub translator_notes: &'static [&'static str],
    /// How often a mark ends a sentence.
    pub end_mark: MarkUse,
    /// Marks that end a statement in this language only.
    pub stops: &'static [char],
    /// How questions are asked.
    pub questions: Questions,
    /// How quotations are marked.
    pub quotes: Quotes,
    /// How numbers are written.
    pub numbers: Numbers,
    /// The plural categories; `None` if they are not known.
    pub plurals: Option<Plurals>,
    /// A noun has the same form beside any number.
    pub one_noun_form: bool,
    /// How readability is counted.
    pub readability: Readability,
    /// Names of powers of ten: `e6` and `million{,s}|mln`.
    pub(super) scales: &'static [(&'static str, &'static str)],
    /// Names of units by the units of CLDR that they may stand for. Empty if they are not known.
    pub(super) units: &'static [(&'static str, &'static str)],
}

/// How numbers are written.
#[derive(Clone, Copy, Debug)]
pub struct Numbers {
    /// How many years the local era is ahead.
    pub era: u16,
    /// Words before a bound that is exceeded: “more than 2”.
    pub above: &'static [&'static str],
    /// Words before a bound that is not reached: “less than 3”.
    pub below: &'static [&'static str],
    /// Words after a number that a translation may convert: imperial units, multiples, halves of the day.
    pub converted: &'static [&'static str],
}

/// The plural categories of cardinal numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plurals {
    /// The categories that whole numbers up to a thousand need, and `other`.
    pub needed: &'static [&'static str],
    /// The categories that only fractions or round millions have.
    pub optional: &'static [&'static str],
}

impl Facts {
    /// The facts of a language, or of the most special language that covers it; empty facts if there are none.
    #[must_use]
    pub fn of(language: LanguageId) -> &'static Self {
        Self::place(language).and_then(|at| tables::ALL.get(at)).unwrap_or(&tables::ANY)
    }

    /// The facts of each language that has a file, in the order of their tags.
    #[must_use]
    pub fn all() -> &'static [Self] {
        tables::ALL
    }

    /// What is known of a text in an unknown language. The lists that keep a check silent are those of all languages:
    /// translators' notes, words before a bound, words that a translation converts, offers and requests.
    #[must_use]
    pub fn any() -> &'static Self {
        &tables::ANY
    }

    /// The facts of the language that has exactly this tag.
    pub(super) fn exactly(language: LanguageId) -> Option<&'static Self> {
        tables::ALL.get(Self::index(language)?)
    }

    /// Where the facts of a language are among all.
    pub(super) fn place(language: LanguageId) -> Option<usize> {
        // Most tags are those of a file.
        Self::index(language).or_else(|| language.fallbacks().skip(1).find_map(Self::index))
    }

    fn index(language: LanguageId) -> Option<usize> {
        tables::ALL.binary_search_by(|facts| facts.language.cmp(&language)).ok()
    }

    /// The words of a class.
    pub fn words_of(&self, class: ClassBits) -> impl Iterator<Item = &'static str> {
        self.classes.iter().filter(move |(own, _)| own.intersects(class)).flat_map(|(_, words)| words.iter().copied())
    }

    /// True if the function words are known.
    #[must_use]
    pub fn has_function_words(&self) -> bool {
        self.classes.iter().any(|(class, _)| class.contains(ClassBits::FUNCTION))
    }

    /// Gives the words their lexical classes.
    pub fn classify(&self, words: &mut Words) {
        for (class, list) in self.classes {
            for word in *list {
                words.classify(word, *class);
            }
        }
    }
}

impl LanguageId {
    /// The English name of the language, for messages; the tag if no language file has a name for it.
    #[must_use]
    pub fn english_name(self) -> String {
        Facts::place(self).map_or_else(|| self.to_string(), |_| Facts::of(self).name.to_owned())
    }

    /// True if short texts in one of the languages are taken for the other, and if they are the same language.
    #[must_use]
    pub fn is_near(self, other: Self) -> bool {
        self.is_same_language(&other) || Facts::of(self).near.contains(&other.code())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{Facts, LanguageId};

    fn facts(tag: &str) -> &'static Facts {
        Facts::of(tag.parse().unwrap())
    }

    #[test]
    fn languages_are_sorted_and_found() {
        assert!(Facts::all().is_sorted_by_key(|facts| facts.language));
        assert!(Facts::all().iter().all(|facts| std::ptr::eq(Facts::of(facts.language), facts)));
        assert!(std::ptr::eq(facts("pt-BR"), facts("pt")));
        assert!(std::ptr::eq(facts("zh-TW"), facts("zh")));
        assert!(facts("tlh").classes.is_empty());
    }

    #[test]
    fn months_are_numbered_in_order() {
        for tag in
            ["en", "de", "fr", "es", "it", "pt", "nl", "ru", "uk", "pl", "cs", "hr", "sv", "fi", "tr", "el", "ca"]
        {
            let months = facts(tag).months;
            assert!(months.iter().map(|(_, number)| *number).take(12).eq(1..=12), "{tag}: {months:?}");
        }
        assert!(facts("hr").months.contains(&("studenog", 11)));
        assert!(facts("de").months.contains(&("jan", 1)));
        assert!(facts("zh").months.is_empty());
    }

    #[test]
    fn plural_categories() {
        assert_eq!(facts("ja").plurals.unwrap().needed, ["other"]);
        assert_eq!(facts("ru").plurals.unwrap().needed, ["one", "few", "many", "other"]);
        assert_eq!(facts("fr").plurals.unwrap().optional, ["many"]);
        assert_eq!(facts("lv").plurals.unwrap().needed, ["one", "other"]);
        assert_eq!(facts("tlh").plurals, None);
    }

    #[test]
    fn near_languages_are_so_in_both_directions() {
        for facts in Facts::all() {
            for code in facts.near {
                let other: LanguageId = code.parse().unwrap();
                assert!(other.is_near(facts.language) && facts.language.is_near(other), "{facts:?} {code}");
            }
        }
    }

    #[test]
    fn languages_have_names() {
        assert_eq!("nb".parse::<LanguageId>().unwrap().english_name(), "Norwegian");
        assert_eq!("pt-BR".parse::<LanguageId>().unwrap().english_name(), "Portuguese");
    }
}
