//! The counts that the formulas need.

use super::syllables::syllables;
use crate::language::{Facts, LanguageId, Syllables};

/// LIX calls a word long if it has more letters than this (Björnsson 1968).
const LONG_WORD: u32 = 6;

/// SMOG and the Fog index count words of at least this many syllables.
const POLYSYLLABLE: u32 = 3;

/// The measures of a word, independent of its case. It is small: a caller can keep one for each distinct word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// Alphabetic characters.
    pub letters: u32,
    /// Alphabetic and numeric characters.
    pub characters: u32,
    /// See [`syllables`].
    pub syllables: u32,
    /// True for a hard word in Gunning's sense, unless it is a name: three or more syllables that do not come from a
    /// compound of shorter words (`air-traffic`) or an English -es or -ed (`invited`).
    pub is_complex: bool,
}

impl Word {
    /// Measures a word: a token with its inner hyphens and apostrophes.
    #[must_use]
    pub fn of(word: &str, language: LanguageId) -> Self {
        let (letters, characters) = if word.is_ascii() {
            let count = |is: fn(&u8) -> bool| u32::try_from(word.bytes().filter(is).count()).unwrap_or(u32::MAX);
            (count(u8::is_ascii_alphabetic), count(u8::is_ascii_alphanumeric))
        } else {
            let count = |is: fn(&char) -> bool| u32::try_from(word.chars().filter(is).count()).unwrap_or(u32::MAX);
            (count(|c| c.is_alphabetic()), count(|c| c.is_alphanumeric()))
        };
        let syllables = syllables(word, language);
        let is_complex = syllables >= POLYSYLLABLE && !is_easy(word, language, syllables);
        Self { letters, characters, syllables, is_complex }
    }
}

/// True for words of three syllables that Gunning exempts because of their form.
fn is_easy(word: &str, language: LanguageId, total: u32) -> bool {
    if word.contains('-') {
        return word.split('-').all(|part| syllables(part, language) < POLYSYLLABLE);
    }
    Facts::of(language).readability.syllables == Syllables::English
        && total == POLYSYLLABLE
        && has_sounded_inflection(word.as_bytes())
}

/// True if -ed or -es is a separate syllable.
fn has_sounded_inflection(word: &[u8]) -> bool {
    let Some((stem, ending)) = word.split_last_chunk::<2>() else { return false };
    let last = stem.last().map(u8::to_ascii_lowercase);
    match ending.map(|byte| byte.to_ascii_lowercase()) {
        [b'e', b'd'] => matches!(last, Some(b't' | b'd')),
        [b'e', b's'] => matches!(last, Some(b's' | b'x' | b'z' | b'c' | b'g' | b'h')),
        _ => false,
    }
}

/// Counts of a text in one language.
///
/// Public fields let callers score counts made elsewhere. All additions saturate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// The language whose syllables were counted.
    pub language: LanguageId,
    /// Words: tokens with at least one letter or digit.
    pub words: u64,
    /// Sentences with at least one word, including an unfinished last one.
    pub sentences: u64,
    /// Alphabetic characters of the words.
    pub letters: u64,
    /// Alphabetic and numeric characters of the words, without punctuation and space.
    pub characters: u64,
    /// Syllables.
    pub syllables: u64,
    /// Words of three or more syllables.
    pub polysyllables: u64,
    /// Words of more than six letters.
    pub long_words: u64,
    /// Hard words in Gunning's sense ([`Word::is_complex`]) without names, that is, words with a capital inside a
    /// sentence. German capitalises every noun, so capitals do not count there.
    pub complex_words: u64,
    /// True between the first word of a sentence and its end.
    pub(super) in_sentence: bool,
}

impl Counts {
    /// Counts of an empty text.
    #[must_use]
    pub fn new(language: LanguageId) -> Self {
        Self {
            language,
            words: 0,
            sentences: 0,
            letters: 0,
            characters: 0,
            syllables: 0,
            polysyllables: 0,
            long_words: 0,
            complex_words: 0,
            in_sentence: false,
        }
    }

    /// Counts sentences, each given by its words.
    pub fn of_sentences<'t, S>(language: LanguageId, sentences: impl IntoIterator<Item = S>) -> Self
    where
        S: IntoIterator<Item = &'t str>,
    {
        let mut counts = Self::new(language);
        for sentence in sentences {
            for word in sentence {
                counts.add_word(word);
            }
            counts.end_sentence();
        }
        counts
    }

    /// Adds the next word of the text; ignores a token without letter or digit.
    pub fn add_word(&mut self, word: &str) {
        self.add(Word::of(word, self.language), word.starts_with(char::is_uppercase));
    }

    /// Adds a measured word, and whether it has a capital here.
    pub fn add(&mut self, word: Word, has_capital: bool) {
        if word.characters == 0 {
            return;
        }
        let begins = !std::mem::replace(&mut self.in_sentence, true);
        let is_name = has_capital && !begins && !Facts::of(self.language).readability.has_noun_capitals;
        let plus = |total: &mut u64, more: u32| *total = total.saturating_add(u64::from(more));
        plus(&mut self.words, 1);
        plus(&mut self.sentences, u32::from(begins));
        plus(&mut self.letters, word.letters);
        plus(&mut self.characters, word.characters);
        plus(&mut self.syllables, word.syllables);
        plus(&mut self.polysyllables, u32::from(word.syllables >= POLYSYLLABLE));
        plus(&mut self.long_words, u32::from(word.letters > LONG_WORD));
        plus(&mut self.complex_words, u32::from(word.is_complex && !is_name));
    }

    /// Adds the counts of a text that follows the last sentence.
    pub fn merge(&mut self, other: &Self) {
        let plus = |total: &mut u64, more: u64| *total = total.saturating_add(more);
        plus(&mut self.words, other.words);
        plus(&mut self.sentences, other.sentences);
        plus(&mut self.letters, other.letters);
        plus(&mut self.characters, other.characters);
        plus(&mut self.syllables, other.syllables);
        plus(&mut self.polysyllables, other.polysyllables);
        plus(&mut self.long_words, other.long_words);
        plus(&mut self.complex_words, other.complex_words);
        self.in_sentence = other.in_sentence;
    }

    /// Ends the sentence; does nothing if no word was added since the last end.
    pub fn end_sentence(&mut self) {
        self.in_sentence = false;
    }
}

#[cfg(test)]
mod tests {
    use super::{Counts, LanguageId, Word};

    #[test]
    fn counts_words_and_sentences() {
        let mut counts = Counts::new(LanguageId::EN);
        counts.end_sentence();
        for token in ["The", "committee", "met", "in", "2020", "—", "."] {
            counts.add_word(token);
        }
        counts.end_sentence();
        counts.end_sentence();
        counts.add_word("Unfinished");
        assert_eq!((counts.words, counts.sentences), (6, 2));
        assert_eq!((counts.letters, counts.characters), (27, 31));
        assert_eq!((counts.syllables, counts.polysyllables, counts.long_words), (1 + 3 + 1 + 1 + 1 + 3, 2, 2));
    }

    #[test]
    fn complex_words_are_gunnings() {
        let is_complex = |word| Word::of(word, LanguageId::EN).is_complex;
        for word in ["committee", "delivered", "family", "over-optimistic"] {
            assert!(is_complex(word), "{word}");
        }
        for word in ["table", "invited", "processes", "air-traffic", "well-known", "2020"] {
            assert!(!is_complex(word), "{word}");
        }
    }

    #[test]
    fn a_name_is_not_complex_but_a_first_word_may_be() {
        let complex = |language, words: &[&str]| Counts::of_sentences(language, [words.iter().copied()]).complex_words;
        assert_eq!(complex(LanguageId::EN, &["Industry", "left", "Argentina"]), 1);
        assert_eq!(complex("de".parse().unwrap(), &["Die", "Abteilung"]), 1);
    }

    #[test]
    fn additions_saturate() {
        let mut counts = Counts { letters: u64::MAX, words: u64::MAX, ..Counts::new(LanguageId::EN) };
        counts.add_word("word");
        assert_eq!((counts.letters, counts.words), (u64::MAX, u64::MAX));
    }

    #[test]
    fn sentences_given_as_words() {
        let counts = Counts::of_sentences(LanguageId::EN, [vec!["One", "two"], vec![], vec!["Three"]]);
        assert_eq!((counts.words, counts.sentences), (3, 2));
    }
}
