//! German: the diphthongs and doubled vowels are one nucleus, any other two vowels are two (The-a-ter, Na-ti-on).

use mtlint_token::span::items_at;

use super::{Rules, by_units, ends_with, is_any_vowel};

pub(super) const RULES: Rules = Rules { is_vowel: is_any_vowel, nuclei, fewest: |_| 1 };

const UNITS: &[&str] = &["aa", "ai", "au", "ay", "äu", "ee", "ei", "eu", "ey", "ie", "oo", "ou", "oi", "oy", "ui"];

fn nuclei(word: &[char], run: std::ops::Range<usize>) -> u32 {
    let count = by_units(items_at(word, run.clone()), UNITS);
    // Mu-se-um, Ru-in; Fa-mi-li-en, Fe-ri-en, I-ta-li-en, but schien.
    let head = items_at(word, ..run.start);
    let ends_in = |suffix| run.end + 1 == word.len() && ends_with(word, suffix);
    let split = ends_in("eum")
        || word.get(..=run.end).is_some_and(|head| ends_with(head, "ruin"))
        || (ends_in("ien") && head.iter().any(|&letter| is_any_vowel(letter)) && !ends_with(head, "t"));
    count + u32::from(split)
}
