//! gettext PO and POT.
//!
//! Every message that is not obsolete is a unit, every plural form one of its own. Strings wrapped over lines are joined;
//! the bytes between two of their lines are gaps. The header gives languages; flags give the syntax of placeholders.

mod escape;
mod header;
mod lines;
mod message;
mod plural;

use self::header::Header;
use self::lines::{Line, Lines};
use self::message::{Draft, Field, Part};
use super::{Format, FormatError};
use crate::document::{BilingualBuilder, Document, Escape, Mask, Plural, Remark, SideText, Syntax, Unit, UnitState};
use crate::inline;
use crate::language::LanguageId;
use crate::span::SourceSpan;

/// The format.
#[derive(Debug)]
pub(super) struct Po;

impl Format for Po {
    fn name(&self) -> &'static str {
        "po"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["po", "pot"]
    }

    fn read(&self, content: &str) -> Result<Document, FormatError> {
        let mut reader = Reader {
            content,
            builder: BilingualBuilder::new(content),
            header: Header::default(),
            draft: Draft::default(),
            seen: rustc_hash::FxHashMap::default(),
            groups: 0,
            sides: Sides::default(),
            habits: inline::habits(content),
        };
        for line in Lines::new(content) {
            reader.line(line?)?;
        }
        reader.end_message()?;
        Ok(reader.builder.finish(reader.header.metadata(), Escape(escape::escape)))
    }
}

/// Buffers that live from unit to unit.
#[derive(Default)]
struct Sides {
    source: SideText,
    counterpart: SideText,
    target: SideText,
    source_masks: Vec<Mask>,
    counterpart_masks: Vec<Mask>,
    target_masks: Vec<Mask>,
}

struct Reader<'s> {
    content: &'s str,
    builder: BilingualBuilder<'s>,
    header: Header,
    draft: Draft,
    /// Context and text of each message, and where it stands.
    seen: rustc_hash::FxHashMap<u64, SourceSpan>,
    groups: u32,
    sides: Sides,
    /// Placeholders that stand in the file without a flag.
    habits: Syntax,
}

impl Reader<'_> {
    fn line(&mut self, line: Line) -> Result<(), FormatError> {
        match line {
            Line::Blank => self.end_message(),
            Line::Comment(span) => {
                self.builder.comment(span);
                // A comment behind a translation begins the next message, blank line or not.
                if self.draft.has_translation() { self.end_message() } else { Ok(()) }
            }
            Line::Flags(span) => {
                if self.draft.has_translation() {
                    self.end_message()?;
                }
                self.draft.flags(self.content.get(span.range()).unwrap_or_default());
                Ok(())
            }
            Line::Field { field, keyword, string } => {
                if self.draft.begins_anew(field) {
                    self.end_message()?;
                }
                self.draft.begin(field, keyword, string)
            }
            Line::Continuation(string) => self.draft.go_on(string),
        }
    }

    /// Turns what was read since the last message into units.
    fn end_message(&mut self) -> Result<(), FormatError> {
        let draft = std::mem::take(&mut self.draft);
        let Some(id) = draft.part(Field::Id) else { return draft.nothing_left() };
        draft.complete()?;
        if draft.part(Field::Context).is_none() && self.is_empty(id) {
            if let Some(text) = draft.part(Field::Translation(None)) {
                self.fill(text, |s| &mut s.target);
                self.header = Header::read(self.sides.target.text());
            }
            return Ok(());
        }
        let key = draft.part(Field::Context).map(|context| {
            self.fill(context, |s| &mut s.target);
            self.sides.target.text().to_owned()
        });
        self.fill(id, |s| &mut s.source);
        self.remember(key.as_deref(), id);
        let unit = Unit {
            key,
            state: if draft.fuzzy { UnitState::Fuzzy } else { UnitState::Translated },
            max_length: draft.max_length,
            syntax: draft.syntax.with(self.habits),
            ..Unit::default()
        };
        inline::scan(self.sides.source.text(), unit.syntax, &mut self.sides.source_masks);
        match draft.part(Field::IdPlural) {
            None => {
                if let Some(text) = draft.part(Field::Translation(None)) {
                    self.unit(unit, text);
                }
            }
            Some(id_plural) => self.plural_units(&draft, &unit, id_plural),
        }
        Ok(())
    }

    fn plural_units(&mut self, draft: &Draft, unit: &Unit, id_plural: &Part) {
        self.fill(id_plural, |s| &mut s.counterpart);
        inline::scan(self.sides.counterpart.text(), unit.syntax, &mut self.sides.counterpart_masks);
        let group = self.groups;
        self.groups += 1;
        if let Some(declared) = self.header.plural_count()
            && draft.forms().count() != declared
            && !self.all_empty(draft)
            && !draft.fuzzy
        {
            let detail = format!("{} of {declared} plural forms", draft.forms().count());
            self.builder.remark(Remark { check: "plural-count", span: draft.forms_span(), detail });
        }
        let forms = draft.forms().count();
        for (index, text) in draft.forms() {
            // The form for one thing translates the singular, all others the plural.
            let singular = index == 0 && forms > 1;
            if !singular {
                self.swap_sources();
            }
            self.unit(unit.clone(), text);
            let category = self.header.category(index);
            let plural = Plural { group, index, category, rare: self.header.is_rare(index), counterpart: None };
            let sides = &self.sides;
            self.builder.plural(plural, Some((&sides.counterpart, &sides.counterpart_masks)));
            if !singular {
                self.swap_sources();
            }
        }
    }

    fn swap_sources(&mut self) {
        std::mem::swap(&mut self.sides.source, &mut self.sides.counterpart);
        std::mem::swap(&mut self.sides.source_masks, &mut self.sides.counterpart_masks);
    }

    fn unit(&mut self, unit: Unit, text: &Part) {
        self.fill(text, |s| &mut s.target);
        let sides = &mut self.sides;
        inline::scan(sides.target.text(), unit.syntax, &mut sides.target_masks);
        let source = (&sides.source, sides.source_masks.as_slice());
        self.builder.unit(unit, Some(source), (&sides.target, &sides.target_masks));
    }

    fn fill(&mut self, part: &Part, side: fn(&mut Sides) -> &mut SideText) {
        escape::fill(self.content, part, side(&mut self.sides));
    }

    fn is_empty(&self, part: &Part) -> bool {
        part.strings.iter().all(|s| s.is_empty())
    }

    fn all_empty(&self, draft: &Draft) -> bool {
        draft.forms().all(|(_, part)| self.is_empty(part))
    }

    /// Two messages of one context and text are a defect: only one of them is used.
    fn remember(&mut self, context: Option<&str>, id: &Part) {
        use std::hash::{Hash, Hasher};
        let mut hasher = rustc_hash::FxHasher::default();
        (context, self.sides.source.text()).hash(&mut hasher);
        let span = id.strings.first().map_or(id.keyword, |s| id.keyword.to(*s));
        if self.seen.insert(hasher.finish(), span).is_some() {
            let detail = self.sides.source.text().chars().take(60).collect();
            self.builder.remark(Remark { check: "duplicate-key", span, detail });
        }
    }
}

/// The source language where the header names none: gettext's tools take messages for English.
const SOURCE: LanguageId = LanguageId::EN;

#[cfg(test)]
mod tests;
