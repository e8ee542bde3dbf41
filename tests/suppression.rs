//! Directives in the comments of every format: what they silence, and the findings about wrong ones.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::process::Command;

use assert_cmd::cargo::CommandCargoExt;

/// The line and rule of each finding in a file with this name.
fn found(name: &str, text: &str, more: &[&str]) -> Vec<(u32, String)> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), text).unwrap();
    let mut command = Command::cargo_bin("mtlint").unwrap();
    command.current_dir(folder.path()).args(["check", "--lang", "en", "--format", "jsonl", name]).args(more);
    let output = command.output().unwrap();
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    let read = |line: &str| {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        (u32::try_from(record["line"].as_u64().unwrap()).unwrap(), record["rule"].as_str().unwrap().to_owned())
    };
    lines.lines().map(read).collect()
}

fn assert_found(name: &str, text: &str, expected: &[(u32, &str)]) {
    let found = found(name, text, &[]);
    let found: Vec<_> = found.iter().map(|(line, rule)| (*line, rule.as_str())).collect();
    assert_eq!(found, expected, "{name}:\n{text}");
}

const TWICE: (&str, &str) = ("The boats left the the harbour.", "repetition/word");

#[test]
fn next_line_in_each_format() {
    let text = TWICE.0;
    for directive in ["mtlint-disable-next-line repetition/word -- quoted", "mtlint-disable-next-line"] {
        for (name, before, between) in [
            ("a.txt", directive.to_owned(), "\n"),
            ("a.txt", format!("# {directive}"), "\r\n\r\n"),
            ("a.md", format!("<!-- {directive} -->"), "\n"),
            ("a.md", format!("<!-- {directive} -->"), "\n\n"),
            ("a.md", format!("<!--\n{directive}\n-->"), "\n\n"),
            ("a.md", format!("- one item\n\n  <!-- {directive} -->"), "\n  "),
            ("a.md", format!("> <!-- {directive} -->"), "\n> "),
            ("a.md", format!("A line of text. <!-- {directive} -->"), "\n"),
            ("a.html", format!("<p>One.</p>\n<!-- {directive} -->"), "\n<p>"),
        ] {
            assert_found(name, &format!("{before}{between}{text}\n"), &[]);
            let other = format!("{before}{between}Quiet.\n\n{text}\n");
            let found = found(name, &other, &[]);
            assert!(found.iter().any(|(_, rule)| rule == TWICE.1), "{name}: only the next line: {found:?}");
            assert!(found.iter().any(|(_, rule)| rule == "suppression/unused"), "{name}: {found:?}");
        }
    }
}

/// In files with segments, the next line is the next segment, whatever is in between.
#[test]
fn next_segment_in_each_format() {
    // File name, head, comment, segment, tail.
    let formats = [
        ("a.po", "", "# {}\n", "#: a.c:1\nmsgid \"KEY\"\nmsgstr \"TEXT\"\n\n", ""),
        ("a.properties", "", "# {}\n", "KEY = TEXT\n", ""),
        ("a.properties", "", "! {}\n\n", "KEY = TEXT\n", ""),
        ("a.strings", "", "/* {} */\n", "\"KEY\" = \"TEXT\";\n", ""),
        ("a.strings", "", "// {}\n", "\"KEY\" = \"TEXT\";\n", ""),
        ("a.ftl", "", "# {}\n", "KEY = TEXT\n", ""),
        ("a.vtt", "WEBVTT\n\n", "NOTE {}\n\n", "00:01.000 --> 00:02.000\nTEXT\n\n", ""),
        ("a.vtt", "WEBVTT\n\n", "NOTE\n{}\n\n", "00:01.000 --> 00:02.000\nTEXT\n\n", ""),
        ("strings.xml", "<resources>\n", "<!-- {} -->\n", "<string name=\"KEY\">TEXT</string>\n", "</resources>"),
        (
            "a.stringsdict",
            "<plist version=\"1.0\"><dict>",
            "<!-- {} -->\n",
            "<key>KEY</key><dict><key>NSStringLocalizedFormatKey</key><string>TEXT</string></dict>\n",
            "</dict></plist>",
        ),
        (
            "a.xlf",
            "<xliff version=\"1.2\"><file source-language=\"de\" target-language=\"en\"><body>",
            "<!-- {} -->\n",
            "<trans-unit id=\"KEY\"><source>KEY</source><target>TEXT</target></trans-unit>\n",
            "</body></file></xliff>",
        ),
        (
            "b.xlf",
            "<xliff version=\"2.1\" srcLang=\"de\" trgLang=\"en\"><file id=\"f\">",
            "<!-- {} -->\n",
            "<unit id=\"KEY\"><segment><source>KEY</source><target>TEXT</target></segment></unit>\n",
            "</file></xliff>",
        ),
        (
            "a.tmx",
            "<tmx version=\"1.4\"><header srclang=\"de\"/><body>",
            "<!-- {} -->\n",
            "<tu><tuv xml:lang=\"de\"><seg>KEY</seg></tuv><tuv xml:lang=\"en\"><seg>TEXT</seg></tuv></tu>\n",
            "</body></tmx>",
        ),
    ];
    for (name, head, comment, segment, tail) in formats {
        let comment = comment.replace("{}", "mtlint-disable-next-line repetition/word: quoted");
        let segment = |key, text| segment.replace("KEY", key).replace("TEXT", text);
        let rules = |text: &str| -> Vec<String> {
            let found = found(name, text, &["--select", "repetition,suppression"]);
            found.into_iter().map(|(_, rule)| rule).collect()
        };
        let next = format!("{head}{comment}{}{}{tail}", segment("eins", TWICE.0), segment("zwei", "Quiet."));
        assert_eq!(rules(&next), [""; 0], "{name}");
        let other = format!("{head}{comment}{}{}{tail}", segment("eins", "Quiet."), segment("zwei", TWICE.0));
        assert_eq!(rules(&other), ["suppression/unused", TWICE.1], "{name}: only the next segment");
        let file = comment.replace("next-line", "file");
        let behind = format!("{head}{}{}{file}{tail}", segment("eins", "Quiet."), segment("zwei", TWICE.0));
        assert_eq!(rules(&behind), [""; 0], "{name}: the whole file");
    }
}

#[test]
fn several_directives_are_about_the_same_line() {
    let text = "<!-- mtlint-disable-next-line repetition/word -->\n<!-- mtlint-disable-next-line spacing/double -->\n\nThe the  boats.\n";
    assert_found("a.md", text, &[]);
}

#[test]
fn ranges_and_whole_files() {
    let (text, rule) = TWICE;
    let range = format!(
        "{text}\n\n<!-- mtlint-disable repetition -->\n\n{text}\n\n{text}\n\n<!-- mtlint-enable repetition -->\n\n{text}\n"
    );
    assert_found("a.md", &range, &[(1, rule), (11, rule)]);
    let open = format!("{text}\n\n<!-- mtlint-disable -->\n\n{text}\n\n{text}\n");
    assert_found("a.md", &open, &[(1, rule)]);
    assert_found("a.md", &format!("{text}\n\n{text}\n\n<!-- mtlint-disable-file all: as printed -->\n"), &[]);
    assert_found("a.txt", &format!("{text}\n\n// mtlint-disable-file repetition/word\n"), &[]);
}

#[test]
fn other_rules_are_not_silenced() {
    let text = format!("<!-- mtlint-disable-file spacing -->\n\n{}\n", TWICE.0);
    assert_found("a.md", &text, &[(1, "suppression/unused"), (3, TWICE.1)]);
}

#[test]
fn what_people_type_wrong() {
    let text = TWICE.0;
    for (directive, rule) in [
        ("mtlint-disable-next-line repetition/wrod", "suppression/unknown"),
        ("mtlint-disable-nextline repetition/word", "suppression/unknown"),
        ("mtlint-enable", "suppression/unused"),
    ] {
        assert_found("a.md", &format!("<!-- {directive} -->\n{text}\n"), &[(1, rule), (2, TWICE.1)]);
    }
    // In running text they are not directives.
    assert_found("a.txt", "Write mtlint-disable-file into a comment.\n", &[]);
    assert_found("a.md", "Write `<!-- mtlint-disable-file -->` into it.\n", &[]);
}

/// A run with fewer rules does not report a directive as unused because its rule did not run.
#[test]
fn nothing_is_unused_because_its_rule_did_not_run() {
    let text = "<!-- mtlint-disable-file repetition/word -->\n\nAll is well.\n";
    assert_eq!(found("a.md", text, &[]).len(), 1);
    for args in [&["--ignore", "repetition"][..], &["--select", "quotes"], &["--ignore", "suppression"]] {
        assert_eq!(found("a.md", text, args), [], "{args:?}");
    }
}

#[test]
fn directives_are_no_text() {
    // They do not split a paragraph either: the two words of the wrapped sentence are adjacent.
    let wrapped = "The captain of the ferry said on Monday that all of the boats had left the\n\
                   mtlint-enable -- nothing is open here\n\
                   the harbour before the storm came in, and that nobody had been told of it.\n";
    let rules: Vec<String> = found("a.txt", wrapped, &[]).into_iter().map(|(_, rule)| rule).collect();
    assert_eq!(rules, ["repetition/word", "suppression/unused"]);
}

#[test]
fn silenced_findings_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), format!("mtlint-disable-file\n\n{}\n", TWICE.0)).unwrap();
    let mut command = Command::cargo_bin("mtlint").unwrap();
    let output = command.current_dir(folder.path()).args(["check", "--lang", "en"]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(text, "No findings in 1 file (6 words). Not reported: 1 suppressed in the text\n");
}

/// The time for thousands of directives is linear.
#[test]
fn many_directives_are_linear() {
    let line = "mtlint-disable-next-line spacing\nmtlint-disable a/b, c\n";
    let inline = "<!-- mtlint-disable-next-line spacing --> the the ";
    for (name, text) in
        [("a.txt", line.repeat(20_000)), ("a.md", inline.repeat(8_000)), ("a.html", inline.repeat(8_000))]
    {
        let start = std::time::Instant::now();
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(name), text).unwrap();
        let mut command = Command::cargo_bin("mtlint").unwrap();
        command.current_dir(folder.path()).args([
            "check",
            "--lang",
            "en",
            "--select",
            "suppression,spacing",
            "-f",
            "jsonl",
        ]);
        let output = command.output().unwrap();
        assert!(output.stderr.is_empty(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(String::from_utf8_lossy(&output.stdout).contains("suppression/"), "{name}: no directive was read");
        assert!(start.elapsed().as_secs() < 60, "{name}: {:?}", start.elapsed());
    }
}
