//! Languages: their ids, how a document's language is found, and per-language facts.

mod id;

pub use id::{LanguageId, ParseLanguageError};
