//! What must hold for a document: the way from its text back to the file is exact.

use mtlint_format::document::{Document, OBJECT, PieceKind, UnitKind, UnitState};
use mtlint_format::format::{FORMATS, Format};
use mtlint_token::span::TextSpan;

/// Pieces and units lie in order, inside the source, on character boundaries; verbatim ones are the same text.
pub(crate) fn assert_sound(name: &str, content: &str, document: &Document) {
    let text = &document.target;
    let (mut text_end, mut source_end) = (0, 0);
    let mut units = document.units.iter().map(|unit| unit.target.outer.end).peekable();
    for piece in text.map.pieces() {
        let context = || format!("{name}: {piece:?} of {content:?}");
        // The variants of a message stand inside it and come behind it: the order is that of a unit.
        while units.next_if(|&end| end <= piece.text.start).is_some() {
            source_end = 0;
        }
        assert!(piece.text.start >= text_end && piece.file.start >= source_end, "order, {}", context());
        (text_end, source_end) = (piece.text.end, piece.file.end);
        let shown = text.string.get(piece.text.range()).unwrap_or_else(|| panic!("{}", context()));
        let source = content.get(piece.file.range()).unwrap_or_else(|| panic!("{}", context()));
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
        assert!(text.map.to_file(span).is_some());
    }
}

pub(crate) fn assert_all_sound(content: &str) {
    for format in FORMATS {
        if let Ok(document) = format.read(content) {
            assert_sound(format.name(), content, &document);
        }
    }
}

/// A fix in a unit that ought to be written is written so that it is read again, and nothing else changes. False for
/// a file that the format refuses.
pub(crate) fn assert_fix_is_read(format: &dyn Format, content: &str, new: &str) -> bool {
    let name = format.name();
    let Ok(document) = format.read(content) else { return false };
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
        let place = document.target.map.to_file(span).unwrap();
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
    true
}
