#![allow(clippy::unwrap_used)]

use jiff::civil::date;

use super::Html;
use crate::document::{Document, UnitKind};
use crate::format::contract::Format;
use mtlint_token::span::TextSpan;

fn read(content: &str) -> Document {
    Html.read(content).unwrap()
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
    use UnitKind::{Cell, Furniture, Heading, ListItem, Paragraph};
    let content = "<!doctype html><title>A title</title><body><nav><a>Home</a> <a>News</a></nav><h1>Head</h1>\
        <p>One <b>bold</b> word.<p>Two<div>Three<ul><li>Four<li><p>Five</p></ul>Six</div>\
        <table><tr><td>Seven<td><p>Eight</table><blockquote>Nine</blockquote><footer>Ten</footer>";
    let expected = [
        (Furniture, "A title"),
        (Furniture, "Home News"),
        (Heading, "Head"),
        (Paragraph, "One bold word."),
        (Paragraph, "Two"),
        (Paragraph, "Three"),
        (ListItem, "Four"),
        (ListItem, "Five"),
        (Paragraph, "Six"),
        (Cell, "Seven"),
        (Cell, "Eight"),
        (Paragraph, "Nine"),
        (Furniture, "Ten"),
    ];
    assert_eq!(units(content), expected.map(|(kind, text)| (kind, text.to_owned())));
}

#[test]
fn white_space_collapses_and_maps_back() {
    let content = "<p>\r\n  One\t two\n<b> three</b>&nbsp;four <!-- no --> five&#32; six\n</p>";
    assert_eq!(texts(content), ["One two three\u{A0}four five six"]);
    assert_eq!(source_of(content, "One two three"), "One\t two\n<b> three");
    assert_eq!(source_of(content, "four five six"), "four <!-- no --> five&#32; six");
}

#[test]
fn entities_map_exactly() {
    let content = "<p>Tom &amp; Jerry&rsquo;s &lt;b&gt; AT&T &copy 5 &unknown; &#x4e2d;文</p>";
    assert_eq!(texts(content), ["Tom & Jerry’s <b> AT&T © 5 &unknown; 中文"]);
    assert_eq!(source_of(content, "Jerry’s"), "Jerry&rsquo;s");
    assert_eq!(source_of(content, "©"), "&copy");
    assert_eq!(source_of(content, "中文"), "&#x4e2d;文");
    assert_eq!(source_of(content, "&unknown;"), "&unknown;");
}

#[test]
fn what_is_no_text_is_masked() {
    let content = "<script>if (a < b) x('<p>no</p>')</script><style>p{}</style><p>Run <code>ls <b>-l</b></code> now \
        <img alt=no> <span class='x notranslate'>Foo</span>, <b translate=no>Bar</b>.<pre>no</pre>\
        <svg><title>no</title></svg><textarea>no</textarea><template><p>no</p></template><noscript><p>no</p></noscript>";
    assert_eq!(texts(content), ["Run \u{FFFC} now \u{FFFC} \u{FFFC}, \u{FFFC}."]);
    assert_eq!(source_of(content, "Run \u{FFFC}"), "Run <code>ls <b>-l</b></code>");
    assert_eq!(texts("<p>Left <code>open</p><p>Goes on</p>"), ["Left \u{FFFC}", "Goes on"]);
    assert_eq!(texts("<p>See https://example.org/?a=1&amp;b=2 or a@b.example"), ["See \u{FFFC} or \u{FFFC}"]);
}

#[test]
fn breaks_are_spaces_and_two_end_the_unit() {
    assert_eq!(texts("<p>One<br>two<br/>\n<br>Three</p>"), ["One two", "Three"]);
    assert_eq!(source_of("<p>One<br>\ntwo", "One two"), "One<br>\ntwo");
}

#[test]
fn a_header_with_navigation_and_a_form_are_the_page() {
    use UnitKind::{Furniture, Heading, Paragraph};
    let kinds = |content| units(content).into_iter().map(|(kind, _)| kind).collect::<Vec<_>>();
    assert_eq!(kinds("<header><p>Site</p><nav>Home</nav></header><p>Text"), [Furniture, Furniture, Paragraph]);
    assert_eq!(kinds("<article><header><h1>Head</h1></header><p>Text"), [Heading, Paragraph]);
    assert_eq!(kinds("<form>Search<main>Text</main></form><p>More"), [Furniture, Paragraph, Paragraph]);
    assert_eq!(kinds("<div role=navigation>Home</div><p>Text <button>Go</button>"), [Furniture, Paragraph, Furniture]);
}

#[test]
fn metadata_and_languages() {
    let document = read(
        "<html lang=en-GB><meta property='article:published_time' content='2021-07-19T08:00Z'>\
         <p>Text<p lang=zh>中文<blockquote lang=de><p>Ja<p lang=en>No</blockquote><p>Text<time datetime=2020-01-01>x",
    );
    assert_eq!(document.metadata.language, "en-GB".parse().ok());
    assert_eq!(document.metadata.date, Some(date(2021, 7, 19)));
    let languages: Vec<_> = document.units.iter().map(|u| u.target.language.map(|l| l.to_string())).collect();
    assert_eq!(languages, [None, Some("zh".to_owned()), Some("de".to_owned()), None, None]);
    assert_eq!(read("<p><time datetime='2020-01-02'>x</time>").metadata.date, Some(date(2020, 1, 2)));
}

#[test]
fn broken_markup_is_read_as_browsers_do() {
    assert_eq!(texts("a < b & c > d"), ["a < b & c > d"]);
    assert_eq!(texts("One</b></div></p> two <p"), ["One", "two"]);
    assert_eq!(texts("One <a href='x"), ["One"]);
    assert_eq!(texts("One <!-- open"), ["One"]);
    assert_eq!(texts("<?xml version='1.0'?>One<![CDATA[x]]>"), ["One"]);
    assert!(texts("").is_empty() && texts("<p> <br> </p>").is_empty());
}

#[test]
fn code_links_and_images_keep_what_they_say() {
    let content =
        "<p>See <code>a <b>b</b></code> in <a href=\"../g.html\">the <em>guide</em></a> <img src='l.png'>.</p>";
    let document = super::Html.read(content).unwrap();
    let text = &document.target;
    let found: Vec<_> =
        text.objects.all().iter().map(|o| (text.objects.literal(o), &content[o.file.range()])).collect();
    assert_eq!(
        found,
        [("`a b`", "<code>a <b>b</b></code>"), ("../g.html", "<a href=\"../g.html\">"), ("l.png", "<img src='l.png'>"),]
    );
}
