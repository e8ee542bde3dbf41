//! Pairs the units of a translation with those of its source in another file.

mod block;
mod blocks;
mod cues;
mod differing;
mod fit;
mod forms;
mod keys;
mod lengths;
mod selectors;

use std::path::Path;

use rustc_hash::FxHashSet;

pub use selectors::PLACEABLES;

pub use lengths::{Bead, Gap, align, length, length_cost, ratio};

use crate::document::{Difference, Document, Side, Text, UnitKind};
use crate::format::CueTime;
use mtlint_text::language::detect;
use mtlint_text::thousands::thousands;
use mtlint_token::span::{FileSpan, TextSpan};

/// The result of a pairing: for each target unit the span of source text that it translates, and what is on one side
/// only.
#[derive(Debug, Default)]
struct Pairing {
    /// One for each target unit; `None` if its source is unknown.
    sources: Vec<Option<Counterpart>>,
    /// For each plural form, the other text of its message in the source; empty if no unit has one.
    counterparts: Vec<Option<TextSpan>>,
    lone: Vec<Lone>,
    /// The target units whose placeholders are compared as part of their whole message.
    whole: FxHashSet<usize>,
}

/// The source of a unit.
#[derive(Clone, Copy, Debug)]
struct Counterpart {
    /// The text in the source document.
    span: TextSpan,
    /// True if it was found by structure and length alone.
    is_guess: bool,
}

impl Counterpart {
    fn sure(span: TextSpan) -> Self {
        Self { span, is_guess: false }
    }
}

/// A place in the source document.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// In its text.
    Text(TextSpan),
    /// In its file.
    File(FileSpan),
}

/// A unit or block without a counterpart, or with one of another kind.
#[derive(Clone, Debug)]
struct Lone {
    check: &'static str,
    /// The place in the target file.
    at: FileSpan,
    source: Option<Place>,
    /// For the message: the key of a missing entry, or its text if it has no key.
    detail: String,
}

impl Lone {
    /// The source text, if it has one.
    fn text(&self) -> Option<TextSpan> {
        match self.source? {
            Place::Text(span) => Some(span),
            Place::File(_) => None,
        }
    }
}

/// Pairs a translation with its source: units with keys by their keys, cues by their times, all others by structure and
/// length. `path` is that of the source file, for findings that point into it.
#[must_use]
pub fn pair(source: &Document, target: Document, path: &Path) -> Document {
    let pairing = match (kind(source), kind(&target)) {
        (Kind::Cues, Kind::Cues) => cues::pair(source, &target),
        (Kind::Keyed | Kind::Cues, Kind::Keyed | Kind::Cues) => keys::pair(source, &target),
        (Kind::Keyed, _) if target.units.is_empty() => keys::pair(source, &target),
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

/// The target document with source sides in the order of its units.
fn put_together(source: &Document, mut target: Document, path: &Path, pairing: &Pairing) -> Document {
    let mut text = Text::default();
    let counterparts = pairing.counterparts.iter().copied().chain(std::iter::repeat(None));
    for ((unit, found), counterpart) in target.units.iter_mut().zip(&pairing.sources).zip(counterparts) {
        unit.source = found.map(|found| text.append(&source.target, found.span));
        unit.is_guess = found.is_some_and(|found| found.is_guess);
        if let Some(plural) = &mut unit.plural {
            plural.counterpart = counterpart.map(|span| text.append(&source.target, span));
        }
    }
    for &index in &pairing.whole {
        target.units.get_mut(index).into_iter().for_each(|unit| unit.is_branch = true);
    }
    for lone in &folded(source, &pairing.lone) {
        let side: Option<Side> = lone.source.map(|place| match place {
            Place::Text(span) => text.append(&source.target, span),
            Place::File(span) => text.append_place(span),
        });
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

/// Merges missing entries that follow one another in the source: all belong at the same place.
fn folded(source: &Document, lone: &[Lone]) -> Vec<Lone> {
    let is_missing = |lone: &Lone| lone.check == "missing-entry";
    let follows = |a: &Lone, b: &Lone| {
        let in_order = a.text().zip(b.text()).is_some_and(|(a, b)| a.end <= b.start);
        is_missing(a) && is_missing(b) && a.at == b.at && in_order
    };
    let one = |run: &[Lone]| match run {
        [other] if !is_missing(other) => other.clone(),
        run => missing(source, run),
    };
    lone.chunk_by(follows).map(one).collect()
}

/// Merges a run of missing entries into one.
fn missing(source: &Document, run: &[Lone]) -> Lone {
    let quoted = |lone: &Lone| format!("“{}”", shown(&lone.detail));
    let spans = run.iter().filter_map(Lone::text);
    let span = spans.reduce(TextSpan::to);
    let detail = match run {
        [one] => {
            let text = span.map_or_else(String::new, |span| shown(source.target.slice(span)));
            let is_reported_elsewhere = text.is_empty() || text == shown(&one.detail);
            let text = if is_reported_elsewhere { text } else { format!(" (“{text}”)") };
            format!("has no entry for {}{}", quoted(one), if is_reported_elsewhere { "" } else { &text })
        }
        [first, .., last] => {
            const NAMED: usize = 3;
            let count = thousands(run.len() as u64);
            let named: Vec<String> = run.iter().take(NAMED).map(quoted).collect();
            let named = named.join(", ");
            match run.len() > NAMED {
                true => {
                    format!("lacks {count} entries, from {} to {}; the first are {named}", quoted(first), quoted(last))
                }
                false => format!("lacks {count} entries: {named}"),
            }
        }
        [] => String::new(),
    };
    let at = run.first().map_or_else(FileSpan::default, |lone| lone.at);
    Lone { check: "missing-entry", at, source: span.map(Place::Text), detail }
}

/// The place where a missing entry belongs: after the unit before it, or at the start of the file.
fn behind(target: &Document, units_before: usize) -> FileSpan {
    let last = units_before.checked_sub(1).and_then(|index| target.units.get(index));
    let end = last.and_then(|unit| target.target.map.to_file(unit.target.outer)).unwrap_or_default().end;
    FileSpan::new(end, end)
}

/// A text for messages, cut if it is long, with “…” for objects.
#[must_use]
pub fn shown(text: &str) -> String {
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
