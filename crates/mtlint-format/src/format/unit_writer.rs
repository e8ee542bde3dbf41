//! Shared by all formats of translation units: finds placeholders in sides and reports keys that occur twice.

use rustc_hash::FxHashSet;

use super::branches::{self, Branch};
use super::pipes;
use crate::document::{
    BilingualBuilder, Document, Escape, Mask, MaskedSide, Metadata, Plural, Remark, SideText, Syntax, Unit, UnitKind,
};
use crate::inline;
use mtlint_token::span::FileSpan;

/// Collects the translation units of a file.
#[derive(Debug)]
pub(super) struct UnitWriter<'s> {
    builder: BilingualBuilder<'s>,
    groups: u32,
    /// The syntax for [`UnitWriter::segment`].
    syntax: Syntax,
    keys: FxHashSet<String>,
    /// Buffers that are reused for each unit.
    source_masks: Vec<Mask>,
    target_masks: Vec<Mask>,
}

impl<'s> UnitWriter<'s> {
    pub(super) fn new(content: &'s str) -> Self {
        Self::of_one_locale(content, Syntax::empty())
    }

    /// For a format of one locale, whose texts can all contain these placeholders.
    pub(super) fn of_one_locale(content: &'s str, syntax: Syntax) -> Self {
        let (keys, source_masks, target_masks) = Default::default();
        Self { builder: BilingualBuilder::new(content), groups: 0, syntax, keys, source_masks, target_masks }
    }

    /// Reports the key at `span` if it occurred before.
    pub(super) fn key(&mut self, key: &str, span: FileSpan) {
        if !self.keys.insert(key.to_owned()) {
            self.remark(Remark { check: "duplicate-key", span, detail: key.to_owned() });
        }
    }

    /// Adds a text of the one locale.
    pub(super) fn segment(&mut self, key: &str, side: &SideText) {
        self.push(Unit { key: Some(key.to_owned()), syntax: self.syntax, ..Unit::default() }, None, side);
    }

    /// Adds a unit. Its syntax determines which placeholders are found in its sides.
    pub(super) fn push(&mut self, unit: Unit, source: Option<&SideText>, target: &SideText) {
        let syntax = of_message(unit.syntax, source.unwrap_or(target).text());
        let unit = Unit { syntax, ..unit };
        let forms = pipes::of(source, target, syntax);
        if forms.is_empty() {
            return self.push_text(unit, source, target, false);
        }
        let is_plural = forms.len() > 1;
        let group = self.new_group();
        for (index, form) in (0..).zip(forms) {
            let key =
                unit.key.as_ref().map(|key| if is_plural { format!("{key}{}", form.selector) } else { key.clone() });
            // The limit applies to the whole text.
            let max_length = unit.max_length.filter(|_| !is_plural);
            self.push_text(Unit { key, max_length, ..unit.clone() }, form.source.as_ref(), &form.target, false);
            let plural = Plural { group, index, category: None, rare: form.rare, counterpart: None };
            self.push_plural(plural, unit.syntax, form.counterpart.as_ref());
        }
    }

    /// Marks the last unit as a plural form, with the other text of the source.
    fn push_plural(&mut self, plural: Plural, syntax: Syntax, counterpart: Option<&SideText>) {
        if let Some(side) = counterpart {
            inline::scan(side.text(), syntax, &mut self.source_masks);
        }
        self.builder.plural(plural, counterpart.map(|side| MaskedSide::new(side, &self.source_masks)));
    }

    /// Adds a unit, then its branches. `counts`: `#` in it is a placeholder for the number.
    fn push_text(&mut self, unit: Unit, source: Option<&SideText>, target: &SideText, counts: bool) {
        let unit = Unit { kind: UnitKind::Segment, ..unit };
        for (side, masks) in [(source, &mut self.source_masks), (Some(target), &mut self.target_masks)] {
            let Some(side) = side else { continue };
            inline::scan(side.text(), unit.syntax, masks);
            if counts {
                branches::mask_numbers(side.text(), masks);
            }
        }
        let source = source.map(|side| MaskedSide::new(side, &self.source_masks));
        let target = MaskedSide::new(target, &self.target_masks);
        let found = branches::of(&unit, source, target);
        self.builder.unit(unit, source, target);
        self.push_branches(found);
    }

    fn push_branches(&mut self, found: Vec<Branch>) {
        let mut group = None;
        for branch in found {
            let syntax = branch.unit.syntax;
            self.push_text(branch.unit, branch.source.as_ref(), &branch.target, branch.counts);
            if branch.index == 0 || group.is_none() {
                group = Some(self.new_group());
            }
            if let Some(group) = group.filter(|_| branch.counts) {
                let plural =
                    Plural { group, index: branch.index, category: None, rare: branch.rare, counterpart: None };
                self.push_plural(plural, syntax, branch.counterpart.as_ref());
            }
        }
    }

    /// Marks the last unit as a plural form.
    pub(super) fn plural(&mut self, group: u32, index: u32, category: Option<&'static str>) {
        let rare = matches!(category, Some("zero" | "one" | "two"));
        self.builder.plural(Plural { group, index, category, rare, counterpart: None }, None);
    }

    /// Marks the last unit as a plural form whose category is unknown.
    pub(super) fn unnamed_plural(&mut self, group: u32, index: u32, rare: bool) {
        self.builder.plural(Plural { group, index, category: None, rare, counterpart: None }, None);
    }

    /// A new group number for the forms of one message.
    pub(super) fn new_group(&mut self) -> u32 {
        self.groups += 1;
        self.groups - 1
    }

    /// Adds a comment.
    pub(super) fn comment(&mut self, span: FileSpan) {
        self.builder.comment(span);
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

/// The syntax of a message by its content: a message with branches is ICU, whatever the rest of the file is.
fn of_message(syntax: Syntax, text: &str) -> Syntax {
    const OTHERS: Syntax = Syntax::I18NEXT.union(Syntax::BRACE).union(Syntax::PRINTF).union(Syntax::ASSUMED);
    match !syntax.intersects(Syntax::ICU.union(Syntax::FLUENT)) && inline::has_choice(text) {
        true => syntax.difference(OTHERS).union(Syntax::ICU),
        false => syntax,
    }
}

/// The plural category of CLDR with this name.
pub(super) fn plural_category(name: &str) -> Option<&'static str> {
    ["zero", "one", "two", "few", "many", "other"].into_iter().find(|category| *category == name)
}

/// Adds the character of an escape.
pub(super) fn push_char(side: &mut SideText, c: char, start: usize, end: usize) {
    side.replaced(c.encode_utf8(&mut [0; 4]), FileSpan::from_range(start..end));
}
