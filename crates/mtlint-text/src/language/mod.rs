//! Languages: their ids, how a document's language is found, and per-language facts.

mod detect;
mod facts;
mod id;
mod name;
mod near;
mod plurals;
mod units;

pub use detect::{Detected, can_detect, detect};
pub use facts::{Facts, months};
pub use id::{LanguageId, ParseLanguageError};
pub use name::english_name;
pub use near::are_near;
pub use plurals::{Plurals, plurals};
pub use units::{Meaning, Names as UnitNames, UNITS, UnitSet};
