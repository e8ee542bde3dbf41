//! `src/language/units/names.tsv`: names of units, currencies and multiples, from CLDR's JSON packages.
//!
//! ```sh
//! npm pack cldr-units-full && npm pack cldr-numbers-full   # unpack each, then:
//! cargo xtask units cldr-units-full/package cldr-numbers-full/package
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use mtlint_text::language::UNITS;
use mtlint_token::script::is_east_asian;
use serde_json::Value;

/// Write src/language/units/names.tsv from CLDR
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The unpacked npm package cldr-units-full
    units: PathBuf,
    /// The unpacked npm package cldr-numbers-full
    numbers: PathBuf,
    /// What to write
    #[arg(long, default_value = "src/language/units/names.tsv")]
    output: PathBuf,
}

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub(crate) enum UnitsError {
    /// A file cannot be read or written.
    #[error("{path}: {error}")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A file is no JSON.
    #[error("{path}: {error}")]
    Json {
        /// The file.
        path: PathBuf,
        /// Why.
        error: serde_json::Error,
    },
}

/// A language and the locales of CLDR whose names are its own.
const LANGUAGES: &[(&str, &[&str])] = &[
    ("ar", &["ar"]),
    ("bg", &["bg"]),
    ("ca", &["ca"]),
    ("cs", &["cs"]),
    ("da", &["da"]),
    ("de", &["de", "de-CH"]),
    ("el", &["el"]),
    ("en", &["en", "en-GB"]),
    ("es", &["es", "es-MX"]),
    ("et", &["et"]),
    ("fa", &["fa"]),
    ("fi", &["fi"]),
    ("fr", &["fr", "fr-CA"]),
    ("he", &["he"]),
    ("hi", &["hi"]),
    ("hr", &["hr"]),
    ("hu", &["hu"]),
    ("id", &["id"]),
    ("is", &["is"]),
    ("it", &["it"]),
    ("ja", &["ja"]),
    ("ko", &["ko"]),
    ("lt", &["lt"]),
    ("lv", &["lv"]),
    ("nb", &["no"]),
    ("ne", &["ne"]),
    ("nl", &["nl"]),
    ("pl", &["pl"]),
    ("pt", &["pt", "pt-PT"]),
    ("ro", &["ro"]),
    ("ru", &["ru"]),
    ("si", &["si"]),
    ("sk", &["sk"]),
    ("sl", &["sl"]),
    ("sr", &["sr", "sr-Latn"]),
    ("sv", &["sv"]),
    ("th", &["th"]),
    ("tr", &["tr"]),
    ("uk", &["uk"]),
    ("vi", &["vi"]),
    ("zh", &["zh", "zh-Hant"]),
];

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

/// A word for a weight that is or was money, too, wherever people speak of either.
const ALIASES: (&str, &str) = ("mass-pound", "GBP");

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

/// Letters that stand alone for one unit in nearly every text; others are words, or mean more than CLDR says.
const LETTERS: &[&str] = &["m", "g", "h", "s", "l", "L", "м", "г", "ч", "л", "т"];

/// Names that are words of the language besides, or abbreviations of something else: languages (`*` for all) and names, some
/// of one unit only.
const DROPPED: &[(&str, &[&str])] = &[
    (
        "*",
        &[
            "in", "st", "pt", "nm", "nmi", "NM", "ac", "no", "on", "de", "se", "to", "#", "′", "″", "'", "\"", "al",
            "ly", "po", "pol",
        ],
    ),
    (
        "*",
        &[
            "ct", "kt", "Kt", "CD", "CP", "MP", "sm", "mn", "nd", "tc", "tn", "s/t", "bi", "tri", "a. l", "aa. l",
            "wo", "Wo",
        ],
    ),
    ("ar bg ca cs da de el es et fa fi fr he hi hr hu id is it lt lv nb ne nl pl pt ro sk sl sr sv tr uk vi", &["mi"]),
    ("es it sv da nb hu pt ca", &["ha"]),
    ("sv da nb is", &["mil"]),
    ("de", &["Mon"]),
    ("en", &["real", "reals"]),
    ("fr", &["length-mile:mille", "réal", "Bn"]),
    ("hi", &["से", "से॰"]),
    ("it", &["secondo", "lira"]),
    ("es pt", &["segundo", "real"]),
    ("ca", &["segon", "real"]),
    ("ja", &["日", "金"]),
    ("zh", &["分", "时", "時", "日", "月", "兆"]),
];

type Names = BTreeMap<String, BTreeSet<String>>;

/// Reads CLDR and writes the file.
pub(crate) fn run(args: &Args) -> Result<(), UnitsError> {
    let version = json(&args.units.join("package.json"))?;
    let version = version.get("version").and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut all: Vec<(&str, Names)> = Vec::new();
    for (language, locales) in LANGUAGES {
        let mut names = Names::new();
        for locale in *locales {
            let main = |folder: &Path, file: &str| {
                let json = json(&folder.join("main").join(locale).join(file))?;
                Ok(json.pointer(&format!("/main/{locale}")).cloned().unwrap_or_default())
            };
            units(&main(&args.units, "units.json")?, &mut names);
            alias(&mut names);
            currencies(&main(&args.numbers, "currencies.json")?, &mut names);
            multiples(&main(&args.numbers, "numbers.json")?, &mut names);
        }
        for (unit, set) in &mut names {
            set.retain(|name| is_kept(language, unit, name));
            let capitals = |name: &String| name.chars().count() > 3 && name.to_lowercase() != *name;
            let double: Vec<String> =
                set.iter().filter(|n| capitals(n) && set.contains(&n.to_lowercase())).cloned().collect();
            double.iter().for_each(|name| _ = set.remove(name));
        }
        all.push((language, names));
    }
    let shared = shared(&all);
    for (_, names) in &mut all {
        for (unit, set) in names.iter_mut() {
            set.retain(|name| !shared.get(unit).is_some_and(|s| s.contains(name)));
        }
    }
    let mut text = format!(
        "# Names behind a number: CLDR {version} (Unicode License v3), by `cargo xtask units`. What it lacks stands in also.tsv.\n"
    );
    section("*", &shared, &mut text);
    all.iter().for_each(|(language, names)| section(language, names, &mut text));
    fs::write(&args.output, text).map_err(|error| UnitsError::File { path: args.output.clone(), error })
}

fn json(path: &Path) -> Result<Value, UnitsError> {
    let text = fs::read_to_string(path).map_err(|error| UnitsError::File { path: path.to_owned(), error })?;
    serde_json::from_str(&text).map_err(|error| UnitsError::Json { path: path.to_owned(), error })
}

fn section(name: &str, names: &Names, text: &mut String) {
    let _ = writeln!(text, "[{name}]");
    for (unit, set) in names.iter().filter(|(_, set)| !set.is_empty()) {
        let _ = writeln!(text, "{unit}\t{}", packed(set));
    }
}

/// The names, those of one word in its cases as `stem{ending,ending}`.
fn packed(set: &BTreeSet<String>) -> String {
    let names: Vec<Vec<char>> = set.iter().map(|name| name.chars().collect()).collect();
    let mut packed: Vec<String> = Vec::new();
    let mut rest = names.as_slice();
    while let Some((first, others)) = rest.split_first() {
        let common = |name: &Vec<char>| first.iter().zip(name).take_while(|(a, b)| a == b).count();
        let alike = others.iter().take_while(|name| common(name) > 3).count();
        let stem = others.iter().take(alike).map(common).min().unwrap_or(first.len());
        let endings: Vec<String> = rest.iter().take(alike + 1).map(|name| name.iter().skip(stem).collect()).collect();
        let stem: String = first.iter().take(stem).collect();
        packed.push(if alike == 0 { stem } else { format!("{stem}{{{}}}", endings.join(",")) });
        rest = rest.get(alike + 1..).unwrap_or_default();
    }
    packed.join("|")
}

/// Names that half of the languages have.
fn shared(all: &[(&str, Names)]) -> Names {
    let mut counts: BTreeMap<(&String, &String), usize> = BTreeMap::new();
    for (unit, name) in all.iter().flat_map(|(_, names)| names).flat_map(|(u, set)| set.iter().map(move |n| (u, n))) {
        *counts.entry((unit, name)).or_default() += 1;
    }
    let mut shared = Names::new();
    for ((unit, name), count) in counts {
        // Words are a language's own, whoever else has them: “min” is minutes, “pond” is not.
        if count * 2 > all.len() && !unit.starts_with('e') {
            shared.entry(unit.clone()).or_default().insert(name.clone());
        }
    }
    shared
}

/// The name that a unit has in the file.
fn id(name: &str) -> Option<&'static str> {
    UNITS.iter().find(|names| names.contains(&name)).and_then(|names| names.first()).copied()
}

fn add(names: &mut Names, unit: &str, name: &str) {
    let name = name.trim().trim_end_matches('.').replace(['\u{A0}', '\u{202F}'], " ");
    if !name.is_empty() && !name.contains(['{', '|', '\t', '(', ')', ',']) {
        names.entry(unit.to_owned()).or_default().insert(name);
    }
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

/// Names, codes and symbols of currencies, and what their names share.
fn currencies(main: &Value, names: &mut Names) {
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

/// False for names that would be found where another thing is meant.
fn is_kept(language: &str, unit: &str, name: &str) -> bool {
    let letter = name.chars().count() == 1 && name.chars().all(|c| c.is_alphabetic() && !is_east_asian(c));
    let dropped = |(of, names): &(&str, &[&str])| {
        let is = |dropped: &&str| match dropped.split_once(':') {
            Some((of, dropped)) => of == unit && dropped == name,
            None => *dropped == name,
        };
        (*of == "*" || of.split(' ').any(|code| code == language)) && names.iter().any(is)
    };
    let is_unit = unit.contains('-');
    (!letter || is_unit && LETTERS.contains(&name)) && !DROPPED.iter().any(dropped)
}
