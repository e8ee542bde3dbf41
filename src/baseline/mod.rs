//! Baselines: files of accepted findings, and the fingerprints by which findings are matched after edits elsewhere in a
//! file.

mod file;
mod fingerprint;
mod known;
mod matching;
mod passage;
mod sketch;

pub use file::{Baseline, BaselineError};
pub use fingerprint::{Fingerprint, fingerprints};
pub use known::Known;
pub use passage::Passages;
