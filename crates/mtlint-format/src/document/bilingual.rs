//! How formats with two sides build a document: a [`SideText`] for each side of a unit, and a [`BilingualBuilder`] that
//! puts them together.

use std::ops::Range;

use super::{
    Document, Escape, Metadata, OBJECT, ObjectKind, Piece, PieceKind, PieceMap, Plural, Remark, Side, TextBuilder,
    Unit, UnitKind, UnitState,
};
use crate::document::PREFIX;
use mtlint_token::span::{FileSpan, TextSpan, text_at};

/// One side of a unit: its unescaped text and the map back to the file. Its parts are pushed in order.
#[derive(Clone, Debug, Default)]
pub struct SideText {
    text: String,
    map: PieceMap,
    objects: Vec<(PieceObject, String)>,
    at: FileSpan,
}

#[derive(Clone, Copy, Debug)]
struct PieceObject {
    at: usize,
    file: FileSpan,
    kind: ObjectKind,
    visible: bool,
}

/// A part of a side's text that is not language, found by a scanner of its syntax.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mask {
    /// Its range in bytes of [`SideText::text`].
    pub range: Range<usize>,
    /// Its kind.
    pub kind: ObjectKind,
    /// True if U+FFFC replaces it. Tags leave nothing, so that the words around them are adjacent.
    pub visible: bool,
    /// What the two sides are compared by, if it is not the text itself.
    pub literal: Option<String>,
}

/// A side and its masks, in order.
#[derive(Clone, Copy, Debug)]
pub struct MaskedSide<'a> {
    /// The side.
    pub side: &'a SideText,
    /// Its masks.
    pub masks: &'a [Mask],
}

impl<'a> MaskedSide<'a> {
    /// A side with its masks.
    #[must_use]
    pub fn new(side: &'a SideText, masks: &'a [Mask]) -> Self {
        Self { side, masks }
    }

    fn write(self, builder: &mut TextBuilder<'_>) -> Side {
        self.side.write(self.masks, builder)
    }
}

impl SideText {
    /// An empty side. `at` is the place of its text in the file; findings about an empty side point there.
    #[must_use]
    pub fn new(at: FileSpan) -> Self {
        Self { at, ..Self::default() }
    }

    /// Empties the side to fill it again for another place.
    pub fn clear(&mut self, at: FileSpan) {
        self.text.clear();
        self.map.clear();
        self.objects.clear();
        self.at = at;
    }

    /// The text so far, with U+FFFC for each visible object.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Adds bytes of the file as they are.
    pub fn verbatim(&mut self, content: &str, span: FileSpan) {
        if let Some(text) = content.get(span.range()) {
            self.push(text, span, PieceKind::Verbatim);
        }
    }

    /// Adds text that represents other bytes: an escape, an entity. An empty text is a gap: bytes between two parts of
    /// a wrapped string.
    pub fn replaced(&mut self, text: &str, span: FileSpan) {
        self.push(text, span, PieceKind::Replaced);
    }

    /// Adds an inline element of the format. The two sides are compared by `literal`. An invisible element leaves
    /// nothing in the text.
    pub fn object(&mut self, literal: &str, kind: ObjectKind, span: FileSpan, visible: bool) {
        self.objects.push((PieceObject { at: self.text.len(), file: span, kind, visible }, literal.to_owned()));
        if visible {
            self.push(OBJECT.encode_utf8(&mut [0; 4]), span, PieceKind::Object);
        }
    }

    /// A part of the side, in bytes of [`SideText::text`], as a new side.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Self {
        let mut part = Self::default();
        let span = TextSpan::from_range(range.clone());
        part.text.push_str(text_at(&self.text, range.clone()));
        self.map.part(span, 0).for_each(|piece| part.map.push(piece));
        let inside = self.objects.iter().filter(|(o, _)| range.contains(&o.at));
        part.objects = inside.map(|(o, text)| (PieceObject { at: o.at - range.start, ..*o }, text.clone())).collect();
        part.at = self.map.to_file(span).unwrap_or(self.at);
        part
    }

    fn push(&mut self, text: &str, file: FileSpan, kind: PieceKind) {
        let start = self.text.len();
        self.text.push_str(text);
        self.map.push(Piece { text: TextSpan::from_range(start..self.text.len()), file, kind });
    }

    /// Writes the side into a text; `masks` in order and without overlap.
    fn write(&self, masks: &[Mask], builder: &mut TextBuilder<'_>) -> Side {
        let (mut from, mut objects) = (0, self.objects.iter().peekable());
        for mask in masks {
            if mask.range.start < from {
                continue;
            }
            self.write_run(from..mask.range.start, &mut objects, builder);
            // An invisible element right before the mask is not part of it.
            while let Some((object, literal)) = objects.next_if(|(o, _)| !o.visible && o.at <= mask.range.start) {
                builder.inline(literal, object.kind, object.file, false);
            }
            let text = || text_at(&self.text, mask.range.clone());
            let literal = mask.literal.as_deref().unwrap_or_else(text);
            if let Some(file) = self.map.to_file(TextSpan::from_range(mask.range.clone())) {
                builder.inline(literal, mask.kind, file, mask.visible);
            }
            // An element inside the mask is part of it.
            while objects.next_if(|(o, _)| o.at < mask.range.end).is_some() {}
            from = mask.range.end;
        }
        self.write_run(from..self.text.len(), &mut objects, builder);
        builder.end_side(self.at)
    }

    /// Writes a run without masks.
    fn write_run<'o>(
        &self,
        range: Range<usize>,
        objects: &mut std::iter::Peekable<impl Iterator<Item = &'o (PieceObject, String)>>,
        builder: &mut TextBuilder<'_>,
    ) {
        let run = TextSpan::from_range(range);
        let mut flush = |upto: u32, past_end: bool, builder: &mut TextBuilder<'_>| {
            let due = |o: &PieceObject| (o.at as u64) < u64::from(upto) || (past_end && o.at as u64 == u64::from(upto));
            while let Some((object, literal)) = objects.next_if(|(o, _)| due(o)) {
                builder.inline(literal, object.kind, object.file, object.visible);
            }
        };
        for piece in self.map.overlapping(run) {
            match piece.kind {
                PieceKind::Object => flush(piece.text.end, false, builder),
                PieceKind::Replaced => {
                    flush(piece.text.start, true, builder);
                    // A piece that a mask cuts belongs to the mask.
                    if run.contains(piece.text) {
                        builder.replaced(piece.text.of(&self.text), piece.file);
                    }
                }
                PieceKind::Verbatim => {
                    let start = piece.text.start.max(run.start);
                    let end = piece.text.end.min(run.end);
                    let file = |at: u32| piece.file.start + (at - piece.text.start);
                    flush(start, true, builder);
                    builder.verbatim(FileSpan::new(file(start), file(end)));
                }
            }
        }
        flush(run.end, run.end as usize == self.text.len(), builder);
    }
}

/// Builds a bilingual document from its units. Units come in text order; their targets can be anywhere in the file.
#[derive(Debug)]
pub struct BilingualBuilder<'s> {
    source: TextBuilder<'s>,
    target: TextBuilder<'s>,
    content: &'s str,
    units: Vec<Unit>,
    comments: Vec<FileSpan>,
    remarks: Vec<Remark>,
}

impl<'s> BilingualBuilder<'s> {
    /// A builder for a file that holds both sides.
    #[must_use]
    pub fn new(content: &'s str) -> Self {
        Self::of_pair(content, content)
    }

    /// A builder for the contents of a source file and of its translation.
    #[must_use]
    pub fn of_pair(source: &'s str, target: &'s str) -> Self {
        Self {
            source: TextBuilder::new(source),
            target: TextBuilder::new(target),
            content: target,
            units: Vec::new(),
            comments: Vec::new(),
            remarks: Vec::new(),
        }
    }

    /// Adds a unit with its sides; `unit` provides everything else. A target without visible text is untranslated if
    /// its source has some.
    pub fn unit(&mut self, mut unit: Unit, source: Option<MaskedSide<'_>>, target: MaskedSide<'_>) {
        unit.source = source.map(|source| source.write(&mut self.source));
        unit.target = target.write(&mut self.target);
        let text = &target.side.text;
        let is_empty = text.trim().is_empty() && source.is_none_or(|source| !source.side.text.trim().is_empty());
        if is_empty || is_in_context_mark(text) {
            unit.state = UnitState::Untranslated;
        }
        if unit.kind == UnitKind::default() {
            unit.kind = UnitKind::Segment;
        }
        self.units.push(unit);
    }

    /// Marks the last unit as a plural form; `counterpart` is the other text of the source.
    pub fn plural(&mut self, plural: Plural, counterpart: Option<MaskedSide<'_>>) {
        let counterpart = counterpart.map(|side| side.write(&mut self.source));
        if let Some(unit) = self.units.last_mut() {
            unit.plural = Some(Plural { counterpart, ..plural });
        }
    }

    /// Sets the former source of the last unit, for which its translation was made.
    pub fn previous(&mut self, source: &SideText) {
        let side = source.write(&[], &mut self.source);
        if let Some(unit) = self.units.last_mut() {
            unit.previous = Some(side);
        }
    }

    /// Adds a comment, with or without its delimiters.
    pub fn comment(&mut self, span: FileSpan) {
        if self.content.get(span.range()).is_some_and(|text| text.contains(PREFIX)) {
            self.comments.push(span);
        }
    }

    /// Adds a defect that the format found.
    pub fn remark(&mut self, remark: Remark) {
        self.remarks.push(remark);
    }

    /// The number of units so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// True when there is no unit yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// The document.
    #[must_use]
    pub fn finish(self, metadata: Metadata, escape: Escape) -> Document {
        Document {
            comments: self.comments,
            escape,
            target: self.target.finish(),
            source: self.source.finish(),
            source_path: None,
            units: self.units,
            metadata,
            remarks: self.remarks,
            ..Document::default()
        }
    }
}

/// True for the marker that Crowdin's in-context editor puts in place of a translation: `crwdns81:0crwdne81:0`.
fn is_in_context_mark(text: &str) -> bool {
    let number = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    let end = text.trim().rsplit_once("crwdne").map(|(_, rest)| rest);
    text.trim_start().strip_prefix("crwdns").is_some_and(number) && end.is_some_and(number)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{BilingualBuilder, Mask, MaskedSide, SideText};
    use crate::document::{Escape, Metadata, ObjectKind, Unit, UnitState};
    use mtlint_token::span::{FileSpan, TextSpan};

    #[test]
    fn masks_and_elements_become_objects_with_their_literals() {
        let content = r#"say \"%s\" <1>now</1>"#;
        let span = |text: &str| {
            let at = content.find(text).unwrap();
            FileSpan::from_range(at..at + text.len())
        };
        let mut side = SideText::new(FileSpan::new(0, 0));
        side.verbatim(content, span("say "));
        side.replaced("\"", FileSpan::new(4, 6));
        side.verbatim(content, span("%s"));
        side.replaced("\"", FileSpan::new(8, 10));
        side.verbatim(content, FileSpan::new(10, 11));
        side.object("<1>", ObjectKind::Tag, span("<1>"), false);
        side.verbatim(content, span("now"));
        side.object("</1>", ObjectKind::Tag, span("</1>"), false);
        assert_eq!(side.text(), "say \"%s\" now");
        let masks = [Mask { range: 5..7, kind: ObjectKind::Placeholder, visible: true, literal: None }];
        let mut builder = BilingualBuilder::new(content);
        builder.unit(Unit::default(), Some(MaskedSide::new(&side, &masks)), MaskedSide::new(&side, &masks));
        let document = builder.finish(Metadata::default(), Escape::NONE);
        let unit = &document.units[0];
        assert_eq!(document.target.slice(unit.target.span), "say \"\u{FFFC}\" now");
        let objects: Vec<_> =
            document.target.objects_of(unit.target).map(|(o, literal)| (&content[o.file.range()], literal)).collect();
        assert_eq!(objects, [("%s", "%s"), ("<1>", "<1>"), ("</1>", "</1>")]);
    }

    #[test]
    fn an_empty_side_has_its_place() {
        let content = "a = \"\"";
        let at = FileSpan::new(5, 5);
        let mut source = SideText::new(FileSpan::new(0, 1));
        source.verbatim(content, FileSpan::new(0, 1));
        let mut builder = BilingualBuilder::new(content);
        builder.unit(Unit::default(), Some(MaskedSide::new(&source, &[])), MaskedSide::new(&SideText::new(at), &[]));
        let document = builder.finish(Metadata::default(), Escape::NONE);
        let unit = &document.units[0];
        assert_eq!(unit.state, UnitState::Untranslated);
        assert_eq!(document.target.map.to_file(unit.target.span), Some(at));
        assert_eq!(unit.target.span, TextSpan::new(0, 0));
    }
}
