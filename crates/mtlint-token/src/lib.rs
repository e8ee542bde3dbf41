//! Spans, tokens, and patterns over them: the ground of mtlint. The build script of the rules uses it, too.

mod case;
mod class;
mod object_mark;
pub mod pattern;
pub mod script;
pub mod span;
mod token;
mod tokenize;
mod words;

pub use case::like_case;
pub use class::ClassBits;
pub use object_mark::OBJECT;
pub use token::Token;
pub use tokenize::tokenize;
pub use words::{JoinKey, WordId, Words};
