//! Names of units of measure, of currencies and of multiples (million, 万) per language, as they stand behind a number.
//!
//! They are those of the language files. A name may stand for several units; sets that share one agree.

mod names;
mod set;

pub use names::{Meaning, Names};
pub use set::{UNITS, UnitSet};
