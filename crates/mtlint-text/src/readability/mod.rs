//! How hard a text is to read: counts of its words, and the formulas over them.
//!
//! [`measure`] fills [`Counts`] from an analysed document, [`Scores::of`] computes the formulas that apply to its
//! language, and [`DocumentStats`] is the data of `mtlint stats`.

mod counts;
mod formulas;
mod measure;
mod stats;
mod syllables;

pub use counts::{Counts, Word};
pub use formulas::Scores;
pub use measure::{UnitFigures, measure};
pub use stats::{DocumentStats, LongSentence};
pub use syllables::syllables;
