//! `[[pairs]]` and `[glossary]`: what config says of sources and terms, for each format of one locale.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::Path;
use std::process::Command;

use assert_cmd::cargo::CommandCargoExt;
use serde_json::Value;
use tempfile::TempDir;

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The findings of `mtlint check` with some rules only.
fn findings(folder: &Path, rules: &str) -> Vec<Value> {
    let mut command = Command::cargo_bin("mtlint").unwrap();
    command.current_dir(folder).args(["check", "--format", "jsonl", "--select", rules, "."]);
    let output = command.output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() < Some(2), "{told}");
    String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The source's pattern and path, the translation's, and what stands around a text.
const FORMATS: &[(&str, &str, &str, &str, &str, &str)] = &[
    ("locales/en.json", "locales/en.json", "locales/{lang}.json", "locales/fr.json", r#"{"a": {"b": ""#, r#""}}"#),
    ("l10n/app_en.arb", "l10n/app_en.arb", "l10n/app_{lang}.arb", "l10n/app_fr.arb", r#"{"a": ""#, r#""}"#),
    ("src/*.properties", "src/app.properties", "src/*_{lang}.properties", "src/app_fr.properties", "a.b = ", "\n"),
    ("en.lproj/*.strings", "en.lproj/A.strings", "{lang}.lproj/*.strings", "fr.lproj/A.strings", "\"a\" = \"", "\";\n"),
    (
        "res/values/*.xml",
        "res/values/s.xml",
        "res/values-{lang}/*.xml",
        "res/values-fr/s.xml",
        "<resources><string name=\"a\">",
        "</string></resources>",
    ),
    ("i18n/en/*.ftl", "i18n/en/a.ftl", "i18n/{lang}/*.ftl", "i18n/fr/a.ftl", "a = ", "\n"),
    (
        "subs/*.en.srt",
        "subs/a.en.srt",
        "subs/*.{lang}.srt",
        "subs/a.fr.srt",
        "1\n00:00:01,000 --> 00:00:03,000\n",
        "\n",
    ),
    (
        "subs/*.en.vtt",
        "subs/a.en.vtt",
        "subs/*.{lang}.vtt",
        "subs/a.fr.vtt",
        "WEBVTT\n\n00:01.000 --> 00:03.000\n",
        "\n",
    ),
    ("docs/en/**", "docs/en/a/b.md", "docs/{lang}/**", "docs/fr/a/b.md", "# ", "\n"),
    ("docs/en/**", "docs/en/a/b.html", "docs/{lang}/**", "docs/fr/a/b.html", "<p>", "</p>"),
];

#[test]
fn every_format_of_one_locale_finds_its_source_by_config() {
    for (source, source_path, target, target_path, before, behind) in FORMATS {
        let folder = TempDir::new().unwrap();
        let config = format!("[[pairs]]\nsource = \"{source}\"\ntarget = \"{target}\"\nsource-lang = \"en\"\n");
        write(folder.path(), "mtlint.toml", &config);
        let text = |sentence: &str| format!("{before}{sentence}{behind}");
        write(folder.path(), source_path, &text("The old bridge of the town is 772 metres long."));
        write(folder.path(), target_path, &text("Le vieux pont de la ville mesure 722 mètres."));
        let found = findings(folder.path(), "numbers/mismatch");
        let [finding] = found.as_slice() else { panic!("{target_path}: {found:?}") };
        assert_eq!(finding["path"], *target_path, "{finding}");
        assert_eq!(finding["language"], "fr", "{finding}");
        assert!(
            finding["message"].as_str().unwrap().contains("the source has 772, the translation has 722"),
            "{finding}"
        );
        let related = &finding["related"][0];
        assert!(related["path"].as_str().unwrap().ends_with(source_path), "{finding}");
        let start = usize::try_from(related["start"].as_u64().unwrap()).unwrap();
        let content = fs::read_to_string(folder.path().join(source_path)).unwrap();
        assert!(content[start..].starts_with("772"), "{finding}");
    }
}

const TBX: &str = r#"<?xml version="1.0"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en"><text><body><conceptEntry id="c1">
<langSec xml:lang="en"><termSec><term>quay</term></termSec></langSec>
<langSec xml:lang="de"><termSec><term>Kai</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec>
<termSec><term>Kaje</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec></langSec>
<langSec xml:lang="fr"><termSec><term>quai</term></termSec></langSec></conceptEntry></body></text></tbx>"#;

#[test]
fn a_tbx_glossary_speaks_of_the_languages_of_a_text() {
    let folder = TempDir::new().unwrap();
    let path = folder.path();
    write(path, "mtlint.toml", "[glossary]\nfiles = [\"terms.tbx\"]\ndo-not-translate = [\"Tidebook\"]\n");
    write(path, "terms.tbx", TBX);
    let po = |language: &str, text: &str| {
        format!(
            "msgid \"\"\nmsgstr \"Language: {language}\\n\"\n\nmsgid \"Tidebook knows the quays.\"\nmsgstr \"{text}\"\n"
        )
    };
    write(path, "de.po", &po("de", "Das Gezeitenbuch kennt die Kajen."));
    write(path, "fr.po", &po("fr", "Tidebook connaît les quais."));
    let found = findings(path, "terminology");
    let told: Vec<_> = found.iter().map(|f| (f["path"].as_str().unwrap(), f["rule"].as_str().unwrap())).collect();
    assert_eq!(told, [("de.po", "terminology/do-not-translate"), ("de.po", "terminology/glossary")]);
    assert!(found[1]["message"].as_str().unwrap().contains("“quay” as “Kai”"), "{found:?}");
    write(path, "de.po", &po("de", "Tidebook kennt die Kaje und den Kai."));
    let found = findings(path, "terminology");
    let [finding] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(finding["rule"], "terminology/forbidden");
    write(path, "terms.tbx", "<tbx><text>\n</tbx>");
    let mut command = Command::cargo_bin("mtlint").unwrap();
    let output = command.current_dir(path).args(["check", "de.po"]).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(2) && told.contains("terms.tbx: line 2"), "{told}");
}

#[test]
fn a_unit_whose_source_is_another_text_than_was_recorded_is_stale() {
    let folder = TempDir::new().unwrap();
    let path = folder.path();
    let sources = |action: &str| {
        let mut command = Command::cargo_bin("mtlint").unwrap();
        let output = command.current_dir(path).args(["sources", action, "."]).output().unwrap();
        assert!(output.status.success(), "{output:?}");
    };
    let stale = || -> Vec<(String, String)> {
        let found = findings(path, "unit/stale");
        found
            .iter()
            .map(|f| (f["path"].as_str().unwrap().to_owned(), f["excerpt"].as_str().unwrap().to_owned()))
            .collect()
    };
    let en = |opens: &str| {
        write(path, "en/a.md", &format!("# Port\n\n{opens}\n\nThe harbour is closed.\n\nBoats stay outside.\n"));
        write(path, "locales/en.json", &format!("{{\"a\": \"{opens}\", \"b\": \"Boats stay outside.\"}}\n"));
    };
    let fr = |opens: &str| {
        write(path, "fr/a.md", &format!("# Le port\n\n{opens}\n\nLe port est fermé.\n\nLes bateaux restent dehors.\n"));
        write(path, "locales/fr.json", &format!("{{\"a\": \"{opens}\", \"b\": \"Les bateaux restent dehors.\"}}\n"));
    };
    let pair = |source: &str, target: &str| {
        format!("[[pairs]]\nsource = \"{source}\"\ntarget = \"{target}\"\nstale = \"hash\"\n")
    };
    // Names in the record are relative to the config, wherever the record stands.
    std::fs::create_dir(path.join("l10n")).unwrap();
    let check = "[check]\nsources = \"l10n/sources.json\"\n".to_owned();
    write(
        path,
        "mtlint.toml",
        &(check + &pair("en/**", "{lang}/**") + &pair("locales/en.json", "locales/{lang}.json")),
    );
    en("It opens at six.");
    fr("Il ouvre à six heures.");
    sources("write");
    assert_eq!(stale(), []);
    en("It opens at noon.");
    let changed = |path: &str| (path.to_owned(), "Il ouvre à six heures.".to_owned());
    assert_eq!(stale(), [changed("fr/a.md"), changed("locales/fr.json")]);
    // Nobody has touched the translation.
    sources("update");
    assert_eq!(stale().len(), 2);
    fr("Il ouvre à midi.");
    assert_eq!(stale(), []);
    sources("update");
    en("It opens at seven.");
    assert_eq!(stale().len(), 2);
    sources("write");
    assert_eq!(stale(), []);
}

#[test]
fn a_source_that_was_committed_later_makes_its_translation_stale() {
    let folder = TempDir::new().unwrap();
    let path = folder.path();
    let git = |args: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(path).args(["-c", "user.name=a", "-c", "user.email=a@example.org"]).args(args);
        assert!(command.output().unwrap().status.success(), "git {args:?}");
    };
    write(path, "mtlint.toml", "[[pairs]]\nsource = \"en/**\"\ntarget = \"{lang}/**\"\nstale = \"git\"\n");
    write(path, "en/a.md", "The harbour is closed.\n");
    write(path, "fr/a.md", "Le port est fermé.\n");
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "both"]);
    assert_eq!(findings(path, "unit/stale"), [] as [Value; 0]);
    write(path, "en/a.md", "The harbour is open.\n");
    git(&["commit", "-q", "-a", "-m", "source"]);
    let found = findings(path, "unit/stale");
    let [finding] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(finding["path"], "fr/a.md");
    assert!(finding["message"].as_str().unwrap().starts_with("The source was changed on 20"), "{finding}");
    write(path, "fr/a.md", "Le port est ouvert.\n");
    assert_eq!(findings(path, "unit/stale"), [] as [Value; 0]);
    git(&["commit", "-q", "-a", "-m", "translation"]);
    assert_eq!(findings(path, "unit/stale"), [] as [Value; 0]);
}

#[test]
fn regions_in_any_case_name_a_language_with_and_without_a_source() {
    let folder = TempDir::new().unwrap();
    let path = folder.path();
    let pair =
        |source: &str| format!("[[pairs]]\nsource = \"{source}\"\ntarget = \"{{lang}}/**\"\nsource-lang = \"en\"\n");
    // Of two pairs that match the one counts whose source is there.
    write(path, "mtlint.toml", &[pair("old/**"), pair("en/**")].concat());
    write(path, "en/a.md", "The old bridge of the town is 772 metres long.\n");
    write(path, "pt-br/a.md", "A ponte velha da cidade tem 722 metros.\n");
    for name in ["b", "c", "d", "e"] {
        write(path, &format!("zh-hant/{name}.md"), "Boats\n");
    }
    write(path, "api/f.md", "The harbour is closed, and the boats are gone.\n");
    let mut command = Command::cargo_bin("mtlint").unwrap();
    command.current_dir(path).args([
        "check",
        "--format",
        "jsonl",
        "--select",
        "numbers/mismatch,script/east-asian",
        ".",
    ]);
    let output = command.output().unwrap();
    let (out, told) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    let found: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let [finding] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((&finding["path"], &finding["language"]), (&"pt-br/a.md".into(), &"pt-BR".into()), "{finding}");
    assert!(
        told.contains("6 files have no source file although [[pairs]] names one; the first is api/f.md, whose source would be old/f.md"),
        "{told}"
    );
    assert_eq!(told.matches("no source file").count(), 1, "{told}");
}

/// A placeholder in a tag leaves nothing in the text, and the place of what is lost is the tag.
#[test]
fn what_is_lost_is_shown_in_the_right_entry() {
    let folder = TempDir::new().unwrap();
    let config = "[[pairs]]\nsource = \"res/values/s.xml\"\ntarget = \"res/values-{lang}/s.xml\"\n";
    write(folder.path(), "mtlint.toml", config);
    let text = |a: &str| format!("<resources><string name=\"a\">{a}</string><string name=\"b\">x</string></resources>");
    let source = text("<a href=\"%2$s\">Go</a> to %1$s");
    write(folder.path(), "res/values/s.xml", &source);
    write(folder.path(), "res/values-fr/s.xml", &text("Allez à %1$s"));
    for rule in ["placeholder/mismatch", "markup/tags"] {
        let found = findings(folder.path(), rule);
        let related = &found[0]["related"][0];
        let at = |key: &str| usize::try_from(related[key].as_u64().unwrap()).unwrap();
        assert_eq!(&source[at("start")..at("end")], "<a href=\"%2$s\">", "{rule}");
    }
}

/// A form may write out a number that another form of the source has.
#[test]
fn forms_of_a_plural_are_held_against_all_of_the_source() {
    let folder = TempDir::new().unwrap();
    let config = "[[pairs]]\nsource = \"res/values/s.xml\"\ntarget = \"res/values-{lang}/s.xml\"\n";
    write(folder.path(), "mtlint.toml", config);
    let text = |one: &str, other: &str| {
        let item = |quantity, text| format!("<item quantity=\"{quantity}\">{text}</item>");
        format!("<resources><plurals name=\"a\">{}{}</plurals></resources>", item("one", one), item("other", other))
    };
    write(folder.path(), "res/values/s.xml", &text("1 boat", "%d boats"));
    write(folder.path(), "res/values-sv/s.xml", &text("%d båt", "%d båtar"));
    assert_eq!(findings(folder.path(), "placeholder"), Vec::<Value>::new());
    write(folder.path(), "res/values-sv/s.xml", &text("%s båt", "båtar"));
    assert_eq!(findings(folder.path(), "placeholder").len(), 2);
}

#[test]
fn a_sentence_over_two_cues_may_close_its_brackets_in_the_other() {
    let folder = TempDir::new().unwrap();
    let cue = |number: usize, text: &str| format!("{number}\n00:00:0{number},000 --> 00:00:0{number},900\n{text}\n\n");
    let config = "[[pairs]]\nsource = \"a.en.srt\"\ntarget = \"a.{lang}.srt\"\nsource-lang = \"en\"\n";
    write(folder.path(), "mtlint.toml", config);
    let source = cue(1, "the harbour of the town (and the quay) which we") + &cue(2, "visited yesterday is small.");
    write(folder.path(), "a.en.srt", &source);
    let moved = cue(1, "le port de la ville (et le quai que nous avons") + &cue(2, "visité hier) est petit.");
    write(folder.path(), "a.fr.srt", &moved);
    assert_eq!(findings(folder.path(), "brackets/against-source"), Vec::<Value>::new());
    let lost = cue(1, "le port de la ville (et le quai que nous avons") + &cue(2, "visité hier est petit.");
    write(folder.path(), "a.fr.srt", &lost);
    assert_eq!(findings(folder.path(), "brackets/against-source").len(), 1);
}
