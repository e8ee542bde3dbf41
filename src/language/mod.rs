//! Languages: their ids, how a document's language is found, and per-language facts.

mod detect;
mod facts;
mod id;

pub use detect::{Detected, detect};
pub use facts::Facts;
pub use id::{LanguageId, ParseLanguageError};
