//! Portuguese: a closed vowel after an open one joins it (lei, pão), before one it is a separate syllable (vi-a-gem,
//! di-a), but not in an unstressed ending, which an accent earlier in the word shows (his-tó-ria), nor after q or g.

use super::{Rules, before, is_any_vowel, letter};

pub(super) const RULES: Rules = Rules { is_vowel, nuclei, fewest: |_| 1 };

fn is_vowel(letter: char) -> bool {
    letter != 'y' && is_any_vowel(letter)
}

fn nuclei(word: &[char], run: std::ops::Range<usize>) -> u32 {
    let splits = (run.start..run.end.saturating_sub(1)).filter(|&at| is_split(word, &run, at));
    1 + u32::try_from(splits.count()).unwrap_or(0)
}

/// True if the vowels at `at` and after it belong to two syllables.
fn is_split(word: &[char], run: &std::ops::Range<usize>, at: usize) -> bool {
    let (first, second) = (letter(word, at), letter(word, at + 1));
    match (first, second) {
        ('ã' | 'õ', 'o' | 'e' | 'i') => false,
        (_, 'í' | 'ú') | ('í' | 'ú', _) => true,
        ('i' | 'u', 'i' | 'u') => false,
        ('u', _) if matches!(before(word, at), 'g') => false,
        ('i' | 'u', _) => !(ends_word(word, run.end) && has_accent(word, run.start)),
        (_, 'i' | 'u') => closes(word, at + 2),
        _ => true,
    }
}

/// True if a run that ends at `end` ends the word, apart from a plural s.
fn ends_word(word: &[char], end: usize) -> bool {
    matches!(word.get(end..), Some([] | ['s']))
}

fn has_accent(word: &[char], until: usize) -> bool {
    word.iter().take(until).any(|letter| matches!(letter, 'á' | 'â' | 'é' | 'ê' | 'í' | 'ó' | 'ô' | 'ú'))
}

/// True before nh, or before l, m, n, r, z that close the syllable: ra-i-nha, a-in-da, sa-ir, ju-iz.
fn closes(word: &[char], at: usize) -> bool {
    match (letter(word, at), letter(word, at + 1)) {
        ('n', 'h') => true,
        ('l' | 'm' | 'n' | 'r' | 'z', next) => !is_any_vowel(next) && next != 'h',
        _ => false,
    }
}
