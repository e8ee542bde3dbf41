#![allow(clippy::unwrap_used)]
use crate::document::{Document, UnitState};
use crate::format::by_name;
use mtlint_token::span::FileSpan;

fn read(format: &str, content: &str) -> Document {
    by_name(format).unwrap().read(content).unwrap()
}

/// Key, source and target of each unit, with `@` for an object.
fn units(document: &Document) -> Vec<String> {
    let show = |text: &str| text.replace('\u{FFFC}', "@");
    let unit = |unit: &crate::document::Unit| {
        let source = unit.source.map_or("-", |side| document.source.slice(side.span));
        let target = document.target.slice(unit.target.span);
        format!("{} | {} | {}", unit.key.as_deref().unwrap_or("-"), show(source), show(target))
    };
    document.units.iter().map(unit).collect()
}

#[test]
fn csv_of_gettext_tools() {
    let content = "location,Source,target,fuzzy,comments\r\na:1,\"One, \"\"two\"\"\",\"Eins, \"\"zwei\"\"\",,x\r\n\r\n\
                   b:2,\"Wrapped\nline {name}\",Zeile {name},True,\r\nc:3,Cut\r\n";
    let document = read("csv", content);
    assert_eq!(
        units(&document),
        ["a:1 | One, \"two\" | Eins, \"zwei\"", "b:2 | Wrapped\nline @ | Zeile @", "c:3 | Cut | "]
    );
    let states: Vec<_> = document.units.iter().map(|unit| unit.state).collect();
    assert_eq!(states, [UnitState::Translated, UnitState::Fuzzy, UnitState::Untranslated]);
    let escape = |unit: usize, text: &'static str| document.units[unit].escape.unwrap_or(document.escape).write(text);
    assert_eq!(escape(0, "a, \"b\"").as_deref(), Some("a, \"\"b\"\""));
    assert_eq!(escape(1, "a b").as_deref(), Some("a b"));
    assert_eq!(escape(1, "a, b"), None);
    assert_eq!(units(&read("csv", "id;target\n1;Hallo, du\n")), ["1 | - | Hallo, du"]);
}

#[test]
fn tsv_with_and_without_quotes() {
    let content = "src\ttgt\n\"Hi,\" he said.\t\"Hallo\", sagte er.\n\"say \"\"hi\"\"\"\t\"Hi\"\n";
    assert_eq!(
        units(&read("tsv", content)),
        ["- | \"Hi,\" he said. | \"Hallo\", sagte er.", "- | say \"hi\" | \"Hi\""]
    );
    assert_eq!(units(&read("tsv", "\"source\"\t\"target\"\n\"a\"\t\"b\"\n")), ["- | a | b"]);
}

#[test]
fn json_lines() {
    let content = "{\"id\": 7, \"source\": \"He said \\\"hi\\\"\", \"meta\": {\"a\": [1, -2.5e3, null]}, \"target\": \"中\\u6587 \\ud83d\\ude00\"}\r\n\
                   \n{\"src\":\"a\",\"tgt\":\"\",\"tgt_lang\":\"de\",\"src_lang\":\"en\"}\n{}\n{\"target\": \"one side\"}";
    let document = read("jsonl", content);
    assert_eq!(units(&document), ["7 | He said \"hi\" | 中文 😀", "- | a | ", "- | - | one side"]);
    assert_eq!(document.metadata.language, "de".parse().ok());
    assert_eq!(document.metadata.source_language, "en".parse().ok());
    assert_eq!(document.escape.write("a \"b\"\n").as_deref(), Some("a \\\"b\\\"\\n"));
}

#[test]
fn each_language_has_a_document() {
    let csv = "id,source,target,target_lang\n1,a boat,ein Boot,de\n2,a boat,un bateau,fr\n3,a lock,eine Schleuse,de\n";
    let jsonl = "{\"source\": \"a boat\", \"target\": \"ein Boot\", \"target_lang\": \"de\", \"id\": 1}\n\
                 {\"source\": \"a boat\", \"target\": \"un bateau\", \"target_lang\": \"fr\", \"id\": 2}\n\
                 {\"source\": \"a lock\", \"target\": \"eine Schleuse\", \"target_lang\": \"de\", \"id\": 3}\n";
    for (format, content) in [("csv", csv), ("jsonl", jsonl)] {
        let parts: Vec<Document> = by_name(format).unwrap().parts(content).map(Result::unwrap).collect();
        let languages: Vec<String> = parts.iter().map(|part| part.metadata.language.unwrap().to_string()).collect();
        assert_eq!(languages, ["de", "fr"], "{format}");
        assert_eq!(units(&parts[0]), ["1 | a boat | ein Boot", "3 | a lock | eine Schleuse"]);
        assert_eq!(units(&parts[1]), ["2 | a boat | un bateau"]);
    }
}

#[test]
fn a_large_file_is_read_in_parts() {
    let line = "{\"source\": \"The boat leaves at six.\", \"target\": \"Le bateau part à six heures.\"}\n";
    let content = line.repeat(60_000);
    let parts: Vec<Document> = by_name("jsonl").unwrap().parts(&content).map(Result::unwrap).collect();
    assert!(parts.len() > 3);
    assert_eq!(parts.iter().map(|part| part.units.len()).sum::<usize>(), 60_000);
    let last = parts.last().unwrap();
    let unit = last.units.last().unwrap();
    let span = last.target.map.to_file(unit.target.span).unwrap();
    assert_eq!(content.get(span.range()), Some("Le bateau part à six heures."));
    assert!(by_name("jsonl").unwrap().parts("").all(|part| part.unwrap().units.is_empty()));
    let last = by_name("jsonl").unwrap().parts("{}\n").last().unwrap();
    assert!(last.is_err());
}

#[test]
fn a_broken_line_is_remarked_and_the_others_are_read() {
    let content = "{\"target\": \"a\"}\n{\"target\": \"b}\n[1]\n{\"target\": \"\\x\"}\n{\"target\": \"c\"} x\n{\"target\": \"d\"}";
    let document = read("jsonl", content);
    assert_eq!(units(&document), ["- | - | a", "- | - | d"]);
    let remarked: Vec<_> = document.remarks.iter().map(|r| &content[r.span.range()]).collect();
    assert_eq!(remarked, ["\"", "[", "\\x", "x"]);
}

#[test]
fn other_tables_are_refused_and_passed_over_in_folders() {
    for (format, content, at) in [
        ("csv", "name,age\nAnn,7\n", 0..8),
        ("tsv", "a b\n", 0..3),
        ("jsonl", "{\"text\": 1}\n", 0..1),
        ("csv", "source,target\na,\"b\nc,d\n", 16..17),
        ("csv", "source,target\na,\"b\"c\n", 19..20),
    ] {
        let format = by_name(format).unwrap();
        assert_eq!(format.read(content).unwrap_err().span, FileSpan::from_range(at), "{content}");
        assert_eq!(format.accepts(content), content.starts_with("source"), "{content}");
    }
}
