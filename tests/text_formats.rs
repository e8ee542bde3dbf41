//! Files of the text formats through the program: places, fixes, folders with other files of the same endings.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;
use std::process::Command;

use assert_cmd::cargo::CommandCargoExt;
use serde_json::Value;

/// Rules that know no language but words: a doubled word, and what formats remark.
fn check(folder: &Path, format: &str, paths: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("mtlint").unwrap();
    command.current_dir(folder).args([
        "check",
        "--lang",
        "en",
        "--select",
        "repetition/word,format",
        "--format",
        format,
    ]);
    let output = command.args(paths).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

fn fixtures() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/formats"))
}

#[test]
fn findings_in_all_text_formats() {
    let (_, out, _) = check(fixtures(), "short", &["."]);
    insta::assert_snapshot!(out);
}

/// Applying the fixes of a file one by one: the doubled word is gone, and nothing else is found.
#[test]
fn fixes_are_written_as_the_format_has_it() {
    for entry in fs::read_dir(fixtures()).unwrap() {
        let path = entry.unwrap().path();
        let folder = tempfile::tempdir().unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        let mut bytes = fs::read(&path).unwrap();
        for round in 0.. {
            fs::write(folder.path().join(name), &bytes).unwrap();
            let (_, out, err) = check(folder.path(), "jsonl", &[name]);
            assert!(!err.contains("error"), "{name}: {err}");
            let findings: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            let fixable =
                |finding: &&Value| finding["fixes"][0]["applicability"].as_str().is_some_and(|a| a != "display");
            let Some(finding) = findings.iter().find(fixable) else {
                assert!(findings.is_empty() && round > 0, "{name}: {findings:?}");
                break;
            };
            let edit = &finding["fixes"][0]["edits"][0];
            let at = |key: &str| usize::try_from(edit[key].as_u64().unwrap()).unwrap();
            let text = edit["text"].as_str().unwrap();
            let written = if name.contains("utf16") {
                text.encode_utf16().flat_map(u16::to_le_bytes).collect()
            } else {
                text.as_bytes().to_vec()
            };
            bytes.splice(at("start")..at("end"), written);
        }
    }
}

#[test]
fn other_files_with_the_same_endings_are_passed_over_in_folders_only() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("prices.csv"), "name,price\nthe the,1\n").unwrap();
    fs::write(folder.path().join("log.jsonl"), "{\"message\": \"the the\"}\n").unwrap();
    let (code, out, err) = check(folder.path(), "short", &["."]);
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    let (code, _, err) = check(folder.path(), "short", &["prices.csv", "log.jsonl"]);
    assert_eq!(code, 2);
    assert!(err.contains("prices.csv:1:1") && err.contains("the first line names no column `target`"), "{err}");
    assert!(err.contains("log.jsonl:1:1") && err.contains("no line is a JSON object with a string `target`"), "{err}");
}

#[test]
fn broken_files_name_the_place_and_the_others_are_checked() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &[u8]| fs::write(folder.path().join(name), text).unwrap();
    write("cut.strings", b"\"a\" = \"b\";\n\"c\" = \"d");
    write("cut.srt", b"1\n00:00:01,000 --> 00:00:02,000\nOne\n\n2\n00:00:0");
    write("bad.properties", b"a = b\nc = \\u00g1\n");
    write("lost-bom.strings", b"\"\0a\0\"\0");
    write("twice.properties", b"a = one\nb = two\na = three\n");
    write("good.ftl", b"a = The the end.\n");
    let (code, out, err) = check(folder.path(), "short", &["."]);
    assert_eq!(code, 2);
    for part in ["cut.strings:2:7\n", "bad.properties:2:5\n", "lost-bom.strings: byte 1 is NUL"] {
        assert!(err.contains(part), "{part} in {err}");
    }
    for part in ["good.ftl:1:5: warning[repetition/word]", "twice.properties:3:1: error[format/duplicate-key]"] {
        assert!(out.contains(part), "{part} in {out}");
    }
}

#[test]
fn a_file_and_its_source() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write(
        "en.md",
        "# Tides\n\nThe sea comes in and goes out twice a day, here as elsewhere.\n\n- Look.\n- Wait for the tide.\n",
    );
    write(
        "fr.md",
        "# Marées\n\nLa mer monte monte et descend deux fois par jour, ici comme ailleurs.\n\n- Regardez.\n",
    );
    let args = ["check", "--lang", "en", "--select", "repetition/word,structure", "--source", "en.md", "fr.md"];
    let run = |more: &[&str]| {
        let mut command = Command::cargo_bin("mtlint").unwrap();
        let output = command.current_dir(folder.path()).args(args).args(more).output().unwrap();
        (
            output.status.code().unwrap(),
            String::from_utf8(output.stdout).unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let (code, out, _) = run(&["--format", "jsonl"]);
    assert_eq!(code, 1);
    let findings: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(findings.len(), 2, "{out}");
    assert_eq!(findings[0]["related"][0]["path"], "en.md");
    assert_eq!(findings[0]["related"][0]["line"], 3);
    assert_eq!(findings[1]["rule"], "structure/missing-block");
    assert_eq!((&findings[1]["line"], &findings[1]["related"][0]["line"]), (&5.into(), &6.into()));
    let (_, out, _) = run(&[]);
    insta::assert_snapshot!("a_file_and_its_source", out);
    let (code, _, err) = run(&["en.md"]);
    assert_eq!((code, err.contains("--source takes one file")), (2, true), "{err}");
}

#[test]
fn pairs_in_the_config() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let config = "[[pairs]]\nsource = \"docs/en/**\"\ntarget = \"docs/{lang}/**\"\nsource-lang = \"en\"\n\
                  [[pairs]]\nsource = \"*.properties\"\ntarget = \"*_{lang}.properties\"\n";
    write("mtlint.toml", config);
    write("docs/en/a/one.md", "# One\n\nText.\n");
    write("docs/fr/a/one.md", "Un\n\nTexte.\n");
    write("docs/fr/a/two.md", "Deux.\n");
    write("app.properties", "a = A\nb = B\n");
    write("app_pt_BR.properties", "a = Á\n");
    let mut command = Command::cargo_bin("mtlint").unwrap();
    let args = ["check", "--select", "structure", "--format", "short", "."];
    let output = command.current_dir(folder.path()).args(args).output().unwrap();
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(out.contains("app_pt_BR.properties:1:6: warning[structure/missing-entry]"), "{out}");
    assert!(out.contains("docs/fr/a/one.md:1:1: warning[structure/block-kind]"), "{out}");
    assert_eq!(out.lines().count(), 2, "{out}");
    assert!(err.contains("docs/fr/a/two.md: source docs/en/a/two.md does not exist"), "{err}");
    assert_eq!(output.status.code(), Some(1), "{err}");
    fs::write(folder.path().join("mtlint.toml"), config.replace("docs/en/**", "docs/en/*")).unwrap();
    let mut command = Command::cargo_bin("mtlint").unwrap();
    let output = command.current_dir(folder.path()).args(args).output().unwrap();
    assert!(String::from_utf8(output.stderr).unwrap().contains("mtlint.toml:1:1"));
}

/// A file in several target languages: each text is read in its own, and findings say which.
#[test]
fn files_of_several_languages() {
    let folder = tempfile::tempdir().unwrap();
    let csv = "source,target,target_lang\nIt rains,Es regnet und und regnet,de\nIt rains,Il pleut et et pleut,fr\n";
    let file = |language: &str, target: &str| {
        format!(
            "<file source-language=\"en\" target-language=\"{language}\" original=\"a\"><body>\
             <trans-unit id=\"{language}\"><source>It rains</source><target>{target}</target></trans-unit></body></file>"
        )
    };
    let xliff = [
        "<xliff version=\"1.2\">",
        &file("de", "Es regnet und und regnet"),
        &file("fr", "Il pleut et et pleut"),
        "</xliff>",
    ];
    fs::write(folder.path().join("a.csv"), csv).unwrap();
    fs::write(folder.path().join("a.xlf"), xliff.concat()).unwrap();
    let mut command = Command::cargo_bin("mtlint").unwrap();
    let args = ["check", "--select", "repetition/word,untranslated", "--format", "jsonl", "a.csv", "a.xlf"];
    let output = command.current_dir(folder.path()).args(args).output().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    let findings: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told: Vec<(&str, &str)> =
        findings.iter().map(|f| (f["excerpt"].as_str().unwrap(), f["language"].as_str().unwrap())).collect();
    assert_eq!(told, [("und und", "de"), ("et et", "fr"), ("und und", "de"), ("et et", "fr")], "{out}");
}

/// Apple files with keys that are texts beside a source file without any.
#[test]
fn keys_are_the_source_of_a_file_without_texts() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("mtlint.toml", "[[pairs]]\nsource = \"en.lproj/*.strings\"\ntarget = \"{lang}.lproj/*.strings\"\n");
    write("en.lproj/App.strings", "\"\" = \"\";\n");
    write("de.lproj/App.strings", "\"%d boats\" = \"%d Boote\";\n\"Hello, %@\" = \"Hallo\";\n");
    let mut command = Command::cargo_bin("mtlint").unwrap();
    let args = ["check", "--select", "structure,placeholder", "--format", "short", "de.lproj"];
    let output = command.current_dir(folder.path()).args(args).output().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(
        out.contains("App.strings:2:16: error[placeholder/mismatch] Placeholders differ: %@ from the source"),
        "{out}"
    );
    assert_eq!(out.lines().count(), 1, "{out}");
}
