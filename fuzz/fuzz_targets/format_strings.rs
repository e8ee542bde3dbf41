//! The format `strings`: units and pieces lie in order and lead back into the source.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../format.rs"]
mod format;

fuzz_target!(|content: &str| format::read("strings", content));
