//! What formats of one locale write their segments through: placeholders are masked, doubled keys remarked.

use rustc_hash::FxHashSet;

use crate::document::{BilingualBuilder, Document, Escape, Mask, Metadata, Plural, Remark, SideText, Syntax, Unit};
use crate::inline;
use crate::span::SourceSpan;

/// Collects segments that have a key and no source.
#[derive(Debug)]
pub(super) struct Segments<'s> {
    builder: BilingualBuilder<'s>,
    keys: FxHashSet<String>,
    syntax: Syntax,
    masks: Vec<Mask>,
}

impl<'s> Segments<'s> {
    /// Segments of content whose values may hold these placeholders.
    pub(super) fn new(content: &'s str, syntax: Syntax) -> Self {
        Self { builder: BilingualBuilder::new(content), keys: FxHashSet::default(), syntax, masks: Vec::new() }
    }

    /// Remarks a key, which stands at `span`, if it stood before.
    pub(super) fn key(&mut self, key: &str, span: SourceSpan) {
        if !self.keys.insert(key.to_owned()) {
            self.remark("duplicate-key", span, key);
        }
    }

    pub(super) fn remark(&mut self, check: &'static str, span: SourceSpan, detail: &str) {
        self.builder.remark(Remark { check, span, detail: detail.to_owned() });
    }

    /// Adds a segment.
    pub(super) fn push(&mut self, key: &str, side: &SideText) {
        let unit = Unit { key: Some(key.to_owned()), syntax: self.syntax, ..Unit::default() };
        inline::scan(side.text(), self.syntax, &mut self.masks);
        self.builder.unit(unit, None, (side, &self.masks));
    }

    /// Adds a segment that is a plural form.
    pub(super) fn push_plural(&mut self, key: &str, side: &SideText, plural: Plural) {
        self.push(key, side);
        self.builder.plural(plural, None);
    }

    pub(super) fn finish(self, metadata: Metadata, escape: Escape) -> Document {
        self.builder.finish(metadata, escape)
    }
}

/// Adds what an escape stands for.
pub(super) fn push_char(side: &mut SideText, c: char, start: usize, end: usize) {
    side.replaced(c.encode_utf8(&mut [0; 4]), SourceSpan::from_range(start..end));
}
