//! What a matcher may look at, and where it reports.

mod comparable;
mod hit;
mod tags;
mod word_set;

pub use hit::{Hit, Sink, TextFix};
pub use tags::TagMemo;
pub use word_set::WordSet;

use jiff::civil::Date;

use self::comparable::is_translation;
use mtlint_format::document::{Document, Side, Text, Unit};
use mtlint_text::language::{Facts, LanguageId};
use mtlint_text::lexicon::{LexiconMemo, UnlistedMemo, WordFacts};
use mtlint_text::text::{Analysis, Sentence, Token, UnitTokens, Words};
use mtlint_token::span::TextSpan;

/// The source text of a document, analysed in its own language. Its words are of the same vocabulary as those of the target, so
/// that an untranslated word has the same id on both sides.
#[derive(Clone, Copy)]
pub struct SourceView<'a> {
    /// Tokens, sentences and units of the source text; the units are those of the target's analysis, one for one.
    pub analysis: &'a Analysis,
    /// What is known of the source language.
    pub facts: &'static Facts,
}

/// A unit that is linted, with both its sides.
#[derive(Clone, Copy)]
pub struct UnitPair<'a> {
    /// The unit.
    pub unit: &'a Unit,
    /// Its target side's tokens, in `Context::analysis`.
    pub target: &'a UnitTokens,
    /// Its source side.
    pub source: Side,
    /// Its source side's tokens, in [`SourceView::analysis`].
    pub source_tokens: &'a UnitTokens,
}

/// One document, analysed.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The document.
    pub document: &'a Document,
    /// The text that is looked at: the document's target, or its source where a rule is asked whether it finds there what it
    /// found in the target.
    pub looked_at: &'a Text,
    /// Tokens, sentences and units of that text.
    pub analysis: &'a Analysis,
    /// The source side; none where the document has none.
    pub source: Option<SourceView<'a>>,
    /// Which of the document's units are linted, in the order of the analysis' units.
    pub linted: &'a [u32],
    /// The words that the tokens name.
    pub words: &'a Words,
    /// The lexicon of its language, opened when first asked.
    pub lexicon: &'a LexiconMemo,
    /// Words that the lexicon does not list, found when first asked.
    pub unlisted: &'a UnlistedMemo,
    /// Parts of speech in context, found when first asked.
    pub tags: &'a TagMemo,
    /// What is known of its language.
    pub facts: &'static Facts,
    /// Its language.
    pub language: LanguageId,
    /// The language it was translated from, where known.
    pub source_language: Option<LanguageId>,
    /// The day that decides what is past.
    pub as_of: Date,
    /// Years before this one are over for the document too: the reference year where that day is the document's own, else
    /// the latest year up to it that the document names.
    pub finished_before: i16,
}

impl<'a> Context<'a> {
    /// The text that is looked at.
    #[must_use]
    pub fn text(&self) -> &'a str {
        &self.looked_at.string
    }

    /// The text of a span.
    #[must_use]
    pub fn slice(&self, span: TextSpan) -> &'a str {
        self.looked_at.slice(span)
    }

    /// The text of a token.
    #[must_use]
    pub fn token_text(&self, token: &Token) -> &'a str {
        self.slice(token.span)
    }

    /// What the lexicon knows of a token's word.
    #[must_use]
    pub fn word_facts(&self, token: &Token) -> WordFacts {
        self.lexicon.facts(self.words, token.word)
    }

    /// What is known of the language of the source; empty facts if that is not known.
    #[must_use]
    pub fn source_facts(&self) -> &'static Facts {
        self.source.map_or_else(Facts::any, |source| source.facts)
    }

    /// True if the source is in the same language, perhaps in another variety: from `en` to `en-GB`.
    #[must_use]
    pub fn has_one_language(&self) -> bool {
        self.source_language.is_some_and(|source| source.is_same_language(&self.language))
    }

    /// The tokens of a sentence.
    #[must_use]
    pub fn sentence_tokens(&self, sentence: &Sentence) -> &'a [Token] {
        self.analysis.tokens.get(sentence.tokens()).unwrap_or_default()
    }

    /// The linted units that translate a source: they have one, which is no guess, and are meant to say the same.
    pub fn pairs(&self) -> impl Iterator<Item = UnitPair<'a>> + use<'a> {
        let (document, source) = (self.document, self.source);
        self.linted.iter().zip(&self.analysis.units).enumerate().filter_map(move |(index, (&linted, target))| {
            let unit = document.units.get(linted as usize).filter(|unit| !unit.is_guess)?;
            let (there, here) = (document.source.slice(unit.source?.span), document.target.slice(unit.target.span));
            if !is_translation(unit, there, here) {
                return None;
            }
            Some(UnitPair { unit, target, source: unit.source?, source_tokens: source?.analysis.units.get(index)? })
        })
    }

    /// The text of a span of the source text.
    #[must_use]
    pub fn source_slice(&self, span: TextSpan) -> &'a str {
        self.document.source.slice(span)
    }

    /// The tokens of a unit's source side.
    #[must_use]
    pub fn source_tokens(&self, unit: &UnitTokens) -> &'a [Token] {
        self.source.and_then(|s| s.analysis.tokens.get(unit.tokens())).unwrap_or_default()
    }

    /// The tokens of a unit.
    #[must_use]
    pub fn unit_tokens(&self, unit: &UnitTokens) -> &'a [Token] {
        self.analysis.tokens.get(unit.tokens()).unwrap_or_default()
    }

    /// The sentences of a unit.
    #[must_use]
    pub fn unit_sentences(&self, unit: &UnitTokens) -> &'a [Sentence] {
        self.analysis.sentences.get(unit.sentences()).unwrap_or_default()
    }
}
