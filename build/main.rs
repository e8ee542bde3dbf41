//! Puts every rule file into the binary, in path order: its text, for showing examples and places; and as JSON, which
//! takes a fraction of the time, its head, read at every start, and what it matches, read when a document needs the rule.
//! What a start would have to find out about regular expressions and phrases is found out here. The measured figures go
//! along as JSON.

#![allow(clippy::print_stdout, reason = "a build script speaks to cargo so")]

mod phrases;
mod rule;
mod rust;

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use rule::EmbeddedRule;

/// What was measured of the rules, in their root.
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

/// A file that is no TOML is an error of the build that names the file.
fn read(file: &Path) -> io::Result<toml::Table> {
    let fail = |e: &dyn std::fmt::Display| io::Error::other(format!("{}: {e}", file.display()));
    let text = fs::read_to_string(file).map_err(|e| fail(&e))?;
    toml::from_str(&text).map_err(|e| fail(&e))
}

fn json(table: &toml::Table) -> io::Result<String> {
    serde_json::to_string(table).map_err(io::Error::other)
}

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
