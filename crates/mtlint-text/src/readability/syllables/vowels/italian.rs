//! Italian: two open vowels are two syllables (pa-e-se), i and u join their neighbours, an i between vowels begins a
//! syllable (no-ia). The spelling does not show stress on i or u (zi-o), so except for the learned endings -logia,
//! -grafia, -nomia such words are counted one short.

use mtlint_token::span::items_at;

use super::{Rules, ends_with, is_any_vowel};

pub(super) const RULES: Rules = Rules { is_vowel: is_any_vowel, nuclei, fewest: |_| 1 };

fn is_open(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'o' | 'à' | 'è' | 'é' | 'ò' | 'ó')
}

fn is_stressed_closed(letter: char) -> bool {
    matches!(letter, 'ì' | 'ù' | 'í' | 'ú')
}

fn nuclei(word: &[char], run: std::ops::Range<usize>) -> u32 {
    let vowels = items_at(word, run.clone());
    let splits = vowels.windows(2).filter(|pair| {
        let [first, second] = **pair else { return false };
        (is_open(first) && is_open(second)) || is_stressed_closed(first) || is_stressed_closed(second)
    });
    let glides = vowels.windows(3).filter(|triple| matches!(**triple, [first, 'i', _] if is_open(first)));
    let learned = run.end == word.len()
        && ["logia", "logie", "grafia", "grafie", "nomia", "nomie"].iter().any(|ending| ends_with(word, ending));
    1 + u32::try_from(splits.count() + glides.count()).unwrap_or(0) + u32::from(learned)
}
