#![allow(clippy::unwrap_used, clippy::panic)]
use std::path::Path;

use crate::document::Document;
use crate::format::by_name;

fn paired(format: &str, source: &str, target: &str) -> Document {
    let format = by_name(format).unwrap();
    let (from, to) = (format.read(source).unwrap(), format.read(target).unwrap());
    let document = super::pair(&from, to, Path::new("source"));
    // The way back of each source side leads to the same text.
    for side in document.units.iter().filter_map(|unit| unit.source) {
        let span = document.source.map.to_file(side.span).unwrap();
        let text = document.source.slice(side.span);
        assert!(text.contains(['\u{FFFC}', '\n', '&']) || source[span.range()].contains(text), "{text}");
    }
    document
}

fn pairs(document: &Document) -> Vec<(String, String)> {
    let source = |unit: &crate::document::Unit| unit.source.map_or("-", |side| document.source.slice(side.span));
    let pair = |unit| (source(unit).to_owned(), document.target.slice(unit.target.span).to_owned());
    document.units.iter().map(pair).collect()
}

fn differences(document: &Document) -> Vec<(&str, &str)> {
    document.differences.iter().map(|d| (d.check, d.detail.as_str())).collect()
}

#[test]
fn keys_in_any_order_with_forms_of_the_target_language() {
    let source = "a = Apples\nn = { $n ->\n  [one] one file\n *[other] many files\n }\ngone = Lost words\n";
    let target = "n = { $n ->\n [one] soubor\n [few] soubory\n *[other] souborů\n }\nnew = Nové\na = Jablka\n";
    let document = paired("fluent", source, target);
    let expected = [
        ("one file", "soubor"),
        ("many files", "soubory"),
        ("many files", "souborů"),
        ("-", "Nové"),
        ("Apples", "Jablka"),
    ];
    assert_eq!(pairs(&document), expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    assert_eq!(
        differences(&document),
        [("added-entry", "new"), ("missing-entry", "has no entry for “gone” (“Lost words”)")]
    );
    let lost = &document.differences[1];
    assert_eq!(document.source.slice(lost.source.unwrap()), "Lost words");
    assert!(target[..lost.span.range().start].ends_with("souborů"));
}

#[test]
fn missing_entries_that_follow_one_another_are_one() {
    let source = "a=One\nb=Two\nc=Three\nd=Four\ne=Five\nf=Six\ng=Seven\nh=Eight\n";
    let document = paired("properties", source, "a=Eins\nf=Sechs\n");
    let expected = [
        ("missing-entry", "lacks 4 entries, from “b” to “e”; the first are “b”, “c”, “d”"),
        ("missing-entry", "lacks 2 entries: “g”, “h”"),
    ];
    assert_eq!(differences(&document), expected);
    let run = document.source.map.to_file(document.differences[0].source.unwrap()).unwrap();
    assert_eq!(&source[run.range()], "Two\nc=Three\nd=Four\ne=Five");
    assert_eq!(
        differences(&paired("properties", "a=One\nb=Two\n", "# nothing\n")),
        [("missing-entry", "lacks 2 entries: “a”, “b”")]
    );
}

#[test]
fn keys_that_are_texts_or_have_points_are_entries() {
    let text = r#"{"Save all": "Save all", "Open [it]": "Open [it]", "Close": "Close"}"#;
    let document = paired("json", text, r#"{"Save all": "Alles speichern"}"#);
    assert_eq!(differences(&document), [("missing-entry", "lacks 2 entries: “Open [it]”, “Close”")]);
    let flat = r#"{"g.a": "First words", "g.b": "Second words", "g.c": "Third words"}"#;
    let document = paired("json", flat, r#"{"g.a": "Zuerst", "g.c": "Drittens"}"#);
    assert_eq!(differences(&document), [("missing-entry", "has no entry for “g.b” (“Second words”)")]);
}

#[test]
fn plural_forms_in_all_spellings_are_one_message() {
    let source = r#"{"my_boats": {"one": "one boat", "other": "boats"}, "Lock_one": "one lock", "Lock_other": "locks",
        "Red buoy": "red buoy", "Red buoy_plural": "red buoys", "kind": {"other": "Other", "few": "Few", "no": "None"}}"#;
    let target = r#"{"my_boats": {"other": "a", "few": "b"}, "Lock_few": "c", "Red buoy_0": "d", "Red buoy_1": "e",
        "kind": {"other": "f", "no": "g"}}"#;
    let document = paired("json", source, target);
    assert_eq!(differences(&document), [("missing-entry", "has no entry for “kind.few” (“Few”)")]);
    let sources: Vec<String> = pairs(&document).into_iter().map(|(source, _)| source).collect();
    assert_eq!(sources, ["boats", "boats", "locks", "red buoy", "red buoys", "Other", "None"]);
}

#[test]
fn fluent_messages_with_selectors_are_compared_as_a_whole() {
    let source = "a = Keep { $n ->\n  [one] one day\n *[other] { $n } days\n } of { -shop } mail\n";
    let alike = "a = { $n ->\n  [one] Einen Tag Post von { -shop(case: \"gen\") } behalten\n *[other] { $n } Tage Post von { -shop } behalten\n }\n";
    assert_eq!(differences(&paired("fluent", source, alike)), []);
    assert!(pairs(&paired("fluent", source, alike)).iter().all(|(source, _)| source == "-"));
    let lost =
        "a = { $n ->\n  [one] Einen Tag Post von { -shop } behalten\n *[other] Tage Post von { -shop } behalten\n }\n";
    assert_eq!(differences(&paired("fluent", source, lost)), [("placeables", "{ $n } from the source is missing")]);
    let other = "a = { $n ->\n *[other] { $n } Tage Post von { -laden } behalten\n }\n";
    assert_eq!(differences(&paired("fluent", source, other)), [("placeables", "{ -laden } is not in the source")]);
    let term = "-shop = { $case ->\n *[nom] Laden\n  [gen] Ladens\n }\n  .gender = masculine\n";
    assert_eq!(differences(&paired("fluent", "-shop = Shop\n", term)), []);
    assert_eq!(differences(&paired("fluent", term, "-shop = Shop\n")), []);
}

#[test]
fn cues_by_time() {
    let cue = |start: u32, end: u32, text: &str| format!("1\n00:00:{start:02},000 --> 00:00:{end:02},000\n{text}\n\n");
    let source = [cue(1, 3, "One"), cue(3, 4, "two."), cue(6, 9, "Three"), cue(10, 11, "Four")].concat();
    let target = [cue(1, 4, "Un deux."), cue(6, 7, "Tr"), cue(7, 9, "ois"), cue(20, 21, "Rien")].concat();
    let document = paired("srt", &source, &target);
    let expected = [("One\n\ntwo.", "Un deux."), ("-", "Tr"), ("Three", "ois"), ("-", "Rien")];
    assert_eq!(pairs(&document), expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    assert_eq!(differences(&document), [("missing-entry", "has no entry for “Four”"), ("added-entry", "Rien")]);
}

const SOURCE: &str = "# Guide\n\nFirst a paragraph of some length, with the year 1999 in it.\n\n```sh\nrun me\n```\n\n## Install\n\n\
    - Download the archive.\n- Unpack it somewhere that you will find again.\n- Start it.\n\n\
    A long paragraph stands here. It has two sentences, and the second is longer than the first one.\n\n## End\n\nBye now.\n";

#[test]
fn the_same_structure_is_paired_block_by_block() {
    let target = "# Anleitung\n\nZuerst ein Absatz von einiger Länge, mit dem Jahr 1999 darin.\n\n```sh\nrun me\n```\n\n\
        ## Installieren\n\n- Das Archiv laden.\n- Irgendwo auspacken, wo man es wiederfindet.\n- Starten.\n\n\
        Hier steht ein langer Absatz.\n\nEr hat zwei Sätze, und der zweite ist länger als der erste.\n\n## Ende\n\nTschüs.\n";
    let document = paired("markdown", SOURCE, target);
    assert_eq!(differences(&document), []);
    let pairs = pairs(&document);
    let of = |target: &str| pairs.iter().find(|(_, text)| text.starts_with(target)).map(|(source, _)| source.as_str());
    assert_eq!(of("Irgendwo"), Some("Unpack it somewhere that you will find again."));
    assert_eq!(of("Hier"), Some("A long paragraph stands here."));
    assert_eq!(of("Er hat"), Some("It has two sentences, and the second is longer than the first one."));
    assert_eq!(of("Tschüs"), Some("Bye now."));
}

#[test]
fn lost_added_and_changed_blocks_are_differences() {
    let target = "# Anleitung\n\nZuerst ein Absatz von einiger Länge, mit dem Jahr 1999 darin.\n\n### Installieren\n\n\
        - Das Archiv laden.\n- Starten.\n\nHier steht ein langer Absatz. Er hat zwei Sätze, und der zweite ist länger als der erste.\n\n\
        ## Ende\n\nTschüs.\n\nDieser Absatz wurde von einer Maschine übersetzt und steht nicht im Original, das ist klar.\n";
    let document = paired("markdown", SOURCE, target);
    assert_eq!(
        differences(&document),
        [(
            "missing-block",
            "2 blocks in this part (from “run me” to “Unpack it somewhere that you will find again.”) and has 1 block that \
             the source has not; and the heading is level 2 in the source and level 3 here"
        )]
    );
    let [difference] = document.differences.as_slice() else { unreachable!() };
    assert!(target[difference.span.range()].starts_with("Installieren"), "{difference:?}");
    assert!(target[difference.span.range()].ends_with("das ist klar."), "{difference:?}");
    let source = document.source.map.to_file(difference.source.unwrap()).unwrap();
    assert!(SOURCE[source.range()].starts_with("```sh"), "{difference:?}");
}

#[test]
fn empty_documents_pair() {
    for (source, target) in [("", ""), ("# a", ""), ("", "a"), ("```\nx\n```", "a")] {
        paired("markdown", source, target);
    }
    assert_eq!(differences(&paired("properties", "a=b", "")), [("missing-entry", "has no entry for “a” (“b”)")]);
}

#[test]
fn html_is_paired_by_its_structure_too() {
    let source =
        "<h1>Guide</h1><p>First a paragraph.</p><pre>run me</pre><h2>Install</h2><ul><li>Load it.<li>Start it.</ul>";
    let target = "<h1>Anleitung</h1><p>Zuerst ein Absatz.</p><h3>Installieren</h3><ul><li>Laden.<li>Starten.</ul>";
    let document = paired("html", source, target);
    assert_eq!(
        differences(&document),
        [(
            "missing-block",
            "1 block in this part (“run me”); and the heading is level 2 in the source and level 3 here"
        )]
    );
    assert_eq!(pairs(&document).last().unwrap().0, "Start it.");
}

/// `count` paragraphs that share nothing with others but the page.
fn page(word: &str, count: usize) -> String {
    (0..count)
        .map(|n| format!("{word} {} stands here, {}.\n\n", "ab ".repeat(n % 7 + 1), "cd".repeat(n % 5 + 3)))
        .collect()
}

#[test]
fn beside_a_gap_only_what_is_known_is_held_against_its_source() {
    let source = "# Boats\n\nOne.\n\nThe second is longer than the first.\n\nRead `tide.log` here.\n\nThe end is near now.\n\nAfter.\n\nLast.\n";
    let target = "# Boote\n\nEins.\n\nLies hier `tide.log`.\n\nDas Ende ist jetzt nah.\n\nDanach.\n\nSchluss.\n";
    let document = paired("markdown", source, target);
    assert_eq!(
        differences(&document),
        [("missing-block", "a paragraph before this place: “The second is longer than the first.”")]
    );
    let at = document.differences[0].span;
    assert!(at.is_empty() && target[at.range().start..].starts_with("Lies hier"), "{at:?}");
    let guesses: Vec<_> = document.units.iter().map(|unit| unit.is_guess).collect();
    // The one before the gap may be another; the one behind it names the same file.
    assert_eq!(guesses, [false, true, false, false, false, false]);
}

#[test]
fn blocks_of_code_and_names_alone_are_paired_and_not_missed() {
    let source = "## Options\n\n- `port`\n- `crew` names\n- `mast`\n- the `keel`\n- `sail`\n\nEnd of the list.\n";
    let target = "## Optionen\n\n- `port`\n- `crew`: Namen\n- `mast`\n- `keel`\n- `sail`\n\nEnde der Liste.\n";
    assert_eq!(differences(&paired("markdown", source, target)), []);
    let html = |text: &str| {
        format!("<h3>A</h3><ul><li><code>port</code></li>{text}<li><code>mast</code></li></ul><p>End.</p>")
    };
    assert_eq!(
        differences(&paired("html", &html("<li>the <code>keel</code></li>"), &html("<li><code>keel</code></li>"))),
        []
    );
    // Nobody misses a block that says nothing.
    assert_eq!(differences(&paired("html", &html("<li><code>keel</code></li>"), &html(""))), []);
}

#[test]
fn another_text_is_one_difference_and_nothing_is_compared() {
    let source = page("Source", 15) + "```\ncode\n```\n\n# Heading\n\n- item\n- item two\n";
    let target =
        (0..14).map(|n| format!("- {}\n\n# {}\n\n", "Wort ".repeat(n % 4 + 20), "x".repeat(n + 3))).collect::<String>();
    let document = paired("markdown", &source, &target);
    let [(check, detail)] = differences(&document)[..] else { panic!("{:?}", differences(&document)) };
    assert!(check == "missing-block" && detail.contains("Is it the right source"), "{detail}");
    assert!(document.units.iter().all(|unit| unit.source.is_none() || unit.is_guess));
}

#[test]
fn names_for_links_hold_headings_together() {
    let heading = |text: &str, id: &str| format!("## {text} {{#{id}}}\n\n");
    let source = [heading("A", "first"), heading("B b", "second-part"), heading("C", "third-part")].concat();
    let target = [heading("Xyz", "first"), heading("Zyxwvutsr qponmlkj", "third-part")].concat();
    let document = paired("markdown", &source, &target);
    assert_eq!(pairs(&document).last().unwrap().0, "C");
}

#[test]
fn lines_of_markup_are_nobody_s_text() {
    let source = "import A from './a';\n\n# Boats\n\n:::note\nMind the tide here.\n:::\n\nSet sail at dawn tomorrow.\n";
    let target = "import A from '../a';\nimport B from './b';\n\n# Boote\n\n:::note[Achtung]\nAchte hier auf die Gezeiten.\n:::\n\n\
        Setze morgen früh die Segel.\n";
    let document = paired("markdown", source, target);
    assert_eq!(differences(&document), []);
    let found = pairs(&document);
    let found: Vec<_> = found.iter().map(|(source, target)| (source.as_str(), target.as_str())).collect();
    assert_eq!(
        found,
        [
            ("Boats", "Boote"),
            ("-", "Achtung"),
            ("Mind the tide here.", "Achte hier auf die Gezeiten."),
            ("Set sail at dawn tomorrow.", "Setze morgen früh die Segel."),
        ]
    );
}
