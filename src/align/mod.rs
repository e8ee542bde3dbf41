//! A translation beside its source in another file: which unit translates which.

mod blocks;
mod cues;
mod keys;
mod lengths;

use std::path::Path;

pub use lengths::{Bead, align, length, length_cost, ratio};

use crate::document::{Difference, Document, Side, Text, UnitKind};
use crate::format::CueTime;
use crate::language::detect;
use crate::span::{SourceSpan, TextSpan};

/// What a pair comes to: for each target unit the span of the source document's text that it translates, and what
/// stands on one side only.
#[derive(Debug, Default)]
struct Pairing {
    /// One for each target unit; `None` where nothing is known of its source.
    sources: Vec<Option<TextSpan>>,
    /// For a plural form, the other text of its message in the source; empty where no unit has one.
    counterparts: Vec<Option<TextSpan>>,
    lone: Vec<Lone>,
}

/// Something that has no counterpart, or one of another kind.
#[derive(Debug)]
struct Lone {
    check: &'static str,
    /// The place in the target file.
    at: SourceSpan,
    /// The text in the source document.
    source: Option<TextSpan>,
    detail: String,
}

/// Puts a translation and its source together: units with keys by their keys, cues by their times, all others by structure
/// and length. `path` is that of the source file, for findings that point into it.
#[must_use]
pub fn pair(source: &Document, target: Document, path: &Path) -> Document {
    let pairing = match (kind(source), kind(&target)) {
        (Kind::Cues, Kind::Cues) => cues::pair(source, &target),
        (Kind::Keyed | Kind::Cues, Kind::Keyed | Kind::Cues) => keys::pair(source, &target),
        _ => blocks::pair(source, &target),
    };
    put_together(source, target, path, &pairing)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Blocks,
    Keyed,
    Cues,
}

fn kind(document: &Document) -> Kind {
    let mut units = document.units.iter();
    if document.units.is_empty() || !units.all(|unit| unit.kind == UnitKind::Segment && unit.key.is_some()) {
        return Kind::Blocks;
    }
    let is_cue = |key: &Option<String>| key.as_deref().is_some_and(|key| CueTime::parse(key).is_some());
    if document.units.iter().all(|unit| is_cue(&unit.key)) { Kind::Cues } else { Kind::Keyed }
}

/// The target document with a source side that is in the order of its units.
fn put_together(source: &Document, mut target: Document, path: &Path, pairing: &Pairing) -> Document {
    let mut text = Text::default();
    let counterparts = pairing.counterparts.iter().copied().chain(std::iter::repeat(None));
    for ((unit, span), counterpart) in target.units.iter_mut().zip(&pairing.sources).zip(counterparts) {
        unit.source = span.map(|span| text.append(&source.target, span));
        if let Some(plural) = &mut unit.plural {
            plural.counterpart = counterpart.map(|span| text.append(&source.target, span));
        }
    }
    for lone in &pairing.lone {
        let side: Option<Side> = lone.source.map(|span| text.append(&source.target, span));
        let (check, span, detail) = (lone.check, lone.at, lone.detail.clone());
        target.differences.push(Difference { check, span, source: side.map(|side| side.span), detail });
    }
    target.source = text;
    target.source_path = Some(path.to_owned());
    let own = || detect(&source.target.string).map(|found| found.language);
    let language = target.metadata.source_language.or(source.metadata.language);
    target.metadata.source_language = language.or_else(own);
    target
}

/// Where something that is missing would stand: behind the unit before it, else at the start of the file.
fn behind(target: &Document, units_before: usize) -> SourceSpan {
    let last = units_before.checked_sub(1).and_then(|index| target.units.get(index));
    let end = last.and_then(|unit| target.target.map.to_source(unit.target.outer)).unwrap_or_default().end;
    SourceSpan::new(end, end)
}

/// A text for a message: the start of a long one, with “…” for objects.
pub(crate) fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ").replace(crate::document::OBJECT, "…");
    if flat.chars().count() <= LONGEST {
        return flat;
    }
    let start: String = flat.chars().take(LONGEST).collect();
    let whole_words = start.rsplit_once(' ').map_or(start.as_str(), |(words, _)| words);
    format!("{whole_words} …")
}

#[cfg(test)]
mod tests;
