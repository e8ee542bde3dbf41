//! Languages: their tags, how a document's language is found, and facts per language.

mod detect;
mod facts;
mod id;
mod parse;
mod subtags;
mod units;

pub use detect::{Detected, can_detect, detect};
pub use facts::{Facts, Flesch, MarkUse, Numbers, Plurals, Questions, Quotes, Readability, Syllables};
pub use id::LanguageId;
pub use parse::{ParseLanguageError, ParseLanguageErrorKind};
pub use units::{Meaning, Names as UnitNames, UNITS, UnitSet};
