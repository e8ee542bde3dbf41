//! What the linter knows of a language without a rule: abbreviations and closed word classes. English has a file of its own.

mod calendar;
mod en;
mod european;
mod function;
mod months;

pub use months::months;

use super::LanguageId;
use mtlint_token::{ClassBits, Words};

/// Facts of one language. Words are lower case, apostrophes ASCII.
#[derive(Debug)]
pub struct Facts {
    /// The language.
    pub language: LanguageId,
    /// Abbreviations before a name, without the full stop: a sentence never ends there.
    pub titles: &'static [&'static str],
    /// Other abbreviations, without the full stop.
    pub abbreviations: &'static [&'static str],
    /// A day before its month takes a full stop: 3. Oktober (CLDR 46, `dateFormats`: `d. MMMM`).
    pub dotted_days: bool,
    /// Word lists and their classes.
    pub classes: &'static [(ClassBits, &'static [&'static str])],
}

/// Used where nothing is known.
static UNKNOWN: Facts =
    Facts { language: LanguageId::two(*b"un"), titles: &[], abbreviations: &[], dotted_days: false, classes: &[] };

/// All languages with facts.
const TABLE: &[&Facts] = &[
    &en::FACTS,
    &european::DE,
    &european::FR,
    &european::ES,
    &european::IT,
    &european::PT,
    &european::NL,
    &european::RU,
    &european::UK,
    &european::PL,
    &european::CS,
    &european::HR,
];

impl Facts {
    /// The facts of a language; empty ones for a language without.
    #[must_use]
    pub fn of(language: LanguageId) -> &'static Self {
        TABLE.iter().copied().find(|f| f.language == language).unwrap_or(&UNKNOWN)
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
