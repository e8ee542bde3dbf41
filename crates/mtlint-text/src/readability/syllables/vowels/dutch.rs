//! Dutch: long vowels and diphthongs are one nucleus, any other two vowels are two; a trema begins a syllable.

use mtlint_token::span::items_at;

use super::{Rules, by_units, is_any_vowel};

pub(super) const RULES: Rules = Rules { is_vowel: is_any_vowel, nuclei, fewest: |_| 1 };

const UNITS: &[&str] =
    &["aa", "aai", "ai", "au", "ee", "eeu", "ei", "eu", "ie", "ieu", "oe", "oei", "oi", "oo", "ooi", "ou", "ui", "uu"];

fn nuclei(word: &[char], run: std::ops::Range<usize>) -> u32 {
    let vowels = items_at(word, run.clone());
    // The i of sta-tion and na-tio-naal is a consonant.
    let glide = matches!(vowels, ['i', 'o', ..]) && run.start > 0 && word.get(run.start - 1) == Some(&'t');
    by_units(vowels, UNITS) - u32::from(glide)
}
