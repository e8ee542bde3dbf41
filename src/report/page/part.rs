//! What the page shows of a document: its units as runs of text that know where they stand in the file.

use mtlint_format::document::{Document, LandmarkKind, PieceKind, Side, Text, Unit, UnitKind};
use mtlint_text::language::LanguageId;
use mtlint_text::readability::{Scores, UnitFigures, measure};
use mtlint_token::span::{FileSpan, TextSpan};

/// One document of a file.
#[derive(Clone, Debug)]
pub struct Part {
    pub(super) language: LanguageId,
    pub(super) units: Vec<PartUnit>,
    /// The source sides stand in another file.
    pub(super) source_elsewhere: bool,
}

/// A paragraph, heading, cell or segment.
#[derive(Clone, Debug)]
pub(super) struct PartUnit {
    pub(super) kind: UnitKind,
    /// Of a heading, from 1.
    pub(super) level: Option<u8>,
    pub(super) key: Option<String>,
    pub(super) target: Vec<Run>,
    pub(super) source: Option<Vec<Run>>,
    pub(super) reading: Option<Reading>,
}

/// A piece of a side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Where it stands in the file.
    pub(super) span: FileSpan,
    pub(super) shown: Shown,
}

/// What a piece shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// What stands in the file.
    Verbatim,
    /// What it stands for.
    Text(String),
    /// Code, a placeholder, a tag.
    Object(String),
}

/// How hard a unit is to read.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub(super) words: u64,
    pub(super) ease: Option<f64>,
    pub(super) lix: Option<f64>,
    /// Words of each sentence.
    pub(super) sentences: Vec<u32>,
}

impl Part {
    /// The units of a document that was read from `content` in a language.
    #[must_use]
    pub fn of(content: &str, document: &Document, language: LanguageId) -> Self {
        let mut units: Vec<PartUnit> = document.units.iter().map(|unit| part_unit(content, document, unit)).collect();
        for landmark in &document.landmarks {
            if let LandmarkKind::Heading(level) = landmark.kind
                && let Some(unit) = units.get_mut(landmark.unit as usize)
            {
                unit.level = Some(level);
            }
        }
        for figures in measure(&document.target.string, &document.unit_spans(), language) {
            if let Some(unit) = units.get_mut(figures.unit) {
                unit.reading = Some(Reading::of(&figures));
            }
        }
        Self { language, units, source_elsewhere: document.source_path.is_some() }
    }
}

fn part_unit(content: &str, document: &Document, unit: &Unit) -> PartUnit {
    let own = document.source_path.is_none().then_some(content);
    let source = unit.source.map(|side| runs(own, &document.source, side));
    PartUnit {
        kind: unit.kind,
        level: None,
        key: unit.key.clone(),
        target: runs(Some(content), &document.target, unit.target),
        source: source.filter(|runs| !runs.is_empty()),
        reading: None,
    }
}

/// The pieces of a side. `content` is what they were read from, where that is at hand.
fn runs(content: Option<&str>, text: &Text, side: Side) -> Vec<Run> {
    let mut runs: Vec<(u32, Run)> = Vec::new();
    for piece in text.map.overlapping(side.outer) {
        let here = TextSpan::new(piece.text.start.max(side.outer.start), piece.text.end.min(side.outer.end));
        let shown = match piece.kind {
            PieceKind::Verbatim => Shown::Verbatim,
            PieceKind::Object if !here.is_empty() => {
                let written = || content.and_then(|content| content.get(piece.file.range())).unwrap_or_default();
                let objects = text.objects.all().get(text.objects.within(here)).unwrap_or_default();
                let literal = objects.iter().find(|o| o.file == piece.file).map(|o| text.objects.literal(o));
                Shown::Object(literal.unwrap_or_else(written).to_owned())
            }
            PieceKind::Object | PieceKind::Replaced => Shown::Text(text.slice(here).to_owned()),
        };
        let start = piece.file.start + (here.start - piece.text.start);
        let verbatim = FileSpan::new(start, start + here.len());
        runs.push((here.start, Run { span: if shown == Shown::Verbatim { verbatim } else { piece.file }, shown }));
    }
    // Tags that leave nothing in the text have no piece, but a reader wants to see them.
    for (object, literal) in text.objects_of(side).filter(|(object, _)| object.span.is_empty()) {
        runs.push((object.span.start, Run { span: object.file, shown: Shown::Object(literal.to_owned()) }));
    }
    runs.sort_by_key(|(at, run)| (*at, run.span.start));
    runs.into_iter().map(|(_, run)| run).collect()
}

impl Reading {
    fn of(figures: &UnitFigures) -> Self {
        let scores = Scores::of(&figures.counts);
        Self {
            words: figures.counts.words,
            ease: scores.flesch_reading_ease,
            lix: scores.lix,
            sentences: figures.sentences.iter().map(|sentence| sentence.words).filter(|words| *words > 0).collect(),
        }
    }
}
