//! Languages whose spelling shows their vowels: count the runs of vowels, and the nuclei inside each run.

mod dutch;
mod french;
mod german;
mod italian;
mod portuguese;
mod russian;
mod spanish;

use super::LONGEST;
use crate::language::Syllables;
use mtlint_token::span::items_at;

/// The rules of a language on top of the general method.
struct Rules {
    /// True for a lower-case letter that spells a vowel here (a y before a vowel never does).
    is_vowel: fn(char) -> bool,
    /// The number of syllables of a run of vowels. Takes the word in lower case and the range of the run, which is not
    /// empty and inside the word.
    nuclei: fn(&[char], std::ops::Range<usize>) -> u32,
    /// The minimum number of syllables of a run of letters.
    fewest: fn(&[char]) -> u32,
}

const GENERAL: Rules = Rules { is_vowel: is_any_vowel, nuclei: |_, _| 1, fewest: |_| 1 };

fn rules(language: Syllables) -> &'static Rules {
    match language {
        Syllables::German => &german::RULES,
        Syllables::Spanish => &spanish::RULES,
        Syllables::French => &french::RULES,
        Syllables::Italian => &italian::RULES,
        Syllables::Dutch => &dutch::RULES,
        Syllables::Portuguese => &portuguese::RULES,
        Syllables::Russian => &russian::RULES,
        Syllables::General | Syllables::English => &GENERAL,
    }
}

/// See [`super::syllables`].
pub(super) fn syllables(word: &str, language: Syllables) -> u32 {
    let rules = rules(language);
    let mut run = [' '; LONGEST];
    let (mut filled, mut count) = (0, 0_u32);
    let mut in_digits = false;
    for character in word.chars() {
        let letter = character.is_alphabetic();
        if let (true, Some(slot)) = (letter, run.get_mut(filled)) {
            *slot = lower(character);
            filled += 1;
        }
        if !letter || filled == LONGEST {
            count += of_run(items_at(&run, ..filled), rules);
            filled = 0;
        }
        let digit = character.is_numeric();
        count += u32::from(digit && !in_digits);
        in_digits = digit;
    }
    count + of_run(items_at(&run, ..filled), rules)
}

fn lower(character: char) -> char {
    if character.is_ascii() {
        character.to_ascii_lowercase()
    } else {
        character.to_lowercase().next().unwrap_or(character)
    }
}

/// The letter at `at`, or a space outside the word.
fn letter(word: &[char], at: usize) -> char {
    word.get(at).copied().unwrap_or(' ')
}

/// The letter before `at`, or a space.
fn before(word: &[char], at: usize) -> char {
    at.checked_sub(1).map_or(' ', |at| letter(word, at))
}

fn of_run(word: &[char], rules: &Rules) -> u32 {
    if word.is_empty() {
        return 0;
    }
    let vowel = |at: usize| {
        let here = letter(word, at);
        (rules.is_vowel)(here)
            && !(here == 'y' && (rules.is_vowel)(letter(word, at + 1)))
            && !(here == 'u' && before(word, at) == 'q')
    };
    let (mut at, mut count) = (0, 0);
    while at < word.len() {
        let start = at;
        while at < word.len() && vowel(at) {
            at += 1;
        }
        if at > start {
            count += (rules.nuclei)(word, start..at);
        } else {
            at += 1;
        }
    }
    count.max((rules.fewest)(word))
}

/// Vowel letters of the Latin, Greek and Cyrillic alphabets.
fn is_any_vowel(letter: char) -> bool {
    match letter {
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' => true,
        _ if letter.is_ascii() => false,
        'à'..='æ' | 'è'..='ï' | 'ò'..='ö' | 'ø'..='ý' | 'ÿ' | 'ā' | 'ă' | 'ą' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => {
            true
        }
        'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ō' | 'ŏ' | 'ő' | 'œ' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ŷ' | 'ư' | 'ơ' => {
            true
        }
        'α' | 'ε' | 'η' | 'ι' | 'ο' | 'υ' | 'ω' | 'ά' | 'έ' | 'ή' | 'ί' | 'ό' | 'ύ' | 'ώ' | 'ϊ' | 'ϋ' | 'ΐ' | 'ΰ' => {
            true
        }
        _ => russian::is_vowel(letter) || matches!(letter, 'і' | 'ї' | 'є' | 'ў'),
    }
}

/// The number of nuclei of a run: from the left, the longest of `units` is one nucleus, and so is every other vowel.
fn by_units(run: &[char], units: &[&str]) -> u32 {
    let (mut at, mut count) = (0, 0);
    while let Some(rest) = run.get(at..).filter(|rest| !rest.is_empty()) {
        at += units.iter().filter(|unit| starts_with(rest, unit)).map(|unit| unit.chars().count()).max().unwrap_or(1);
        count += 1;
    }
    count
}

fn starts_with(letters: &[char], prefix: &str) -> bool {
    let mut letters = letters.iter();
    prefix.chars().all(|expected| letters.next() == Some(&expected))
}

fn ends_with(letters: &[char], suffix: &str) -> bool {
    let mut letters = letters.iter().rev();
    suffix.chars().rev().all(|expected| letters.next() == Some(&expected))
}
