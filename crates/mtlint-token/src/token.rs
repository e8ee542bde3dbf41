//! A token.

use super::{ClassBits, WordId};
use crate::span::TextSpan;

/// A word, number or mark of the text. Tokens are in text order and do not overlap. Only white space lies between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its place in the text.
    pub span: TextSpan,
    /// Its word, ignoring case.
    pub word: WordId,
    /// Its classes.
    pub class: ClassBits,
}

impl Token {
    /// True if the token has all of these classes.
    #[must_use]
    pub fn is(&self, class: ClassBits) -> bool {
        self.class.contains(class)
    }

    /// True if the token has at least one of these classes.
    #[must_use]
    pub fn any(&self, class: ClassBits) -> bool {
        self.class.intersects(class)
    }

    /// True for a token that a reader counts as a word.
    #[must_use]
    pub fn is_word_or_number(&self) -> bool {
        self.any(ClassBits::WORD_OR_NUMBER)
    }
}
