//! The fixture articles through the program, in each output format.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::process::Command;

use assert_cmd::assert::OutputAssertExt;
use assert_cmd::cargo::CommandCargoExt;

const FORMATS: [&str; 4] = ["human", "short", "json", "jsonl"];

/// `mtlint check` as an editor would call it for translations from Chinese; without a terminal lines are 100 wide.
fn check(format: &str, paths: &[&str]) -> Command {
    let mut command = Command::cargo_bin("mtlint").unwrap();
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["check", "--source-lang", "zh", "--as-of", "2024-05-31", "--color", "never", "--format", format])
        .args(paths)
        .env_remove("COLUMNS");
    command
}

fn stdout(format: &str, path: &str) -> String {
    let output = check(format, &[path]).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn snapshots(name: &str, path: &str) {
    for format in FORMATS {
        insta::assert_snapshot!(format!("{name}_{format}"), stdout(format, path));
    }
}

#[test]
fn plain_text() {
    snapshots("text", "fixtures/articles/harbour.txt");
}

#[test]
fn markdown() {
    snapshots("markdown", "fixtures/articles/harbour.md");
}

#[test]
fn html() {
    snapshots("html", "fixtures/articles/harbour.html");
}

#[test]
fn a_clean_article_has_no_finding_even_with_nursery_rules() {
    for more in [&[][..], &["--nursery"]] {
        check("short", &["fixtures/articles/clean.txt"]).args(more).assert().success().stdout("");
    }
}

/// The same defects in another encoding are found at other bytes; the place in lines and columns stays.
#[test]
fn encodings() {
    let output = check("jsonl", &["fixtures/encodings"]).output().unwrap();
    insta::assert_snapshot!("encodings_jsonl", String::from_utf8(output.stdout).unwrap());
    insta::assert_snapshot!("encodings_notes", String::from_utf8(output.stderr).unwrap());
}

/// What the schema promises of `start` and `end`: bytes of the file as it is on disk.
#[test]
fn offsets_are_bytes_on_disk() {
    for (path, encoding) in [
        ("fixtures/encodings/gb18030.txt", encoding_rs::GB18030),
        ("fixtures/encodings/utf-16-le-bom.txt", encoding_rs::UTF_16LE),
        ("fixtures/encodings/utf-8-bom-crlf.txt", encoding_rs::UTF_8),
        ("fixtures/encodings/windows-1252.txt", encoding_rs::WINDOWS_1252),
    ] {
        let bytes = std::fs::read(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let findings = stdout("jsonl", path);
        assert!(findings.lines().count() >= 2, "{path}");
        for line in findings.lines() {
            let finding: serde_json::Value = serde_json::from_str(line).unwrap();
            let at = |key: &str| usize::try_from(finding[key].as_u64().unwrap()).unwrap();
            let (text, _, _) = encoding.decode(&bytes[at("start")..at("end")]);
            assert_eq!(text, finding["excerpt"].as_str().unwrap(), "{path}");
        }
    }
}
