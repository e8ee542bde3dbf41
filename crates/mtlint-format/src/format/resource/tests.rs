#![allow(clippy::unwrap_used)]
use crate::document::{Document, UnitState};
use crate::format::by_name;
use mtlint_token::span::FileSpan;

fn read(format: &str, content: &str) -> Document {
    by_name(format).unwrap().read(content).unwrap()
}

/// Key and text of each unit, with `@` for an object.
fn units(document: &Document) -> Vec<(&str, String)> {
    let text = |unit: &crate::document::Unit| document.target.slice(unit.target.span).replace('\u{FFFC}', "@");
    document.units.iter().map(|unit| (unit.key.as_deref().unwrap(), text(unit))).collect()
}

fn assert_units(document: &Document, expected: &[(&str, &str)]) {
    let expected: Vec<_> = expected.iter().map(|(key, text)| (*key, (*text).to_owned())).collect();
    assert_eq!(units(document), expected);
}

#[test]
fn properties_as_java_reads_them() {
    let content = "# not = read\n! nor this\n\n  a=one\nb : two\nc three\n\\ d\\:e = \\ four\\u00e9\\\n      five  \n\
                   empty =\nf=x\\\\\\\n  y\\\ng = \\ud83d\\ude00\\q\nlast";
    assert_units(
        &read("properties", content),
        &[
            ("a", "one"),
            ("b", "two"),
            ("c", "three"),
            (" d:e", "fouréfive"),
            ("empty", ""),
            ("f", "x\\yg = 😀q"),
            ("last", ""),
        ],
    );
    assert_eq!(read("properties", content).units[4].state, UnitState::Untranslated);
}

#[test]
fn properties_mask_arguments_and_addresses() {
    let content = "a={0} of {1,number} at http\\://x.example/y\nb=it''s %s, don''t\nc=it''s {0}''\n";
    assert_units(&read("properties", content), &[("a", "@ of @ at @"), ("b", "it''s @, don''t"), ("c", "it's @'")]);
}

#[test]
fn strings_as_apple_reads_them() {
    let content = "/* not \"read\" = \"x\"; */\n\"a\" = \"one \\\"%1$@\\\" 5 %\\n\";\n// nor this\nCFBundleName='b\\U00e9';\n\
                   \"d\"\n=\n\"\\101\\u4e2d\" ;\"e\"=\"\"; alone;";
    assert_units(&read("strings", content), &[("a", "one \"@\" 5 %"), ("CFBundleName", "bé"), ("d", "A中"), ("e", "")]);
}

#[test]
fn broken_files_are_refused_with_the_place() {
    for (format, content, at) in [
        ("properties", "a=b\nc=\\u12", 6..8),
        ("properties", "a=\\uxyz!", 2..4),
        ("strings", "\"a\" = \"b;\n", 6..7),
        ("strings", "\"a\" = \"b\"\n\"c\" = \"d\";", 0..10),
        ("strings", "\"a\" = ;", 6..7),
        ("strings", "/* open", 0..2),
        ("strings", "\"a\" = {b = c;};", 6..7),
        ("strings", "\"a", 0..1),
    ] {
        let error = by_name(format).unwrap().read(content).unwrap_err();
        assert_eq!(error.span, FileSpan::from_range(at), "{content}: {error}");
    }
}

#[test]
fn doubled_keys_are_remarked() {
    let document = read("properties", "a=1\nb=2\na=3\n");
    let remarks: Vec<_> = document.remarks.iter().map(|r| (r.check, r.span, r.detail.as_str())).collect();
    assert_eq!(remarks, [("duplicate-key", FileSpan::new(8, 9), "a")]);
}

#[test]
fn text_is_escaped_as_the_file_is() {
    let write = |format: &str, content: &str, text: &str| {
        read(format, content).escape.write(text).map(std::borrow::Cow::into_owned)
    };
    assert_eq!(write("properties", "a=é", "’\\ '").as_deref(), Some("’\\\\ '"));
    assert_eq!(write("properties", "a=\\u00e9", "’😀").as_deref(), Some("\\u2019\\ud83d\\ude00"));
    assert_eq!(write("properties", "a={0}", "it's"), None);
    assert_eq!(write("strings", "", "a \"b\"\n").as_deref(), Some("a \\\"b\\\"\\n"));
}
