//! English: vowel groups, corrected by the regularities of the spelling, then by a table of stems that break them.
//!
//! The regularities (silent final e, `-ed`, `-es`, split vowel pairs, syllabic l, m and n) are code; the stems in
//! [`STEMS`] were learned from the CMU Pronouncing Dictionary by `tests/data/readability/learn_english.py`.

use super::english_stems::STEMS;
use mtlint_token::span::items_at;

/// Ends the word given to [`count`], so that a stem can require the end of the word.
pub(super) const END: u8 = b'$';

/// The length up to which [`count`] reads a word.
pub(super) const LONGEST: usize = 63;

/// Counts the syllables of one run of letters and apostrophes, followed by [`END`]: `a`–`z` in lower case, `'`, and
/// `A`–`Z` for a vowel with an accent or a diaeresis, which is always sounded and has a syllable to itself (the ï of
/// naïve, the é of café).
pub(super) fn count(ended: &[u8]) -> u32 {
    let letters = ended.strip_suffix(&[END]).unwrap_or(ended);
    let vowels = Vowels::of(letters);
    let count = match vowels.groups() {
        0 => spelled_out(letters),
        groups => groups + split_pairs(letters, vowels) + endings(letters, vowels),
    };
    u32::try_from(count + stem(ended)).unwrap_or(0).max(1)
}

/// The positions of the letters of a word that spell a vowel, as 64-bit sets.
#[derive(Clone, Copy)]
struct Vowels {
    /// All of them.
    all: u64,
    /// Those with an accent or a diaeresis.
    accented: u64,
}

impl Vowels {
    fn of(letters: &[u8]) -> Self {
        let (mut all, mut accented) = (0, 0);
        for (at, &byte) in letters.iter().enumerate().take(LONGEST) {
            let vowel = match byte {
                b'a' | b'e' | b'i' | b'o' => true,
                b'u' => before(letters, at) != b'q',
                // Not at the start of a word before a vowel, and not between two vowels.
                b'y' => {
                    let next = letter(letters, at + 1);
                    !(is_vowel_letter(next) && next != b'y' && (at == 0 || is_vowel_letter(before(letters, at))))
                }
                _ => byte.is_ascii_uppercase(),
            };
            all |= u64::from(vowel) << at;
            accented |= u64::from(byte.is_ascii_uppercase()) << at;
        }
        Self { all, accented }
    }

    /// The number of runs of vowels; an accented vowel is a separate run.
    fn groups(self) -> i32 {
        let begins = self.all & (!(self.all << 1) | self.accented | (self.accented << 1));
        i32::try_from(begins.count_ones()).unwrap_or(0)
    }

    /// The positions of vowels that are followed by a vowel.
    fn pairs(self) -> impl Iterator<Item = usize> {
        let mut pairs = self.all & (self.all >> 1);
        std::iter::from_fn(move || {
            let at = (pairs != 0).then(|| pairs.trailing_zeros() as usize)?;
            pairs &= pairs - 1;
            Some(at)
        })
    }

    /// True if one of the first letters is a vowel.
    fn within(self, first: usize) -> bool {
        self.all & ((1 << first.min(LONGEST)) - 1) != 0
    }
}

/// The letter at `at`, or a space outside the word.
fn letter(word: &[u8], at: usize) -> u8 {
    word.get(at).copied().unwrap_or(b' ')
}

/// The letter before `at`, or a space.
fn before(word: &[u8], at: usize) -> u8 {
    at.checked_sub(1).map_or(b' ', |at| letter(word, at))
}

fn is_vowel_letter(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'A'..=b'Z')
}

/// The syllables of a word without a vowel, which is read letter by letter: Mr, TV, NBC.
fn spelled_out(word: &[u8]) -> i32 {
    let word = word.strip_suffix(b"'s").unwrap_or(word);
    i32::try_from(word.len()).unwrap_or(i32::MAX)
}

/// Vowel pairs inside a run that are two syllables.
fn split_pairs(word: &[u8], vowels: Vowels) -> i32 {
    let splits = vowels.pairs().filter(|&at| splits(word, at, letter(word, at), letter(word, at + 1)));
    i32::try_from(splits.count()).unwrap_or(0)
}

/// True if the pair at `at` is two syllables.
fn splits(word: &[u8], at: usize, first: u8, second: u8) -> bool {
    let previous = before(word, at);
    let rest = items_at(word, at + 2..);
    match (first, second) {
        // special, Russia, Georgia; but associate, enthusiast; marriage
        (b'i', b'a') => {
            !rest.starts_with(b"ge")
                && (!matches!(previous, b'c' | b't' | b's' | b'g' | b'x') || rest.starts_with(b"t"))
        }
        // nation, region, anxious; million, opinion, senior
        (b'i', b'o') => {
            !(matches!(previous, b'c' | b't' | b's' | b'g' | b'x' | b'n')
                || word.get(..at).is_some_and(|w| w.ends_with(b"ll")))
        }
        (b'i', b'u') => previous != b'g',
        (b'i', b'i') => true,
        (b'i', b'e') => match rest {
            [b't', ..] => true,
            [b'r'] | [b'r', b's'] | [b's', b't'] => at > 2,
            [b'n', b't' | b'c', ..] => !matches!(previous, b'c' | b't'),
            _ => false,
        },
        (b'u', b'a') => !matches!(previous, b'g' | b'q'),
        (b'u', b'e') => previous != b'g' && matches!(rest, [b'l' | b'n' | b't', ..]),
        (b'u', b'i') => previous != b'g' && matches!(rest, [b'n', ..] | [b't', b'y']),
        (b'u', b'o') => true,
        (b'e', b'o') => previous != b'g' || at == 1,
        (b'e', b'a') => (rest.is_empty() && at > 1) || (at > 1 && previous == b'r' && rest.starts_with(b"t")),
        (b'e', b'u') => rest.starts_with(b"m"),
        (b'o' | b'e', b'i') => rest.starts_with(b"ng"),
        (b'a', b'i') => matches!(rest, [b'c', ..] | [b's', b'm', ..]),
        (b'y', b'i' | b'e' | b'a' | b'o') => true,
        _ => false,
    }
}

fn is_consonant(byte: u8) -> bool {
    byte.is_ascii_lowercase() && !is_vowel_letter(byte)
}

/// The correction of the number of vowel groups for the end of the word.
fn endings(word: &[u8], vowels: Vowels) -> i32 {
    match word {
        [.., c, b'n', b'\'', b't'] => i32::from(is_consonant(*c)),
        [.., c, b'\'', b'l', b'l'] | [.., c, b'\'', b'd'] | [.., c, b'\'', b'v' | b'r', b'e'] => {
            // The e of 've and 're is already a separate group.
            let own = i32::from(word.ends_with(b"e"));
            i32::from(is_consonant(*c)) - own
        }
        [stem @ .., b'\'', b's'] => endings(stem, vowels) + i32::from(hisses(stem)),
        [stem @ .., b'\''] => endings(stem, vowels),
        [.., b'i' | b'a', b's', b'm']
        | [.., b'i' | b'a', b's', b'm', b's']
        | [.., b't', b'h', b'm']
        | [.., b't', b'h', b'm', b's'] => 1,
        // fire, acquired: the r makes a separate syllable.
        [.., c, b'i', b'r', b'e'] | [.., c, b'i', b'r', b'e', b's' | b'd'] if is_consonant(*c) => 0,
        // basically, gambling
        [.., b'i', b'c', b'a', b'l', b'l', b'y'] => -1,
        [.., b'b' | b'd' | b'g' | b'p' | b't' | b'z', b'l', b'i', b'n', b'g'] => 1,
        [stem @ .., b'e'] => -i32::from(silent_e(stem, vowels)),
        [stem @ .., b'e', b's'] => -i32::from(silent_e(stem, vowels) && !hisses(stem)),
        [stem @ .., b'e', b'd'] => -i32::from(silent_ed(stem, vowels)),
        _ => -i32::from(silent_before_suffix(word, vowels)),
    }
}

/// True if a stem ends in a sibilant, after which an s needs a vowel.
fn hisses(stem: &[u8]) -> bool {
    matches!(
        stem,
        [.., b's' | b'x' | b'z' | b'c' | b'g'] | [.., b's' | b'c', b'h'] | [.., b's' | b'c' | b'g' | b'z', b'e']
    )
}

/// True if an e after this stem is silent: made, valve, plague; but the, table, acre.
fn silent_e(stem: &[u8], vowels: Vowels) -> bool {
    match stem {
        [.., b'g', b'u'] => vowels.within(stem.len() - 2),
        [.., b'q', b'u'] => vowels.within(stem.len()),
        [.., c, b'l'] => (!is_consonant(*c) || matches!(c, b'l' | b'r')) && vowels.within(stem.len()),
        [.., b'c' | b't', b'r'] => false,
        [.., c] if is_consonant(*c) => vowels.within(stem.len()),
        _ => false,
    }
}

/// True if the e of -ed after this stem is silent: worked, called; but wanted, handled, hundred.
fn silent_ed(stem: &[u8], vowels: Vowels) -> bool {
    match stem {
        [.., b't' | b'd'] => false,
        [.., c, b'l'] if is_consonant(*c) => matches!(c, b'l' | b'r') && vowels.within(stem.len()),
        [.., b'd' | b't' | b'c', b'r'] => false,
        [.., b'g', b'u'] => vowels.within(stem.len() - 2),
        [.., c, b'y'] => is_vowel_letter(*c),
        [.., c] if is_consonant(*c) => vowels.within(stem.len()),
        _ => false,
    }
}

/// True if a silent e precedes a suffix: completely, hopeful, movement.
fn silent_before_suffix(word: &[u8], vowels: Vowels) -> bool {
    if !matches!(word.last(), Some(b'y' | b'l' | b's' | b't')) {
        return false;
    }
    const SUFFIXES: [&[u8]; 9] = [b"ly", b"ful", b"fully", b"less", b"ness", b"ment", b"ments", b"mental", b"mentally"];
    SUFFIXES.iter().any(|suffix| {
        word.strip_suffix(*suffix).and_then(|stem| stem.strip_suffix(b"e")).is_some_and(|stem| silent_e(stem, vowels))
    })
}

/// The stems (at most eight bytes) as numbers, which sort like the stems.
const KEYS: [u64; STEMS.len()] = {
    let mut keys = [0; STEMS.len()];
    let mut at = 0;
    while at < keys.len() {
        keys[at] = key(STEMS[at].0.as_bytes());
        at += 1;
    }
    keys
};

/// The first eight bytes, big endian, with zeros after a shorter text.
const fn key(text: &[u8]) -> u64 {
    let (mut key, mut at) = (0, 0);
    while at < 8 {
        let byte = if at < text.len() { text[at] } else { 0 };
        key = key << 8 | byte as u64;
        at += 1;
    }
    key
}

/// The correction for a word that begins with one of [`STEMS`]. No stem there is a prefix of another.
fn stem(ended: &[u8]) -> i32 {
    let word = key(ended);
    let after = KEYS.partition_point(|&stem| stem <= word);
    let candidate = after.checked_sub(1).and_then(|at| STEMS.get(at));
    candidate.filter(|(stem, _)| ended.starts_with(stem.as_bytes())).map_or(0, |(_, delta)| i32::from(*delta))
}
