//! The outputs for CI: what their readers rely on, and `--output` as users write it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use assert_cmd::assert::OutputAssertExt;
use assert_cmd::cargo::CommandCargoExt;
use predicates::prelude::*;
use predicates::str::{contains, is_empty};
use serde_json::Value;
use tempfile::TempDir;

fn mtlint(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::cargo_bin("mtlint").unwrap();
    command.current_dir(folder).args(args).env_remove("NO_COLOR");
    command
}

/// A folder with two texts: one with findings, CJK, an emoji, a BOM and CRLF, the other clean.
fn project() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let bad = "\u{feff}中文 😀 In the the harbour.\r\n\r\nNobody knew knew of the new crown epidemic.\r\n";
    fs::write(folder.path().join("bad.txt"), bad).unwrap();
    fs::write(folder.path().join("clean.txt"), "All is well.\n").unwrap();
    folder
}

fn stdout(folder: &Path, args: &[&str]) -> String {
    String::from_utf8(mtlint(folder, args).output().unwrap().stdout).unwrap()
}

fn report(format: &str) -> String {
    let folder = project();
    stdout(folder.path(), &["check", "--lang", "en", "--format", format])
}

/// Indices point where they should, and everything that is named exists.
#[test]
fn sarif_refers_to_what_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let log: Value = serde_json::from_str(&stdout(root, &["check", "fixtures", "--format", "sarif"])).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let (rules, taxa) = (&run["tool"]["driver"]["rules"], &run["taxonomies"][0]["taxa"]);
    let mut prints = HashSet::new();
    for result in run["results"].as_array().unwrap() {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(!rule["help"]["text"].as_str().unwrap().is_empty());
        for taxon in [&result["taxa"][0], &rule["relationships"][0]["target"]] {
            let index = usize::try_from(taxon["index"].as_u64().unwrap()).unwrap();
            assert_eq!(taxa[index]["id"], taxon["id"]);
            assert_eq!(taxon["toolComponent"]["name"], run["taxonomies"][0]["name"]);
        }
        let place = &result["locations"][0]["physicalLocation"];
        let region = &place["region"];
        let at = |line: &str, column: &str| (region[line].as_u64().unwrap(), region[column].as_u64().unwrap());
        assert!(at("startLine", "startColumn") <= at("endLine", "endColumn"), "{region}");
        prints.insert((place["artifactLocation"]["uri"].clone(), result["partialFingerprints"]["mtlint/v1"].clone()));
    }
    assert_eq!(prints.len(), run["results"].as_array().unwrap().len(), "two findings of a file share a fingerprint");
}

/// Columns are characters, offsets are bytes on disk, and the fix cuts out what the finding marks.
#[test]
fn sarif_positions_through_bom_crlf_and_wide_characters() {
    let log: Value = serde_json::from_str(&report("sarif")).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let result = results.iter().find(|r| r["ruleId"] == "repetition/word").unwrap();
    let region = &result["locations"][0]["physicalLocation"]["region"];
    assert_eq!((region["startLine"].as_u64(), region["startColumn"].as_u64()), (Some(1), Some(9)));
    assert_eq!((region["endColumn"].as_u64(), region["byteOffset"].as_u64()), (Some(16), Some(18)));
    assert_eq!(region["snippet"]["text"], "the the");
    let replacement = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["deletedRegion"]["startColumn"], 12, "the second word and the blank before it");
    assert_eq!(replacement["insertedContent"]["text"], "");
}

#[test]
fn sarif_without_findings_and_with_an_unreadable_file() {
    let folder = project();
    let log: Value =
        serde_json::from_str(&stdout(folder.path(), &["check", "--format", "sarif", "clean.txt", "gone.txt"])).unwrap();
    let run = &log["runs"][0];
    assert_eq!(run["results"], Value::Array(Vec::new()));
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    let problem = &run["invocations"][0]["toolExecutionNotifications"][0];
    assert_eq!(problem["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "gone.txt");
}

/// reviewdog counts bytes in columns.
#[test]
fn rdjsonl_columns_are_bytes() {
    let lines: Vec<Value> = report("rdjsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let found = lines.iter().find(|d| d["code"]["value"] == "repetition/word").unwrap();
    assert_eq!(found["location"]["range"]["start"]["column"], 16);
    assert_eq!(found["suggestions"][0]["range"]["start"]["column"], 19);
}

#[test]
fn junit_has_a_test_for_a_clean_file_and_an_error_for_an_unreadable_one() {
    let folder = project();
    let xml = stdout(folder.path(), &["check", "--format", "junit", "clean.txt", "gone.txt"]);
    assert!(xml.contains("<testcase name=\"mtlint\" classname=\"clean.txt\"/>"), "{xml}");
    assert!(xml.contains("<error message=\"no such file or folder\"/>"), "{xml}");
}

fn fingerprints(folder: &Path) -> Vec<(String, String)> {
    let issues: Vec<Value> = serde_json::from_str(&stdout(folder, &["check", "--format", "gitlab"])).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let mut prints: Vec<_> = issues.iter().map(|i| (text(&i["check_name"]), text(&i["fingerprint"]))).collect();
    prints.sort();
    prints
}

#[test]
fn fingerprints_stay_when_lines_move_and_are_wrapped_anew() {
    let folder = tempfile::tempdir().unwrap();
    let first = "In the the harbour the boats lay at anchor before dawn and nobody spoke.";
    let second = "Nobody knew knew of it.";
    fs::write(folder.path().join("a.md"), format!("{first}\n\n{second}\n\n{second}\n")).unwrap();
    let before = fingerprints(folder.path());
    assert_eq!(before.len(), 3);
    assert_eq!(before.iter().collect::<HashSet<_>>().len(), 3, "equal sentences have different fingerprints");
    let wrapped = first.replace("boats lay", "boats\r\nlay").replace("the the", "the\r\nthe");
    fs::write(folder.path().join("a.md"), format!("# New\r\n\r\n{second}\r\n\r\n{second}\r\n\r\n{wrapped}\r\n"))
        .unwrap();
    assert_eq!(fingerprints(folder.path()), before);
}

#[test]
fn several_outputs_in_one_run() {
    let folder = project();
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let args = ["check", "-f", "short", "--output", "sarif:r.sarif", "--output", "junit:r.xml", "."];
    mtlint(folder.path(), &args).assert().code(1).stdout(contains("[repetition/word]"));
    serde_json::from_str::<Value>(&read("r.sarif")).unwrap();
    assert!(read("r.xml").ends_with("</testsuites>\n"));
    // A file without a format takes what would be printed.
    mtlint(folder.path(), &["check", "-f", "jsonl", "-o", "r.jsonl"]).assert().code(1).stdout(is_empty());
    assert!(read("r.jsonl").lines().all(|line| serde_json::from_str::<Value>(line).is_ok()));
    // No colours in files, whatever the terminal does.
    mtlint(folder.path(), &["--color", "always", "check", "-o", "r.txt", "bad.txt"]).assert().code(1);
    assert!(!read("r.txt").contains('\x1b') && read("r.txt").contains("the the"));
}

#[test]
fn outputs_that_cannot_be_written() {
    let folder = project();
    fs::create_dir(folder.path().join("dir")).unwrap();
    for (output, message) in [
        ("sarif:none/r.sarif", "none/r.sarif: cannot be written: its folder does not exist"),
        ("dir", "dir: cannot be written: it is a folder"),
        ("sarff:r.sarif", "there is no format `sarff`"),
        ("sarif:", "the file name is missing"),
    ] {
        let assert = mtlint(folder.path(), &["check", "-o", output]).assert();
        assert.code(2).stderr(contains(message)).stdout(is_empty());
    }
    mtlint(folder.path(), &["check", "-o", "sarif:x", "-o", "junit:x"])
        .assert()
        .code(2)
        .stderr(contains("x: is used by two outputs"));
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left.len(), 3, "nothing is left behind: {left:?}");
}

#[test]
#[cfg(unix)]
fn an_output_replaces_its_file_whole_through_links_and_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let folder = project();
    let file = folder.path().join("r.json");
    fs::write(&file, "old").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink(&file, folder.path().join("link.json")).unwrap();
    mtlint(folder.path(), &["check", "-f", "json", "-o", "link.json"]).assert().code(1);
    serde_json::from_str::<Value>(&fs::read_to_string(&file).unwrap()).unwrap();
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(folder.path().join("link.json").is_symlink());
    mtlint(folder.path(), &["check", "-f", "json", "-o", "/dev/null"]).assert().code(1);
}

/// With `MTLINT_CONSUMERS` naming the folder they are installed in, programs that read these formats in earnest; they
/// are no part of the toolchain.
#[test]
fn real_consumers() {
    let Some(folder) = std::env::var_os("MTLINT_CONSUMERS").map(PathBuf::from) else { return };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/consumers/run.py");
    let python = Some(folder.join("py/bin/python")).filter(|p| p.exists()).unwrap_or_else(|| "python3".into());
    let mut command = Command::new(python);
    command.current_dir(&folder).arg(script).arg(assert_cmd::cargo::cargo_bin("mtlint"));
    command.assert().success().stdout(contains("FAILED").not());
}
