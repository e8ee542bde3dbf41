//! What makes a finding the same finding tomorrow: fingerprints that outlive edits elsewhere in a file, and the file
//! of findings that were there before.

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
