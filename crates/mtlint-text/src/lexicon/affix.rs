//! Correct words that no list contains: derivations and compounds.

use super::Lexicon;

/// Prefixes and suffixes of a language, lower case.
#[derive(Clone, Debug, Default)]
pub struct Affixes {
    /// un-, anti-, cyber- …
    pub prefixes: Vec<String>,
    /// -ness, -like, -ization …
    pub suffixes: Vec<String>,
}

/// A form without its accents: lists have “debacle” but not always “débâcle”. Replaces letters of Latin-1 that have one
/// base letter; others stay.
#[must_use]
pub fn unaccented(form: &str) -> String {
    let base = |c| match c {
        'à'..='å' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ñ' => 'n',
        'ò'..='ö' | 'ø' => 'o',
        'ù'..='ü' => 'u',
        'ý' | 'ÿ' => 'y',
        other => other,
    };
    form.chars().map(base).collect()
}

/// The minimum length of the stem beside an affix, and of each half of a compound, in bytes.
const MIN_STEM: usize = 4;
const MIN_HALF: usize = 3;

/// True if a form is a listed word with one of the affixes, or two common words written together.
#[must_use]
pub fn is_derived(lexicon: &Lexicon, form: &str, affixes: &Affixes) -> bool {
    let known = |stem: &str| stem.len() >= MIN_STEM && lexicon.is_word(stem);
    affixes.prefixes.iter().filter_map(|p| form.strip_prefix(p.as_str())).any(known)
        || affixes.suffixes.iter().filter_map(|s| form.strip_suffix(s.as_str())).any(|stem| is_stem(lexicon, stem))
        || is_compound(lexicon, form)
}

/// True if the stem is a listed word that loses or changes its last letter before a suffix: mak|able, happi|ness,
/// stopp|able.
fn is_stem(lexicon: &Lexicon, stem: &str) -> bool {
    if stem.len() < MIN_STEM {
        return false;
    }
    let doubled = stem.as_bytes().last_chunk::<2>().is_some_and(|[a, b]| a == b);
    lexicon.is_word(stem)
        || lexicon.is_word(&format!("{stem}e"))
        || lexicon.is_word(&format!("{stem}y"))
        || doubled && stem.get(..stem.len() - 1).is_some_and(|short| lexicon.is_word(short))
}

fn is_compound(lexicon: &Lexicon, form: &str) -> bool {
    let common = |half: &str| lexicon.get(half).is_some_and(|e| e.is_common());
    (MIN_HALF..(form.len() + 1).saturating_sub(MIN_HALF))
        .filter_map(|at| form.split_at_checked(at))
        .any(|(first, second)| common(first) && common(second))
}
