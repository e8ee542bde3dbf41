//! `--cache`: an answer counts only for the same question.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;
use std::process::Command;

use assert_cmd::cargo::CommandCargoExt;

const CACHE: &str = ".mtlint_cache/check.json";

/// What is printed and the exit code.
fn check(folder: &Path, more: &[&str]) -> (String, Option<i32>) {
    let mut command = Command::cargo_bin("mtlint").unwrap();
    command.current_dir(folder).args(["check", "--format", "short"]).args(more);
    let output = command.output().unwrap();
    assert!(output.stderr.is_empty() || more.contains(&"es.txt"), "{}", String::from_utf8_lossy(&output.stderr));
    (String::from_utf8(output.stdout).unwrap(), output.status.code())
}

fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "The boats left the the harbour.\n").unwrap();
    fs::write(folder.path().join("b.md"), "All is well with the boats here.\n").unwrap();
    folder
}

const ARGS: &[&str] = &["--cache", "--lang", "en", "--as-of", "2024-05-31", "."];

/// Writes a lie into the cache: whoever repeats it has read it there.
fn lie(folder: &Path) {
    let text = fs::read_to_string(folder.join(CACHE)).unwrap();
    let lie = text.replace("repeats a word", "is a lie");
    assert_ne!(text, lie);
    fs::write(folder.join(CACHE), lie).unwrap();
}

#[test]
fn a_second_run_says_the_same_out_of_the_cache() {
    let folder = project();
    let path = folder.path();
    let without = check(path, &ARGS[1..]);
    assert!(!path.join(".mtlint_cache").exists());
    assert_eq!(check(path, ARGS), without);
    assert_eq!(fs::read_to_string(path.join(".mtlint_cache/.gitignore")).unwrap(), "*\n");
    assert_eq!(check(path, ARGS), without);
    for format in ["human", "json", "sarif", "gitlab"] {
        let args = [ARGS, &["--format", format]].concat();
        let plain = [&ARGS[1..], &["--format", format]].concat();
        let [first, second, plain] = [&args, &args, &plain].map(|args| {
            let mut command = Command::cargo_bin("mtlint").unwrap();
            command.current_dir(path).arg("check").args(args).output().unwrap().stdout
        });
        assert!(first == plain && second == plain, "{format}");
    }
    check(path, ARGS);
    lie(path);
    assert!(check(path, ARGS).0.contains("is a lie"));
}

#[test]
fn another_question_is_not_answered_by_the_cache() {
    let folder = project();
    let path = folder.path();
    let rule = "title = \"Demo\"\nlevel = \"info\"\nstatus = \"stable\"\nmessage = \"No\"\nwhy = \"No.\"\n\
                mqm = { category = \"fluency/grammar\", severity = \"minor\" }\n\
         [match]\nphrases = [{ text = \"xyz\" }]\n\
                [[bad]]\ntext = \"[[xyz]]\"\n[[bad]]\ntext = \"A [[xyz]]\"\n\
         [[good]]\ntext = \"a\"\n[[good]]\ntext = \"b\"\n";
    fs::create_dir_all(path.join("mine/en/demo")).unwrap();
    fs::write(path.join("mine/en/demo/a.toml"), rule).unwrap();
    let base = ["--cache", "--lang", "en", "--as-of", "2024-05-31", "--rules", "mine", "a.txt"];
    let honest = |what: &str, args: &[&str]| {
        let (out, _) = check(path, args);
        assert!(out.contains("repeats a word") && !out.contains("lie"), "{what}: {out}");
    };
    let lied = || {
        check(path, &base);
        lie(path);
        assert!(check(path, &base).0.contains("is a lie"));
    };
    for (what, more) in [
        ("rules", &["--ignore", "spacing"][..]),
        ("level", &["--level", "warning"]),
        ("source language", &["--source-lang", "zh"]),
        ("nursery", &["--nursery"]),
    ] {
        lied();
        honest(what, &[&base[..], more].concat());
    }
    lied();
    honest("date", &["--cache", "--lang", "en", "--as-of", "2024-06-01", "--rules", "mine", "a.txt"]);
    lied();
    honest("rules of one's own gone", &["--cache", "--lang", "en", "--as-of", "2024-05-31", "a.txt"]);
    lied();
    fs::write(path.join("mine/en/demo/a.toml"), rule.replace("xyz", "xyy")).unwrap();
    honest("a rule of one's own", &base);
    lied();
    fs::write(path.join("mtlint.toml"), "[check]\ndo-not-flag = [\"zzz\"]\n").unwrap();
    honest("phrases", &base);
    lied();
    fs::write(path.join("mtlint.toml"), "[options.\"readability/long-sentence\"]\nmax = 46\n").unwrap();
    honest("options", &base);
    lied();
    fs::write(path.join("mtlint.toml"), "[levels]\nrepetition = \"error\"\n").unwrap();
    honest("levels", &base);
    lied();
    fs::write(path.join("a.txt"), "The boats left the the harbour!\n").unwrap();
    honest("text", &base);
    lied();
    fs::copy(path.join("a.txt"), path.join("a.md")).unwrap();
    honest("another file", &["--cache", "--lang", "en", "--as-of", "2024-05-31", "--rules", "mine", "a.md"]);
}

#[test]
fn a_source_in_another_file_is_part_of_the_question() {
    let folder = project();
    let path = folder.path();
    fs::write(path.join("es.txt"), "Los barcos salieron del puerto.\n").unwrap();
    let args = ["--cache", "--lang", "en", "--source", "es.txt", "a.txt"];
    let first = check(path, &args);
    lie(path);
    assert!(check(path, &args).0.contains("is a lie"));
    fs::write(path.join("es.txt"), "Los barcos salieron de este puerto.\n").unwrap();
    assert_eq!(check(path, &args), first);
}

#[test]
fn a_broken_cache_is_no_cache() {
    let folder = project();
    let path = folder.path();
    let right = check(path, ARGS);
    for broken in ["", "{", "[]", "{\"program\": \"\", \"files\": {}}"] {
        fs::write(path.join(CACHE), broken).unwrap();
        assert_eq!(check(path, ARGS), right);
    }
    fs::remove_file(path.join("a.txt")).unwrap();
    fs::write(path.join("b.md"), "The boats are well.\n").unwrap();
    check(path, ARGS);
    assert!(!fs::read_to_string(path.join(CACHE)).unwrap().contains("a.txt"), "what is gone is forgotten");
}
