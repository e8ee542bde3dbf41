//! The source record: hashes of each translation and of the source text that it was made from, to find stale
//! translations.

mod print;
mod record;

pub use print::{MadeFrom, made_from, source_prints};
pub use record::{Record, RecordError};
