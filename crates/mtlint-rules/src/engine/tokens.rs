//! Token patterns compiled against the vocabulary of a plan. Matching backtracks over a handful of elements inside one
//! sentence.

use std::ops::Range;

use crate::context::{Context, Hit, WordSet};
use crate::rule::Applicability;
use crate::rule::pattern::{Anchor, Element, TokenPattern, When};
use mtlint_text::text::{ClassBits, Sentence, Token, Words};
use mtlint_token::span::TextSpan;

#[derive(Debug)]
struct CompiledElement {
    any: WordSet,
    none: WordSet,
    source: Element,
}

/// The tokens at which a pattern is tried.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum TokenTrigger {
    /// One of these words, at a distance from the start of the match. The distance is a range if gaps precede the word.
    Words { words: WordSet, min_offset: usize, max_offset: usize },
    /// A first token with these classes.
    Class(ClassBits),
    /// Any token.
    Always,
}

/// A compiled pattern.
#[derive(Debug)]
pub(super) struct TokenMatcher {
    elements: Vec<CompiledElement>,
    not_before: WordSet,
    not_after: WordSet,
    unless: WordSet,
    anchor: Option<Anchor>,
    ends: Option<Anchor>,
    fix: Option<String>,
    applicability: Applicability,
    marked: bool,
}

/// The tokens that each element took.
type Taken = Vec<Range<usize>>;

impl TokenMatcher {
    pub(super) fn new(pattern: &TokenPattern, words: &mut Words) -> Self {
        let elements: Vec<CompiledElement> = pattern
            .elements
            .iter()
            .map(|e| CompiledElement {
                any: WordSet::new(&e.any, words),
                none: WordSet::new(&e.none, words),
                source: e.clone(),
            })
            .collect();
        Self {
            marked: elements.iter().any(|e| e.source.mark),
            elements,
            not_before: WordSet::new(&pattern.not_before, words),
            not_after: WordSet::new(&pattern.not_after, words),
            unless: WordSet::new(&pattern.unless, words),
            anchor: pattern.anchor,
            ends: pattern.ends,
            fix: pattern.fix.clone(),
            applicability: pattern.applicability,
        }
    }

    /// The rarest required words or classes. Function words are common; the fewer of them, the better.
    pub(super) fn trigger(&self, words: &Words) -> TokenTrigger {
        let cost = |set: &WordSet| -> usize {
            set.ids().iter().map(|&w| if words.class(w).intersects(ClassBits::FUNCTION) { 50 } else { 1 }).sum()
        };
        let (mut min, mut max) = (0, 0);
        let mut best: Option<(usize, TokenTrigger)> = None;
        for element in &self.elements {
            if element.source.min == 1 && element.source.max == 1 && !element.any.is_empty() {
                let cost = cost(&element.any) + (max - min) * 4;
                if best.as_ref().is_none_or(|(c, _)| cost < *c) {
                    let words = element.any.clone();
                    best = Some((cost, TokenTrigger::Words { words, min_offset: min, max_offset: max }));
                }
            }
            min += element.source.min;
            max += element.source.max;
        }
        if let Some((_, trigger)) = best {
            return trigger;
        }
        match self.elements.first() {
            Some(e) if e.source.all != ClassBits::empty() => TokenTrigger::Class(e.source.all),
            _ if self.anchor.is_some() => TokenTrigger::Class(ClassBits::SENTENCE_START),
            _ => TokenTrigger::Always,
        }
    }

    /// Tries the pattern at token `start` of a sentence.
    pub(super) fn match_at(&self, context: &Context<'_>, sentence: &Sentence, start: usize, rule: u32) -> Option<Hit> {
        let tokens = &context.analysis.tokens;
        let range = sentence.tokens();
        let first = tokens.get(start)?;
        let anchored = match self.anchor {
            None => true,
            Some(Anchor::Sentence) => first.is(ClassBits::SENTENCE_START),
            Some(Anchor::Unit) => first.is(ClassBits::UNIT_START),
        };
        if !anchored || (start > range.start && self.not_after.contains(tokens.get(start - 1)?.word)) {
            return None;
        }
        let mut taken = Taken::with_capacity(self.elements.len());
        let end = self.step(context, range.end, start, 0, &mut taken)?;
        self.hit(context, rule, start, end, &taken)
    }

    /// True if a word of the sentence silences the pattern.
    pub(super) fn is_silenced(&self, context: &Context<'_>, sentence: &Sentence) -> bool {
        !self.unless.is_empty() && context.sentence_tokens(sentence).iter().any(|t| self.unless.contains(t.word))
    }

    /// Matches the elements from `index` on at token `at`. Returns the end of the match.
    fn step(&self, context: &Context<'_>, limit: usize, at: usize, index: usize, taken: &mut Taken) -> Option<usize> {
        let Some(element) = self.elements.get(index) else {
            return (self.may_end(context, limit, at) && self.is_tagged(context, taken)).then_some(at);
        };
        let tokens = context.analysis.tokens.get(at..limit)?;
        let most = tokens.iter().take(element.source.max).take_while(|t| element.takes(context, t)).count();
        if most < element.source.min {
            return None;
        }
        let tries = most - element.source.min + 1;
        for n in 0..tries {
            let count = if element.source.lazy { element.source.min + n } else { most - n };
            taken.push(at..at + count);
            if let Some(end) = self.step(context, limit, at + count, index + 1, taken) {
                return Some(end);
            }
            taken.pop();
        }
        None
    }

    /// Runs last, so that a sentence is tagged only if everything but the tags matches.
    fn is_tagged(&self, context: &Context<'_>, taken: &Taken) -> bool {
        let asking = self.elements.iter().zip(taken).filter(|(e, _)| e.source.asks_tagger());
        asking.into_iter().all(|(element, range)| {
            let Element { tagged, not_tagged, .. } = &element.source;
            range.clone().all(|index| {
                let tag = context.tags.tag(context, index);
                tag.is_some_and(|tag| (tagged.is_empty() || tagged.has(tag)) && !not_tagged.has(tag))
            })
        })
    }

    fn may_end(&self, context: &Context<'_>, limit: usize, end: usize) -> bool {
        let tokens = &context.analysis.tokens;
        let next = tokens.get(end).filter(|_| end < limit);
        if next.is_some_and(|t| self.not_before.contains(t.word)) {
            return false;
        }
        match self.ends {
            None => true,
            Some(Anchor::Sentence) => {
                tokens.get(end..limit).is_some_and(|rest| rest.iter().all(|t| t.is(ClassBits::PUNCT)))
            }
            Some(Anchor::Unit) => end == limit && tokens.get(end).is_none_or(|t| t.is(ClassBits::UNIT_START)),
        }
    }

    fn hit(&self, context: &Context<'_>, rule: u32, start: usize, end: usize, taken: &Taken) -> Option<Hit> {
        let tokens = &context.analysis.tokens;
        let cover = |a: usize, b: usize| Some(tokens.get(a)?.span.to(tokens.get(b.checked_sub(1)?)?.span));
        let marked = self.elements.iter().zip(taken).filter(|(e, t)| e.source.mark && !t.is_empty());
        let span = if self.marked {
            marked.map(|(_, t)| t.clone()).reduce(|a, b| a.start..b.end).and_then(|t| cover(t.start, t.end))?
        } else {
            cover(start, end)?
        };
        let mut hit = Hit::new(rule, span);
        for (element, range) in self.elements.iter().zip(taken) {
            if let Some(name) = &element.source.capture {
                hit.arg(name, cover(range.start, range.end).map_or("", |s: TextSpan| context.slice(s)));
            }
        }
        if let Some(fix) = &self.fix {
            let text = crate::template::fill(fix, &hit.args, context.slice(span));
            hit.fix(span, text, self.applicability);
        }
        Some(hit)
    }
}

impl CompiledElement {
    fn takes(&self, context: &Context<'_>, token: &Token) -> bool {
        let source = &self.source;
        token.is(source.all)
            && !token.any(source.not)
            && (self.any.is_empty() || self.any.contains(token.word))
            && !self.none.contains(token.word)
            && source.glued.is_none_or(|glued| glued != token.is(ClassBits::SPACE_BEFORE))
            && source.when.is_none_or(|when| in_time(context, token, when))
            && (source.suffix.is_empty() || {
                let word = context.words.get(token.word);
                source.suffix.iter().any(|s| word.len() > s.len() && word.ends_with(s.as_str()))
            })
            && self.has_tags(context, token)
    }

    /// Runs last, so that only words that match everything else are looked up.
    fn has_tags(&self, context: &Context<'_>, token: &Token) -> bool {
        let Element { can_be, cannot_be, only, .. } = &self.source;
        if can_be.is_empty() && cannot_be.is_empty() && only.is_empty() {
            return true;
        }
        let tags = context.word_facts(token).tags;
        (can_be.is_empty() || tags.any(*can_be)) && !tags.any(*cannot_be) && (only.is_empty() || tags.only(*only))
    }
}

fn in_time(context: &Context<'_>, token: &Token, when: When) -> bool {
    let Ok(year) = context.token_text(token).parse::<i16>() else { return false };
    match when {
        When::Past => year < context.as_of.year(),
        When::Finished => year < context.finished_before,
        When::Future => year > context.as_of.year(),
    }
}
