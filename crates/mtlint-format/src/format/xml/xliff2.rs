//! XLIFF 2.0 and 2.1.

use super::inline::{Dialect, Flow, Role};
use super::reader::{Event, Reader, Tag};
use super::{inline, text};
use crate::document::{Document, Escape, Metadata, SideText, Syntax, Unit, UnitState};
use crate::format::contract::FormatError;
use crate::format::unit_writer::UnitWriter;
use mtlint_token::span::FileSpan;

/// The inline elements (XLIFF 2.1, section 4.2.3).
const DIALECT: Dialect = Dialect { role, ids: &["id", "startRef"] };

fn role(tag: &Tag<'_>) -> Role {
    match tag.name {
        "pc" => Role::Pair,
        "sc" | "ec" => Role::Half,
        "ph" | "cp" => Role::Alone,
        "mrk" if tag.attribute("translate").as_deref() == Some("no") => Role::Protected,
        _ => Role::Mark,
    }
}

/// What elements around a unit hand down to it.
#[derive(Clone, Copy, Debug, Default)]
struct Inherited {
    is_fixed: bool,
    keeps_space: bool,
    max_length: Option<u32>,
}

impl Inherited {
    fn of(self, tag: &Tag<'_>) -> Self {
        Self {
            is_fixed: tag.attribute("translate").map_or(self.is_fixed, |value| value == "no"),
            keeps_space: tag.attribute("xml:space").map_or(self.keeps_space, |value| value == "preserve"),
            max_length: max_length(tag).or(self.max_length),
        }
    }
}

/// The upper limit of the size restriction module: `20` or `5,20`.
fn max_length(tag: &Tag<'_>) -> Option<u32> {
    let restriction = tag.attribute("slr:sizeRestriction")?;
    restriction.rsplit(',').next()?.trim().parse().ok()
}

/// Reads what stands in `<xliff>`, whose tag this is.
pub(super) fn read<'s>(reader: &mut Reader<'s>, root: Tag<'s>) -> Result<Document, FormatError> {
    let language = |name: &str| root.attribute(name).and_then(|code| code.parse().ok());
    let metadata =
        Metadata { language: language("trgLang"), source_language: language("srcLang"), ..Metadata::default() };
    let mut segments = UnitWriter::new(reader.content());
    let mut open = vec![(Inherited::default(), None)];
    while let Some(event) = reader.next()? {
        match event {
            Event::Start(tag) => {
                let (inherited, unit) = open.last().copied().unwrap_or_default();
                let inherited = inherited.of(&tag);
                match tag.name {
                    "segment" => segment(reader, tag, unit, inherited, &mut segments)?,
                    "file" | "group" => open.push((inherited, None)),
                    "unit" => open.push((inherited, Some(tag))),
                    // Notes, original data, metadata and what modules bring: candidates of translation memories too.
                    _ => {
                        reader.skip()?;
                    }
                }
            }
            Event::End(..) => {
                open.pop();
            }
            _ => {}
        }
    }
    Ok(segments.finish(metadata, Escape(text::escape)))
}

fn segment<'s>(
    reader: &mut Reader<'s>,
    outer: Tag<'s>,
    unit: Option<Tag<'s>>,
    inherited: Inherited,
    segments: &mut UnitWriter<'s>,
) -> Result<(), FormatError> {
    let (mut source, mut target): (Option<Flow>, Option<Flow>) = (None, None);
    while let Some(event) = reader.next()? {
        match event {
            Event::Start(tag) => {
                let keeps_space = inherited.of(&tag).keeps_space;
                match tag.name {
                    "source" => source = Some(inline::read(reader, tag, DIALECT, keeps_space)?),
                    "target" => target = Some(inline::read(reader, tag, DIALECT, keeps_space)?),
                    _ => {
                        reader.skip()?;
                    }
                }
            }
            Event::End(..) => break,
            _ => {}
        }
    }
    let Some(source) = source.filter(|_| !inherited.is_fixed) else { return Ok(()) };
    let new = Unit {
        key: key(unit.as_ref(), &outer),
        state: state(&outer),
        max_length: inherited.max_length,
        syntax: Syntax::empty(),
        ..Unit::default()
    };
    match target {
        Some(target) => segments.push(Unit { escape: target.escape(), ..new }, Some(&source.whole), &target.whole),
        None => {
            let nothing = SideText::new(FileSpan::new(outer.span.end, outer.span.end));
            segments.push(new, Some(&source.whole), &nothing);
        }
    }
    Ok(())
}

fn key(unit: Option<&Tag<'_>>, segment: &Tag<'_>) -> Option<String> {
    let unit = unit?;
    let name = unit.attribute("name").or_else(|| unit.attribute("id"))?;
    Some(match segment.attribute("id") {
        Some(id) => format!("{name}/{id}"),
        None => name.into_owned(),
    })
}

/// What `state` and `subState` say (XLIFF 2.1, section 4.3.1.29). Without a state nobody keeps states.
fn state(segment: &Tag<'_>) -> UnitState {
    let is_machine = segment.attribute("subState").is_some_and(|sub| {
        let (_, sub) = sub.split_once(':').unwrap_or(("", &sub));
        sub.eq_ignore_ascii_case("mt") || sub.starts_with("mt-") || sub.ends_with("-mt")
    });
    match segment.attribute("state").as_deref() {
        Some("reviewed" | "final") => UnitState::Translated,
        _ if is_machine => UnitState::Machine,
        Some("initial") => UnitState::Unapproved,
        _ => UnitState::Translated,
    }
}
