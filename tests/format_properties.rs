//! What holds for every format on every input: the way from text back to source is exact.

#![allow(clippy::unwrap_used, clippy::panic)]

use mtlint_format::document::{Document, OBJECT, PieceKind, UnitKind, UnitState};
use mtlint_format::format::{FORMATS, FileText, by_name};
use mtlint_token::span::{FileSpan, TextSpan};
use proptest::prelude::*;

/// Pieces and units lie in order, inside the source, on character boundaries; verbatim ones are the same text.
fn assert_sound(name: &str, content: &str, document: &Document) {
    let text = &document.target;
    let (mut text_end, mut source_end) = (0, 0);
    let mut units = document.units.iter().map(|unit| unit.target.outer.end).peekable();
    for piece in text.map.pieces() {
        let context = || format!("{name}: {piece:?} of {content:?}");
        // The variants of a message stand inside it and come behind it: the order is that of a unit.
        while units.next_if(|&end| end <= piece.text.start).is_some() {
            source_end = 0;
        }
        assert!(piece.text.start >= text_end && piece.source.start >= source_end, "order, {}", context());
        (text_end, source_end) = (piece.text.end, piece.source.end);
        let shown = text.string.get(piece.text.range()).unwrap_or_else(|| panic!("{}", context()));
        let source = content.get(piece.source.range()).unwrap_or_else(|| panic!("{}", context()));
        match piece.kind {
            PieceKind::Verbatim => assert_eq!(shown, source, "{}", context()),
            PieceKind::Replaced => assert!(!source.is_empty(), "{}", context()),
            // The place of an empty side has neither text nor, maybe, source.
            PieceKind::Object if shown.is_empty() => {}
            PieceKind::Object => assert!(shown == OBJECT.to_string() && !source.is_empty(), "{}", context()),
        }
    }
    let mut unit_end = 0;
    for unit in &document.units {
        let span = unit.target.span;
        assert!(span.start >= unit_end, "{name}: units overlap in {content:?}");
        unit_end = span.end;
        let shown = text.string.get(span.range()).unwrap();
        assert!(unit.target.outer.contains(span));
        if unit.state == UnitState::Untranslated || unit.kind == UnitKind::Segment {
            assert!(shown.trim().is_empty() || shown == shown.trim(), "{name}: {shown:?} in {content:?}");
        } else {
            assert!(shown == shown.trim() && !shown.is_empty(), "{name}: {shown:?} in {content:?}");
        }
        assert!(text.map.to_source(span).is_some());
    }
}

fn assert_all_sound(content: &str) {
    for format in FORMATS {
        if let Ok(document) = format.read(content) {
            assert_sound(format.name(), content, &document);
        }
    }
}

/// Markup of all formats, in pieces that make trouble side by side.
fn fragment() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        " ",
        "  ",
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        "\t",
        "\u{A0}",
        "\u{3000}",
        "word ",
        "Word",
        "end.",
        "中文",
        "。",
        "😀",
        "e\u{301}",
        "&amp;",
        "&ampx",
        "&#x4e2d;",
        "&#32;",
        "&nbsp;",
        "&",
        "&notit;",
        "\\*",
        "\\",
        "*",
        "**",
        "_",
        "~~",
        "`",
        "``",
        "```\n",
        "# ",
        "> ",
        ">",
        "- ",
        "1. ",
        "    ",
        "| a | b |\n|---|---|\n",
        "|",
        "[",
        "]",
        "](x)",
        "![",
        "[^1]",
        "[^1]: ",
        "---\n",
        "+++\n",
        "- [x] ",
        "$",
        "$$",
        "<",
        ">",
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<br>",
        "<br/>",
        "<div\n",
        "<div lang=de>",
        "</div>",
        "<li>",
        "<td>",
        "<code>",
        "</code>",
        "<pre>",
        "</pre>",
        "<script>",
        "</script>",
        "<title>",
        "</title>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?x",
        "?>",
        "<!doctype",
        "<svg>",
        "</svg>",
        "<nav>",
        "</nav>",
        "<header>",
        "</header>",
        "<img alt='",
        "'",
        "\"",
        "<span translate=no>",
        "</span>",
        "<noscript>",
        "<textarea>",
        "</textarea>",
        "https://a.example/b",
        "www.a",
        "a@b.example",
        "<https://a.example>",
        "@",
        "://",
        "\u{2028}",
        "\u{85}",
        "•",
        "\0",
        "\u{FEFF}",
        "key = ",
        "key: a\\\n  b\n",
        "\\u00e9",
        "\\ud83d\\ude00",
        "\\n",
        "\"k\" = \"",
        "\";\n",
        "/* ",
        " */",
        "// ",
        "{0}",
        "{ $x }",
        "{",
        "}",
        "{ $n ->\n [one] a\n *[other] b\n }",
        " .attr = ",
        "\n    ",
        "-term = ",
        "1\n00:00:01,000 --> 00:00:02,000\n",
        "00:01.000 --> 00:02.000\n",
        "{\\an8}",
        "source,target\n",
        "source\ttarget\n",
        "{\"target\": \"",
        "\"}\n",
        ",",
        ";",
        "\"\"",
        "%s",
        "<g id='1'>",
        "</g>",
        "<x id='2'/>",
        "<ph>x</ph>",
        "<bpt>",
        "</bpt>",
        "<mrk mtype='seg' mid='1'>",
        "</mrk>",
        "<mrk translate='no'>a</mrk>",
        "<xliff:g>a</xliff:g>",
        "&#10;",
        "&lt;b&gt;",
        "&quot;",
        "\\'",
        "%#@a@",
        "%1$s",
        "{{x}}",
    ]);
    prop_oneof![6 => fixed.prop_map(str::to_owned), 1 => ".{0,8}"]
}

/// Lines of a PO file with what makes trouble in strings.
fn po_line() -> impl Strategy<Value = String> {
    let inside = prop::sample::select(vec![
        "word ",
        "Wort",
        "\\n",
        "\\\"",
        "\\\\",
        "\\t",
        "\\x41",
        "\\303",
        "\\q",
        "%s",
        "%(name)s",
        "%%",
        "% d",
        "{0}",
        "{",
        "}}",
        "<b>",
        "</b>",
        "<",
        ":ref:`a <b>`",
        ":ref:`c`",
        "``x``",
        "`",
        "**",
        "*",
        "|v|",
        "[1]_",
        "[a](b)",
        "https://a.example/",
        "a@b.example",
        "&amp;",
        "&",
        "é",
        "中文",
        " ",
    ]);
    let string = prop::collection::vec(inside, 0..6).prop_map(|parts| format!("\"{}\"\n", parts.concat()));
    let keyword =
        prop::sample::select(vec!["msgid ", "msgstr ", "msgid_plural ", "msgstr[0] ", "msgstr[1] ", "msgctxt "]);
    let comment = prop::sample::select(vec![
        "\n",
        "# note\n",
        "#, fuzzy, c-format\n",
        "#, python-brace-format\n",
        "#~ msgid \"x\"\n",
    ]);
    prop_oneof![
        3 => string.clone(),
        3 => (keyword, string).prop_map(|(k, s)| format!("{k}{s}")),
        1 => comment.prop_map(str::to_owned),
    ]
}

/// How a file of a format with values begins and ends, so that the fragments between are read as some.
const FRAMES: [(&str, &str, &str); 17] = [
    ("properties", "a=", ""),
    ("strings", "\"a\" = \"", ""),
    ("fluent", "a = ", ""),
    ("srt", "1\n00:00:01,000 --> 00:00:02,000\n", ""),
    ("vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n", ""),
    ("csv", "source,target\n", ""),
    ("tsv", "source\ttarget\n", ""),
    ("jsonl", "{\"target\": \"", ""),
    ("json", "{\"a\": {\"b\": \"", "\"}}"),
    ("arb", "{\"a\": \"", "\"}"),
    (
        "xcstrings",
        "{\"sourceLanguage\":\"en\",\"strings\":{\"a\":{\"localizations\":{\"de\":{\"stringUnit\":{\"value\":\"",
        "\"}}}}}}",
    ),
    ("android", "<resources><string name='a'>", "</string></resources>"),
    ("stringsdict", "<plist><dict><key>a</key><string>", "</string></dict></plist>"),
    ("xliff", "<xliff version='1.2'><trans-unit><source>a</source><target>", "</target></trans-unit></xliff>"),
    (
        "xliff",
        "<xliff version='2.0'><unit id='1'><segment><source>a</source><target>",
        "</target></segment></unit></xliff>",
    ),
    (
        "xliff",
        "<xliff version='1.2'><trans-unit xml:space='preserve'><source>a</source><target>",
        "</target></trans-unit></xliff>",
    ),
    ("tmx", "<tmx><tu><tuv lang='en'><seg>a</seg></tuv><tuv lang='de'><seg>", "</seg></tuv></tu></tmx>"),
];

/// A fix in a unit that ought to be written is written so that it is read again, and nothing else changes.
fn assert_fix_is_read(name: &str, content: &str, new: &str) {
    let format = by_name(name).unwrap();
    let Ok(document) = format.read(content) else { return };
    let text =
        |document: &Document, unit: &mtlint_format::document::Unit| document.target.slice(unit.target.span).to_owned();
    for (index, unit) in document.units.iter().enumerate() {
        let old = text(&document, unit);
        let Some(at) = old.find("word") else { continue };
        let start = unit.target.span.start + u32::try_from(at).unwrap();
        let span = TextSpan::new(start, start + 4);
        let Some(written) = document.escaped(start, new).filter(|_| document.target.map.is_replaceable(span)) else {
            continue;
        };
        let place = document.target.map.to_source(span).unwrap();
        let fixed = [&content[..place.range().start], &written, &content[place.range().end..]].concat();
        let again = format.read(&fixed).unwrap_or_else(|e| panic!("{name}: {e} in {fixed:?}"));
        assert_eq!(again.units.len(), document.units.len(), "{name}: {fixed:?}");
        for (other, (before, after)) in document.units.iter().zip(&again.units).enumerate() {
            let mut expected = text(&document, before);
            if other == index {
                expected.replace_range(at..at + 4, new);
            }
            let outer = again.target.slice(after.target.outer);
            assert!(text(&again, after) == expected || outer == expected, "{name}: {expected:?} in {fixed:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn values_are_sound(which in 0..FRAMES.len(), fragments in prop::collection::vec(fragment(), 0..30)) {
        let (name, opening, closing) = FRAMES[which];
        let content = format!("{opening}{}{closing}", fragments.concat());
        if let Ok(document) = by_name(name).unwrap().read(&content) {
            assert_sound(name, &content, &document);
        }
    }

    #[test]
    fn a_fix_is_read_as_it_was_meant(
        which in 0..FRAMES.len(),
        fragments in prop::collection::vec(fragment(), 0..12),
        new in prop::sample::select(vec!["term", "l’été", "a \"b\"", "x \\ y", "a & b", "it's", "😀", "b, c; d"]),
    ) {
        let (name, opening, closing) = FRAMES[which];
        assert_fix_is_read(name, &format!("{opening}A word {}{closing}", fragments.concat()), new);
    }

    #[test]
    fn every_piece_leads_back(fragments in prop::collection::vec(fragment(), 0..40)) {
        assert_all_sound(&fragments.concat());
    }

    #[test]
    fn every_piece_of_a_message_leads_back(parts in prop::collection::vec(po_line(), 0..24)) {
        let content = parts.concat();
        assert_all_sound(&content);
        // Broken files are errors; what is left of a broken line is not.
        let sound = format!("msgid \"a\"\nmsgstr \"\"\n{}", parts.iter().filter(|p| p.starts_with('"')).cloned().collect::<String>());
        assert_all_sound(&sound);
    }

    #[test]
    fn decoding_never_panics_and_offsets_ascend(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let len = bytes.len() as u64;
        if let Ok(file) = FileText::decode("x".into(), bytes) {
            let mut end = 0;
            for (at, c) in file.content().char_indices() {
                let range = file.on_disk(FileSpan::from_range(at..at + c.len_utf8()));
                prop_assert!(range.start >= end && range.end > range.start && range.end <= len);
                end = range.end;
            }
        }
    }
}

#[test]
fn wrapped_text_of_each_line_end_is_sound() {
    for line_end in ["\n", "\r\n", "\r"] {
        let line = format!("The quick brown fox — “jumps” — over the lazy dog and runs away{line_end}");
        assert_all_sound(&line.repeat(20));
        assert_all_sound(&format!("> {}", line.repeat(5)));
        assert_all_sound(&format!("<p>{}</p>", line.repeat(5)));
    }
}
