//! Regular expressions of a plan: compiled when first triggered, searched in one unit at a time.

use std::iter::Peekable;
use std::ops::Range;
use std::sync::OnceLock;

use regex::{Matches, Regex};

use super::{Context, Hit};
use crate::rule::pattern::RegexPattern;
use crate::span::TextSpan;
use crate::text::{Sentence, UnitTokens};

/// A regex rule.
#[derive(Debug)]
pub(super) struct RegexMatcher {
    pattern: RegexPattern,
    compiled: OnceLock<Option<Compiled>>,
}

#[derive(Debug)]
struct Compiled {
    main: Regex,
    names: Vec<String>,
    unless: Option<Regex>,
    unless_sentence: Option<Regex>,
}

impl RegexMatcher {
    pub(super) fn new(pattern: &RegexPattern) -> Self {
        Self { pattern: pattern.clone(), compiled: OnceLock::new() }
    }

    /// False when a literal that ends `end` bytes into its unit stands too far from the unit's start for a match.
    pub(super) fn may_match(&self, end: usize) -> bool {
        self.pattern.within.is_none_or(|within| end <= within)
    }

    /// Reports all matches in a unit.
    pub(super) fn run(&self, context: &Context<'_>, unit: &UnitTokens, rule: u32, hits: &mut Vec<Hit>) {
        // A pattern that does not compile never gets here: the loader and the tests refuse it.
        let Some(compiled) = self.compiled.get_or_init(|| Compiled::new(&self.pattern)) else { return };
        let text = context.slice(unit.span);
        let mut excuses = Excuses::new(compiled, context, unit, text);
        for captures in compiled.main.captures_iter(text) {
            let Some(whole) = captures.get(0) else { continue };
            let marked = captures.name("mark").or_else(|| captures.name("mark2")).unwrap_or(whole);
            if excuses.hold(whole.range()) {
                continue;
            }
            let span = |range: Range<usize>| {
                let inner = TextSpan::from_range(range);
                TextSpan::new(unit.span.start + inner.start, unit.span.start + inner.end)
            };
            let mut hit = Hit::new(rule, span(marked.range()));
            for name in &compiled.names {
                // A group that took no part is empty: a message must not show its placeholder.
                hit.arg(name, captures.name(name).map_or("", |group| group.as_str()));
            }
            if let Some(fix) = &self.pattern.fix {
                let mut replacement = String::new();
                captures.expand(fix, &mut replacement);
                hit.fix(span(marked.range()), replacement, self.pattern.applicability);
            }
            hits.push(hit);
        }
    }
}

impl Compiled {
    fn new(pattern: &RegexPattern) -> Option<Self> {
        let compile = |p: &Option<String>| p.as_deref().map(Regex::new).transpose().ok();
        let main = Regex::new(&pattern.regex).ok()?;
        let names =
            main.capture_names().flatten().filter(|n| !matches!(*n, "mark" | "mark2")).map(str::to_owned).collect();
        Some(Self {
            main,
            names,
            unless: compile(&pattern.unless)?,
            unless_sentence: compile(&pattern.unless_sentence)?,
        })
    }
}

/// Tells which matches are excused. Asked in text order, so that a unit is searched for excuses once and not again for
/// each match.
struct Excuses<'r, 'a> {
    text: &'a str,
    /// Matches of `unless` that do not end before the last place asked about.
    unless: Option<Peekable<Matches<'r, 'a>>>,
    sentence: Option<&'r Regex>,
    sentences: &'a [Sentence],
    unit_start: u32,
    /// The sentence asked about last, and the answer.
    last: Option<(usize, bool)>,
}

impl<'r, 'a> Excuses<'r, 'a> {
    fn new(compiled: &'r Compiled, context: &Context<'a>, unit: &UnitTokens, text: &'a str) -> Self {
        Self {
            text,
            unless: compiled.unless.as_ref().map(|r| r.find_iter(text).peekable()),
            sentence: compiled.unless_sentence.as_ref(),
            sentences: context.unit_sentences(unit),
            unit_start: unit.span.start,
            last: None,
        }
    }

    fn hold(&mut self, found: Range<usize>) -> bool {
        self.overlap(&found) || self.in_sentence(found)
    }

    fn overlap(&mut self, found: &Range<usize>) -> bool {
        let Some(unless) = &mut self.unless else { return false };
        while unless.next_if(|m| m.end() <= found.start).is_some() {}
        unless.peek().is_some_and(|m| m.start() < found.end)
    }

    fn in_sentence(&mut self, found: Range<usize>) -> bool {
        let Some(regex) = self.sentence else { return false };
        let at = self.unit_start + TextSpan::from_range(found).start;
        let index = self.sentences.partition_point(|s| s.span.end <= at);
        if let Some((_, answer)) = self.last.filter(|(last, _)| *last == index) {
            return answer;
        }
        let local = |s: &Sentence| {
            let start = s.span.start.saturating_sub(self.unit_start) as usize;
            self.text.get(start..start + s.span.len() as usize)
        };
        let answer = self.sentences.get(index).and_then(local).is_some_and(|s| regex.is_match(s));
        self.last = Some((index, answer));
        answer
    }
}
