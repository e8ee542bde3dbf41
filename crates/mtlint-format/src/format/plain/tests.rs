#![allow(clippy::unwrap_used)]

use super::Plain;
use crate::document::{Document, UnitKind};
use crate::format::contract::Format;

fn read(content: &str) -> Document {
    Plain.read(content).unwrap()
}

fn units(content: &str) -> Vec<(UnitKind, String)> {
    let document = read(content);
    document.units.iter().map(|unit| (unit.kind, document.target.slice(unit.target.span).to_owned())).collect()
}

fn texts(content: &str) -> Vec<String> {
    units(content).into_iter().map(|(_, text)| text).collect()
}

#[test]
fn blank_lines_end_paragraphs() {
    assert_eq!(
        texts("One is here.\n\nTwo is here.\r\n \t\r\n\r\nThree.\r\rFour."),
        ["One is here.", "Two is here.", "Three.", "Four."]
    );
    assert!(texts("").is_empty() && texts(" \n\n\t").is_empty());
}

#[test]
fn wrapped_lines_are_joined_and_map_back() {
    let content = "  The ministry said on Monday that the new bridge would be open to\r\n  traffic before the end \
                   of the year, and that the old one would be\r\n  closed.\r\n";
    let document = read(content);
    let text = &document.target.string;
    assert_eq!(document.units.len(), 1);
    assert_eq!(document.target.slice(document.units[0].target.span), text.trim_end());
    assert!(text.contains("open to traffic") && text.contains("would be closed."));
    let at = u32::try_from(text.find("traffic").unwrap()).unwrap();
    let source = document.target.map.to_file(mtlint_token::span::TextSpan::new(at, at + 7)).unwrap();
    assert_eq!(&content[source.range()], "traffic");
}

#[test]
fn long_lines_are_paragraphs() {
    let long = "This is a sentence of some length that nobody would wrap, since the line goes on and on to the end.";
    let content = format!("{long} {long}\n{long}\n{long}\nShort one.");
    assert_eq!(texts(&content).len(), 4);
}

#[test]
fn a_title_above_a_long_line_stands_alone() {
    let body = "On Monday the ministry declared, after weeks of talks, that the bridge would be open to traffic soon.";
    let content = format!("New bridge open to traffic\n{body}\n\n{body}");
    assert_eq!(units(&content)[0], (UnitKind::Heading, "New bridge open to traffic".to_owned()));
    assert_eq!(units(&content).len(), 3);
}

#[test]
fn short_lines_are_not_joined() {
    assert_eq!(texts("Home\nWorld\nSport"), ["Home", "World", "Sport"]);
    assert_eq!(texts("Press office\n12 Long Street\nPhone 555"), ["Press office", "12 Long Street", "Phone 555"]);
}

#[test]
fn list_items_lose_their_marker() {
    let content = "What we need:\n- bread and butter\n- milk\n  from the shop\n* salt\n1. first\n(2) second\n•third";
    let found = units(content);
    let item = |text: &str| (UnitKind::ListItem, text.to_owned());
    assert_eq!(found[0], (UnitKind::Paragraph, "What we need:".to_owned()));
    let items = ["bread and butter", "milk from the shop", "salt", "first", "second", "third"].map(item);
    assert_eq!(found[1..], items);
    assert_eq!(
        units("2020. It was a year.\n\n-5 degrees\n\nA. Smith came."),
        [
            (UnitKind::Paragraph, "2020. It was a year.".to_owned()),
            (UnitKind::Paragraph, "-5 degrees".to_owned()),
            (UnitKind::Paragraph, "A. Smith came.".to_owned())
        ]
    );
}

#[test]
fn a_dash_that_was_wrapped_is_no_marker() {
    let content = "The new bridge across the river, which the city has been waiting for\n\
                   - for eleven years by now - will be open to traffic in the autumn.";
    assert_eq!(texts(content).len(), 1);
}

#[test]
fn headings_are_short_unstopped_and_above_text() {
    let content = "Bridge open at last\n\nIt is open.\n\nby our staff\n\nWhy now?\n\nLast line";
    let kinds: Vec<_> = units(content).into_iter().map(|(kind, _)| kind).collect();
    use UnitKind::{Heading, Paragraph};
    assert_eq!(kinds, [Heading, Paragraph, Paragraph, Paragraph, Paragraph]);
}

#[test]
fn chinese_lines_and_hyphens_join_without_a_space() {
    let chinese = "网络安全需要国际合作而政治操弄不得人心这一点各方都应该明白因为这是大家共同的利益\n所在。";
    assert_eq!(texts(chinese), [chinese.replace('\n', "")]);
    let content = "The ministry of the interior said on Monday that the Anglo-\nSaxon hoard would be shown.";
    assert!(texts(content)[0].contains("Anglo-Saxon"));
}

#[test]
fn addresses_are_objects() {
    assert_eq!(texts("See https://a.example/b. Or a@b.example, please."), ["See \u{FFFC}. Or \u{FFFC}, please."]);
}
