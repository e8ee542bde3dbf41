//! The running text of a document, unit by unit.

use super::counts::Counts;
use super::stats::LongSentence;
use crate::document::{Document, UnitKind};
use crate::language::{Facts, LanguageId};
use crate::span::TextSpan;
use crate::text::{Analysis, Token, Words};

/// The figures of a paragraph, list item or segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitFigures {
    /// Index of the unit in the document.
    pub unit: usize,
    /// Its counts.
    pub counts: Counts,
    /// Its sentences, in text order.
    pub sentences: Vec<LongSentence>,
}

/// Measures the units of running text; headings, cells and the furniture of a page are left out.
#[must_use]
pub fn measure(document: &Document, language: LanguageId) -> Vec<UnitFigures> {
    let facts = Facts::of(language);
    let (mut words, mut analysis) = (Words::default(), Analysis::default());
    facts.classify(&mut words);
    let is_prose = |kind: UnitKind| matches!(kind, UnitKind::Paragraph | UnitKind::ListItem | UnitKind::Segment);
    let prose = || document.units.iter().enumerate().filter(|(_, unit)| is_prose(unit.kind));
    analysis.fill(&document.target, prose().map(|(_, unit)| (unit.target.span, unit.kind)), &mut words, facts);
    let mut all = Vec::with_capacity(analysis.units.len());
    for ((unit, _), tokens) in prose().zip(&analysis.units) {
        let mut figures = UnitFigures { unit, counts: Counts::new(language), sentences: Vec::new() };
        for sentence in analysis.sentences.get(tokens.sentences()).unwrap_or_default() {
            let before = figures.counts.words;
            add(&mut figures.counts, document, analysis.tokens.get(sentence.tokens()).unwrap_or_default());
            let words = u32::try_from(figures.counts.words - before).unwrap_or(u32::MAX);
            figures.sentences.push(LongSentence { span: sentence.span, words });
        }
        all.push(figures);
    }
    all
}

/// Counts a sentence.
fn add(counts: &mut Counts, document: &Document, tokens: &[Token]) {
    // Tokens that touch are one word to a reader: “don’t”, “air-traffic”; a mark alone adds nothing.
    for run in tokens.chunk_by(|a, b| a.span.end == b.span.start && joins(document, a.span) && joins(document, b.span))
    {
        if let (Some(first), Some(last)) = (run.first(), run.last()) {
            counts.add_word(document.target.slice(first.span.to(last.span)));
        }
    }
    counts.end_sentence();
}

/// True for tokens that may be part of a longer word: words of scripts that write blanks between them, hyphens,
/// apostrophes.
fn joins(document: &Document, token: TextSpan) -> bool {
    let text = document.target.slice(token);
    matches!(text, "-" | "\u{2010}" | "\u{2011}" | "'" | "’")
        || text.chars().next().is_some_and(|c| c.is_lowercase() || c.is_uppercase() || matches!(c, '\'' | '’'))
}
