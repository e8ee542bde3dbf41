//! Names of currencies.

use std::collections::{BTreeMap, BTreeSet};

use mtlint_text::language::UNITS;
use serde_json::Value;

use super::Names;
use super::unit_names::{add, id};

/// Currencies whose names share a word that stands for each of them, and others that it stands for: “US dollars”,
/// “Canadian dollars”.
const FAMILIES: &[(&[&str], &[&str])] = &[
    (&["USD", "CAD", "AUD"], &["NZD", "HKD", "SGD", "TWD"]),
    (&["GBP", "EGP"], &[]),
    (&["MXN", "ARS", "CLP"], &[]),
    (&["SEK", "NOK", "DKK", "ISK"], &["CZK"]),
    (&["SEK", "NOK"], &["CZK", "DKK", "ISK"]),
    (&["NOK", "DKK"], &["CZK", "ISK", "SEK"]),
    (&["INR", "PKR", "NPR"], &[]),
    (&["CHF", "XOF"], &[]),
    (&["RUB", "BYN"], &[]),
    (&["RON", "MDL"], &[]),
];

/// How the names of currencies begin that few countries have, in the alphabets of the languages.
const STEMS: &[(&str, &[&str])] = &[
    ("JPY", &["yen", "yene", "ien", "jen", "jeen", "иен", "йен", "јен", "ієн", "єн", "γιεν", "येन", "เยน", "ين", "ין"]),
    ("CNY", &["yuan", "juan", "jüan", "iuan", "юан", "јуан", "γουάν", "युआन", "หยวน", "יואן", "يوان"]),
    ("TRY", &["lir", "лир", "лір", "λίρ", "liiraa"]),
    ("ILS", &["shekel", "schekel", "shequel", "szekl", "šekel", "шекел", "sequel"]),
    ("KRW", &["won", "вон"]),
    ("BRL", &["real", "reai", "reales", "реал", "реај"]),
    ("UAH", &["hryvn", "griwn", "hřiven", "hrywien", "hrywn", "гривен", "гривн"]),
    ("PLN", &["zlot", "złot", "zlat", "злот"]),
];

/// Names, codes and symbols of currencies, and what their names share.
pub(super) fn currencies(main: &Value, names: &mut Names) {
    let forms = |code: &str| {
        let entry = main.pointer(&format!("/numbers/currencies/{code}")).and_then(Value::as_object);
        let texts = entry.into_iter().flatten().filter_map(|(key, text)| Some((key.as_str(), text.as_str()?)));
        texts.collect::<BTreeMap<&str, &str>>()
    };
    for code in UNITS.iter().copied().flatten().filter(|name| name.len() == 3) {
        let Some(id) = id(code) else { continue };
        add(names, id, code);
        forms(code).into_iter().for_each(|(_, text)| add(names, id, text));
        let stems = STEMS.iter().filter(|(of, _)| of == code).flat_map(|(_, stems)| *stems);
        for stem in stems {
            let words = forms(code).into_values().flat_map(str::split_whitespace).map(str::to_lowercase);
            words.filter(|word| word.starts_with(stem)).for_each(|word| add(names, id, &word));
        }
    }
    let words = |name: &str| name.split([' ', '\u{A0}', '-']).map(str::to_owned).collect::<Vec<_>>();
    for (family, others) in FAMILIES {
        let Some(first) = family.first() else { continue };
        let ids: BTreeSet<&str> = family.iter().chain(*others).filter_map(|code| id(code)).collect();
        let ids: Vec<&str> = ids.into_iter().collect();
        for (key, text) in forms(first) {
            let all: Vec<Vec<String>> =
                family.iter().filter_map(|code| forms(code).get(key).map(|name| words(name))).collect();
            let common = words(text).into_iter().filter(|word| all.iter().all(|name| name.contains(word)));
            common.filter(|word| word.chars().count() > 2).for_each(|word| add(names, &ids.join(" "), &word));
        }
    }
}
