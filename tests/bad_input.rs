//! What no editor would send and a folder holds all the same: every file is read or refused with a sentence, and the
//! exit code tells which.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use assert_cmd::cargo::CommandCargoExt;
use serde_json::Value;
use tempfile::TempDir;

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) -> &Self {
        fs::write(self.path().join(path), text).unwrap();
        self
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::cargo_bin("mtlint").unwrap();
        command.current_dir(self.path()).args(args);
        command
    }

    /// The exit code, standard output and standard error of a run that must not have panicked.
    fn run(&self, args: &[&str]) -> (i32, String, String) {
        answer(&self.command(args).output().unwrap())
    }

    /// All rules on these paths as records, and the exit code.
    fn check(&self, paths: &[&str]) -> (i32, Vec<Value>, String) {
        let mut args = vec!["check", "--lang", "en", "--nursery", "--level", "info", "--format", "jsonl"];
        args.extend(paths);
        let (code, out, err) = self.run(&args);
        let records: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        for record in &records {
            let length = fs::metadata(self.path().join(record["path"].as_str().unwrap())).unwrap().len();
            let (start, end) = (record["start"].as_u64().unwrap(), record["end"].as_u64().unwrap());
            assert!(start <= end && end <= length, "{record}");
        }
        (code, records, err)
    }
}

fn answer(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    let code = output.status.code().unwrap_or_else(|| panic!("killed: {err}"));
    assert!(code <= 2 && !err.contains("panicked"), "{code}: {err}");
    (code, out, err)
}

/// Bytes that are the same in every run.
fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    std::iter::repeat_with(next).take(length).collect()
}

#[test]
fn random_bytes_are_refused_and_the_others_still_checked() {
    let folder = Folder::new();
    folder.write("good.txt", "It was the the end of the day.\n");
    for seed in 0..6 {
        for ending in ["txt", "md", "html"] {
            folder.write(&format!("noise{seed}.{ending}"), noise(seed, 10_000));
        }
    }
    let (code, records, err) = folder.check(&["."]);
    assert_eq!(code, 2);
    assert!(records.iter().any(|r| r["rule"] == "repetition/word"), "{records:?}");
    assert_eq!(err.lines().filter(|line| line.contains("noise") && line.contains("byte")).count(), 18, "{err}");
    let (code, _, err) = folder.run(&["stats", "."]);
    assert_eq!(code, 2, "{err}");
}

#[test]
fn random_characters_are_text() {
    let folder = Folder::new();
    for (seed, ending) in (0..).zip(["txt", "md", "html", "txt", "md", "html"]) {
        let bytes = noise(100 + seed, 40_000);
        let char_of = |b: &[u8]| char::from_u32(u32::from_le_bytes([b[0], b[1], b[2] & 3, 0])).filter(|&c| c != '\0');
        let text: String = bytes.chunks_exact(3).filter_map(char_of).collect();
        folder.write(&format!("chars{seed}.{ending}"), text);
        let ascii: String = bytes.iter().map(|b| char::from(b % 0x5f + 0x20)).collect();
        folder.write(&format!("ascii{seed}.{ending}"), ascii);
    }
    let (code, _, err) = folder.check(&["."]);
    assert!(code <= 1, "{err}");
}

#[test]
fn nul_bytes_name_the_place() {
    let folder = Folder::new();
    folder.write("nul.txt", "All is well.\0").write("nuls.md", [0; 5000]).write("utf16.txt", b"A\0 \0d\0a\0y\0");
    let (code, records, err) = folder.check(&["nul.txt", "nuls.md", "utf16.txt"]);
    assert_eq!((code, records.len()), (2, 0));
    assert!(err.contains("nul.txt: byte 12 is NUL") && err.contains("nuls.md: byte 0 is NUL"), "{err}");
    assert!(err.contains("utf16.txt: byte 1 is NUL: this looks like UTF-16"), "{err}");
}

#[test]
fn an_empty_file_and_blanks_are_clean() {
    let folder = Folder::new();
    for ending in ["txt", "md", "html"] {
        folder.write(&format!("empty.{ending}"), "").write(&format!("blank.{ending}"), " \r\n\u{3000}\t\n\u{a0}");
        folder.write(&format!("bom.{ending}"), b"\xef\xbb\xbf");
    }
    let (code, records, err) = folder.check(&["."]);
    assert_eq!((code, records.len(), err.as_str()), (0, 0, ""));
    for format in ["human", "short", "json"] {
        assert_eq!(folder.run(&["check", "--format", format, "empty.txt"]).0, 0);
    }
    assert_eq!(folder.run(&["stats", "empty.txt", "blank.md", "bom.html"]).0, 0);
}

#[test]
fn a_hundred_thousand_of_anything_is_checked() {
    const PARTS: [(&str, &str); 16] = [
        ("(", "txt"),
        ("[", "txt"),
        ("“", "txt"),
        ("\"", "txt"),
        ("'", "txt"),
        (">", "txt"),
        ("[", "md"),
        ("![", "md"),
        ("> ", "md"),
        ("*", "md"),
        ("_a", "md"),
        ("`", "md"),
        ("<", "html"),
        ("<div>", "html"),
        ("</div>", "html"),
        ("<b>“", "html"),
    ];
    let folder = Folder::new();
    for (index, (part, ending)) in PARTS.into_iter().enumerate() {
        let text = format!("{}The end of the the day.{}", part.repeat(50_000), part.repeat(50_000));
        folder.write(&format!("part{index}.{ending}"), &text);
    }
    let (code, out, err) = folder.run(&["check", "--lang", "en", "--nursery", "--format", "short", "."]);
    assert_eq!(code, 1, "{err}");
    let count = |name: &str, rule: &str| {
        out.lines().filter(|line| line.starts_with(&format!("{name}:")) && line.contains(rule)).count()
    };
    for (index, (part, ending)) in PARTS.into_iter().enumerate().filter(|(_, (part, _))| !matches!(*part, "<" | "`")) {
        assert_eq!(count(&format!("part{index}.{ending}"), "[repetition/word]"), 1, "{part:?}");
    }
    // Brackets that never close are one defect and not a hundred thousand.
    let brackets = count("part0.txt", "[brackets/round]");
    assert!((1..20).contains(&brackets), "{brackets}");
    assert!(count("part2.txt", "[quotes/") > 0);
}

/// In release builds 50 MB.
#[test]
fn a_line_of_many_megabytes_is_one_paragraph() {
    let folder = Folder::new();
    let size = if cfg!(debug_assertions) { 2_000_000 } else { 50_000_000 };
    let sentence = "The ministry said on Monday, in a report of its own, that the talks went on. ";
    let text = format!("{}It was the the end.", sentence.repeat(size / sentence.len()));
    folder.write("line.txt", &text);
    let check = ["check", "--lang", "en", "--select", "repetition/word", "--format", "jsonl", "line.txt"];
    let (code, out, err) = folder.run(&check);
    assert_eq!((code, out.lines().count()), (1, 1), "{err}");
    let record: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(record["start"].as_u64().unwrap(), text.find("the the").unwrap() as u64);
    assert_eq!((record["line"].as_u64(), record["excerpt"].as_str()), (Some(1), Some("the the")));
    let (code, out, _) = folder.run(&["check", "--lang", "en", "--select", "repetition/word", "line.txt"]);
    assert_eq!(code, 1);
    assert!(out.len() < 3000 && out.contains("the the"), "{out}");
}

#[test]
fn deep_nesting_is_read() {
    let folder = Folder::new();
    let deep = 20_000;
    for (name, open, close) in [
        ("quotes.md", "> ", ""),
        ("lists.md", "- ", ""),
        ("links.md", "[", "](x)"),
        ("stars.md", "*a **b ", "** a*"),
        ("divs.html", "<div><p>", "</p></div>"),
        ("lists.html", "<ul><li>", "</li></ul>"),
        ("tables.html", "<table><tr><td>", "</td></tr></table>"),
        ("inline.html", "<b><i>", "</i></b>"),
    ] {
        folder.write(name, format!("{}It was the the end.{}", open.repeat(deep), close.repeat(deep)));
    }
    let (code, records, err) = folder.check(&["."]);
    assert_eq!(code, 1, "{err}");
    for name in ["divs.html", "lists.html", "tables.html", "inline.html"] {
        assert!(records.iter().any(|r| r["path"] == name && r["rule"] == "repetition/word"), "{name}");
    }
}

#[test]
fn unreadable_files_are_reported_and_the_others_checked() {
    let folder = Folder::new();
    folder.write("a.txt", "It was the the end.\n");
    fs::create_dir(folder.path().join("folder.txt")).unwrap();
    fs::write(folder.path().join("folder.txt/inside.txt"), "It was the the end.\n").unwrap();
    let (code, records, err) = folder.check(&["missing.txt", "folder.txt", "a.txt"]);
    assert_eq!(code, 2);
    let paths: Vec<&str> = records.iter().filter_map(|r| r["path"].as_str()).collect();
    assert_eq!(paths, ["folder.txt/inside.txt", "a.txt"]);
    assert_eq!(err.lines().count(), 1, "{err}");
    assert!(err.contains("missing.txt: no such file or folder"), "{err}");
}

#[test]
#[cfg(target_os = "linux")]
fn links_that_lead_nowhere_and_files_that_fail_when_read() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new();
    folder.write("a.txt", "It was the the end.\n");
    symlink("nowhere.txt", folder.path().join("broken.txt")).unwrap();
    symlink("round.txt", folder.path().join("round.txt")).unwrap();
    symlink(".", folder.path().join("again")).unwrap();
    // Met in a folder, links are not followed.
    let (code, records, err) = folder.check(&["."]);
    assert_eq!((code, records.len(), err.as_str()), (1, 1, ""));
    let (code, records, err) = folder.check(&["broken.txt", "round.txt", "a.txt"]);
    assert_eq!((code, records.len()), (2, 1));
    assert!(err.contains("broken.txt: no such file") && err.contains("round.txt: cannot be read"), "{err}");
    // Opens and then fails, even for root.
    let (code, _, err) = folder.check(&["/proc/self/mem"]);
    assert_eq!(code, 2);
    assert!(err.contains("/proc/self/mem: cannot be read"), "{err}");
}

/// Files that vanish between the walk and the reading: whoever wins the race, the run ends well.
#[test]
fn files_that_vanish_are_reported_or_were_read() {
    let folder = Folder::new();
    for index in 0..400 {
        folder.write(&format!("{index:03}.txt"), "It was the the end.\n");
    }
    let mut command = folder.command(&["check", "--lang", "en", "--format", "short", "--threads", "2", "."]);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    for index in (0..400).rev() {
        fs::remove_file(folder.path().join(format!("{index:03}.txt"))).unwrap();
    }
    let (code, out, err) = answer(&child.wait_with_output().unwrap());
    let missing = err.lines().filter(|line| line.contains("no such file")).count();
    assert!(out.matches(".txt:1:").count() + missing <= 400 && (missing == 0 || code == 2), "{code} {err}");
}

#[test]
fn broken_configs_and_rules_are_reported() {
    for (seed, text) in (0..).zip([noise(7, 4000), b"a = [".repeat(20_000), b"\xff\xfe".to_vec(), vec![0; 100]]) {
        let folder = Folder::new();
        fs::create_dir_all(folder.path().join("rules/en/x")).unwrap();
        folder.write("a.txt", "All is well.\n").write("rules/en/x/y.toml", &text);
        let (code, _, err) = folder.run(&["check", "--rules", "rules", "a.txt"]);
        assert!(code == 2 && err.contains("y.toml"), "{seed}: {code} {err}");
        folder.write("mtlint.toml", &text);
        let (code, _, err) = folder.run(&["check", "a.txt"]);
        assert!(code == 2 && err.contains("mtlint.toml"), "{seed}: {code} {err}");
    }
}
