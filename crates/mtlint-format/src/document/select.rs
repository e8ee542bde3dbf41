//! Builds a text from parts of others.

use super::{OBJECT, Piece, PieceKind, Side, Text, UNIT_SEPARATOR};
use mtlint_token::span::{FileSpan, TextSpan, items_at};

impl Text {
    /// Appends a span of another text as a new side, with its map and objects.
    pub fn append(&mut self, other: &Self, span: TextSpan) -> Side {
        let start = self.string.len();
        let moved = |at: u32| start + at.saturating_sub(span.start) as usize;
        self.string.push_str(other.slice(span));
        other.map.part(span, start).for_each(|piece| self.map.push(piece));
        if let Some(file) = other.map.to_file(span).filter(|_| span.is_empty()) {
            let text = TextSpan::from_range(start..start);
            self.map.push(Piece { text, file, kind: PieceKind::Object });
        }
        for object in items_at(other.objects.all(), other.objects.within(span)) {
            let at = TextSpan::from_range(moved(object.span.start)..moved(object.span.end));
            self.objects.push(at, object.file, object.kind, other.objects.literal(object));
        }
        let outer = TextSpan::from_range(start..self.string.len());
        self.string.push_str(UNIT_SEPARATOR);
        let text = self.slice(outer);
        let (leading, trailing) = (text.len() - text.trim_start().len(), text.len() - text.trim_end().len());
        let inner = outer.range();
        let is_blank = text.trim().is_empty();
        let span = if is_blank { outer } else { TextSpan::from_range(inner.start + leading..inner.end - trailing) };
        Side { language: None, span, outer }
    }

    /// Appends an object for a place in the other text's file as a new side.
    pub fn append_place(&mut self, place: FileSpan) -> Side {
        let start = self.string.len();
        self.string.push(OBJECT);
        let span = TextSpan::from_range(start..self.string.len());
        self.map.push(Piece { text: span, file: place, kind: PieceKind::Object });
        self.string.push_str(UNIT_SEPARATOR);
        Side::new(span)
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{
        BilingualBuilder, Escape, MaskedSide, Metadata, ObjectKind, SideText, Text, TextBuilder, Unit,
    };
    use mtlint_token::span::{FileSpan, TextSpan};

    #[test]
    fn a_span_keeps_its_way_back() {
        let content = "one &amp; `two` three";
        let mut builder = TextBuilder::new(content);
        builder.verbatim(FileSpan::new(0, 4));
        builder.replaced("&", FileSpan::new(4, 9));
        builder.verbatim(FileSpan::new(9, 10));
        builder.object(FileSpan::new(10, 15));
        builder.verbatim(FileSpan::new(15, 21));
        let text = builder.finish();
        let mut other = Text::default();
        let last = other.append(&text, TextSpan::new(11, 15));
        let first = other.append(&text, TextSpan::new(2, 9));
        assert_eq!((other.slice(last.span), other.slice(first.span)), ("hree", "e & \u{FFFC}"));
        assert_eq!(other.map.to_file(last.span), Some(FileSpan::new(17, 21)));
        assert_eq!(other.map.to_file(first.span), Some(FileSpan::new(2, 15)));
    }

    #[test]
    fn an_empty_side_keeps_its_place() {
        let mut side = SideText::new(FileSpan::new(2, 2));
        side.object("<ignored/>", ObjectKind::Tag, FileSpan::new(2, 12), false);
        let mut builder = BilingualBuilder::new("a=<ignored/>\nb=x");
        builder.unit(Unit::default(), None, MaskedSide::new(&side, &[]));
        let document = builder.finish(Metadata::default(), Escape::NONE);
        let mut text = Text::default();
        let empty = text.append(&document.target, document.units[0].target.outer);
        text.append(&document.target, TextSpan::new(0, 0));
        assert_eq!(text.map.to_file(empty.span), Some(FileSpan::new(2, 2)));
    }
}
