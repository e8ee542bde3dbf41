//! What a matcher may look at.

use jiff::civil::Date;

use crate::document::Document;
use crate::language::{Facts, LanguageId};
use crate::span::TextSpan;
use crate::text::{Analysis, Sentence, Token, UnitTokens, Words};

/// One document, analysed.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The document.
    pub document: &'a Document,
    /// Tokens, sentences and units of its target text.
    pub analysis: &'a Analysis,
    /// The words that the tokens name.
    pub words: &'a Words,
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
    /// The target text.
    #[must_use]
    pub fn text(&self) -> &'a str {
        &self.document.target.string
    }

    /// The text of a span.
    #[must_use]
    pub fn slice(&self, span: TextSpan) -> &'a str {
        self.document.target.slice(span)
    }

    /// The text of a token.
    #[must_use]
    pub fn token_text(&self, token: &Token) -> &'a str {
        self.slice(token.span)
    }

    /// The tokens of a sentence.
    #[must_use]
    pub fn sentence_tokens(&self, sentence: &Sentence) -> &'a [Token] {
        self.analysis.tokens.get(sentence.tokens()).unwrap_or_default()
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
