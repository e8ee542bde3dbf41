//! How many syllables a word has, by rules over its letters, per language.
//!
//! Readability formulas want the mean number of syllables per word of a text, so what matters is that the error is
//! small in running text and has no bias. Hyphenation patterns, which other tools use, answer another question (where a
//! line may break, never after a single letter): for English they agree with the CMU Pronouncing Dictionary on 78 % of
//! its 20,000 commonest words, and the tables of eight languages are 425 KB. The rules here agree on 98.9 % (99.9 %
//! weighed by frequency, bias −0.001 syllables a word; 96.0 % on words that were held out from learning the stems) and
//! need 8 KB of tables, no parsing at start and no allocation.

mod english;
mod english_stems;
mod vowels;

use crate::language::LanguageId;

/// Longer runs of letters are counted in pieces of this length.
const LONGEST: usize = 63;

/// The syllables of a word, spoken in a language; a pure function, so that a caller may keep the answer per word.
///
/// A run of letters has at least one syllable (but Russian в, к, с have none), a run of digits is counted as one, and
/// so `well-known` has two and `COVID-19` three; a text without letter or digit has none. Case does not matter. In a
/// language without rules of its own every run of vowels is one syllable.
#[must_use]
pub fn syllables(word: &str, language: LanguageId) -> u32 {
    if language == LanguageId::EN { english_syllables(word) } else { vowels::syllables(word, language) }
}

/// Feeds [`english::count`] with the runs of letters of a word.
fn english_syllables(word: &str) -> u32 {
    let mut run = [english::END; LONGEST + 1];
    let (mut filled, mut count) = (0, 0_u32);
    let mut in_digits = false;
    for character in word.chars() {
        let folded = fold(character);
        if let (Some(byte), Some(slot)) = (folded, run.get_mut(filled)) {
            *slot = byte;
            filled += 1;
        }
        if folded.is_none() || filled == LONGEST {
            count += flush(&mut run, &mut filled);
        }
        let digit = character.is_numeric();
        count += u32::from(digit && !in_digits);
        in_digits = digit;
    }
    count + flush(&mut run, &mut filled)
}

/// Counts the run of letters and empties it.
fn flush(run: &mut [u8; LONGEST + 1], filled: &mut usize) -> u32 {
    let length = std::mem::take(filled);
    if let Some(slot) = run.get_mut(length) {
        *slot = english::END;
    }
    match run.get(..=length) {
        Some(ended) if ended.iter().any(u8::is_ascii_alphabetic) => english::count(ended),
        _ => 0,
    }
}

/// A letter as [`english::count`] wants it; `None` divides runs.
fn fold(character: char) -> Option<u8> {
    match character {
        'a'..='z' => Some(character as u8),
        'A'..='Z' => Some(character.to_ascii_lowercase() as u8),
        '\'' | '’' => Some(b'\''),
        _ if character.is_ascii() => None,
        'à'..='å' | 'À'..='Å' | 'ā' | 'ă' | 'ą' | 'æ' | 'Æ' => Some(b'A'),
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'ė' | 'ę' | 'ě' => Some(b'E'),
        'ì'..='ï' | 'Ì'..='Ï' | 'ī' | 'ı' => Some(b'I'),
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'ō' | 'ő' | 'œ' | 'Œ' => Some(b'O'),
        'ù'..='ü' | 'Ù'..='Ü' | 'ū' | 'ů' | 'ű' => Some(b'U'),
        'ç' | 'Ç' => Some(b's'),
        'ñ' | 'Ñ' => Some(b'n'),
        _ if character.is_alphabetic() => Some(b'h'),
        _ => None,
    }
}
