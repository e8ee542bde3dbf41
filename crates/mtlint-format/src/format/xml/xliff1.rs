//! XLIFF 1.0 to 1.2.

use super::inline::{Dialect, Flow, Role};
use super::reader::{Event, Reader, Tag};
use super::{inline, text};
use crate::document::{Document, Escape, Metadata, SideText, Syntax, Unit, UnitState};
use crate::format::contract::FormatError;
use crate::format::unit_writer::UnitWriter;
use mtlint_text::language::LanguageId;
use mtlint_token::span::FileSpan;

/// The inline elements (XLIFF 1.2, section 2.3). In `mrk`, `mtype` says what is marked.
const DIALECT: Dialect = Dialect { role, ids: &["id", "mid"] };

fn role(tag: &Tag<'_>) -> Role {
    match tag.name {
        "g" => Role::Pair,
        "bx" | "ex" | "bpt" | "ept" | "it" => Role::Half,
        "x" | "ph" => Role::Alone,
        "mrk" => match tag.attribute("mtype").as_deref() {
            Some("seg") => Role::Segment,
            Some("protected" | "x-protected") => Role::Protected,
            _ => Role::Mark,
        },
        _ => Role::Mark,
    }
}

/// What elements around a unit hand down to it.
#[derive(Clone, Copy, Debug, Default)]
struct Inherited {
    is_fixed: bool,
    keeps_space: bool,
}

impl Inherited {
    fn of(self, tag: &Tag<'_>) -> Self {
        let is_fixed = tag.attribute("translate").map_or(self.is_fixed, |value| value == "no");
        let keeps_space = tag.attribute("xml:space").map_or(self.keeps_space, |value| value == "preserve");
        Self { is_fixed, keeps_space }
    }
}

/// What was read in one pair of languages.
struct Part<'s> {
    metadata: Metadata,
    segments: UnitWriter<'s>,
}

/// The parts of a file, one at least.
struct Languages<'s> {
    content: &'s str,
    parts: Vec<Part<'s>>,
    /// The part of the `<file>` that is open.
    current: usize,
}

impl<'s> Languages<'s> {
    fn new(content: &'s str) -> Self {
        Self {
            content,
            parts: vec![Part { metadata: Metadata::default(), segments: UnitWriter::new(content) }],
            current: 0,
        }
    }

    /// Turns to the part of a `<file>`'s languages.
    fn turn(&mut self, file: &Tag<'_>) {
        let language = |name: &str| file.attribute(name).and_then(|code| code.parse().ok());
        let (target, source) = (language("target-language"), language("source-language"));
        let agree = |a: Option<LanguageId>, b: Option<LanguageId>| a.zip(b).is_none_or(|(a, b)| a.agrees(&b));
        let takes =
            |part: &Part<'_>| agree(part.metadata.language, target) && agree(part.metadata.source_language, source);
        self.current = self.parts.iter().position(takes).unwrap_or(self.parts.len());
        if self.current == self.parts.len() {
            self.parts.push(Part { metadata: Metadata::default(), segments: UnitWriter::new(self.content) });
        }
        if let Some(Part { metadata, .. }) = self.parts.get_mut(self.current) {
            metadata.language = metadata.language.or(target);
            metadata.source_language = metadata.source_language.or(source);
        }
    }

    /// Gives comments to the part that is open.
    fn comments(&mut self, comments: &[FileSpan]) {
        if let Some(part) = self.parts.get_mut(self.current) {
            comments.iter().for_each(|comment| part.segments.comment(*comment));
        }
    }
}

/// Reads what stands in `<xliff>`: a document for each pair of languages.
pub(super) fn read<'s>(reader: &mut Reader<'s>) -> Result<Vec<Document>, FormatError> {
    let mut languages = Languages::new(reader.content());
    let mut open = vec![Inherited::default()];
    while let Some(event) = reader.next()? {
        let inherited = open.last().copied().unwrap_or_default();
        match event {
            Event::Start(tag) => match tag.name {
                "trans-unit" => {
                    if let Some(part) = languages.parts.get_mut(languages.current) {
                        unit(reader, tag, inherited.of(&tag), &mut part.segments)?;
                    }
                }
                "header" | "bin-unit" | "context-group" | "prop-group" | "count-group" | "note" => {
                    reader.skip()?;
                }
                _ => {
                    if tag.name == "file" {
                        languages.turn(&tag);
                    }
                    open.push(inherited.of(&tag));
                }
            },
            Event::End(tag, _) => {
                open.pop();
                if tag.name == "file" {
                    languages.comments(&reader.take_comments());
                }
            }
            _ => {}
        }
    }
    languages.comments(&reader.take_comments());
    let finish = |part: Part<'_>| part.segments.finish(part.metadata, Escape(text::escape));
    Ok(languages.parts.into_iter().map(finish).collect())
}

/// The parts of a unit.
#[derive(Default)]
struct Parts {
    source: Option<Flow>,
    segmented_source: Option<Flow>,
    target: Option<Flow>,
    state: UnitState,
}

fn unit<'s>(
    reader: &mut Reader<'s>,
    outer: Tag<'s>,
    inherited: Inherited,
    segments: &mut UnitWriter<'s>,
) -> Result<(), FormatError> {
    let mut parts = Parts::default();
    while let Some(event) = reader.next()? {
        match event {
            Event::Start(tag) => {
                let keeps_space = inherited.of(&tag).keeps_space;
                match tag.name {
                    "source" => parts.source = Some(inline::read(reader, tag, DIALECT, keeps_space)?),
                    "seg-source" => parts.segmented_source = Some(inline::read(reader, tag, DIALECT, keeps_space)?),
                    "target" => {
                        parts.state = state(&outer, &tag);
                        parts.target = Some(inline::read(reader, tag, DIALECT, keeps_space)?);
                    }
                    _ => {
                        reader.skip()?;
                    }
                }
            }
            Event::End(..) => break,
            _ => {}
        }
    }
    if !inherited.is_fixed {
        let name = outer.attribute("resname").or_else(|| outer.attribute("id"));
        let unit = Unit {
            key: name.map(std::borrow::Cow::into_owned),
            state: parts.state,
            max_length: max_length(&outer),
            syntax: Syntax::PIPES,
            ..Unit::default()
        };
        push(parts, unit, outer, segments);
    }
    Ok(())
}

/// Adds the unit, or each of its segments where both sides mark the same ones.
fn push(parts: Parts, unit: Unit, outer: Tag<'_>, segments: &mut UnitWriter<'_>) {
    let Some(source) = parts.source else { return };
    let Some(target) = parts.target else {
        let nothing = SideText::new(FileSpan::new(outer.span.end, outer.span.end));
        return segments.push(unit, Some(&source.whole), &nothing);
    };
    let unit = Unit { escape: target.escape(), ..unit };
    let segmented = parts.segmented_source.map(|flow| flow.segments).unwrap_or_default();
    let ids = |list: &[(String, SideText)]| list.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
    if segmented.len() < 2 || ids(&segmented) != ids(&target.segments) {
        return segments.push(unit, Some(&source.whole), &target.whole);
    }
    for ((id, source), (_, target)) in segmented.iter().zip(&target.segments) {
        let key = unit.key.as_ref().map(|key| format!("{key}/{id}"));
        // A limit is one for the whole.
        segments.push(Unit { key, max_length: None, ..unit.clone() }, Some(source), target);
    }
}

/// What `state`, `state-qualifier` and `approved` say (XLIFF 1.2, section 2.5).
fn state(unit: &Tag<'_>, target: &Tag<'_>) -> UnitState {
    let approved = unit.attribute("approved");
    if approved.as_deref() == Some("yes") {
        return UnitState::Translated;
    }
    match target.attribute("state-qualifier").as_deref() {
        Some("mt-suggestion" | "leveraged-mt") => return UnitState::Machine,
        Some("fuzzy-match" | "leveraged-inherited" | "leveraged-repository") => return UnitState::Fuzzy,
        _ => {}
    }
    match target.attribute("state").as_deref() {
        Some("new" | "needs-translation") => UnitState::Untranslated,
        Some("translated" | "final" | "signed-off") => UnitState::Translated,
        Some(state) if state.starts_with("needs-") => UnitState::Unapproved,
        _ if approved.as_deref() == Some("no") => UnitState::Unapproved,
        _ => UnitState::Translated,
    }
}

/// `maxwidth`, where it counts characters; its unit is the pixel unless another is named.
fn max_length(unit: &Tag<'_>) -> Option<u32> {
    let counts_characters = unit.attribute("size-unit").as_deref() == Some("char");
    unit.attribute("maxwidth").filter(|_| counts_characters)?.parse().ok()
}
