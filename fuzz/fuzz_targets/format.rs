//! Every format, with whole files and with a text in each of its frames: units and pieces are in order and lead back
//! into the file. The first byte chooses the format.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mtlint_format::document::PieceKind;
use mtlint_format::format::{FORMATS, Format, read_tbx};

fuzz_target!(|input: (u8, &str)| {
    let (choice, content) = input;
    let format = FORMATS[usize::from(choice) % FORMATS.len()];
    check(format, content);
    for frame in format.frames() {
        check(format, &frame.raw(content));
        let sound = frame.file(format, content);
        assert!(format.read(&sound).is_ok(), "{sound:?}");
        check(format, &sound);
    }
    let _ = read_tbx(content);
});

/// Reads content and follows every piece back to its place in the file.
fn check(format: &dyn Format, content: &str) {
    let Ok(document) = format.read(content) else { return };
    let text = &document.target;
    let (mut text_end, mut file_end) = (0, 0);
    let mut units = document.units.iter().map(|unit| unit.target.outer.end).peekable();
    for piece in text.map.pieces() {
        // The order in the file is that of a unit.
        while units.next_if(|&end| end <= piece.text.start).is_some() {
            file_end = 0;
        }
        assert!(piece.text.start >= text_end && piece.file.start >= file_end, "{piece:?}");
        (text_end, file_end) = (piece.text.end, piece.file.end);
        let (shown, written) = (text.string.get(piece.text.range()), content.get(piece.file.range()));
        assert!(shown.is_some() && written.is_some(), "{piece:?}");
        assert!(piece.kind != PieceKind::Verbatim || shown == written, "{piece:?}");
    }
    let mut end = 0;
    for unit in &document.units {
        let span = unit.target.span;
        assert!(span.start >= end && text.string.get(span.range()).is_some(), "{unit:?}");
        assert!(text.map.to_file(span).is_some(), "{unit:?}");
        end = span.end;
    }
}
