//! What all formats write their text through: masks addresses and collects units.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use super::masking::find_addresses;
use crate::document::{
    Document, Escape, Landmark, LandmarkKind, Metadata, OBJECT, ObjectKind, TextBuilder, Unit, UnitKind,
};
use crate::language::LanguageId;
use crate::span::{SourceSpan, TextSpan};
use crate::suppress::PREFIX;

/// Writes the target side of a monolingual document. Spans must come in file order.
#[derive(Debug)]
pub(super) struct Writer<'s> {
    builder: TextBuilder<'s>,
    addresses: std::iter::Peekable<std::vec::IntoIter<SourceSpan>>,
    /// Source before this is written already, as part of an address.
    written: u32,
    units: Vec<Unit>,
    landmarks: Vec<Landmark>,
    content: &'s str,
    comments: Vec<SourceSpan>,
}

impl<'s> Writer<'s> {
    pub(super) fn new(content: &'s str) -> Self {
        let addresses = find_addresses(content).into_iter().peekable();
        Self {
            builder: TextBuilder::new(content),
            addresses,
            written: 0,
            units: Vec::new(),
            landmarks: Vec::new(),
            content,
            comments: Vec::new(),
        }
    }

    /// Adds source text as it is, with each URL and e-mail address in it as one object.
    pub(super) fn verbatim(&mut self, span: SourceSpan) {
        let mut start = span.start.max(self.written);
        while let Some(&address) = self.addresses.peek() {
            if address.start >= span.end {
                break;
            }
            self.addresses.next();
            if address.end <= start {
                continue;
            }
            self.builder.verbatim(SourceSpan::new(start, address.start.max(start)));
            let literal = self.content.get(address.range()).unwrap_or_default();
            let rest = SourceSpan::new(address.start.max(start), address.end);
            self.builder.inline(literal, ObjectKind::Address, rest, true);
            self.written = address.end;
            start = address.end;
        }
        self.builder.verbatim(SourceSpan::new(start, span.end));
    }

    /// Adds text that stands for other source bytes; inside an address it is swallowed.
    pub(super) fn replaced(&mut self, text: &str, span: SourceSpan) {
        if span.end > self.written {
            self.builder.replaced(text, SourceSpan::new(span.start.max(self.written), span.end));
        }
    }

    /// Adds what is no language; `literal` is what a translation and its source are compared by. Inside an address it is
    /// swallowed.
    pub(super) fn object(&mut self, literal: &str, kind: ObjectKind, span: SourceSpan) {
        if span.end > self.written {
            let rest = SourceSpan::new(span.start.max(self.written), span.end);
            self.builder.inline(literal, kind, rest, true);
        }
    }

    /// Adds where a link leads, whose text stands before it; it leaves nothing in the text.
    pub(super) fn link(&mut self, target: &str, span: SourceSpan) {
        self.builder.inline(target, link_kind(target), span, false);
    }

    /// Adds an image or the like, which is known by where it comes from.
    pub(super) fn image(&mut self, target: &str, span: SourceSpan) {
        self.object(target, link_kind(target), span);
    }

    /// Notes a comment, with or without the signs around it.
    pub(super) fn comment(&mut self, span: SourceSpan) {
        // A parser may count line ends and the next line's indentation to a comment.
        let text = self.content.get(span.range()).unwrap_or_default().trim_end();
        if text.contains(PREFIX) {
            self.comments.push(SourceSpan::new(span.start, span.start + SourceSpan::from_range(0..text.len()).end));
        }
    }

    /// True when the open unit has no text yet.
    pub(super) fn unit_is_empty(&self) -> bool {
        self.builder.unit_is_empty()
    }

    /// Closes the unit, without the white space around it; one without text (white space, objects) is dropped.
    pub(super) fn end_unit(&mut self, kind: UnitKind, language: Option<LanguageId>) {
        let text = self.builder.unit_text();
        let has_text = text.contains(|c: char| !c.is_whitespace() && c != OBJECT);
        let (leading, trailing) = (text.len() - text.trim_start().len(), text.len() - text.trim_end().len());
        if let Some(mut target) = self.builder.end_unit()
            && has_text
        {
            let span = target.span.range();
            target.span = TextSpan::from_range(span.start + leading..span.end - trailing);
            target.outer = target.span;
            target.language = language;
            self.units.push(Unit::monolingual(kind, target));
        }
    }

    /// Notes a heading that begins here, or a code block.
    pub(super) fn landmark(&mut self, kind: LandmarkKind, span: SourceSpan) {
        let unit = u32::try_from(self.units.len()).unwrap_or(u32::MAX);
        self.landmarks.push(Landmark { kind, unit, span });
    }

    /// Notes a code block by its place.
    pub(super) fn code_block(&mut self, content: &str, span: SourceSpan) {
        let code = content.get(span.range()).unwrap_or_default();
        self.landmark(LandmarkKind::Code(FxBuildHasher.hash_one(code.trim())), span);
    }

    /// The number of closed units.
    pub(super) fn unit_count(&self) -> usize {
        self.units.len()
    }

    /// The closed units from an index on.
    pub(super) fn units_from(&mut self, index: usize) -> &mut [Unit] {
        self.units.get_mut(index..).unwrap_or_default()
    }

    /// The last closed unit.
    pub(super) fn last_unit(&mut self) -> Option<&mut Unit> {
        self.units.last_mut()
    }

    /// The document.
    pub(super) fn finish(self, metadata: Metadata, escape: Escape) -> Document {
        let target = self.builder.finish();
        let Self { units, comments, landmarks, .. } = self;
        Document { escape, target, units, comments, metadata, landmarks, ..Document::default() }
    }
}

/// An address is one wherever it stands.
fn link_kind(target: &str) -> ObjectKind {
    if target.contains("://") || target.starts_with("mailto:") { ObjectKind::Address } else { ObjectKind::Reference }
}

#[cfg(test)]
mod tests {
    use super::Writer;
    use crate::document::{Escape, Metadata, PieceKind, UnitKind};
    use crate::span::SourceSpan;

    #[test]
    fn an_address_is_one_object_even_in_parts() {
        let source = "a http://x.example/&amp;b c";
        let mut writer = Writer::new(source);
        writer.verbatim(SourceSpan::new(0, 19));
        writer.replaced("&", SourceSpan::new(19, 24));
        writer.verbatim(SourceSpan::new(24, 27));
        writer.end_unit(UnitKind::Paragraph, None);
        let document = writer.finish(Metadata::default(), Escape::NONE);
        assert_eq!(document.target.string, "a \u{FFFC} c\n\n");
        let pieces = document.target.map.pieces();
        assert_eq!(pieces.len(), 3);
        assert_eq!((pieces[1].kind, pieces[1].source), (PieceKind::Object, SourceSpan::new(2, 25)));
    }
}
