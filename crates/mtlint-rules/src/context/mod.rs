//! The input and the output of matchers and checks.

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
use mtlint_token::span::{TextSpan, items_at};

/// The source text of a document, analysed in its own language. Its words are of the same vocabulary as those of the
/// target, so that an untranslated word has the same id on both sides.
#[derive(Clone, Copy)]
pub struct SourceView<'a> {
    /// Tokens, sentences and units of the source text; the units are those of the target's analysis, one for one.
    pub analysis: &'a Analysis,
    /// Facts about the source language.
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

impl<'a> UnitPair<'a> {
    /// The text of the source side.
    #[must_use]
    pub fn source_text<'c>(&self, context: &Context<'c>) -> &'c str {
        context.source_slice(self.source.span)
    }

    /// The text of the target side.
    #[must_use]
    pub fn target_text<'c>(&self, context: &Context<'c>) -> &'c str {
        context.slice(self.unit.target.span)
    }
}

/// An analysed document.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The document.
    pub document: &'a Document,
    /// The text to check: the target of the document, or its source, to find out whether the source has the same
    /// defect.
    pub looked_at: &'a Text,
    /// Tokens, sentences and units of that text.
    pub analysis: &'a Analysis,
    /// The source side, if the document has one.
    pub source: Option<SourceView<'a>>,
    /// The indices of the linted units, in the order of the analysis' units.
    pub linted: &'a [u32],
    /// The words of the tokens.
    pub words: &'a Words,
    /// The lexicon of its language, opened when first used.
    pub lexicon: &'a LexiconMemo,
    /// Words that the lexicon does not have, found when first used.
    pub unlisted: &'a UnlistedMemo,
    /// Parts of speech in context, found when first used.
    pub tags: &'a TagMemo,
    /// Facts about its language.
    pub facts: &'static Facts,
    /// Its language.
    pub language: LanguageId,
    /// The source language, if known.
    pub source_language: Option<LanguageId>,
    /// The reference date, which decides what is past.
    pub as_of: Date,
    /// Years before this one are past for the document as well: the reference year if the document or the user gives a
    /// date, otherwise the latest past year that the document names.
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

    /// The lexicon's facts about a token's word.
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
        items_at(&self.analysis.tokens, sentence.tokens())
    }

    /// The linted units that are compared with their source: they have one, are not a guess, and should say the same.
    pub fn pairs(&self) -> impl Iterator<Item = UnitPair<'a>> + use<'a> {
        let (document, source) = (self.document, self.source);
        self.linted.iter().zip(&self.analysis.units).enumerate().filter_map(move |(index, (&linted, target))| {
            let unit = document.units.get(linted as usize).filter(|unit| !unit.is_guess)?;
            let (source_text, target_text) = (unit.source?.span, unit.target.span);
            if !is_translation(unit, document.source.slice(source_text), document.target.slice(target_text)) {
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

    /// The source unit of the unit that contains a span.
    #[must_use]
    pub fn source_unit_at(&self, span: TextSpan) -> Option<&'a UnitTokens> {
        let index = self.analysis.units.partition_point(|unit| unit.span.end < span.start);
        self.source?.analysis.units.get(index)
    }

    /// The tokens of a unit's source side.
    #[must_use]
    pub fn source_tokens(&self, unit: &UnitTokens) -> &'a [Token] {
        self.source.and_then(|s| s.analysis.tokens.get(unit.tokens())).unwrap_or_default()
    }

    /// The tokens of a unit.
    #[must_use]
    pub fn unit_tokens(&self, unit: &UnitTokens) -> &'a [Token] {
        items_at(&self.analysis.tokens, unit.tokens())
    }

    /// The sentences of a unit.
    #[must_use]
    pub fn unit_sentences(&self, unit: &UnitTokens) -> &'a [Sentence] {
        items_at(&self.analysis.sentences, unit.sentences())
    }
}
