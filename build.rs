//! Puts every rule file into the binary, in path order: its text, for showing examples and places; and as JSON, which
//! takes a fraction of the time, its head, read at every start, and what it matches, read when a document needs the rule. The
//! measured figures go along as JSON.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[path = "src/rule/pattern/literal.rs"]
mod literal;

/// What was measured of the rules, in their root.
const FIGURES: &str = "measured.toml";

fn main() -> io::Result<()> {
    let manifest = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let root = manifest.join("rules");
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=src/rule/pattern/literal.rs");
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.retain(|file| *file != root.join(FIGURES));
    files.sort();
    let mut code = String::from("&[\n");
    for file in &files {
        println!("cargo::rerun-if-changed={}", file.display());
        let below = file.strip_prefix(&root).map_err(io::Error::other)?.to_string_lossy().replace('\\', "/");
        let (head, matcher) = parts(file)?;
        writeln!(code, "    ({below:?}, {head:?}, {matcher:?}, include_str!({:?})),", file.display().to_string())
            .map_err(io::Error::other)?;
    }
    code.push(']');
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    fs::write(out.join("builtin_rules.rs"), code)?;
    fs::write(out.join("measured.json"), json(&read(&root.join(FIGURES))?)?)
}

/// The rule without its examples and its `[match]` table, and that table, as JSON.
fn parts(file: &Path) -> io::Result<(String, String)> {
    let mut table = read(file)?;
    table.retain(|key, _| key != "bad" && key != "good");
    let Some(toml::Value::Table(mut matcher)) = table.remove("match") else {
        return Err(io::Error::other(format!("{} has no [match] table", file.display())));
    };
    let fail = |e: String| io::Error::other(format!("{}: {e}", file.display()));
    require(&mut matcher).map_err(fail)?;
    if let Some(toml::Value::Table(by_language)) = matcher.get_mut("language") {
        for (_, own) in by_language.iter_mut() {
            own.as_table_mut().map_or(Ok(()), require).map_err(fail)?;
        }
    }
    Ok((json(&table)?, json(&matcher)?))
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

/// Writes down what the loader would otherwise find out about a regular expression at every start.
fn require(matcher: &mut toml::Table) -> Result<(), String> {
    let Some(toml::Value::String(regex)) = matcher.get("regex") else { return Ok(()) };
    let requirements = literal::find(regex)?;
    // An author's triggers stand, unless the pattern must begin a unit with what was found.
    if !matcher.contains_key("triggers") || requirements.within.is_some() && !requirements.literals.is_empty() {
        matcher.insert("triggers".into(), requirements.literals.into());
        if let Some(within) = requirements.within.and_then(|n| i64::try_from(n).ok()) {
            matcher.insert("within".into(), within.into());
        }
    }
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            println!("cargo::rerun-if-changed={}", path.display());
            collect(&path, files)?;
        } else if path.extension().is_some_and(|e| e == "toml") {
            files.push(path);
        }
    }
    Ok(())
}
