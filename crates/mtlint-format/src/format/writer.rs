//! The writer of formats without segments: masks addresses and collects units.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use crate::document::PREFIX;
use crate::document::{
    Document, Escape, Landmark, LandmarkKind, Metadata, OBJECT, ObjectKind, TextBuilder, Unit, UnitKind,
};
use crate::inline::find_addresses;
use mtlint_text::language::LanguageId;
use mtlint_token::span::{FileSpan, TextSpan};

/// Writes the target side of a monolingual document. Spans must come in file order.
#[derive(Debug)]
pub(super) struct Writer<'s> {
    builder: TextBuilder<'s>,
    addresses: std::iter::Peekable<std::vec::IntoIter<FileSpan>>,
    /// Content before this position is written already, as part of an address.
    written: u32,
    units: Vec<Unit>,
    landmarks: Vec<Landmark>,
    content: &'s str,
    comments: Vec<FileSpan>,
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

    /// Adds text of the file unchanged, with each URL and e-mail address in it as one object.
    pub(super) fn verbatim(&mut self, span: FileSpan) {
        let mut start = span.start.max(self.written);
        while let Some(&address) = self.addresses.peek() {
            if address.start >= span.end {
                break;
            }
            self.addresses.next();
            if address.end <= start {
                continue;
            }
            self.builder.verbatim(FileSpan::new(start, address.start.max(start)));
            let literal = address.of(self.content);
            let rest = FileSpan::new(address.start.max(start), address.end);
            self.builder.inline(literal, ObjectKind::Address, rest, true);
            self.written = address.end;
            start = address.end;
        }
        self.builder.verbatim(FileSpan::new(start, span.end));
    }

    /// Adds text that represents other bytes. Inside an address it is dropped.
    pub(super) fn replaced(&mut self, text: &str, span: FileSpan) {
        if span.end > self.written {
            self.builder.replaced(text, FileSpan::new(span.start.max(self.written), span.end));
        }
    }

    /// Adds an object. A translation and its source are compared by `literal`. Inside an address it is dropped.
    pub(super) fn object(&mut self, literal: &str, kind: ObjectKind, span: FileSpan) {
        if span.end > self.written {
            let rest = FileSpan::new(span.start.max(self.written), span.end);
            self.builder.inline(literal, kind, rest, true);
        }
    }

    /// Adds the target of a link after its text; it leaves nothing in the text.
    pub(super) fn link(&mut self, target: &str, span: FileSpan) {
        self.builder.inline(target, link_kind(target), span, false);
    }

    /// Adds an image or the like, identified by its address.
    pub(super) fn image(&mut self, target: &str, span: FileSpan) {
        self.object(target, link_kind(target), span);
    }

    /// Adds a comment, with or without its delimiters.
    pub(super) fn comment(&mut self, span: FileSpan) {
        // A parser can include line ends and the next line's indentation in a comment.
        let text = span.of(self.content).trim_end();
        if text.contains(PREFIX) {
            self.comments.push(FileSpan::new(span.start, span.start + FileSpan::from_range(0..text.len()).end));
        }
    }

    /// True when the open unit has no text yet.
    pub(super) fn unit_is_empty(&self) -> bool {
        self.builder.unit_is_empty()
    }

    /// Closes the unit, without white space at its edges; a unit of objects only becomes a landmark.
    pub(super) fn end_unit(&mut self, kind: UnitKind, language: Option<LanguageId>) {
        let text = self.builder.unit_text();
        let has_text = text.contains(|c: char| !c.is_whitespace() && c != OBJECT);
        let (leading, trailing) = (text.len() - text.trim_start().len(), text.len() - text.trim_end().len());
        let Some(mut target) = self.builder.end_unit() else { return };
        let span = target.span.range();
        target.span = TextSpan::from_range(span.start + leading..span.end - trailing);
        target.outer = target.span;
        target.language = language;
        if has_text {
            self.units.push(Unit::monolingual(kind, target));
        } else if let Some(place) = self.builder.place(target.span) {
            self.landmark(LandmarkKind::Silent(kind, target.span), place);
        }
    }

    /// Adds a heading that begins here, or another landmark.
    pub(super) fn landmark(&mut self, kind: LandmarkKind, span: FileSpan) {
        self.labelled(kind, span, String::new());
    }

    /// Adds the name that links use for the open block, or for the next one. Generated names with numbers are ignored,
    /// since they change from version to version.
    pub(super) fn anchor(&mut self, name: &str, span: FileSpan) {
        let letters = name.trim_end_matches(|c: char| c.is_ascii_digit());
        if letters.len() == name.len() || letters.len() > MOST_COUNTED {
            self.landmark(LandmarkKind::Anchor(FxBuildHasher.hash_one(name)), span);
        }
    }

    /// Adds a line of markup between two blocks, with a text that identifies it.
    pub(super) fn markup_line(&mut self, known_as: &str, span: FileSpan) {
        self.landmark(LandmarkKind::Line(FxBuildHasher.hash_one(known_as)), span);
    }

    fn labelled(&mut self, kind: LandmarkKind, span: FileSpan, label: String) {
        let unit = u32::try_from(self.units.len()).unwrap_or(u32::MAX);
        self.landmarks.push(Landmark { kind, unit, span, label });
    }

    /// Adds a code block.
    pub(super) fn code_block(&mut self, content: &str, span: FileSpan) {
        let code = span.of(content);
        self.labelled(LandmarkKind::Code(FxBuildHasher.hash_one(code.trim())), span, first_line(code));
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

/// Names with at most this many letters and a number are generated: `id12`, `fn3`.
const MOST_COUNTED: usize = 3;

/// The first line of a code block that is not empty, without its fence or tags.
fn first_line(code: &str) -> String {
    const LONGEST: usize = 120;
    let tag = |line: &str| line.starts_with("<pre") || line.starts_with("<code");
    let without_tags = |line: &'_ str| {
        let mut rest = line.trim();
        while tag(rest) {
            rest = rest.split_once('>').map_or("", |(_, rest)| rest.trim_start());
        }
        rest.split("</").next().filter(|_| tag(line.trim())).unwrap_or(rest).to_owned()
    };
    let is_fence = |line: &str| line.starts_with("```") || line.starts_with("~~~");
    let mut lines = code.lines().map(without_tags).filter(|line| !line.is_empty() && !is_fence(line));
    // An empty block is identified by its fence.
    let fence = || code.lines().next().map(|line| line.trim().trim_start_matches(['`', '~']).to_owned());
    let first = lines.next().or_else(fence).unwrap_or_default();
    first.chars().take(LONGEST).collect()
}

/// A link to a full address counts as an address.
fn link_kind(target: &str) -> ObjectKind {
    if target.contains("://") || target.starts_with("mailto:") { ObjectKind::Address } else { ObjectKind::Reference }
}

#[cfg(test)]
mod tests {
    use super::Writer;
    use crate::document::{Escape, Metadata, PieceKind, UnitKind};
    use mtlint_token::span::FileSpan;

    #[test]
    fn an_address_is_one_object_even_in_parts() {
        let source = "a http://x.example/&amp;b c";
        let mut writer = Writer::new(source);
        writer.verbatim(FileSpan::new(0, 19));
        writer.replaced("&", FileSpan::new(19, 24));
        writer.verbatim(FileSpan::new(24, 27));
        writer.end_unit(UnitKind::Paragraph, None);
        let document = writer.finish(Metadata::default(), Escape::NONE);
        assert_eq!(document.target.string, "a \u{FFFC} c\n\n");
        let pieces = document.target.map.pieces();
        assert_eq!(pieces.len(), 3);
        assert_eq!((pieces[1].kind, pieces[1].file), (PieceKind::Object, FileSpan::new(2, 25)));
    }
}
