//! docs/rules/ matches the rule files. `cargo xtask rule-pages` or `UPDATE_RULE_PAGES=1 cargo test --test rule_pages`
//! writes it.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use mtlint::explain::pages;
use mtlint_rules::catalog::measured::Figures;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules")
}

/// All files below docs/rules, by their paths with slashes.
fn written() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder()).unwrap().to_str().unwrap().replace('\\', "/");
                found.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

#[test]
fn each_rule_has_its_page() {
    let rules = mtlint::RULES.read().unwrap();
    let wanted = pages(&rules, &Figures::load(&rules).unwrap()).unwrap();
    if std::env::var_os("UPDATE_RULE_PAGES").is_some() {
        let _ = fs::remove_dir_all(folder());
        for (name, text) in &wanted {
            let path = folder().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
    let written = written();
    let old: Vec<&String> =
        wanted.keys().chain(written.keys()).filter(|name| wanted.get(*name) != written.get(*name)).collect();
    assert!(old.is_empty(), "outdated pages: {old:?}; run `cargo xtask rule-pages`");
    let page = &wanted["repetition/word.md"];
    for part in ["# repetition/word\n", "[[", "## Why", "= \"off\""] {
        assert!(page.contains(part), "{part} in {page}");
    }
}
