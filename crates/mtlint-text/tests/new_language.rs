//! A language is one file: the build takes a new one without a change anywhere else.
#![allow(clippy::unwrap_used)]

#[path = "../build/languages/mod.rs"]
mod languages;

use std::fs;
use std::path::Path;

/// A code for private use, which no language has.
const NEW: &str = r#"
name = "Made-up"
script = "Latn"
aliases = ["qxx"]
near = ["de"]

[words]
function = ["ul", "ta"]

[numbers]
era = 12

[scales]
e3 = ["mil{o,i}"]
"#;

fn copy_of_languages() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let languages = Path::new(env!("CARGO_MANIFEST_DIR")).join("languages");
    for inner in ["", "cldr"] {
        fs::create_dir_all(folder.path().join(inner)).unwrap();
        for entry in fs::read_dir(languages.join(inner)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|e| e == "toml") {
                fs::copy(&path, folder.path().join(inner).join(path.file_name().unwrap())).unwrap();
            }
        }
    }
    folder
}

#[test]
fn a_new_language_is_one_file() {
    let folder = copy_of_languages();
    let before = languages::generate(folder.path()).unwrap();
    assert!(!before.contains("qtz"));
    fs::write(folder.path().join("qtz.toml"), NEW).unwrap();
    let after = languages::generate(folder.path()).unwrap();
    for wanted in [
        r#"language: LanguageId::new(language!("qtz"), None, None), name: "Made-up", script: "Latn", near: &["de"]"#,
        r#"(ClassBits::empty().union(ClassBits::FUNCTION), &["ul", "ta"])"#,
        r#"("e3", "mil{o,i}")"#,
        r#"("qxx", "qtz")"#,
        "qtz",
    ] {
        assert!(after.contains(wanted), "{wanted}");
    }
    // Near is said once and holds in both directions.
    let german = after.split("Facts {").find(|facts| facts.contains(r#"language!("de")"#)).unwrap();
    assert!(german.contains(r#""qtz""#), "{}", &german[..300]);
}

#[test]
fn a_variety_inherits_from_its_language() {
    let folder = copy_of_languages();
    fs::write(folder.path().join("pt-PT.toml"), "[dates]\nshort-months = { fev = 2 }\n").unwrap();
    let code = languages::generate(folder.path()).unwrap();
    let wanted = r#"LanguageId::new(language!("pt"), None, Some(region!("PT"))), name: "Portuguese""#;
    assert!(code.contains(wanted));
}

#[test]
fn a_mistake_is_told_with_its_file() {
    let folder = copy_of_languages();
    for (text, message) in [("nearly = ['de']", "unknown field"), ("near = 'de'", "invalid type"), ("near = [", "TOML")]
    {
        fs::write(folder.path().join("qtz.toml"), text).unwrap();
        let error = languages::generate(folder.path()).unwrap_err().to_string();
        assert!(error.contains("qtz.toml") && error.contains(message), "{error}");
    }
}
