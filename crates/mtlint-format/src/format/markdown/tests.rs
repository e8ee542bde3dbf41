#![allow(clippy::unwrap_used)]

use jiff::civil::date;

use super::Markdown;
use crate::document::{Document, UnitKind};
use crate::format::contract::Format;
use mtlint_token::span::TextSpan;

fn read(content: &str) -> Document {
    Markdown.read(content).unwrap()
}

fn units(content: &str) -> Vec<(UnitKind, String)> {
    let document = read(content);
    document.units.iter().map(|unit| (unit.kind, document.target.slice(unit.target.span).to_owned())).collect()
}

fn texts(content: &str) -> Vec<String> {
    units(content).into_iter().map(|(_, text)| text).collect()
}

/// The source that a word of the text stands for.
fn source_of<'s>(content: &'s str, word: &str) -> &'s str {
    let document = read(content);
    let at = document.target.string.find(word).unwrap();
    let span = TextSpan::from_range(at..at + word.len());
    &content[document.target.map.to_file(span).unwrap().range()]
}

#[test]
fn blocks_are_units() {
    use UnitKind::{Cell, Heading, ListItem, Paragraph};
    let content = "# Head {#id}\n\nText *with* [a link](http://x.example) and **bold**.\n\n- one\n- two\n  - three\n\n\
        1. four\n\n   five\n\nSetext\n---\n\n| a | b\\|c |\n|---|---|\n| d | `e` f |\n\n    code\n\n```\ncode\n```\n\n\
        > quote\n\nA note[^1].\n\n[^1]: The note.\n\n- [x] done\n";
    let expected = [
        (Heading, "Head"),
        (Paragraph, "Text with a link and bold."),
        (ListItem, "one"),
        (ListItem, "two"),
        (ListItem, "three"),
        (ListItem, "four"),
        (ListItem, "five"),
        (Heading, "Setext"),
        (Cell, "a"),
        (Cell, "b|c"),
        (Cell, "d"),
        (Cell, "\u{FFFC} f"),
        (Paragraph, "quote"),
        (Paragraph, "A note."),
        (Paragraph, "The note."),
        (ListItem, "done"),
    ];
    assert_eq!(units(content), expected.map(|(kind, text)| (kind, text.to_owned())));
    assert_eq!(source_of(content, "b|c"), "b\\|c");
}

#[test]
fn soft_breaks_map_through_quotes_and_line_ends() {
    let content = "> One line  \r\n> and *another*\r\nand lazy\\\r\n> last 中文😀.";
    assert_eq!(texts(content), ["One line and another and lazy last 中文😀."]);
    assert_eq!(source_of(content, "line and"), "line  \r\n> and");
    assert_eq!(source_of(content, "another and"), "another*\r\nand");
    assert_eq!(source_of(content, "last 中文😀"), "last 中文😀");
}

#[test]
fn escapes_and_entities_are_exact() {
    let content = "Tom &amp; Jerry\\'s \\*stars\\* &copy; &#x4e2d;文 &nope; AT&T a\\b";
    assert_eq!(texts(content), ["Tom & Jerry's *stars* © 中文 &nope; AT&T a\\b"]);
    assert_eq!(source_of(content, "Jerry's"), "Jerry\\'s");
    assert_eq!(source_of(content, "& "), "&amp; ");
    assert_eq!(source_of(content, "©"), "&copy;");
    assert_eq!(source_of(content, "中文"), "&#x4e2d;文");
    assert_eq!(source_of(content, "stars"), "stars");
}

#[test]
fn what_is_no_text_is_an_object() {
    let content = "A `code` ![alt **b** text](x.png) <https://a.example> $x^2$ www.b.example/a_b_c a@b.example <b>c</b><br>d \
        <code>e *f*</code> g.";
    assert_eq!(texts(content), ["A \u{FFFC} \u{FFFC} \u{FFFC} \u{FFFC} \u{FFFC} \u{FFFC} c d \u{FFFC} g."]);
    assert_eq!(source_of(content, "A \u{FFFC}"), "A `code`");
    assert_eq!(source_of(content, "d \u{FFFC}"), "d <code>e *f*</code>");
    assert_eq!(texts("It costs $5 here and US$6 there."), ["It costs $5 here and US$6 there."]);
    assert_eq!(texts("Left <code>open\n\nGoes on"), ["Left", "Goes on"]);
}

#[test]
fn html_blocks_are_read_as_html() {
    let content = "<div>\n<h2>A &amp; B</h2>\n<script>no</script></div>\n\nText\n";
    assert_eq!(units(content), [(UnitKind::Heading, "A & B".to_owned()), (UnitKind::Paragraph, "Text".to_owned())]);
    assert_eq!(source_of(content, "A & B"), "A &amp; B");
}

#[test]
fn front_matter_is_read_and_not_linted() {
    let document = read("---\ntitle: x\ndate: 2021-07-19\nlang: en\nsource_lang: zh-CN\n---\n\nText\n");
    assert_eq!(document.metadata.date, Some(date(2021, 7, 19)));
    assert_eq!(document.metadata.language, "en".parse().ok());
    assert_eq!(document.metadata.source_language, "zh-CN".parse().ok());
    assert_eq!(document.units.len(), 1);
    let toml = "+++\r\ndate = 2021-07-19\r\n+++\r\nText";
    assert_eq!(read(toml).metadata.date, Some(date(2021, 7, 19)));
    assert_eq!(texts(toml), ["Text"]);
    assert_eq!(source_of(toml, "Text"), "Text");
    assert_eq!(texts("---\n\nText\n\n---\n\nMore"), ["Text", "More"]);
    assert_eq!(texts("---\nText without an end"), ["Text without an end"]);
}

/// What a translation and its source are compared by, with the source of each.
fn objects(content: &str) -> Vec<(String, &str)> {
    let document = read(content);
    let text = &document.target;
    let all = text.objects.all().iter();
    all.map(|o| (text.objects.literal(o).to_owned(), &content[o.file.range()])).collect()
}

#[test]
fn code_links_and_images_keep_what_they_say() {
    let content = "See ``a b`` in [the *guide*](../guide.md \"title\"), [ref], [![logo](l.png)](/home) and <a@b.example>[^1].\n\n\
        [ref]: https://x.example/y\n[^1]: Note with <code>x</code>.\n";
    let found: Vec<_> = objects(content);
    let found: Vec<(&str, &str)> = found.iter().map(|(literal, source)| (literal.as_str(), *source)).collect();
    assert_eq!(
        found,
        [
            ("`a b`", "``a b``"),
            ("../guide.md", "](../guide.md \"title\")"),
            ("https://x.example/y", "]"),
            ("l.png", "![logo](l.png)"),
            ("/home", "](/home)"),
            ("a@b.example", "<a@b.example>"),
            ("[^1]", "[^1]"),
            ("`x`", "<code>x</code>"),
        ]
    );
}

#[test]
fn lines_of_site_generators_are_no_text() {
    let content = "import A from './a';\n\n# Boats [[the `boats` é]]\n\n::: tip\nMind *the* tide.\n:::\n\n/// note | Low water\n\nWait.\n\n///\n\n\
        > [!WARNING] Storm\n> Stay in.\n\n{% if x %}\nOne {/* no\ntext */} two.\n{% endif %}\n\n- a\n\n  :::caution[Rocks ahead]\n  b\n  :::\n";
    let expected =
        ["Boats", "Mind the tide.", "Low water", "Wait.", "Storm Stay in.", "One two.", "a", "Rocks ahead", "b"];
    assert_eq!(texts(content), expected);
    assert_eq!(source_of(content, "Rocks"), "Rocks");
    assert_eq!(texts("```\n::: tip\n```\n\nA `{/* b */}` c {x}"), ["A \u{FFFC} c {x}"]);
}

#[test]
fn blocks_begin_right_behind_the_tag_of_a_component() {
    let content = "Set sail:\n<Steps open={1}>\n1. One\n2. Two\n</Steps>\n<Box icon=\"é\">\n## Head\n</Box>\n\n<Card>\n\tInside\n</Card>\n";
    use UnitKind::{Heading, ListItem, Paragraph};
    let expected =
        [(Paragraph, "Set sail:"), (ListItem, "One"), (ListItem, "Two"), (Heading, "Head"), (Paragraph, "Inside")];
    assert_eq!(units(content), expected.map(|(kind, text)| (kind, text.to_owned())));
    assert_eq!(source_of(content, "Head"), "Head");
}
