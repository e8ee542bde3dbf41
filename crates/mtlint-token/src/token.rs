//! A token.

use super::{ClassBits, WordId};
use crate::span::TextSpan;

/// A word, number or mark of the text. Tokens are in text order and do not overlap; between two tokens stands white
/// space only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: TextSpan,
    /// Which word it is, without regard to case.
    pub word: WordId,
    /// What kind of token it is.
    pub class: ClassBits,
}

impl Token {
    /// True when the token has all of the classes.
    #[must_use]
    pub fn is(&self, class: ClassBits) -> bool {
        self.class.contains(class)
    }

    /// True when the token has one of the classes at least.
    #[must_use]
    pub fn any(&self, class: ClassBits) -> bool {
        self.class.intersects(class)
    }

    /// True for what a reader counts as a word.
    #[must_use]
    pub fn is_word_or_number(&self) -> bool {
        self.any(ClassBits::WORD_OR_NUMBER)
    }
}
