//! A `Facts` for each language.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::once;

use super::cldr::Cldr;
use super::emit::{list, slice};
use super::hand::{Hand, Lists, Words};
use super::{ANY, Language};

/// The table of all languages, in the order of their tags.
pub(super) fn code(languages: &[Language], near: &BTreeMap<&str, BTreeSet<&str>>) -> String {
    let empty = BTreeSet::new();
    let facts = |language: &Language| facts(language, near.get(language.tag.as_str()).unwrap_or(&empty));
    let known = slice(languages.iter().filter(|language| language.tag != ANY).map(facts));
    let nothing = Language { tag: ANY.to_owned(), hand: Hand::default(), cldr: Cldr::default() };
    let mut any = languages.iter().find(|language| language.tag == ANY).unwrap_or(&nothing).clone();
    let of_all = |list: fn(&Hand) -> &Vec<String>| {
        let lists = languages.iter().flat_map(|language| list(&language.hand));
        lists.cloned().collect::<BTreeSet<_>>().into_iter().collect()
    };
    any.hand.translator_notes = of_all(|hand| &hand.translator_notes);
    any.hand.numbers.converted = of_all(|hand| &hand.numbers.converted);
    any.hand.numbers.above = of_all(|hand| &hand.numbers.above);
    any.hand.numbers.below = of_all(|hand| &hand.numbers.below);
    any.hand.questions.offers = of_all(|hand| &hand.questions.offers);
    any.hand.questions.requests = of_all(|hand| &hand.questions.requests);
    let any = facts(&any);
    format!("pub(in crate::language) static ALL: &[Facts] = {known};\npub(super) static ANY: Facts = {any};\n")
}

fn facts(language: &Language, near: &BTreeSet<&str>) -> String {
    let Language { tag, hand, cldr } = language;
    let spaces = hand.spaces.unwrap_or(true);
    let name = hand.name.as_deref().or(cldr.name.as_deref()).unwrap_or(tag);
    let script = hand.script.as_deref().or(cldr.script.as_deref()).unwrap_or_default();
    let fields = [
        ("language", id(tag)),
        ("name", format!("{name:?}")),
        ("script", format!("{script:?}")),
        ("near", list(near)),
        ("is_common", hand.common.to_string()),
        ("has_spaces", spaces.to_string()),
        ("has_glued_endings", hand.glued_endings.to_string()),
        ("titles", list(&hand.abbreviations.titles)),
        ("abbreviations", list(&hand.abbreviations.other)),
        ("classes", classes(language)),
        ("months", months(language)),
        ("dotted_days", hand.dates.dotted_days.unwrap_or(cldr.dates.dotted_days).to_string()),
        ("translator_notes", list(&hand.translator_notes)),
        ("end_mark", format!("MarkUse::{:?}", hand.sentences.end_mark)),
        ("stops", format!("&{:?}", hand.sentences.stops)),
        ("questions", questions(hand)),
        ("quotes", quotes(language)),
        ("numbers", numbers(hand)),
        ("plurals", plurals(language)),
        ("one_noun_form", one_noun_form(language).to_string()),
        ("readability", readability(hand, spaces)),
        ("scales", names([&cldr.scales, &hand.scales])),
        ("units", units(language)),
    ];
    structure("Facts", fields)
}

fn structure<const N: usize>(name: &str, fields: [(&str, String); N]) -> String {
    let fields: Vec<String> = fields.into_iter().map(|(field, value)| format!("{field}: {value}")).collect();
    format!("{name} {{ {} }}", fields.join(", "))
}

/// A tag as a constant `LanguageId`; the tag is in canonical form.
fn id(tag: &str) -> String {
    let mut subtags = tag.split('-');
    let language = subtags.next().unwrap_or_default();
    let (mut script, mut region) = ("None".to_owned(), "None".to_owned());
    for subtag in subtags {
        match subtag.len() {
            4 => script = format!("Some(script!({subtag:?}))"),
            _ => region = format!("Some(region!({subtag:?}))"),
        }
    }
    format!("LanguageId::new(language!({language:?}), {script}, {region})")
}

fn classes(language: &Language) -> String {
    let Words {
        function, modal, be, have, r#do, pronoun, person_pronoun, determiner, preposition, conjunction, ..
    } = &language.hand.words;
    let Words { number, ordinal, .. } = &language.hand.words;
    let dates = &language.hand.dates;
    let months: Vec<String> = language.cldr.dates.months.iter().chain(dates.months_also.keys()).cloned().collect();
    let weekdays: Vec<String> = language.cldr.dates.weekdays.iter().chain(&dates.weekdays_also).cloned().collect();
    // All words of the closed classes are function words.
    let lists: [(&[&str], &Vec<String>); 14] = [
        (&["FUNCTION"], function),
        (&["FUNCTION", "MODAL"], modal),
        (&["FUNCTION", "BE"], be),
        (&["FUNCTION", "HAVE"], have),
        (&["FUNCTION", "DO"], r#do),
        (&["FUNCTION", "PRONOUN"], pronoun),
        (&["FUNCTION", "PRONOUN", "PERSON_PRONOUN"], person_pronoun),
        (&["FUNCTION", "DETERMINER"], determiner),
        (&["FUNCTION", "PREPOSITION"], preposition),
        (&["FUNCTION", "CONJUNCTION"], conjunction),
        (&["NUMBER_WORD"], number),
        (&["ORDINAL"], ordinal),
        (&["MONTH"], &months),
        (&["WEEKDAY"], &weekdays),
    ];
    let bits = |names: &[&str]| names.iter().map(|name| format!(".union(ClassBits::{name})")).collect::<String>();
    let filled = lists.iter().filter(|(_, words)| !words.is_empty());
    slice(filled.map(|(names, words)| format!("(ClassBits::empty(){}, {})", bits(names), list(*words))))
}

fn months(language: &Language) -> String {
    let dates = &language.hand.dates;
    let wide = language.cldr.dates.months.iter().zip(1_u8..).map(|(name, number)| (name.as_str(), number));
    let more = dates.months_also.iter().chain(&dates.short_months).map(|(name, number)| (name.as_str(), *number));
    slice(wide.chain(more).map(|month| format!("{month:?}")))
}

fn questions(hand: &Hand) -> String {
    let questions = &hand.questions;
    structure(
        "Questions",
        [
            ("mark", format!("MarkUse::{:?}", questions.mark)),
            ("marks", format!("&{:?}", questions.marks)),
            ("titles_without_mark", questions.titles_without_mark.to_string()),
            ("openings", list(&questions.openings)),
            ("words", list(&questions.words)),
            ("endings", list(&questions.endings)),
            ("inside", list(&questions.inside)),
            ("particles", list(&questions.particles)),
            ("offers", list(&questions.offers)),
            ("requests", list(&questions.requests)),
        ],
    )
}

fn quotes(Language { hand, cldr, .. }: &Language) -> String {
    structure(
        "Quotes",
        [
            ("marks", list(&cldr.quotes.marks)),
            ("inner_space", hand.quotes.inner_space.to_string()),
            ("abbreviates", hand.quotes.abbreviates.to_string()),
        ],
    )
}

fn numbers(hand: &Hand) -> String {
    let numbers = &hand.numbers;
    structure(
        "Numbers",
        [
            ("era", numbers.era.to_string()),
            ("above", list(&numbers.above)),
            ("below", list(&numbers.below)),
            ("converted", list(&numbers.converted)),
        ],
    )
}

fn plural_lists(Language { hand, cldr, .. }: &Language) -> Option<(&[String], &[String])> {
    let known = cldr.plural.as_ref();
    let needed = hand.plural.needed.as_ref().or(known.map(|plural| &plural.needed))?;
    let optional = hand.plural.optional.as_ref().or(known.map(|plural| &plural.optional));
    Some((needed, optional.map_or(&[], Vec::as_slice)))
}

fn plurals(language: &Language) -> String {
    plural_lists(language).map_or_else(
        || "None".to_owned(),
        |(needed, optional)| format!("Some(Plurals {{ needed: {}, optional: {} }})", list(needed), list(optional)),
    )
}

fn one_noun_form(language: &Language) -> bool {
    let has_one_category = plural_lists(language).is_some_and(|(needed, _)| needed.len() == 1);
    language.hand.plural.one_noun_form.unwrap_or(has_one_category)
}

fn readability(hand: &Hand, spaces: bool) -> String {
    let readability = &hand.readability;
    let flesch = readability.flesch.as_ref().map_or_else(
        || "None".to_owned(),
        |flesch| {
            let (base, sentence, word) = (flesch.base, flesch.sentence, flesch.word);
            format!(
                "Some(Flesch {{ source: {:?}, base: {base:?}, sentence: {sentence:?}, word: {word:?} }})",
                flesch.source
            )
        },
    );
    structure(
        "Readability",
        [
            ("flesch", flesch),
            ("syllables", format!("Syllables::{:?}", readability.syllables)),
            ("has_school_grades", readability.school_grades.to_string()),
            ("has_gulpease", readability.gulpease.to_string()),
            ("has_long_words", readability.long_words.unwrap_or(spaces).to_string()),
            ("has_noun_capitals", readability.noun_capitals.to_string()),
        ],
    )
}

/// Packed names by what they stand for, divided by `|`.
fn names<const N: usize>(lists: [&Lists; N]) -> String {
    let all = lists.into_iter().flatten();
    slice(all.map(|(kind, names)| format!("({kind:?}, {:?})", names.join("|"))))
}

fn units(Language { hand, cldr, .. }: &Language) -> String {
    let Some(units) = &hand.units else { return names([&cldr.units]) };
    let none: Lists = once(("-".to_owned(), units.none.clone())).filter(|(_, names)| !names.is_empty()).collect();
    names([&cldr.units, &units.names, &none])
}
