//! What the formats of translation units share: they fill the sides, this finds the placeholders in them.

use crate::document::{BilingualBuilder, Document, Escape, Mask, Metadata, Plural, Remark, SideText, Unit, UnitKind};
use crate::inline;

/// Collects the translation units of a file.
#[derive(Debug)]
pub(super) struct UnitWriter<'s> {
    builder: BilingualBuilder<'s>,
    groups: u32,
    /// Buffers that live from unit to unit.
    source_masks: Vec<Mask>,
    target_masks: Vec<Mask>,
}

impl<'s> UnitWriter<'s> {
    pub(super) fn new(content: &'s str) -> Self {
        let (source_masks, target_masks) = Default::default();
        Self { builder: BilingualBuilder::new(content), groups: 0, source_masks, target_masks }
    }

    /// Adds a unit. Its syntax says which placeholders are looked for in its sides.
    pub(super) fn push(&mut self, unit: Unit, source: Option<&SideText>, target: &SideText) {
        let unit = Unit { kind: UnitKind::Segment, ..unit };
        if let Some(source) = source {
            inline::scan(source.text(), unit.syntax, &mut self.source_masks);
        }
        inline::scan(target.text(), unit.syntax, &mut self.target_masks);
        let source = source.map(|side| (side, self.source_masks.as_slice()));
        self.builder.unit(unit, source, (target, &self.target_masks));
    }

    /// Says of the last unit that it is a plural form.
    pub(super) fn plural(&mut self, group: u32, index: u32, category: Option<&'static str>) {
        let rare = matches!(category, Some("zero" | "one" | "two"));
        self.builder.plural(Plural { group, index, category, rare, counterpart: None }, None);
    }

    /// A number for the forms of one message.
    pub(super) fn new_group(&mut self) -> u32 {
        self.groups += 1;
        self.groups - 1
    }

    /// Adds a defect of the file.
    pub(super) fn remark(&mut self, remark: Remark) {
        self.builder.remark(remark);
    }

    /// The document.
    pub(super) fn finish(self, metadata: Metadata, escape: Escape) -> Document {
        self.builder.finish(metadata, escape)
    }
}

/// The plural category of CLDR with this name.
pub(super) fn plural_category(name: &str) -> Option<&'static str> {
    ["zero", "one", "two", "few", "many", "other"].into_iter().find(|category| *category == name)
}
