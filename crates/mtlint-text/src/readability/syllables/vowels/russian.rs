//! Russian: every vowel letter is a syllable. The words в, к, с and the particles б, ж have none.

use super::Rules;

pub(super) const RULES: Rules = Rules {
    is_vowel,
    nuclei: |_, run| u32::try_from(run.len()).unwrap_or(u32::MAX),
    // Most longer words without a vowel are initialisms (СССР).
    fewest: |word| u32::from(word.len() > 1),
};

pub(super) fn is_vowel(letter: char) -> bool {
    matches!(letter, 'а' | 'е' | 'ё' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я')
}
