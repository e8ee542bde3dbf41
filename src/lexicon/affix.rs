//! Words that no list has and that are right all the same: derivations and compounds. And words that are one slip of
//! the finger away from a listed one.

use super::Lexicon;

/// Prefixes and suffixes of a language, lower case.
#[derive(Clone, Debug, Default)]
pub struct Affixes {
    /// un-, anti-, cyber- …
    pub prefixes: Vec<String>,
    /// -ness, -like, -ization …
    pub suffixes: Vec<String>,
}

/// A form without its accents: lists have “debacle” and not always “débâcle” beside words that careful writers accent. Letters of
/// Latin-1 with one base letter; others stay.
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

/// Shortest stem beside an affix, shortest half of a compound, in bytes.
const MIN_STEM: usize = 4;
const MIN_HALF: usize = 3;

/// True when a form is a listed word with one of the affixes, or two common words written together.
#[must_use]
pub fn is_derived(lexicon: &Lexicon, form: &str, affixes: &Affixes) -> bool {
    let known = |stem: &str| stem.len() >= MIN_STEM && lexicon.is_word(stem);
    affixes.prefixes.iter().filter_map(|p| form.strip_prefix(p.as_str())).any(known)
        || affixes.suffixes.iter().filter_map(|s| form.strip_suffix(s.as_str())).any(|stem| is_stem(lexicon, stem))
        || is_compound(lexicon, form)
}

/// True when a word is listed that loses or changes its last letter before a suffix: mak|able, happi|ness, stopp|able.
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

/// Common words that a form becomes when one letter is put in or two neighbours are swapped: what a person mistypes
/// (Damerau 1964). In alphabetical order.
#[must_use]
pub fn slips(lexicon: &Lexicon, form: &str) -> Vec<String> {
    let swapped = cuts(form).filter_map(|(before, letter, after)| {
        let next = after.chars().next()?;
        Some(format!("{before}{next}{letter}{}", after.get(next.len_utf8()..)?))
    });
    let ends = cuts(form).map(|(before, _, _)| before.len()).chain([form.len()]);
    let put_in =
        ends.filter_map(|at| form.split_at_checked(at)).flat_map(|(before, after)| lexicon.with_letter(before, after));
    common(lexicon, form, swapped.chain(put_in))
}

/// Common words that a form becomes when one letter is taken out or exchanged: how another language spells the same word
/// (aristokrat, parizian). In alphabetical order.
#[must_use]
pub fn spellings(lexicon: &Lexicon, form: &str) -> Vec<String> {
    let taken_out = cuts(form).map(|(before, _, after)| format!("{before}{after}"));
    let exchanged = cuts(form).flat_map(|(before, _, after)| lexicon.with_letter(before, after));
    common(lexicon, form, taken_out.chain(exchanged))
}

/// Each letter of a form with what stands before and behind it.
fn cuts(form: &str) -> impl Iterator<Item = (&str, char, &str)> {
    form.char_indices().filter_map(|(at, letter)| Some((form.get(..at)?, letter, form.get(at + letter.len_utf8()..)?)))
}

fn common(lexicon: &Lexicon, form: &str, candidates: impl Iterator<Item = String>) -> Vec<String> {
    if form.is_empty() {
        return Vec::new();
    }
    let mut near: Vec<String> = candidates
        .filter(|candidate| candidate != form && lexicon.get(candidate).is_some_and(|e| e.is_common()))
        .collect();
    near.sort_unstable();
    near.dedup();
    near
}
