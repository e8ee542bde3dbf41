//! The running text of a document, unit by unit.

use mtlint_token::span::TextSpan;
use mtlint_token::{Token, Words};

use super::counts::Counts;
use super::stats::LongSentence;
use crate::language::{Facts, LanguageId};
use crate::text::{Analysis, UnitKind};

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

/// Measures the units of running text; headings, cells and the furniture of a page are left out. The units come in text order.
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
        for sentence in analysis.sentences.get(tokens.sentences()).unwrap_or_default() {
            let before = figures.counts.words;
            add(&mut figures.counts, text, analysis.tokens.get(sentence.tokens()).unwrap_or_default());
            let words = u32::try_from(figures.counts.words - before).unwrap_or(u32::MAX);
            figures.sentences.push(LongSentence { span: sentence.span, words });
        }
        all.push(figures);
    }
    all
}

/// Counts a sentence.
fn add(counts: &mut Counts, text: &str, tokens: &[Token]) {
    // Tokens that touch are one word to a reader: “don’t”, “air-traffic”; a mark alone adds nothing.
    for run in tokens.chunk_by(|a, b| a.span.end == b.span.start && joins(text, a.span) && joins(text, b.span)) {
        if let (Some(first), Some(last)) = (run.first(), run.last()) {
            counts.add_word(slice(text, first.span.to(last.span)));
        }
    }
    counts.end_sentence();
}

/// True for tokens that may be part of a longer word: words of scripts that write blanks between them, hyphens,
/// apostrophes.
fn joins(text: &str, token: TextSpan) -> bool {
    let text = slice(text, token);
    matches!(text, "-" | "\u{2010}" | "\u{2011}" | "'" | "’")
        || text.chars().next().is_some_and(|c| c.is_lowercase() || c.is_uppercase() || matches!(c, '\'' | '’'))
}

fn slice(text: &str, span: TextSpan) -> &str {
    text.get(span.range()).unwrap_or_default()
}
