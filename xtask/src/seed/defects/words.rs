//! Words of a text, split at white space.

use std::ops::Range;

use mtlint_token::script;

/// The text between white space.
pub(super) fn words(text: &str) -> Vec<Range<usize>> {
    let start = text.as_ptr() as usize;
    let range = |word: &str| {
        let at = word.as_ptr() as usize - start;
        at..at + word.len()
    };
    text.split_whitespace().map(range).collect()
}

/// True for a text that is mostly in a script without spaces between words.
pub(super) fn is_unspaced(text: &str) -> bool {
    text.chars().filter(|c| script::is_unspaced(*c)).count() * 4 > text.chars().count()
}

/// The range of a word or phrase with no letter or digit beside it. The case of its first letter may differ.
pub(super) fn spots(text: &str, word: &str) -> Vec<usize> {
    let beside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let apart = |at: &usize| {
        let before = text.get(..*at).and_then(|text| text.chars().next_back());
        let behind = text.get(at + word.len()..).and_then(|text| text.chars().next());
        // A digit may directly precede a unit: “5km”.
        !before.is_some_and(char::is_alphabetic) && !beside(behind)
    };
    let mut found: Vec<usize> = text.match_indices(word).map(|(at, _)| at).filter(apart).collect();
    let other = capitalised(word);
    if other != word && other.len() == word.len() {
        found.extend(text.match_indices(other.as_str()).map(|(at, _)| at).filter(apart));
    }
    found
}

/// A word, with a capital if another word has one.
pub(super) fn capitalised_like(word: &str, model: &str) -> String {
    if model.chars().next().is_some_and(char::is_uppercase) { capitalised(word) } else { word.to_owned() }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Code, an address or a name with one wrong letter: the last one between two other letters. Such a letter is not part
/// of an escape or of syntax, and addresses and paths differ at their ends.
pub(super) fn misspelt(raw: &str) -> Option<String> {
    if raw.contains('&') {
        return None;
    }
    let letter = |at: usize| raw.as_bytes().get(at).is_some_and(u8::is_ascii_alphabetic);
    let inner = |at: &usize| *at > 0 && letter(at - 1) && letter(*at) && letter(at + 1);
    let at = (0..raw.len()).rev().find(inner)?;
    let new = match raw.as_bytes().get(at)? {
        b'z' => 'a',
        b'Z' => 'A',
        other => char::from(other + 1),
    };
    Some(format!("{}{new}{}", raw.get(..at)?, raw.get(at + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::{misspelt, spots};

    #[test]
    fn a_letter_inside_a_word_is_misspelt() {
        for (raw, wrong) in [
            (":func:`open`", Some(":func:`opfn`")),
            ("%(size)s", Some("%(siae)s")),
            (r"``\n``", None),
            ("https://a.example/b", Some("https://a.exampme/b")),
        ] {
            assert_eq!(misspelt(raw).as_deref(), wrong, "{raw}");
        }
    }

    #[test]
    fn a_word_stands_apart() {
        assert_eq!(spots("5km, 5 km, kms, März", "km"), [1, 7]);
        assert_eq!(spots("May mayor may", "may"), [10, 0]);
    }
}
