//! gettext PO and POT.
//!
//! Every message that is not obsolete is a unit; so is every plural form. Wrapped strings are joined; the bytes between
//! two of their lines are gaps. The header declares languages; flags declare the syntax of placeholders.

mod escape;
mod header;
mod lines;
mod message;
mod plural;

use std::path::Path;

use self::header::Header;
use self::lines::{Field, Line, Lines};
use self::message::{Draft, Part};
use super::contract::{Comment, Format, FormatError};
use super::frame::Frame;
use crate::document::{
    BilingualBuilder, Document, Escape, Mask, MaskedSide, Plural, Remark, SideText, Syntax, Unit, UnitState,
};
use crate::inline;
use mtlint_text::language::LanguageId;
use mtlint_token::span::FileSpan;

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

    fn comment(&self, _path: &Path) -> Option<Comment> {
        Some(Comment::HASH)
    }

    fn frames(&self) -> &'static [Frame] {
        &[
            Frame("msgid \"{source}\"\nmsgstr \"{target}\"\n"),
            Frame(
                "#, c-format\nmsgctxt \"a\"\nmsgid \"{source}\"\nmsgid_plural \"%d b\"\nmsgstr[0] \"\"\n\"{target}\"\n",
            ),
        ]
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
            previous: SideText::default(),
            reported_forms: false,
            habits: inline::habits(content),
        };
        for line in Lines::new(content) {
            reader.line(line?)?;
        }
        reader.end_message()?;
        Ok(reader.builder.finish(reader.header.metadata(), Escape(escape::escape)))
    }
}

/// Buffers that are reused for each unit.
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
    /// A hash of the context and text of each message, and its place.
    seen: rustc_hash::FxHashMap<u64, FileSpan>,
    groups: u32,
    sides: Sides,
    /// The former source, for which a fuzzy translation was made.
    previous: SideText,
    /// True once the missing number of plural forms was reported.
    reported_forms: bool,
    /// Placeholders that the file uses without a flag.
    habits: Syntax,
}

impl Reader<'_> {
    fn line(&mut self, line: Line) -> Result<(), FormatError> {
        match line {
            Line::Blank => self.end_message(),
            Line::Comment(span) => {
                self.builder.comment(span);
                // A comment after a translation begins the next message, blank line or not.
                if self.draft.has_translation() { self.end_message() } else { Ok(()) }
            }
            Line::Flags(span) | Line::Previous(span) => {
                if self.draft.has_translation() {
                    self.end_message()?;
                }
                match line {
                    Line::Flags(_) => self.draft.flags(span.of(self.content)),
                    _ => Lines::within(self.content, span).map_while(Result::ok).for_each(|l| self.draft.remember(l)),
                }
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

    /// Turns the lines since the last message into units.
    fn end_message(&mut self) -> Result<(), FormatError> {
        let draft = std::mem::take(&mut self.draft);
        let Some(id) = draft.part(Field::Id) else { return draft.nothing_left() };
        draft.complete()?;
        if draft.part(Field::Context).is_none() && self.is_empty(id) {
            if let Some(text) = draft.part(Field::Translation(None)) {
                self.fill(text, |s| &mut s.target);
                self.header = Header::read(self.sides.target.text());
                if let Some(broken) = self.header.broken_plurals() {
                    let detail = format!("an invalid Plural-Forms header: “{broken}”");
                    let span = self.plural_forms_line(text);
                    self.builder.remark(Remark { check: "plural-count", span, detail });
                }
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
            syntax: draft.syntax | self.habits,
            ..Unit::default()
        };
        inline::scan(self.sides.source.text(), unit.syntax, &mut self.sides.source_masks);
        match draft.part(Field::IdPlural) {
            None => {
                if let Some(text) = draft.part(Field::Translation(None)) {
                    self.unit(&draft, unit, Field::Id, text);
                }
            }
            Some(id_plural) => self.plural_units(&draft, &unit, id_plural),
        }
        Ok(())
    }

    /// The line of the header that contains Plural-Forms.
    fn plural_forms_line(&self, header: &Part) -> FileSpan {
        let text = |span: &&FileSpan| span.of(self.content);
        let named = header.strings.iter().find(|span| text(span).contains("Plural-Forms"));
        named.copied().unwrap_or(header.keyword)
    }

    fn plural_units(&mut self, draft: &Draft, unit: &Unit, id_plural: &Part) {
        self.fill(id_plural, |s| &mut s.counterpart);
        inline::scan(self.sides.counterpart.text(), unit.syntax, &mut self.sides.counterpart_masks);
        let group = self.groups;
        self.groups += 1;
        if let Some(detail) = self.wrong_forms(draft) {
            self.builder.remark(Remark { check: "plural-count", span: draft.forms_span(), detail });
        }
        let forms = draft.forms().count();
        for (index, text) in draft.forms() {
            // The first form translates the singular, all others the plural.
            let singular = index == 0 && forms > 1;
            if !singular {
                self.swap_sources();
            }
            self.unit(draft, unit.clone(), if singular { Field::Id } else { Field::IdPlural }, text);
            let category = self.header.category(index);
            let plural = Plural { group, index, category, rare: self.header.is_rare(index), counterpart: None };
            let sides = &self.sides;
            self.builder.plural(plural, Some(MaskedSide::new(&sides.counterpart, &sides.counterpart_masks)));
            if !singular {
                self.swap_sources();
            }
        }
    }

    /// The defect in the number of forms of a message, if any: gettext rejects such messages.
    fn wrong_forms(&mut self, draft: &Draft) -> Option<String> {
        let forms = draft.forms().count();
        let filled = draft.forms().filter(|(_, part)| !self.is_empty(part)).count();
        if draft.fuzzy || filled == 0 {
            return None;
        }
        match self.header.plural_count() {
            Some(declared) if forms != declared => Some(format!("{forms} of {declared} plural forms")),
            _ if !draft.forms().zip(0..).all(|((number, _), place)| number == place) => {
                Some("plural forms that are not numbered 0, 1 and so on".to_owned())
            }
            _ if filled < forms => Some(format!("{filled} of {forms} plural forms filled, and nothing in the others")),
            None if self.header.broken_plurals().is_none() && !self.reported_forms => {
                self.reported_forms = true;
                Some("plural forms, but no Plural-Forms in the header says how many there are".to_owned())
            }
            _ => None,
        }
    }

    fn swap_sources(&mut self) {
        std::mem::swap(&mut self.sides.source, &mut self.sides.counterpart);
        std::mem::swap(&mut self.sides.source_masks, &mut self.sides.counterpart_masks);
    }

    /// Adds a unit whose source is a field of the message.
    fn unit(&mut self, draft: &Draft, unit: Unit, source_field: Field, text: &Part) {
        self.fill(text, |s| &mut s.target);
        self.blank(draft, text);
        let sides = &mut self.sides;
        inline::scan(sides.target.text(), unit.syntax, &mut sides.target_masks);
        let source = MaskedSide::new(&sides.source, &sides.source_masks);
        self.builder.unit(unit, Some(source), MaskedSide::new(&sides.target, &sides.target_masks));
        if let Some(previous) = draft.previous(source_field).filter(|_| draft.fuzzy) {
            escape::fill(self.content, previous, &mut self.previous);
            self.builder.previous(&self.previous);
        }
    }

    /// gettext accepts a translation of white space, but users see nothing.
    fn blank(&mut self, draft: &Draft, text: &Part) {
        let (source, target) = (self.sides.source.text(), self.sides.target.text());
        if !draft.fuzzy && !target.is_empty() && target.trim().is_empty() && !source.trim().is_empty() {
            let span = text.strings.iter().copied().reduce(FileSpan::to).unwrap_or(text.keyword);
            let detail = "the translation is only white space".to_owned();
            self.builder.remark(Remark { check: "blank", span, detail });
        }
    }

    fn fill(&mut self, part: &Part, side: fn(&mut Sides) -> &mut SideText) {
        escape::fill(self.content, part, side(&mut self.sides));
    }

    fn is_empty(&self, part: &Part) -> bool {
        part.strings.iter().all(|s| s.is_empty())
    }

    /// Reports a second message with the same context and text: only one of them is used.
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

/// The source language if the header names none: gettext tools assume English.
const SOURCE: LanguageId = LanguageId::EN;

#[cfg(test)]
mod tests;
