//! How hard a text is to read: counts of its words, and the formulas over them.
//!
//! The engine feeds its tokens to [`Counts`]; [`Scores::of`] computes what applies to the language; [`DocumentStats`] is
//! the data of `mtlint stats`. Nothing here reads files, prints or keeps state.

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
