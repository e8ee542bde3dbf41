//! The schema of a hand-written language file; languages/README.md explains the keys.

use std::collections::BTreeMap;

use serde::Deserialize;

pub(super) type Lists = BTreeMap<String, Vec<String>>;

macro_rules! tables {
    ($($name:ident { $($field:ident: $type:ty,)* })*) => {
        $(
            #[derive(Clone, Default, Deserialize)]
            #[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
            pub(super) struct $name {
                $(pub(super) $field: $type,)*
            }
        )*
    };
}

tables! {
    Hand {
        name: Option<String>,
        script: Option<String>,
        aliases: Vec<String>,
        cldr: Vec<String>,
        near: Vec<String>,
        common: bool,
        spaces: Option<bool>,
        glued_endings: bool,
        translator_notes: Vec<String>,
        abbreviations: Abbreviations,
        words: Words,
        dates: Dates,
        sentences: Sentences,
        questions: Questions,
        quotes: Quotes,
        numbers: Numbers,
        scales: Lists,
        plural: Plural,
        readability: Readability,
        units: Option<Units>,
    }
    Abbreviations { titles: Vec<String>, other: Vec<String>, }
    Words {
        function: Vec<String>,
        modal: Vec<String>,
        be: Vec<String>,
        have: Vec<String>,
        r#do: Vec<String>,
        pronoun: Vec<String>,
        person_pronoun: Vec<String>,
        determiner: Vec<String>,
        preposition: Vec<String>,
        conjunction: Vec<String>,
        number: Vec<String>,
        ordinal: Vec<String>,
    }
    Dates {
        months_also: BTreeMap<String, u8>,
        short_months: BTreeMap<String, u8>,
        weekdays_also: Vec<String>,
        dotted_days: Option<bool>,
    }
    Sentences { end_mark: Use, stops: Vec<char>, }
    Questions {
        mark: Use,
        marks: Vec<char>,
        titles_without_mark: bool,
        openings: Vec<String>,
        words: Vec<String>,
        endings: Vec<String>,
        inside: Vec<String>,
        particles: Vec<String>,
        offers: Vec<String>,
        requests: Vec<String>,
    }
    Quotes { inner_space: bool, abbreviates: bool, }
    Numbers { era: u16, above: Vec<String>, below: Vec<String>, converted: Vec<String>, }
    Plural { needed: Option<Vec<String>>, optional: Option<Vec<String>>, one_noun_form: Option<bool>, }
    Readability {
        flesch: Option<Flesch>,
        syllables: Syllables,
        school_grades: bool,
        gulpease: bool,
        long_words: Option<bool>,
        noun_capitals: bool,
    }
    Flesch { source: String, base: f64, sentence: f64, word: f64, }
    Units { drop: Vec<String>, none: Vec<String>, names: Lists, }
}

/// How often a mark is written. The variants are those of `language::MarkUse`.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Use {
    #[default]
    Always,
    Optional,
    None,
}

/// How syllables are counted. The variants are those of `language::Syllables`.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Syllables {
    #[default]
    General,
    Dutch,
    English,
    French,
    German,
    Italian,
    Portuguese,
    Russian,
    Spanish,
}
