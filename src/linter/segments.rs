//! Segments that a program holds: each a translation and its source.

use super::convert::{fix, without_place};
use super::{Error, Finding, Position, Related, Report, Span};
use crate::problem;
use crate::setups::{Answer, Setup};
use mtlint_format::document::{BilingualBuilder, Escape, MaskedSide, Metadata, SideText, Syntax, Unit};
use mtlint_format::format::LineIndex;
use mtlint_format::inline;
use mtlint_rules::finding;
use mtlint_token::span::FileSpan;

/// Separates two segments, so that nothing is found across them.
const SEPARATOR: &str = "\n\n";
/// Spans count bytes in 32 bits.
const LARGEST: usize = u32::MAX as usize;

/// A translation and its source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Segment {
    /// Names the segment in the report.
    pub id: String,
    /// The source text; empty if it is unknown.
    pub source: String,
    /// The translation.
    pub target: String,
}

impl Segment {
    /// A translation and its source. The id names the segment in the report.
    #[must_use]
    pub fn new(id: impl Into<String>, source: impl Into<String>, target: impl Into<String>) -> Self {
        Self { id: id.into(), source: source.into(), target: target.into() }
    }
}

/// Checks segments as one document.
pub(super) fn check(segments: &[Segment], setup: &Setup) -> Result<Report, Error> {
    let (source, target) = (Texts::of(segments, |s| &s.source), Texts::of(segments, |s| &s.target));
    if source.content.len().max(target.content.len()) > LARGEST {
        return Err(failed("the segments are larger than 4 GiB".to_owned()));
    }
    let mut builder = BilingualBuilder::of_pair(&source.content, &target.content);
    let syntax = inline::habits(&target.content);
    for ((segment, source_span), target_span) in segments.iter().zip(&source.spans).zip(&target.spans) {
        let unit = Unit { key: Some(segment.id.clone()), syntax, ..Unit::default() };
        let translation = source.side(*source_span, syntax);
        let source_side =
            (!segment.source.is_empty()).then_some(MaskedSide::new(&translation.text, &translation.masks));
        let target_side = target.side(*target_span, syntax);
        builder.unit(unit, source_side, MaskedSide::new(&target_side.text, &target_side.masks));
    }
    let document = builder.finish(Metadata::default(), Escape::NONE);
    let checked = match setup.check(&target.content, &document).map_err(failed)? {
        Answer::Checked(checked) => checked,
        Answer::OtherLanguage(_) => return Ok(Report::default()),
    };
    let places = Places { segments, source: &source, target: &target };
    Ok(Report {
        language: Some(checked.language.to_string()),
        words: checked.words,
        findings: checked.findings.iter().map(|found| places.finding(found)).collect(),
        suppressed: usize::try_from(checked.suppressed).unwrap_or(usize::MAX),
        ..Report::default()
    })
}

fn failed(message: String) -> Error {
    Error::of_problem(problem::Problem::error("segments", message))
}

/// One side of all segments, as the content of a file.
struct Texts {
    content: String,
    /// One for each segment.
    spans: Vec<FileSpan>,
}

/// One side of a segment.
struct SegmentSide {
    text: SideText,
    masks: Vec<mtlint_format::document::Mask>,
}

impl Texts {
    fn of(segments: &[Segment], side: impl Fn(&Segment) -> &String) -> Self {
        let (mut content, mut spans) = (String::new(), Vec::with_capacity(segments.len()));
        for segment in segments {
            let start = content.len();
            content.push_str(side(segment));
            spans.push(FileSpan::from_range(start..content.len()));
            content.push_str(SEPARATOR);
        }
        Self { content, spans }
    }

    fn side(&self, span: FileSpan, syntax: Syntax) -> SegmentSide {
        let (mut text, mut masks) = (SideText::new(span), Vec::new());
        text.verbatim(&self.content, span);
        inline::scan(text.text(), syntax, &mut masks);
        SegmentSide { text, masks }
    }

    /// The place of a span in its segment.
    fn place(&self, span: FileSpan) -> SegmentPlace<'_> {
        let index = self.spans.partition_point(|own| own.start <= span.start).saturating_sub(1);
        let own = self.spans.get(index).copied().unwrap_or_default();
        SegmentPlace { index, own, text: own.of(&self.content) }
    }
}

/// A segment that holds a span.
#[derive(Clone, Copy)]
struct SegmentPlace<'t> {
    index: usize,
    own: FileSpan,
    text: &'t str,
}

impl SegmentPlace<'_> {
    fn span(self, span: FileSpan) -> Span {
        let relative = |at: u32| (at.saturating_sub(self.own.start) as usize).min(self.text.len());
        Span { start: relative(span.start), end: relative(span.end) }
    }

    fn position(self, byte: usize) -> Position {
        let byte = u32::try_from(byte).unwrap_or(u32::MAX);
        Position::new(LineIndex::new(self.text).position(self.text, byte))
    }
}

/// Where the findings of segments are.
struct Places<'t> {
    segments: &'t [Segment],
    source: &'t Texts,
    target: &'t Texts,
}

impl Places<'_> {
    fn finding(&self, found: &finding::Finding) -> Finding {
        let place = self.target.place(found.span);
        let span = place.span(found.span);
        Finding {
            unit: self.id(place.index),
            span,
            start: place.position(span.start),
            end: place.position(span.end),
            fixes: found.fixes.iter().map(|f| fix(f, |span| place.span(span))).collect(),
            related: found.related.iter().map(|related| self.related(related)).collect(),
            ..without_place(found, place.text.get(span.start..span.end).unwrap_or_default())
        }
    }

    fn related(&self, related: &finding::Related) -> Related {
        let texts = if related.is_source { self.source } else { self.target };
        let place = texts.place(related.span);
        let span = place.span(related.span);
        Related {
            path: None,
            unit: self.id(place.index),
            is_source: related.is_source,
            span,
            start: place.position(span.start),
            message: related.message.clone(),
        }
    }

    fn id(&self, index: usize) -> Option<String> {
        self.segments.get(index).map(|segment| segment.id.clone())
    }
}
