//! Makes static tables of the language files, so that nothing is parsed at run time.

#![allow(clippy::print_stdout, reason = "a build script speaks to cargo so")]

mod languages;

use std::path::PathBuf;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let manifest = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    for input in ["build", "languages"] {
        println!("cargo::rerun-if-changed={input}");
    }
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    fs::write(out.join("languages.rs"), languages::generate(&manifest.join("languages"))?)
}
