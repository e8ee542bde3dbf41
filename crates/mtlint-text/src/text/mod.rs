//! From text to tokens and sentences: what rules look at besides the characters.

mod analysis;
mod other_classes;
mod sentence;
mod unit_kind;
mod weight;

pub use analysis::{Analysis, UnitTokens};
pub use mtlint_token::{ClassBits, JoinKey, Token, WordId, Words, like_case, tokenize};
pub use other_classes::OtherClasses;
pub use sentence::{Sentence, split_sentences};
pub use unit_kind::UnitKind;
pub use weight::letter_weight;
