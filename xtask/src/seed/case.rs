//! The input of an injector: a unit with both sides, and material from elsewhere.
//!
//! Ranges are bytes of the text of a side without white space at its edges. An injector returns edits of the file, with
//! text as the file writes it.

use std::ops::Range;

use mtlint_format::document::{Document, ObjectKind, Side, Text, Unit};
use mtlint_format::glossary::Entry;
use mtlint_rules::finding::Edit;
use mtlint_text::language::LanguageId;
use mtlint_token::span::{FileSpan, TextSpan};

use super::corpus::{File, Part};

/// Material for defects that does not come from the file.
#[derive(Default)]
pub(super) struct Loan {
    /// Plain translations into other languages.
    pub foreign: Vec<(LanguageId, String)>,
    /// Terms with their translations.
    pub terms: Vec<Entry>,
    /// Names that are not translated.
    pub names: Vec<String>,
}

/// A unit with both sides.
pub(super) struct Case<'d> {
    pub file: &'d File,
    pub part: &'d Part,
    /// The index of the unit in its part.
    pub index: usize,
    pub unit: &'d Unit,
    pub source: Face<'d>,
    pub target: Face<'d>,
    pub loan: &'d Loan,
}

/// One side of a unit.
#[derive(Clone, Copy)]
pub(super) struct Face<'d> {
    content: &'d str,
    all: &'d Text,
    pub side: Side,
    /// The text, with U+FFFC for each object.
    pub text: &'d str,
}

/// An object of a side: a placeholder, a tag, code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item<'d> {
    pub kind: ObjectKind,
    /// Its range in the text; empty for one that has no place in the text.
    pub at: Range<usize>,
    /// Its place in the file.
    pub place: FileSpan,
    /// Its text in the file.
    pub raw: &'d str,
    /// Its literal.
    pub literal: &'d str,
}

impl<'d> Case<'d> {
    /// A unit of a part; `None` if it has only one side.
    pub(super) fn new(file: &'d File, part: &'d Part, index: usize, loan: &'d Loan) -> Option<Self> {
        let unit = part.document.units.get(index)?;
        let Document { source, target, .. } = &part.document;
        let face = |all: &'d Text, side: Side| Face { content: &file.content, all, side, text: all.slice(side.span) };
        let (source, target) = (face(source, unit.source?), face(target, unit.target));
        Some(Self { file, part, index, unit, source, target, loan })
    }

    /// The sentences of the translation.
    pub(super) fn sentences(&self) -> &'d [Range<usize>] {
        self.part.sentences.get(self.index).map_or(&[], Vec::as_slice)
    }

    /// Replaces a range of the translation by a text.
    pub(super) fn replace(&self, range: Range<usize>, text: &str) -> Option<Edit> {
        let span = self.target.place(range)?;
        let text = self.part.document.escaped(self.unit.target.span.start, text)?.into_owned();
        Some(Edit { span, text })
    }

    /// Removes a range of the translation.
    pub(super) fn drop(&self, range: Range<usize>) -> Option<Edit> {
        Some(Edit { span: self.target.place(range)?, text: String::new() })
    }

    /// Inserts a piece of the file at a place of the translation.
    pub(super) fn insert_raw(&self, at: usize, raw: &str) -> Option<Edit> {
        Some(Edit { span: self.target.place(at..at)?, text: raw.to_owned() })
    }
}

impl<'d> Face<'d> {
    /// The place of a range of the text in the file.
    pub(super) fn place(&self, range: Range<usize>) -> Option<FileSpan> {
        let from = self.side.span.start as usize;
        self.place_of(TextSpan::from_range(from + range.start..from + range.end))
    }

    /// The place of a span of the document in the file.
    pub(super) fn place_of(&self, span: TextSpan) -> Option<FileSpan> {
        self.all.map.to_file(span)
    }

    /// A range of the text as the file writes it.
    pub(super) fn raw(&self, range: Range<usize>) -> Option<&'d str> {
        self.raw_of(self.place(range)?)
    }

    /// The text of a span of the document.
    pub(super) fn outer(&self, span: TextSpan) -> &'d str {
        self.all.slice(span)
    }

    fn raw_of(&self, place: FileSpan) -> Option<&'d str> {
        self.content.get(place.range())
    }

    /// The place of the whole side in the file, including tags at its edges.
    pub(super) fn whole(&self) -> Option<FileSpan> {
        let text = self.place(0..self.text.len())?;
        Some(self.all.objects_of(self.side).fold(text, |whole, (object, _)| whole.to(object.file)))
    }

    /// The whole side as the file writes it.
    pub(super) fn whole_raw(&self) -> Option<&'d str> {
        self.raw_of(self.whole()?)
    }

    /// Its objects, in order.
    pub(super) fn items(&self) -> Vec<Item<'d>> {
        let (from, end) = (self.side.span.start, self.side.span.end);
        let relative = |at: u32| at.clamp(from, end).saturating_sub(from) as usize;
        let objects = self.all.objects_of(self.side).map(|(object, literal)| Item {
            kind: object.kind,
            at: relative(object.span.start)..relative(object.span.end),
            place: object.file,
            raw: self.raw_of(object.file).unwrap_or_default(),
            literal,
        });
        objects.collect()
    }

    /// Its objects of a kind.
    pub(super) fn items_of(&self, kind: ObjectKind) -> Vec<Item<'d>> {
        self.items().into_iter().filter(|item| item.kind == kind).collect()
    }

    /// True if a range and its edges contain no tag: it can be removed or copied without breaking a pair of tags.
    pub(super) fn is_whole(&self, range: &Range<usize>) -> bool {
        let inside = |item: &Item<'_>| item.at.start <= range.end && range.start <= item.at.end;
        !self.items_of(ObjectKind::Tag).iter().any(inside)
    }
}

impl Item<'_> {
    /// Replaces the object.
    pub(super) fn replaced(&self, raw: String) -> Edit {
        Edit { span: self.place, text: raw }
    }
}
