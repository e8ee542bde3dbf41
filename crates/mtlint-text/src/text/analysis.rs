//! The tokens and sentences of a document, unit by unit.

use std::ops::Range;

use super::{OtherClasses, Sentence, Token, UnitKind, Words, split_sentences, tokenize};
use crate::language::Facts;
use mtlint_token::span::TextSpan;

/// A unit with its tokens and sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitTokens {
    /// Its place in the text.
    pub span: TextSpan,
    /// Its kind.
    pub kind: UnitKind,
    first: u32,
    end: u32,
    first_sentence: u32,
    end_sentence: u32,
}

impl UnitTokens {
    /// Its tokens, as indices into [`Analysis::tokens`].
    #[must_use]
    pub fn tokens(&self) -> Range<usize> {
        self.first as usize..self.end as usize
    }

    /// Its sentences, as indices into [`Analysis::sentences`].
    #[must_use]
    pub fn sentences(&self) -> Range<usize> {
        self.first_sentence as usize..self.end_sentence as usize
    }
}

/// The tokens and sentences of one text. A worker keeps one and refills it for each document.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// All tokens, in text order.
    pub tokens: Vec<Token>,
    /// All sentences, in text order.
    pub sentences: Vec<Sentence>,
    /// All units, in text order.
    pub units: Vec<UnitTokens>,
    /// For each token: the nearest earlier token that is the same word.
    previous: Vec<u32>,
    /// For each word: its last token so far. All [`NONE`] between two documents.
    last: Vec<u32>,
}

/// No token.
const NONE: u32 = u32::MAX;

impl Analysis {
    /// Replaces the content by the analysis of `units` of `text`. Interns words in `words`.
    pub fn fill(
        &mut self,
        text: &str,
        units: impl Iterator<Item = (TextSpan, UnitKind)>,
        words: &mut Words,
        facts: &Facts,
    ) {
        self.fill_in(text, units, words, facts, None);
    }

    /// Does the same with words in the classes of another language than the vocabulary's: `facts` are of that language.
    pub fn fill_in(
        &mut self,
        text: &str,
        units: impl Iterator<Item = (TextSpan, UnitKind)>,
        words: &mut Words,
        facts: &Facts,
        other: Option<&OtherClasses>,
    ) {
        self.tokens.clear();
        self.sentences.clear();
        self.units.clear();
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        for (span, kind) in units {
            let (first, first_sentence) = (self.tokens.len(), self.sentences.len());
            tokenize(text, span, words, &mut self.tokens);
            if let (Some(other), Some(tokens)) = (other, self.tokens.get_mut(first..)) {
                other.apply(tokens, words);
            }
            let all = first..self.tokens.len();
            split_sentences(text, &mut self.tokens, all, words, facts, &mut self.sentences);
            self.units.push(UnitTokens {
                span,
                kind,
                first: narrow(first),
                end: narrow(self.tokens.len()),
                first_sentence: narrow(first_sentence),
                end_sentence: narrow(self.sentences.len()),
            });
        }
        self.link(words.len());
    }

    /// Replaces the content by another analysis, with the words in the classes of their vocabulary.
    pub fn copy_in_vocabulary(&mut self, analysis: &Self, other: &OtherClasses, words: &Words) {
        self.clone_from(analysis);
        other.undo(&mut self.tokens, words);
    }

    /// Links each token to the previous one that is the same word, for the repetition checks.
    fn link(&mut self, words: usize) {
        self.last.resize(words.max(self.last.len()), NONE);
        self.previous.clear();
        for (index, token) in (0..).zip(&self.tokens) {
            let last = self.last.get_mut(token.word.index());
            self.previous.push(last.map_or(NONE, |last| std::mem::replace(last, index)));
        }
        for token in &self.tokens {
            if let Some(last) = self.last.get_mut(token.word.index()) {
                *last = NONE;
            }
        }
    }

    /// The nearest token before `token` that is the same word.
    #[must_use]
    pub fn previous(&self, token: usize) -> Option<usize> {
        self.previous.get(token).filter(|&&p| p != NONE).map(|&p| p as usize)
    }

    /// The unit that contains a text position.
    #[must_use]
    pub fn unit_at(&self, at: u32) -> Option<&UnitTokens> {
        let index = self.units.partition_point(|u| u.span.end < at);
        self.units.get(index).filter(|u| u.span.start <= at)
    }

    /// The index of the sentence that contains a token.
    #[must_use]
    pub fn sentence_of(&self, token: usize) -> Option<usize> {
        let index = self.sentences.partition_point(|s| s.end as usize <= token);
        (index < self.sentences.len()).then_some(index)
    }

    /// The indices of the tokens that overlap a span.
    #[must_use]
    pub fn tokens_in(&self, span: TextSpan) -> Range<usize> {
        let first = self.tokens.partition_point(|t| t.span.end <= span.start);
        let end = self.tokens.partition_point(|t| t.span.start < span.end);
        first..end.max(first)
    }

    /// The number of words and numbers.
    #[must_use]
    pub fn word_count(&self) -> usize {
        self.tokens.iter().filter(|t| t.is_word_or_number()).count()
    }
}
