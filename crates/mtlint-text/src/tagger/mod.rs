//! The part of speech of each word of an English sentence, in context.
//!
//! A word starts with its most common tag (`initial`). Then the contextual rules of Eric Brill's tagger (“A simple
//! rule-based part of speech tagger”, 1992) change it according to its neighbours. A rule may only choose a tag that
//! the lexicon allows for the word. docs/QUALITY.md says how often the tags are right.
//!
//! Tagging is expensive: rules use it after the rest of their pattern has matched.

mod initial;
mod rule;

use crate::lexicon::{LexiconMemo, Tag, TagSet, WordFacts};
use initial::initial;
use mtlint_token::{ClassBits, Token, Words};
use rule::{Mark, Rule};

/// A token with the facts that the tagger uses.
#[derive(Clone, Copy, Debug)]
pub struct TaggerWord<'a> {
    /// Its text.
    pub text: &'a str,
    /// The facts that the lexicon has about it.
    pub facts: WordFacts,
    /// The classes of its token.
    pub class: ClassBits,
}

impl<'a> TaggerWord<'a> {
    /// A token of a text.
    #[must_use]
    pub fn of(text: &'a str, token: &Token, words: &Words, lexicon: &LexiconMemo) -> Self {
        Self { text: token.span.of(text), facts: lexicon.facts(words, token.word), class: token.class }
    }
}

/// The contextual rules, parsed.
#[derive(Debug)]
pub struct Tagger {
    rules: Vec<Rule<'static>>,
}

impl Tagger {
    /// The tagger of English.
    #[must_use]
    pub fn english() -> Self {
        Self { rules: include_str!("data/english.context").lines().filter_map(Rule::parse).collect() }
    }

    /// One tag for each token of a sentence. Takes time proportional to rules × tokens.
    #[must_use]
    pub fn tag(&self, words: &[TaggerWord<'_>]) -> Vec<Tag> {
        let mut marks: Vec<Mark> = words.iter().map(|word| Mark::of(word, initial(word))).collect();
        for rule in &self.rules {
            for at in 0..words.len() {
                let allowed = words.get(at).is_some_and(|word| allows(word, rule.to));
                let holds = marks.get(at) == Some(&Mark::Tag(rule.from)) && allowed && rule.holds(words, &marks, at);
                if let Some(mark) = marks.get_mut(at).filter(|_| holds) {
                    *mark = Mark::Tag(rule.to);
                }
            }
        }
        marks.into_iter().map(Mark::tag).collect()
    }
}

/// True if a word can have a tag: the lexicon lists it, or lists no tags for the word.
fn allows(word: &TaggerWord<'_>, tag: Tag) -> bool {
    let tags: TagSet = word.facts.tags;
    word.class.contains(ClassBits::CLITIC) || tags.is_empty() || tags.has(tag) || word.facts.best == Some(tag)
}

#[cfg(test)]
mod tests;
