//! Languages wherever they are named: unknown tags are refused with a suggestion, and only language files list codes.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use mtlint_text::language::LanguageId;

const UNKNOWN: [(&str, &str); 3] = [
    ("jp", "“jp” is not a known language; did you mean “ja” (Japanese)?"),
    ("en-UK", "“en-UK” has an unknown region, “UK”; did you mean “en-GB” (English)?"),
    ("zz", "“zz” is not a known language; write a tag such as en, pt-BR or zh-Hant"),
];

fn mtlint(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("mtlint").unwrap();
    command.current_dir(folder);
    command
}

/// What a run says that must fail with wrong usage.
#[track_caller]
fn complaint(folder: &Path, arguments: &[&str]) -> String {
    let output = mtlint(folder).args(arguments).output().unwrap();
    let text = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {text}");
    // Long messages are wrapped.
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn flags_refuse_unknown_languages() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "Nothing is wrong here.\n").unwrap();
    for (tag, message) in UNKNOWN {
        for flag in ["--lang", "--source-lang"] {
            let text = complaint(folder.path(), &["check", flag, tag, "a.txt"]);
            assert!(text.contains(message), "{flag} {tag}: {text}");
        }
    }
}

#[test]
fn configs_refuse_unknown_languages() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "Nothing is wrong here.\n").unwrap();
    for (tag, message) in UNKNOWN {
        for config in [
            format!("[check]\nlang = '{tag}'\n"),
            format!("[check]\nsource-lang = '{tag}'\n"),
            format!("[check]\nlanguages = ['en', '{tag}']\n"),
            format!("[[overrides]]\npaths = ['*.txt']\nlang = '{tag}'\n"),
            format!("[[pairs]]\nsource = 'en/*.md'\ntarget = 'de/*.md'\nsource-lang = '{tag}'\n"),
        ] {
            fs::write(folder.path().join("mtlint.toml"), &config).unwrap();
            let text = complaint(folder.path(), &["check", "a.txt"]);
            assert!(text.contains(message), "{config}: {text}");
        }
    }
}

#[test]
fn rule_files_refuse_unknown_languages() {
    let folder = tempfile::tempdir().unwrap();
    let rules = folder.path().join("rules");
    let rule = |keys: &str, more: &str| {
        format!(
            "title = 'T'\nlevel = 'warning'\nmqm = {{ category = 'style', severity = 'minor' }}\nmessage = 'M'\nhelp = 'H'\n\
             why = 'W'\n{keys}\n[match]\nregex = 'quay'\n{more}\n"
        )
    };
    for (tag, message) in UNKNOWN {
        for (place, text) in [
            ("any", rule(&format!("languages = ['{tag}']"), "")),
            ("any", rule(&format!("only_from = ['{tag}']"), "")),
            ("any", rule(&format!("source_languages = ['{tag}']"), "")),
            ("any", rule("", &format!("[match.language.{tag}]\nregex = 'pier'"))),
            (tag, rule("", "")),
        ] {
            let path = rules.join(place).join("demo/quay.toml");
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &text).unwrap();
            let said = complaint(folder.path(), &["rules", "test", "rules"]);
            assert!(said.contains(message), "{text}: {said}");
            fs::remove_dir_all(&rules).unwrap();
        }
    }
}

#[test]
fn a_file_that_declares_an_unknown_language_is_checked() {
    let folder = tempfile::tempdir().unwrap();
    let page =
        "<html lang=\"jp\"><body><p>The ministry said that the the talks go on for another week.</p></body></html>";
    fs::write(folder.path().join("a.html"), page).unwrap();
    let output = mtlint(folder.path()).args(["check", "--format", "jsonl", "a.html"]).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("repetition/word") && text.contains("\"language\":\"en\""), "{text}");
}

#[test]
fn only_language_files_list_codes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    ["src", "build", "crates"].iter().for_each(|folder| collect(&root.join(folder), &mut files));
    assert!(files.len() > 200);
    for file in files.iter().filter(|file| !file.components().any(|part| part.as_os_str() == "tests")) {
        let text = fs::read_to_string(file).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let mut row = 0;
        for literal in code.split('"').skip(1).collect::<Vec<_>>().chunks(2) {
            let [inner, behind @ ..] = literal else { continue };
            row = if is_code(inner) { row + 1 } else { 0 };
            assert!(row < 4, "{} lists codes of languages, which belongs in language files: “{inner}”", file.display());
            // Lists and alternatives go on behind a comma or a bar.
            if behind.first().is_none_or(|between| !matches!(between.trim(), "," | "|")) {
                row = 0;
            }
        }
    }
}

fn is_code(text: &str) -> bool {
    text.len() == 2 && text.parse::<LanguageId>().is_ok_and(|language| language.code() == text)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
}
