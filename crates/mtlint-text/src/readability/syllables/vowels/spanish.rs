//! Spanish, by the orthography of the academy: two open vowels are two syllables, and so are a closed vowel with an
//! accent and an open one; all other adjacent vowels form a diphthong.

use mtlint_token::span::items_at;

use super::Rules;

pub(super) const RULES: Rules = Rules { is_vowel, nuclei, fewest: |_| 1 };

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'á' | 'é' | 'í' | 'ó' | 'ú' | 'ü')
}

fn is_open(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'o' | 'á' | 'é' | 'ó')
}

fn nuclei(word: &[char], run: std::ops::Range<usize>) -> u32 {
    let vowels = items_at(word, run);
    let splits = vowels.windows(2).filter(|pair| {
        let [first, second] = **pair else { return false };
        let accented = matches!(first, 'í' | 'ú') && is_open(second) || is_open(first) && matches!(second, 'í' | 'ú');
        (is_open(first) && is_open(second)) || accented || (first == second && !is_open(first))
    });
    1 + u32::try_from(splits.count()).unwrap_or(0)
}
