//! Names of units of measure, of currencies and of multiples (million, 万) per language, as they stand behind a number.
//!
//! `names.tsv` is made of CLDR by `cargo xtask units`; `also.tsv` is written by hand: what CLDR lacks, and names that mean
//! something else (`-`). A name may stand for several units; sets that share one agree.

mod names;
mod set;

pub use names::{Meaning, Names};
pub use set::{UNITS, UnitSet};
