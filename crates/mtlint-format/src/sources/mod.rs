//! What each translation was made from, by hashes of both texts, and whether that still is its source.

mod print;
mod record;

pub use print::{MadeFrom, made_from, source_prints};
pub use record::{Record, RecordError};
