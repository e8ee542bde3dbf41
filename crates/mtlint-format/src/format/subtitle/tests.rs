#![allow(clippy::unwrap_used)]
use super::CueTime;
use crate::format::by_name;
use mtlint_token::span::FileSpan;

/// Key and text of each unit, with `@` for an object.
fn units(format: &str, content: &str) -> Vec<(String, String)> {
    let document = by_name(format).unwrap().read(content).unwrap();
    let text = |unit: &crate::document::Unit| document.target.slice(unit.target.span).replace('\u{FFFC}', "@");
    document.units.iter().map(|unit| (unit.key.clone().unwrap(), text(unit))).collect()
}

fn assert_units(format: &str, content: &str, expected: &[(&str, &str)]) {
    let expected: Vec<_> = expected.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect();
    assert_eq!(units(format, content), expected);
}

#[test]
fn times() {
    let time = |line| CueTime::parse(line).map(|time| (time.start, time.end));
    assert_eq!(time("00:00:01,5 --> 01:00:02.045 X1:40"), Some((1500, 3_602_045)));
    assert_eq!(time("01:02.003-->01:03"), Some((62_003, 63_000)));
    for line in ["", "-->", "1 --> 2", "aa:00 --> 00:01", "00:00:00:01 --> 00:02", "00:01 --> ", "00:01,é --> 00:02"] {
        assert_eq!(time(line), None, "{line}");
    }
}

#[test]
fn srt_cues() {
    let content = "1\r\n00:00:01,000 --> 00:00:02,000\r\n{\\an8}<i>Two lines</i>\r\nof text\r\n\r\n\
                   2\r\n00:00:03,000 --> 00:00:04,000\r\n- Who?\r\n- Me.\r\n\r\nIn 1999\r\n\r\n\r\n\
                   00:00:05,000 --> 00:00:06,000\r\n\r\n4\n00:00:07,000 --> 00:00:08,000\nLast 5\n6\n";
    assert_units(
        "srt",
        content,
        &[
            ("00:00:01.000 --> 00:00:02.000", "Two lines of text"),
            ("00:00:03.000 --> 00:00:04.000", "- Who?\n- Me. In 1999"),
            ("00:00:05.000 --> 00:00:06.000", ""),
            ("00:00:07.000 --> 00:00:08.000", "Last 5 6"),
        ],
    );
}

#[test]
fn vtt_cues() {
    let content = "WEBVTT - a title\nKind: captions\n\nNOTE\nnot\nread\n\nSTYLE\n::cue { color: red }\n\n\
                   intro\n00:01.000 --> 00:02.000 align:start\n<v Ann>Salt &amp; pepper &x;\nand <c.loud>more</c>\n\n\
                   00:03.000 --> 00:04.000\n- Who?\n- Me.\n";
    assert_units(
        "vtt",
        content,
        &[
            ("00:00:01.000 --> 00:00:02.000", "Salt & pepper &x; and more"),
            ("00:00:03.000 --> 00:00:04.000", "- Who?\n- Me."),
        ],
    );
}

#[test]
fn broken_times_are_shown() {
    for (format, content, at) in [
        ("srt", "Hello\n", 0..5),
        ("srt", "1\n00:00:01,000 > 00:00:02,000\nx\n", 2..29),
        ("srt", "1\n", 2..2),
        ("vtt", "Hello\n", 0..1),
        ("vtt", "WEBVTT\n\n00:x --> 00:02.000\ny\n", 8..26),
        ("vtt", "WEBVTT\n\nid\ntext\n", 11..15),
    ] {
        let error = by_name(format).unwrap().read(content).unwrap_err();
        assert_eq!(error.span, FileSpan::from_range(at), "{content}: {error}");
    }
}
