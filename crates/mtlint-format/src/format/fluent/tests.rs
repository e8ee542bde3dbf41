#![allow(clippy::unwrap_used)]
use crate::document::Document;
use crate::format::by_name;

fn read(content: &str) -> Document {
    by_name("fluent").unwrap().read(content).unwrap()
}

/// Key and text of each unit, with `@` for an object.
fn units(content: &str) -> Vec<(String, String)> {
    let document = read(content);
    let text = |unit: &crate::document::Unit| document.target.slice(unit.target.span).replace('\u{FFFC}', "@");
    document.units.iter().map(|unit| (unit.key.clone().unwrap(), text(unit))).collect()
}

fn pairs<'a>(expected: &'a [(&'a str, &'a str)]) -> Vec<(String, String)> {
    expected.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn messages_terms_attributes() {
    let content = "# A comment\n### Another\nhello = Hello, { $name }!\n-brand = Fir<b>e</b>\nempty =\n    .title = A title\n    \
                   .alt = Wrapped\n        text, { \"{\" } and {NUMBER($n, digits: 2)}\n\nlast =\n    Starts below.\n\n    Second.\n";
    assert_eq!(
        units(content),
        pairs(&[
            ("hello", "Hello, @!"),
            ("-brand", "Fire"),
            ("empty.title", "A title"),
            ("empty.alt", "Wrapped text, { and @"),
            ("last", "Starts below.\n\nSecond."),
        ])
    );
    assert!(read(content).remarks.is_empty());
}

#[test]
fn selectors_give_a_segment_per_variant() {
    let content = "photos = You have { $n ->\n    [one] one photo\n   *[other] {$n} photos\n  } here.\nonly = {$n ->\n [0] None\n *[other] Some {$g ->\n  *[m] of his\n }\n}\n";
    assert_eq!(
        units(content),
        pairs(&[
            ("photos", "You have @ here."),
            ("photos[one]", "one photo"),
            ("photos[other]", "@ photos"),
            ("only[=0]", "None"),
            ("only[other]", "Some @"),
            ("only[other][m]", "of his"),
        ])
    );
    let document = read(content);
    let categories: Vec<_> = document.units.iter().filter_map(|unit| unit.plural?.category).collect();
    assert_eq!(categories, ["one", "other"]);
}

#[test]
fn placeables_are_known_by_name_and_literals_are_text() {
    let content = "a = { -brand(case: \"gen\") } { NUMBER($n, x: 1) } { \"{\" }word{ \"}\" }   \nb = Two \n";
    assert_eq!(units(content), pairs(&[("a", "@ @ {word}"), ("b", "Two")]));
    let document = read(content);
    let literals: Vec<_> = document.target.objects_of(document.units[0].target).map(|(_, l)| l).collect();
    assert_eq!(literals, ["{ -brand }", "{ $n }"]);
    let outer = document.target.slice(document.units[1].target.outer);
    assert_eq!(outer, "Two");
}

#[test]
fn junk_is_remarked_and_the_rest_is_read() {
    let content = "a = One\nb = { $x\nc = Three\n d\n=\nc = Again\n";
    assert_eq!(units(content), pairs(&[("a", "One"), ("c", "Three d"), ("c", "Again")]));
    let remarks: Vec<_> = read(content).remarks.into_iter().map(|r| (r.check, &content[r.span.range()])).collect();
    assert_eq!(remarks, [("malformed-entry", "c"), ("malformed-entry", "="), ("duplicate-key", "c")]);
}

#[test]
fn deep_nesting_is_junk() {
    assert_eq!(units(&format!("a = {}", "{".repeat(100_000))), pairs(&[]));
    assert_eq!(units(&format!("a = {}x{}", "{ $x ->\n *[a] ".repeat(50_000), "}".repeat(50_000))), pairs(&[]));
}
