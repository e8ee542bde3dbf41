//! Embeds the rule files in the binary, in path order.
//!
//! A rule becomes its text, for showing examples and places, and two pieces of JSON, which parses much faster than
//! TOML: its head, which every run reads, and its `[match]` table, which is read when a document needs the rule. The
//! build script also does work that every run would repeat: it puts the phrases into tries and computes what each
//! regular expression requires. The measured figures are embedded as JSON.

#![allow(clippy::print_stdout, reason = "build scripts talk to cargo on standard output")]

mod phrases;
mod rule;
mod rust;

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use rule::EmbeddedRule;

/// The file with the figures measured of the rules, at the root of rules/.
const FIGURES: &str = "measured.toml";

fn main() -> io::Result<()> {
    let manifest = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let root = manifest.join("rules");
    for input in ["build", "rules"] {
        println!("cargo::rerun-if-changed={input}");
    }
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.retain(|file| *file != root.join(FIGURES));
    files.sort();
    let rules = files.iter().map(|file| EmbeddedRule::read(&root, file)).collect::<io::Result<Vec<_>>>()?;
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    fs::write(out.join("embedded.rs"), rust::embedded(&rules, &phrases::of_languages(&rules)))?;
    fs::write(out.join("measured.json"), json(&read(&root.join(FIGURES))?)?)
}

/// Parses a TOML file. An error names the file.
fn read(file: &Path) -> io::Result<toml::Table> {
    let fail = |e: &dyn std::fmt::Display| io::Error::other(format!("{}: {e}", file.display()));
    let text = fs::read_to_string(file).map_err(|e| fail(&e))?;
    toml::from_str(&text).map_err(|e| fail(&e))
}

fn json(table: &toml::Table) -> io::Result<String> {
    serde_json::to_string(table).map_err(io::Error::other)
}

/// Adds all TOML files below a folder.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|e| e == "toml") {
            files.push(path);
        }
    }
    Ok(())
}
