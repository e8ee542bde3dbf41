//! Tests of excerpts.
#![allow(clippy::unwrap_used)]

use std::ops::Range;

use proptest::prelude::*;

use super::{Excerpt, ExcerptOf, NARROWEST, Room};
use crate::report::width;
use mtlint_format::format::LineIndex;
use mtlint_token::span::FileSpan;

fn excerpt(content: &str, marked: &str, columns: usize) -> Excerpt {
    let start = content.find(marked).unwrap();
    cut(content, start..start + marked.len(), Room { columns, label: 0 })
}

fn cut(content: &str, range: Range<usize>, room: Room) -> Excerpt {
    let text = ExcerptOf { name: "a.txt", content, lines: &LineIndex::new(content) };
    Excerpt::new(text, FileSpan::from_range(range), room)
}

#[test]
fn a_short_line_is_shown_whole() {
    let e = excerpt("one\r\ntwo three\r\nfour", "three", 80);
    assert_eq!((e.text.as_str(), &e.text[e.primary()]), ("two three\n", "three"));
    assert_eq!((e.at.line_number, e.at.column_number), (2, 5));
}

#[test]
fn a_long_line_is_cut_between_words_on_both_sides() {
    let content = format!("{}the the {}", "word ".repeat(9000), "more ".repeat(9000));
    let e = excerpt(&content, "the the", 60);
    assert_eq!(e.text, "…word word word word the the more more more more…\n");
    assert_eq!(&e.text[e.primary()], "the the");
    assert_eq!(e.at.column_number, 45_001);
}

#[test]
fn room_that_one_side_does_not_need_goes_to_the_other() {
    let content = format!("the the {}", "more ".repeat(9000));
    let e = excerpt(&content, "the the", 40);
    assert!(e.text.starts_with("the the") && width(e.text.trim_end()) > 30, "{}", e.text);
    let content = format!("{}the the", "more ".repeat(9000));
    let e = excerpt(&content, "the the", 40);
    assert!(e.text.ends_with("the the\n") && width(e.text.trim_end()) > 30, "{}", e.text);
}

#[test]
fn a_span_over_several_lines_shows_its_ends() {
    let content = format!("{0}begin {0}\nmiddle\nmiddle\n{0}end {0}", "x ".repeat(500));
    let start = content.find("begin").unwrap();
    let end = content.find("end ").unwrap() + 3;
    let e = cut(&content, start..end, Room { columns: 50, label: 0 });
    assert_eq!(e.lines.iter().map(|l| l.number).collect::<Vec<_>>(), [1, 1, 1, 4]);
    assert!(e.text[e.primary()].starts_with("begin") && e.text[e.primary()].ends_with("end"), "{}", e.text);
}

#[test]
fn hidden_characters_are_shown_and_the_span_still_fits() {
    let e = excerpt("a\u{202e}b\x1b[2Jbad\u{200b}", "bad", 80);
    assert_eq!((e.text.as_str(), &e.text[e.primary()]), ("a<U+202E>b␛[2Jbad<U+200B>\n", "bad"));
}

proptest! {
    #[test]
    fn never_wider_than_the_terminal_and_always_on_the_span(
        parts in prop::collection::vec(
            prop_oneof!["[a-z ]{1,40}", "[中文，]{1,30}", "👩\u{200d}🚀|e\u{301}|\t|\r\n|\n|\u{202e}"],
            1..12,
        ),
        from in 0usize..400, len in 0usize..400, columns in 1usize..90, label in 0usize..60,
    ) {
        let content = parts.concat();
        let floor = |at: usize| (0..=at.min(content.len())).rev().find(|i| content.is_char_boundary(*i)).unwrap();
        let (start, end) = (floor(from), floor(from + len));
        let e = cut(&content, start..end, Room { columns, label });
        for line in e.text.lines() {
            prop_assert!(width(line) <= columns.max(NARROWEST + 8), "{line:?}");
        }
        prop_assert!(e.primary().start <= e.primary().end);
        prop_assert!(e.text.get(e.primary()).is_some());
        let (first, shown) = (content[start..end].chars().next(), e.text[e.primary()].chars().next());
        if let (Some(first), Some(shown)) = (first, shown) {
            // A line end is not shown, nor its second half.
            let is_end = matches!(first, '\r' | '\n');
            prop_assert!(first == shown || shown == '<' || is_end || shown == '␍', "{first:?} {shown:?}");
        }
    }
}
