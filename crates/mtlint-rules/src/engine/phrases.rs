//! Phrase rules: the trie of all phrases, and for each rule the conditions around a match, case and replacements.

use std::ops::Range;

use crate::context::{Context, Hit, WordSet};
use crate::rule::pattern::{Part, Phrase, PhrasePattern, PhraseRef, Trie};
use mtlint_text::text::{ClassBits, Sentence, Token, Words, like_case};

/// The phrases of many rules.
#[derive(Debug, Default)]
pub(super) struct PhraseIndex {
    trie: Trie,
    roots: Vec<u32>,
    /// For each rule of the trie its index in the plan; none if it does not run.
    rules: Vec<Option<u32>>,
}

impl PhraseIndex {
    pub(super) fn new(trie: Trie, rules: Vec<Option<u32>>, words: &mut Words) -> Self {
        Self { roots: trie.roots(words), trie, rules }
    }

    /// Calls `found` for every phrase that starts at the first token, with its length in tokens.
    pub(super) fn matches(&self, tokens: &[Token], words: &Words, mut found: impl FnMut(PhraseRef, usize)) {
        self.trie.matches(&self.roots, tokens, words, |end, length| {
            if let Some(rule) = self.rules.get(end.rule as usize).copied().flatten() {
                found(PhraseRef { rule, ..end }, length);
            }
        });
    }
}

/// A phrase rule, compiled.
#[derive(Debug)]
pub(super) struct PhraseMatcher {
    pattern: PhrasePattern,
    not_before: WordSet,
    not_after: WordSet,
}

impl PhraseMatcher {
    pub(super) fn new(pattern: PhrasePattern, words: &mut Words) -> Self {
        Self {
            not_before: WordSet::new(&pattern.not_before, words),
            not_after: WordSet::new(&pattern.not_after, words),
            pattern,
        }
    }

    pub(super) fn phrases(&self) -> &[Phrase] {
        &self.pattern.phrases
    }

    /// The hit for tokens of a sentence that are the words of a phrase, if the conditions of the rule hold.
    pub(super) fn accept(
        &self,
        context: &Context<'_>,
        sentence: &Sentence,
        found: Range<usize>,
        phrase: PhraseRef,
    ) -> Option<Hit> {
        let tokens = &context.analysis.tokens;
        let range = sentence.tokens();
        let matched = tokens.get(found.clone())?;
        let refused = |set: &WordSet, at: Option<&Token>| at.is_some_and(|t| set.contains(t.word));
        let before = found.start.checked_sub(1).filter(|&i| i >= range.start).and_then(|i| tokens.get(i));
        let behind = tokens.get(found.end).filter(|_| found.end < range.end);
        // With a hyphen it is another word: “second kill-switch”, “non-hot search”.
        let hyphenated = behind.is_some_and(glued_hyphen)
            || before.is_some_and(|t| t.is(ClassBits::HYPHEN) && !matched[0].is(ClassBits::SPACE_BEFORE));
        if hyphenated || refused(&self.not_after, before) || refused(&self.not_before, behind) {
            return None;
        }
        let PhraseRef { rule, phrase } = phrase;
        let phrase = self.pattern.phrases.get(phrase as usize)?;
        let span = matched.first()?.span.to(matched.last()?.span);
        let text = context.slice(span);
        if self.pattern.case_sensitive && !is_spelt(phrase, text) {
            return None;
        }
        let mut hit = Hit::new(rule, span);
        hit.arg("from", &*phrase.from);
        hit.arg("fix", phrase.fix.join("” or “"));
        for fix in phrase.fix.iter() {
            hit.fix(span, like_case(fix, text), self.pattern.applicability);
        }
        Some(hit)
    }
}

fn glued_hyphen(token: &Token) -> bool {
    token.is(ClassBits::HYPHEN) && !token.is(ClassBits::SPACE_BEFORE)
}

/// True if the phrase has this text, including case.
fn is_spelt(phrase: &Phrase, text: &str) -> bool {
    fn rest_matches(parts: &[Part], text: &str) -> bool {
        let Some((part, others)) = parts.split_first() else { return text.is_empty() };
        part.iter().any(|p| text.strip_prefix(&**p).is_some_and(|rest| rest_matches(others, rest.trim_start())))
    }
    phrase.texts.iter().any(|parts| rest_matches(parts, text))
}
