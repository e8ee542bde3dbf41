//! Only what is new: baselines, changed lines. Texts are made here; a rule of their own decides what is found.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

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

fn check(folder: &Path, more: &[&str]) -> Output {
    let args = ["check", "--lang", "en", "--select", "repetition/word,calque", "--format", "jsonl"];
    mtlint(folder, &[&args, more].concat()).output().unwrap()
}

/// What is found: path, line, excerpt.
fn found(output: &Output) -> Vec<(String, u64, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let lines = String::from_utf8(output.stdout.clone()).unwrap();
    let records = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    records.map(|r| (text(&r["path"]), r["line"].as_u64().unwrap(), text(&r["excerpt"]))).collect()
}

fn lines(output: &Output) -> Vec<u64> {
    found(output).into_iter().map(|(_, line, _)| line).collect()
}

fn write_baseline(folder: &Path) -> assert_cmd::assert::Assert {
    mtlint(folder, &["baseline", "write", "--lang", "en", "--select", "repetition/word,calque"]).assert()
}

const FIRST: &str = "The harbour office said that the the boats may leave before noon.";
const SECOND: &str = "Nobody had told the crews, who slept here here in the hall of the old school.";
const NEW: &str = "Every one of the children was was glad of it.";

fn project(text: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), text).unwrap();
    folder
}

#[test]
fn what_was_there_stays_silent_when_its_text_moves_or_is_edited_around() {
    let folder = project(&format!("{FIRST}\n\n{SECOND}\n"));
    let path = folder.path();
    write_baseline(path).success().stdout("mtlint-baseline.json: 2 findings recorded, 0 before\n");
    let edits = [
        format!("{SECOND}\n\n# Head\n\n{FIRST}\n"),
        format!("{}\n\n{SECOND}\r\n", FIRST.replace("that the the", "that\r\nthe the")),
        format!("{}\n\n{SECOND}\n", FIRST.replace("harbour office", "port authority")),
        format!("{}\n\n{SECOND}\n", FIRST.replace("that the the boats", "how the the ferries")),
    ];
    for text in edits {
        fs::write(path.join("a.md"), format!("{text}\n{NEW}\n")).unwrap();
        let output = check(path, &["--baseline", "mtlint-baseline.json"]);
        let excerpts: Vec<_> = found(&output).into_iter().map(|(_, _, excerpt)| excerpt).collect();
        assert_eq!(excerpts, ["was was"], "{text}");
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    }
}

#[test]
fn one_more_of_the_same_is_new() {
    let folder = project(&format!("{FIRST}\n\n{FIRST}\n"));
    write_baseline(folder.path()).success();
    fs::write(folder.path().join("a.md"), format!("{FIRST}\n\n{FIRST}\n\n{FIRST}\n")).unwrap();
    assert_eq!(found(&check(folder.path(), &["--baseline", "mtlint-baseline.json"])).len(), 1);
}

#[test]
fn a_baseline_is_left_as_it_is_when_lines_move_and_forgets_what_is_gone() {
    let folder = project(&format!("{FIRST}\n\n{SECOND}\n"));
    let path = folder.path();
    write_baseline(path).success();
    let file = || fs::read_to_string(path.join("mtlint-baseline.json")).unwrap();
    let before = file();
    fs::write(path.join("a.md"), format!("{SECOND}\n\n{FIRST}\n")).unwrap();
    write_baseline(path).success();
    assert_eq!(file(), before);
    fs::write(path.join("a.md"), format!("{NEW}\n\n{FIRST}\n")).unwrap();
    let output = check(path, &["--baseline", "mtlint-baseline.json"]);
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(
        message.starts_with("note: mtlint-baseline.json: 1 entry no longer matches any finding; remove them with `mtlint baseline update"),
        "{message}"
    );
    let update = ["baseline", "update", "--lang", "en", "--select", "repetition/word,calque"];
    mtlint(path, &update).assert().success().stdout("mtlint-baseline.json: 1 finding recorded, 2 before\n");
    assert_eq!(lines(&check(path, &["--baseline", "mtlint-baseline.json"])), [1], "the new one is still new");
    fs::remove_file(path.join("a.md")).unwrap();
    mtlint(path, &update).assert().success().stdout(contains("0 findings recorded, 1 before"));
}

#[test]
fn a_baseline_names_files_from_its_own_folder() {
    let folder = project("All is well.\n");
    let inner = folder.path().join("texts");
    fs::create_dir(&inner).unwrap();
    fs::write(inner.join("b.md"), FIRST).unwrap();
    write_baseline(folder.path()).success();
    assert_eq!(found(&check(&inner, &["--baseline", "../mtlint-baseline.json"])), []);
    assert_eq!(found(&check(&inner, &[])).len(), 1);
}

#[test]
fn wrong_baselines() {
    let folder = project(FIRST);
    let path = folder.path();
    let text = |text: &str| fs::write(path.join("b.json"), text).unwrap();
    let message = |message: &str| {
        mtlint(path, &["check", "--baseline", "b.json"]).assert().code(2).stderr(contains(message));
    };
    message("b.json: no such file; write it with `mtlint baseline write --baseline b.json`");
    text("{\"version\": 1");
    message("b.json: is not a baseline: EOF");
    text("{\"version\": 9, \"files\": {}}");
    message("is a baseline of version 9; this program can only read version 1");
    mtlint(path, &["baseline", "update", "--baseline", "none.json"]).assert().code(2).stderr(contains("no such file"));
    mtlint(path, &["baseline", "write", "--baseline", "none/b.json"])
        .assert()
        .code(2)
        .stderr(contains("its folder does not exist"));
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// One of 400 words.
fn word(dice: &mut Dice) -> String {
    const HEADS: [&str; 20] = [
        "har", "of", "cap", "fer", "mon", "mor", "coun", "let", "scho", "tea", "mar", "win", "riv", "brid", "sta",
        "vil", "doc", "gar", "sum", "kit",
    ];
    const TAILS: [&str; 20] = [
        "bour", "fice", "tain", "ry", "day", "ning", "cil", "ter", "lar", "cher", "ket", "dow", "er", "ges", "tion",
        "lage", "tor", "den", "mer", "chen",
    ];
    format!("{}{}", HEADS[dice.roll(20)], TAILS[dice.roll(20)])
}

fn sentence(dice: &mut Dice, doubled: Option<&str>) -> String {
    let mut words: Vec<String> = (0..12).map(|_| word(dice)).collect();
    words.dedup();
    if let Some(word) = doubled {
        let at = 2 + dice.roll(words.len() - 4);
        words.insert(at, format!("{word} {word}"));
    }
    format!("The {}.", words.join(" "))
}

/// Changes up to three words of a line, but never the doubled ones.
fn edit(dice: &mut Dice, line: &str, doubled: &str) -> String {
    let mut words: Vec<String> = line.split(' ').map(str::to_owned).collect();
    for _ in 0..3 {
        let at = dice.roll(words.len());
        if words[at] != doubled && !words[at].ends_with('.') {
            // Never the word beside it: that would be a defect of its own.
            words[at] = word(dice) + ["a", "o"][at % 2];
        }
    }
    words.join(" ")
}

/// The measure of the issue: lines shuffled, a third edited, new defects put in. `MTLINT_FILES=1000` makes it as large
/// as the issue asks.
#[test]
fn shuffled_and_edited_files_show_the_new_findings_and_no_old_one() {
    let files: usize = std::env::var("MTLINT_FILES").ok().map_or(60, |n| n.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let mut dice = Dice(7);
    let old_words = ["the", "and", "of", "with"];
    let mut texts: Vec<Vec<String>> = (0..files)
        .map(|_| (0..20).map(|i| sentence(&mut dice, (i % 4 == 0).then(|| old_words[i / 4 % 4]))).collect())
        .collect();
    let write = |texts: &[Vec<String>]| {
        for (number, lines) in texts.iter().enumerate() {
            fs::write(folder.path().join(format!("{number:04}.md")), lines.join("\n\n")).unwrap();
        }
    };
    write(&texts);
    write_baseline(folder.path()).success().stdout(contains(format!("{} findings", thousands(files * 5))));
    let mut expected = BTreeSet::new();
    for (number, lines) in texts.iter_mut().enumerate() {
        for line in lines.iter_mut() {
            if dice.roll(3) == 0 {
                let doubled = old_words.iter().find(|w| line.contains(&format!(" {w} {w} "))).copied().unwrap_or("-");
                *line = edit(&mut dice, line, doubled);
            }
        }
        for at in (1..lines.len()).rev() {
            lines.swap(at, dice.roll(at + 1));
        }
        // One with a word that was doubled nowhere, one with a word that was.
        for word in ["from", "the"] {
            let at = dice.roll(lines.len());
            let line = sentence(&mut dice, Some(word));
            expected.insert((format!("{number:04}.md"), line.clone()));
            lines.insert(at, line);
        }
    }
    write(&texts);
    let output = check(folder.path(), &["--baseline", "mtlint-baseline.json"]);
    let mut shown = BTreeSet::new();
    for (path, line, _) in found(&output) {
        let number: usize = path.trim_end_matches(".md").parse().unwrap();
        let line = usize::try_from(line).unwrap();
        shown.insert((path, texts[number][(line - 1) / 2].clone()));
    }
    let (back, hidden): (Vec<_>, Vec<_>) =
        (shown.difference(&expected).collect(), expected.difference(&shown).collect());
    assert!(
        back.is_empty() && hidden.is_empty(),
        "{} came back, {} hidden: {back:?} {hidden:?}",
        back.len(),
        hidden.len()
    );
    assert_eq!(shown.len(), files * 2);
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

fn thousands(n: usize) -> String {
    mtlint::report::thousands(n as u64)
}

fn git(folder: &Path, args: &[&str]) {
    let mut command = Command::new("git");
    let who = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"];
    command.current_dir(folder).args(who).args(args).env_remove("GIT_DIR").env_remove("GIT_INDEX_FILE");
    command.assert().success();
}

fn repository(text: &str) -> TempDir {
    let folder = project(text);
    git(folder.path(), &["init", "-q", "-b", "main"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-q", "-m", "first"]);
    folder
}

#[test]
fn since_a_revision_only_changed_lines_and_new_files_count() {
    let folder = repository(&format!("{FIRST}\n\n{SECOND}\n"));
    let path = folder.path();
    assert_eq!(found(&check(path, &["--since", "HEAD"])), []);
    fs::write(path.join("a.md"), format!("New head\n\n{FIRST}\n\n{NEW}\n\n{SECOND}\n")).unwrap();
    assert_eq!(lines(&check(path, &["--since", "HEAD"])), [5]);
    fs::create_dir(path.join("sub")).unwrap();
    fs::write(path.join("sub/ünì “q”.md"), FIRST).unwrap();
    assert_eq!(lines(&check(path, &["--since", "HEAD"])), [5, 1]);
    assert_eq!(lines(&check(&path.join("sub"), &["--since", "HEAD"])), [1], "from a folder below");
    git(path, &["add", "."]);
    assert_eq!(lines(&check(path, &["--since", "HEAD"])), [5, 1], "staged is changed, too");
}

#[test]
fn since_a_branch_means_since_it_was_left() {
    let folder = repository(&format!("{FIRST}\n"));
    let path = folder.path();
    git(path, &["checkout", "-q", "-b", "work"]);
    fs::write(path.join("a.md"), format!("{FIRST}\n\n{NEW}\n")).unwrap();
    git(path, &["commit", "-qam", "work"]);
    git(path, &["checkout", "-q", "main"]);
    fs::write(path.join("a.md"), "All was mended here.\n").unwrap();
    git(path, &["commit", "-qam", "mended"]);
    git(path, &["checkout", "-q", "work"]);
    assert_eq!(lines(&check(path, &["--since", "main"])), [3]);
}

#[test]
fn since_what_git_does_not_know() {
    let folder = repository(FIRST);
    let wrong = |folder: &Path, revision: &str, message: &str| {
        let mut command = mtlint(folder, &["check", "--since", revision]);
        command.env("GIT_CEILING_DIRECTORIES", folder.parent().unwrap()).assert().code(2).stderr(contains(message));
    };
    wrong(folder.path(), "no-such-branch", "--since: git does not know the revision `no-such-branch`");
    wrong(folder.path(), "", "git does not know the revision");
    wrong(project(FIRST).path(), "HEAD", "--since: the current folder is not in a git repository");
    let other = project(FIRST);
    let outside = other.path().join("a.md");
    mtlint(folder.path(), &["check", "--since", "HEAD", outside.to_str().unwrap()])
        .assert()
        .code(2)
        .stderr(contains("is outside the repository"));
}

#[test]
fn a_diff_from_standard_input() {
    let folder = repository(&format!("{FIRST}\r\n\r\n{SECOND}\r\n"));
    let path = folder.path();
    fs::write(path.join("a.md"), format!("{FIRST}\r\n\r\n{NEW}\r\n\r\n{SECOND}\r\n")).unwrap();
    let diff = Command::new("git").current_dir(path).args(["diff"]).output().unwrap().stdout;
    let with = |input: &[u8], args: &[&str]| {
        let args =
            [&["check", "--lang", "en", "--select", "repetition/word", "-f", "jsonl", "--diff", "-"], args].concat();
        let mut command = mtlint(path, &args);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        match child.stdin.take().unwrap().write_all(input) {
            // The program refused its arguments before it read.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {}
            written => written.unwrap(),
        }
        child.wait_with_output().unwrap()
    };
    assert_eq!(lines(&with(&diff, &[])), [3]);
    assert_eq!(with(b"", &[]).status.code(), Some(0));
    with(b"this is no diff", &[]).assert().code(2).stderr(contains("is not a unified diff: it names no file"));
    with(b"--- a/a.md\n+++ b/a.md\n@@ -1 @@\n", &[]).assert().code(2).stderr(contains("line 3 of the diff"));
    with(&diff, &["-"]).assert().code(2).stderr(contains("standard input"));
    mtlint(path, &["check", "--diff", "gone.diff"]).assert().code(2).stderr(contains("gone.diff: no such file"));
    mtlint(path, &["check", "--diff", "-", "--since", "HEAD"]).assert().code(2).stdout(is_empty());
    // Old findings are neither in the report nor in the exit code.
    fs::write(path.join("a.md"), format!("{FIRST}\r\n\r\nA quiet line.\r\n\r\n{SECOND}\r\n")).unwrap();
    mtlint(path, &["check", "--since", "HEAD", "--lang", "en"])
        .assert()
        .code(0)
        .stdout(contains("Not reported: ").and(contains("on unchanged lines")));
}

#[test]
fn a_config_may_name_the_baseline() {
    let folder = project(&format!("{FIRST}\n"));
    let path = folder.path();
    fs::create_dir(path.join("ci")).unwrap();
    fs::write(path.join("mtlint.toml"), "[check]\nbaseline = \"ci/known.json\"\n").unwrap();
    let missing = check(path, &[]);
    assert_eq!(missing.status.code(), Some(2));
    let message = String::from_utf8(missing.stderr).unwrap();
    assert!(message.contains("ci/known.json: no such file") && message.contains("mtlint baseline write"), "{message}");
    write_baseline(path).success().stdout("ci/known.json: 1 finding recorded, 0 before\n");
    assert_eq!(lines(&check(path, &[])), [0_u64; 0]);
    assert_eq!(lines(&check(path, &["--no-baseline"])), [1]);
    fs::write(path.join("none.json"), "{\"version\": 1, \"files\": {}}").unwrap();
    assert_eq!(lines(&check(path, &["--baseline", "none.json"])), [1]);
    fs::write(path.join("a.md"), format!("{FIRST}\n\n{SECOND}\n")).unwrap();
    assert_eq!(lines(&check(path, &[])), [3]);
    let update = ["baseline", "update", "--lang", "en", "--select", "repetition/word,calque"];
    mtlint(path, &update).assert().success().stdout("ci/known.json: 1 finding recorded, 1 before\n");
}
