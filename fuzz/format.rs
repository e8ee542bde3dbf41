//! What the targets of all formats assert.

use mtlint_format::document::PieceKind;
use mtlint_format::format::by_name;

/// Reads content and follows every piece back to its source.
pub fn read(name: &str, content: &str) {
    let Some(format) = by_name(name) else { panic!("no format {name}") };
    let Ok(document) = format.read(content) else { return };
    let text = &document.target;
    let (mut text_end, mut source_end) = (0, 0);
    let mut units = document.units.iter().map(|unit| unit.target.outer.end).peekable();
    for piece in text.map.pieces() {
        // The order in the file is that of a unit.
        while units.next_if(|&end| end <= piece.text.start).is_some() {
            source_end = 0;
        }
        assert!(piece.text.start >= text_end && piece.source.start >= source_end, "{piece:?}");
        (text_end, source_end) = (piece.text.end, piece.source.end);
        let (shown, source) = (text.string.get(piece.text.range()), content.get(piece.source.range()));
        assert!(shown.is_some() && source.is_some(), "{piece:?}");
        assert!(piece.kind != PieceKind::Verbatim || shown == source, "{piece:?}");
    }
    let mut end = 0;
    for unit in &document.units {
        let span = unit.target.span;
        assert!(span.start >= end && text.string.get(span.range()).is_some(), "{unit:?}");
        assert!(text.map.to_source(span).is_some(), "{unit:?}");
        end = span.end;
    }
}
