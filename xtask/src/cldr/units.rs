//! Names of units, currencies and powers of ten, as they are written behind a number.

use std::collections::BTreeMap;

use mtlint_token::script::is_east_asian;
use serde_json::Value;

use super::currencies::currencies;
use super::language::{ANY, Language};
use super::packages::Cldr;
use super::unit_names::{add, id};
use super::{CldrError, Names};

/// A word for a weight that is or was money, too, wherever people speak of either.
const ALIASES: (&str, &str) = ("mass-pound", "GBP");

/// Letters that stand alone for one unit in nearly every text; others are words, or mean more than CLDR says.
const LETTERS: &[&str] = &["m", "g", "h", "s", "l", "L", "м", "г", "ч", "л", "т"];

/// The names of each language; those that most languages share are the ones of `und`.
pub(super) fn of_languages(cldr: &Cldr, languages: &[Language]) -> Result<BTreeMap<String, Names>, CldrError> {
    let everywhere = languages.iter().find(|language| language.is_any()).map_or(&[][..], Language::dropped);
    let mut all = BTreeMap::new();
    for language in languages.iter().filter(|language| !language.is_any()) {
        let mut names = Names::new();
        for locale in language.locales() {
            let numbers = |file: &str| cldr.main("cldr-numbers-full", locale, file);
            if language.has_units() {
                units(&cldr.main("cldr-units-full", locale, "units.json")?, &mut names);
                alias(&mut names);
                currencies(&numbers("currencies.json")?, &mut names);
            }
            multiples(&numbers("numbers.json")?, &mut names);
        }
        for (unit, set) in &mut names {
            let is_dropped = |name: &str| {
                let of_unit = format!("{unit}:{name}");
                everywhere.iter().chain(language.dropped()).any(|dropped| *dropped == name || *dropped == of_unit)
            };
            set.retain(|name| is_kept(unit, name) && !is_dropped(name));
            let capitals = |name: &String| name.chars().count() > 3 && name.to_lowercase() != *name;
            let double: Vec<String> =
                set.iter().filter(|n| capitals(n) && set.contains(&n.to_lowercase())).cloned().collect();
            double.iter().for_each(|name| _ = set.remove(name));
        }
        all.insert(language.code.clone(), names);
    }
    let shared = shared(languages, &all);
    for names in all.values_mut() {
        for (unit, set) in names.iter_mut() {
            set.retain(|name| !shared.get(unit).is_some_and(|s| s.contains(name)));
        }
    }
    all.insert(ANY.to_owned(), shared);
    Ok(all)
}

/// True for a power of ten: `e6`.
pub(super) fn is_scale(unit: &str) -> bool {
    unit.strip_prefix('e').is_some_and(|power| power.bytes().all(|b| b.is_ascii_digit()))
}

/// Names that half of the languages have.
fn shared(languages: &[Language], all: &BTreeMap<String, Names>) -> Names {
    let with_units: Vec<&Names> = languages.iter().filter(|l| l.has_units()).filter_map(|l| all.get(&l.code)).collect();
    let mut counts: BTreeMap<(&String, &String), usize> = BTreeMap::new();
    for (unit, name) in with_units.iter().flat_map(|n| n.iter()).flat_map(|(u, set)| set.iter().map(move |n| (u, n))) {
        *counts.entry((unit, name)).or_default() += 1;
    }
    let mut shared = Names::new();
    for ((unit, name), count) in counts {
        // Words are a language's own, whoever else has them: “min” is minutes, “pond” is not.
        if count * 2 > with_units.len() && !is_scale(unit) {
            shared.entry(unit.clone()).or_default().insert(name.clone());
        }
    }
    shared
}

/// Names of units in all their forms: what stands behind `{0}`.
fn units(main: &Value, names: &mut Names) {
    for width in ["long", "short", "narrow"] {
        let Some(units) = main.pointer(&format!("/units/{width}")).and_then(Value::as_object) else { continue };
        for (unit, forms) in units {
            let (Some(id), Some(forms)) = (id(unit), forms.as_object()) else { continue };
            let patterns =
                forms.iter().filter(|(key, _)| key.contains("-count-")).filter_map(|(_, form)| form.as_str());
            patterns.filter_map(|form| form.strip_prefix("{0}")).for_each(|name| add(names, id, name));
        }
    }
}

fn alias(names: &mut Names) {
    let (unit, other) = ALIASES;
    let words: Vec<String> =
        names.get(unit).into_iter().flatten().filter(|name| name.chars().count() > 3).cloned().collect();
    words.iter().for_each(|name| add(names, other, name));
}

/// Names of multiples: what stands behind the zeros of a compact pattern.
fn multiples(main: &Value, names: &mut Names) {
    for width in ["long", "short"] {
        let patterns = main.pointer(&format!("/numbers/decimalFormats-numberSystem-latn/{width}/decimalFormat"));
        for (key, pattern) in patterns.and_then(Value::as_object).into_iter().flatten() {
            let (Some(size), Some(pattern)) = (key.split('-').next(), pattern.as_str()) else { continue };
            let pattern = pattern.replace('\'', "");
            let name = pattern.trim_start_matches('0');
            let zeros = pattern.len() - name.len();
            if zeros > 0 && size.len() >= zeros {
                add(names, &format!("e{}", size.len() - zeros), name);
            }
        }
    }
}

/// False for a letter that is found where another thing is meant.
fn is_kept(unit: &str, name: &str) -> bool {
    let letter = name.chars().count() == 1 && name.chars().all(|c| c.is_alphabetic() && !is_east_asian(c));
    !letter || unit.contains('-') && LETTERS.contains(&name)
}
