//! Lexical classes of words in a language other than that of their vocabulary.

use mtlint_token::{ClassBits, Token, WordId, Words};
use rustc_hash::FxHashMap;

use crate::language::Facts;

/// The classes of the words of a vocabulary in another language. Source and target of a document share a vocabulary, so
/// that an untranslated word is the same word on both sides. The classes in it are those of the target language.
#[derive(Debug, Default)]
pub struct OtherClasses(FxHashMap<WordId, ClassBits>);

impl OtherClasses {
    /// The classes in the language of `facts`, whose words are interned in `words`.
    pub fn new(facts: &Facts, words: &mut Words) -> Self {
        let mut classes: FxHashMap<WordId, ClassBits> = FxHashMap::default();
        for (class, list) in facts.classes {
            for word in *list {
                *classes.entry(words.intern(word)).or_default() |= *class;
            }
        }
        Self(classes)
    }

    /// Replaces the classes from the vocabulary by those of the other language.
    pub(super) fn apply(&self, tokens: &mut [Token], words: &Words) {
        for token in tokens {
            let own = self.0.get(&token.word).copied().unwrap_or_default();
            token.class = token.class.difference(words.class(token.word)) | own;
        }
    }

    /// Restores the classes from the vocabulary.
    pub(super) fn undo(&self, tokens: &mut [Token], words: &Words) {
        for token in tokens {
            let own = self.0.get(&token.word).copied().unwrap_or_default();
            token.class = token.class.difference(own) | words.class(token.word);
        }
    }
}
