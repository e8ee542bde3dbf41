//! From text to tokens and sentences: everything a rule may look at beside the characters.

mod analysis;
mod case;
mod class;
mod sentence;
mod token;
mod tokenize;
mod words;

pub use analysis::{Analysis, UnitTokens};
pub use case::like_case;
pub use class::ClassBits;
pub use sentence::{Sentence, split_sentences};
pub use token::Token;
pub use tokenize::tokenize;
pub use words::{JoinKey, WordId, Words};
