//! Measures the running text of a document, unit by unit.

use mtlint_token::span::{TextSpan, items_at};
use mtlint_token::{Token, Words};

use super::counts::Counts;
use super::stats::LongSentence;
use crate::language::{Facts, LanguageId};
use crate::text::{Analysis, UnitKind};

/// The figures for a paragraph, list item or segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitFigures {
    /// The index of the unit in the document.
    pub unit: usize,
    /// Its counts.
    pub counts: Counts,
    /// Its sentences, in text order.
    pub sentences: Vec<LongSentence>,
}

/// The figures of all units of running text, in text order. Headings, cells and page furniture are left out.
#[must_use]
pub fn measure(text: &str, units: &[(TextSpan, UnitKind)], language: LanguageId) -> Vec<UnitFigures> {
    let facts = Facts::of(language);
    let (mut words, mut analysis) = (Words::default(), Analysis::default());
    facts.classify(&mut words);
    let is_prose = |kind: UnitKind| matches!(kind, UnitKind::Paragraph | UnitKind::ListItem | UnitKind::Segment);
    let prose = || units.iter().copied().enumerate().filter(|(_, (_, kind))| is_prose(*kind));
    analysis.fill(text, prose().map(|(_, unit)| unit), &mut words, facts);
    let mut all = Vec::with_capacity(analysis.units.len());
    for ((unit, _), tokens) in prose().zip(&analysis.units) {
        let mut figures = UnitFigures { unit, counts: Counts::new(language), sentences: Vec::new() };
        for sentence in items_at(&analysis.sentences, tokens.sentences()) {
            let before = figures.counts.words;
            add(&mut figures.counts, text, items_at(&analysis.tokens, sentence.tokens()));
            let words = u32::try_from(figures.counts.words - before).unwrap_or(u32::MAX);
            figures.sentences.push(LongSentence { span: sentence.span, words });
        }
        all.push(figures);
    }
    all
}

/// Counts a sentence.
fn add(counts: &mut Counts, text: &str, tokens: &[Token]) {
    // To a reader, adjacent tokens are one word: “don’t”, “air-traffic”. A mark alone adds nothing.
    for run in tokens.chunk_by(|a, b| a.span.end == b.span.start && joins(text, a.span) && joins(text, b.span)) {
        if let (Some(first), Some(last)) = (run.first(), run.last()) {
            counts.add_word(first.span.to(last.span).of(text));
        }
    }
    counts.end_sentence();
}

/// True for tokens that can be part of a longer word: words in scripts that put spaces between words, hyphens,
/// apostrophes.
fn joins(text: &str, token: TextSpan) -> bool {
    let text = token.of(text);
    matches!(text, "-" | "\u{2010}" | "\u{2011}" | "'" | "’")
        || text.chars().next().is_some_and(|c| c.is_lowercase() || c.is_uppercase() || matches!(c, '\'' | '’'))
}
