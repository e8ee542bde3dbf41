//! Formats of translation units: what is read, and that a fix changes its span only and reads as it should.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::fmt::Write;
use std::path::{Path, PathBuf};

use mtlint_format::document::{Document, Side, Text};
use mtlint_format::format::{FormatError, by_content};
use mtlint_token::span::TextSpan;

/// Fixtures and their contents, by name.
fn fixtures() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/resources");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), std::fs::read_to_string(path).unwrap())).collect()
}

fn read(path: &Path, content: &str) -> Vec<Document> {
    let format = by_content(path, content).unwrap_or_else(|| panic!("{} is of no format", path.display()));
    let told = |e: FormatError| panic!("{}: {e} at {:?}", path.display(), &content[e.span.range()]);
    format.parts(content).map(|part| part.unwrap_or_else(told)).collect()
}

fn side(text: &Text, side: Side) -> String {
    let objects: Vec<_> = text.objects_of(side).map(|(_, literal)| literal).collect();
    let objects = if objects.is_empty() { String::new() } else { format!(" {objects:?}") };
    format!("{:?}{objects}", text.slice(side.outer))
}

fn show(document: &Document, content: &str) -> String {
    let mut shown = String::new();
    writeln!(shown, "{:?} from {:?}", document.metadata.language, document.metadata.source_language).unwrap();
    for unit in &document.units {
        let key = unit.key.as_deref().unwrap_or("-");
        let limit = unit.max_length.map_or(String::new(), |limit| format!(" max {limit}"));
        let plural = unit.plural.map_or(String::new(), |p| format!(" plural {}.{} {:?}", p.group, p.index, p.category));
        writeln!(shown, "{key}: {:?}{limit}{plural}", unit.state).unwrap();
        if let Some(source) = unit.source {
            writeln!(shown, "  {}", side(&document.source, source)).unwrap();
        }
        writeln!(shown, "  {}", side(&document.target, unit.target)).unwrap();
    }
    for remark in &document.remarks {
        writeln!(shown, "{} {:?} at {:?}", remark.check, remark.detail, &content[remark.span.range()]).unwrap();
    }
    shown
}

#[test]
fn units_are_read() {
    for (path, content) in fixtures() {
        let shown: Vec<_> = read(&path, &content).iter().map(|document| show(document, &content)).collect();
        let name = path.file_name().unwrap().to_str().unwrap();
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(format!("read_{name}"), shown.join("\n"));
        });
    }
}

/// The words of a unit's target.
fn words(document: &Document, side: Side) -> Vec<TextSpan> {
    let text = document.target.slice(side.span);
    let mut spans = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, c.is_alphabetic()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let base = side.span.start as usize;
                spans.push(TextSpan::from_range(base + from..base + at));
                start = None;
            }
            _ => {}
        }
    }
    spans
}

/// The content with a text in the place of a word; `None` where that is left to people.
fn fixed(content: &str, document: &Document, word: TextSpan, new: &str) -> Option<String> {
    let span = document.target.map.to_file(word).filter(|_| document.target.map.is_replaceable(word))?;
    let escaped = document.escaped(word.start, new)?;
    Some(format!("{}{escaped}{}", &content[..span.start as usize], &content[span.end as usize..]))
}

/// Each word of each fixture is replaced by texts that mean something to one format or another.
#[test]
fn fixes_read_as_they_should() {
    const TEXTS: [&str; 9] = ["l'été", "Tom & “Anna”", "a\\b", "x\"y\"", "a <b", "a]]>b", "{x", "zwei\nZeilen", "é"];
    for (path, content) in fixtures() {
        let (mut written, mut left) = (0, 0);
        for (part, document) in read(&path, &content).iter().enumerate() {
            for (index, unit) in document.units.iter().enumerate() {
                let targets = words(document, unit.target).into_iter().flat_map(|word| TEXTS.map(|new| (word, new)));
                for (word, new) in targets {
                    let Some(fixed) = fixed(&content, document, word, new) else {
                        left += 1;
                        continue;
                    };
                    let whole = document.target.slice(unit.target.outer);
                    let from = (word.start - unit.target.outer.start) as usize;
                    let to = (word.end - unit.target.outer.start) as usize;
                    let wanted = format!("{}{new}{}", &whole[..from], &whole[to..]);
                    let again = &read(&path, &fixed)[part];
                    let found = again.target.slice(again.units[index].target.outer);
                    assert_eq!(found, wanted, "{}: {new:?}", path.display());
                    written += 1;
                }
            }
        }
        assert!(written > 20 && written > left, "{}: {written} written, {left} left", path.display());
    }
}
