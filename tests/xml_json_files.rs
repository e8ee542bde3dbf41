//! XML and JSON files as folders hold them: which are taken up, and what is said of the broken ones.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;
use std::process::Command;

use assert_cmd::cargo::CommandCargoExt;
use tempfile::TempDir;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, content) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

/// Checks for doubled words and broken files: the exit code, findings and problems.
fn check(folder: &Path, paths: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("mtlint").unwrap();
    command
        .current_dir(folder)
        .args(["check", "--lang", "en", "--select", "repetition/word,format", "--format", "short"])
        .args(paths);
    let output = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

const DOUBLED: &str = r#"{"a": "It was the the gate"}"#;

#[test]
fn folders_give_texts_and_no_other_json_or_xml() {
    let folder = folder(&[
        ("package.json", DOUBLED),
        ("tsconfig.json", DOUBLED),
        ("src/data.json", DOUBLED),
        ("locales/en.json", DOUBLED),
        ("app/i18n/en/menu.json", DOUBLED),
        ("app/i18n/package.json", DOUBLED),
        ("lib/l10n/app_en.arb", DOUBLED),
        ("pom.xml", "<project><name>It was the the gate</name></project>"),
        ("res/values/strings.xml", "<resources><string name='a'>It was the the gate</string></resources>"),
    ]);
    let (code, out, err) = check(folder.path(), &["."]);
    let paths: Vec<_> = out.lines().filter_map(|line| line.split(':').next()).collect();
    assert_eq!(paths, ["app/i18n/en/menu.json", "lib/l10n/app_en.arb", "locales/en.json", "res/values/strings.xml"]);
    assert_eq!(code, 1, "{err}");
    assert_eq!(check(folder.path(), &["src/data.json"]).1.lines().count(), 1, "any file may be named");
    let (code, _, err) = check(folder.path(), &["pom.xml"]);
    assert!(code == 2 && err.contains("<project>"), "{err}");
}

/// Content, and a part of what is said of it with its line and column.
const BROKEN: [(&str, &str, &str); 15] = [
    ("a.xlf", "<xliff version='1.2'>\n<file></xliff>", "a.xlf:2:7 not well-formed XML: expected `</file>`"),
    ("a.xlf", "<xliff version='1.2'>\n<file>", "a.xlf:2:1 <file> is never closed"),
    ("a.xlf", "<xliff version='1.2'>\n<file x=1/></xliff>", "a.xlf:2:9 the value of an attribute"),
    ("a.xlf", "<xliff version='1.2'><file x='1' x='2'/></xliff>", "the attribute x occurs twice"),
    ("a.xlf", "<xliff version='9'/>", "only XLIFF 1.0 to 2.2 can be read"),
    ("a.tmx", "<tmx><body>\n&nbsp;</body></tmx>", "a.tmx:2:1 &nbsp; is not declared"),
    ("a.tmx", "<tmx/>\n<tmx/>", "a.tmx:2:1 a second element"),
    ("a.tmx", "<tmx><body>\u{1}</body></tmx>", "control character"),
    ("a.tmx", "just text", "text is outside"),
    (
        "a.xml",
        "<!DOCTYPE resources [\n<!ENTITY a 'aaa'>\n<!ENTITY b '&a;&a;&a;'>\n]><resources>&b;</resources>",
        "a.xml:3:1 this entity is made of other entities",
    ),
    (
        "a.xml",
        "<!DOCTYPE resources [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><resources/>",
        "a.xml:1:22 this entity refers to another file",
    ),
    ("a.xml", "<!DOCTYPE resources [<!ENTITY % a SYSTEM 'x'> %a;]><resources/>", "parameter entity"),
    ("a.json", "{\"a\": \"b\",\n}", "a.json:2:1 a name in quotation marks is expected"),
    ("a.json", "{\"a\":\n{\"b\": \"c\"", "a.json:2:1 the file ends before this { is closed"),
    ("a.arb", "{\"a\": \"\\x\"}", "a.arb:1:8 JSON has no such escape"),
];

#[test]
fn broken_files_are_told_with_their_place_and_the_others_checked() {
    for (name, content, said) in BROKEN {
        let folder = folder(&[(name, content), ("sound.txt", "It was the the gate.")]);
        let (code, out, err) = check(folder.path(), &[name, "sound.txt"]);
        let (place, message) = said.split_once(' ').filter(|(place, _)| place.contains(':')).unwrap_or((name, said));
        assert!(err.contains(message) && err.contains(&format!("┌─ {place}")), "{content:?}: {err}");
        assert!(code == 2 && out.starts_with("sound.txt:"), "{content:?}: {out}");
    }
}

#[test]
fn a_file_cut_off_anywhere_is_an_error_with_a_place_or_is_read() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/resources");
    for entry in fs::read_dir(fixtures).unwrap() {
        let path = entry.unwrap().path();
        // PO has no end: its first entries are a valid file.
        if path.extension().is_some_and(|extension| extension == "po") {
            continue;
        }
        let content = fs::read_to_string(&path).unwrap();
        let format = mtlint_format::format::by_path(&path).unwrap();
        for (at, _) in content.char_indices().filter(|(at, _)| at % 7 == 0) {
            if let Some(Err(error)) = format.parts(&content[..at]).last() {
                assert!(!error.message.is_empty() && error.span.end as usize <= at, "{} {at}", path.display());
            } else {
                let rest = content[at..].trim();
                assert!(rest.is_empty(), "{}: {at} is read without {rest:?}", path.display());
            }
        }
    }
}

#[test]
fn keys_that_stand_twice_are_found() {
    let dict = |name: &str| format!("<key>{name}</key><dict><key>one</key><string>un</string></dict>");
    let folder = folder(&[
        ("a.stringsdict", &format!("<plist><dict>{}{}\n{}</dict></plist>", dict("a"), dict("b"), dict("a"))),
        ("a.arb", "{\"a\": \"un\",\n\"a\": \"deux\"}"),
    ]);
    let (code, out, err) = check(folder.path(), &["."]);
    assert_eq!(code, 1, "{err}");
    let places: Vec<&str> = out.lines().filter_map(|line| line.split(": error").next()).collect();
    assert_eq!(places, ["a.arb:2:2", "a.stringsdict:2:1"], "{out}");
}

#[test]
fn deep_nesting_is_an_error() {
    for (name, open) in [("android", "<a>"), ("json", "["), ("json", "{\"a\":"), ("xliff", "<g>")] {
        let format = mtlint_format::format::by_name(name).unwrap();
        let start = if open.starts_with('<') {
            if name == "android" { "<resources>" } else { "<xliff version='1.2'>" }
        } else {
            ""
        };
        let error = format.read(&format!("{start}{}", open.repeat(100_000))).unwrap_err();
        assert!(error.message.contains("nested more than"), "{name}: {error}");
    }
}
