//! French: a run of vowels is one nucleus unless é, a trema or an open pair splits it. The mute e at the end of a word
//! is not one (-e and -es after a consonant, -ent in -aient and in verb endings that no common noun or adverb shares).

use mtlint_token::span::items_at;

use super::{Rules, ends_with, is_any_vowel};

pub(super) const RULES: Rules = Rules { is_vowel: is_any_vowel, nuclei, fewest: |_| 1 };

/// Verb endings in which -ent is silent.
const SILENT_ENT: &[&str] = &[
    "chent", "euvent", "gnent", "irent", "issent", "ivent", "nnent", "oivent", "quent", "ssent", "ttent", "urent",
    "èrent", "èvent", "isent", "osent", "rouvent", "ètent",
];

fn nuclei(word: &[char], run: std::ops::Range<usize>) -> u32 {
    let vowels = items_at(word, run.clone());
    if is_mute_e(word, &run) {
        return 0;
    }
    let head = items_at(word, ..run.start);
    let ends_word = matches!(word.get(run.end..), Some([] | ['s']));
    let splits = vowels.windows(2).enumerate().filter(|(at, pair)| {
        let [first, second] = **pair else { return false };
        let last_mute = ends_word && at + 2 == vowels.len() && second == 'e';
        !last_mute && is_split(first, second, if *at == 0 { head } else { &[] })
    });
    1 + u32::try_from(splits.count()).unwrap_or(0)
}

/// True for the only e of a run that ends its word, alone or before s.
fn is_mute_e(word: &[char], run: &std::ops::Range<usize>) -> bool {
    let mute = match word.get(run.end..) {
        Some([] | ['s']) => true,
        Some(['n', 't']) => SILENT_ENT.iter().any(|ending| ends_with(word, ending)),
        _ => false,
    };
    mute && run.start > 0
        && word.get(run.clone()) == Some(&['e'])
        && items_at(word, ..run.start).iter().any(|&letter| is_any_vowel(letter))
}

fn is_split(first: char, second: char, head: &[char]) -> bool {
    match (first, second) {
        (_, 'ï' | 'ë' | 'ü') => true,
        ('é', _) | ('ï' | 'ë', _) => true,
        ('a' | 'e', 'é' | 'è') => true,
        ('a', 'o') | ('o', 'a' | 'é' | 'è') => true,
        // ou-bli-er, cli-ent; na-tion
        ('i', 'a' | 'e' | 'o' | 'é' | 'è') => matches!(head, [.., c, 'l' | 'r'] if !is_any_vowel(*c) && *c != 'l'),
        ('u', 'a' | 'é' | 'e') => matches!(head, [.., c, 'l' | 'r'] if !is_any_vowel(*c)),
        _ => false,
    }
}
