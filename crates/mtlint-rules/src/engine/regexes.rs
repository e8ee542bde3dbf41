//! The regular expressions of a plan: compiled when first triggered, and searched in one unit at a time.

use std::iter::Peekable;
use std::ops::Range;

use regex_automata::PatternID;
use regex_automata::meta::FindMatches;

use super::lazy_regex::LazyRegex;
use crate::context::{Context, Hit};
use crate::rule::pattern::RegexPattern;
use mtlint_text::text::{Sentence, UnitTokens};
use mtlint_token::span::TextSpan;

/// The names of groups whose span is reported; the first one that matched counts.
const MARKS: &[&str] = &["mark", "mark2"];

/// A regex rule.
#[derive(Debug)]
pub(super) struct RegexMatcher {
    pattern: RegexPattern,
    main: LazyRegex,
    unless: LazyRegex,
    unless_sentence: LazyRegex,
    norm: LazyRegex,
}

impl RegexMatcher {
    pub(super) fn new(pattern: RegexPattern) -> Self {
        let (main, unless, unless_sentence, norm) = Default::default();
        Self { pattern, main, unless, unless_sentence, norm }
    }

    /// The number of places in a text with the wording that the rule wants; 0 if the rule does not describe it.
    pub(super) fn following(&self, text: &str) -> usize {
        let Some(norm) = &self.pattern.norm else { return 0 };
        self.norm.get(norm, text.len()).map_or(0, |regex| regex.find_iter(text).count())
    }

    /// False if the literal of a trigger at these bytes of the text of a unit cannot be part of a match.
    pub(super) fn may_match(&self, trigger: u32, text: &[u8], at: &Range<usize>) -> bool {
        let requirements = &self.pattern.requirements;
        requirements.within.is_none_or(|within| at.end <= within)
            && requirements.triggers.get(trigger as usize).is_none_or(|t| t.fits(text, at))
    }

    /// Reports all matches in a unit.
    pub(super) fn run(&self, context: &Context<'_>, unit: &UnitTokens, rule: u32, hits: &mut Vec<Hit>) {
        let text = context.slice(unit.span);
        let Some(main) = self.main.get(&self.pattern.regex, text.len()) else { return };
        let mut excuses = Excuses::new(self, context, unit, text);
        for captures in main.captures_iter(text) {
            let Some(whole) = captures.get_match() else { continue };
            let marked =
                MARKS.iter().find_map(|name| captures.get_group_by_name(name)).map_or(whole.range(), |m| m.range());
            if excuses.hold(whole.range()) {
                continue;
            }
            let inner = TextSpan::from_range(marked);
            let span = TextSpan::new(unit.span.start + inner.start, unit.span.start + inner.end);
            let mut hit = Hit::new(rule, span);
            for name in captures.group_info().pattern_names(PatternID::ZERO).flatten().filter(|n| !MARKS.contains(n)) {
                // A group that did not match is empty, so that the message does not show its placeholder.
                let group = captures.get_group_by_name(name).and_then(|group| text.get(group.range()));
                hit.arg(name, group.unwrap_or_default());
            }
            if let Some(fix) = &self.pattern.fix {
                let mut replacement = String::new();
                captures.interpolate_string_into(text, fix, &mut replacement);
                hit.fix(span, replacement, self.pattern.applicability);
            }
            hits.push(hit);
        }
    }
}

/// Decides which matches are excused by `unless` and `unless_sentence`. Queries must be in text order: the unit is then
/// searched for excuses only once.
struct Excuses<'r, 'a> {
    matcher: &'r RegexMatcher,
    text: &'a str,
    /// The matches of `unless` that end after the last queried place; none before the first query.
    unless: Option<Peekable<FindMatches<'r, 'a>>>,
    sentences: &'a [Sentence],
    unit_start: u32,
    /// The index of the last queried sentence, and the result.
    last: Option<(usize, bool)>,
}

impl<'r, 'a> Excuses<'r, 'a> {
    fn new(matcher: &'r RegexMatcher, context: &Context<'a>, unit: &UnitTokens, text: &'a str) -> Self {
        let sentences = context.unit_sentences(unit);
        Self { matcher, text, unless: None, sentences, unit_start: unit.span.start, last: None }
    }

    fn hold(&mut self, found: Range<usize>) -> bool {
        self.overlap(&found) || self.in_sentence(found)
    }

    fn overlap(&mut self, found: &Range<usize>) -> bool {
        let Some(pattern) = &self.matcher.pattern.unless else { return false };
        if self.unless.is_none() {
            let regex = self.matcher.unless.get(pattern, self.text.len());
            self.unless = regex.map(|r| r.find_iter(self.text).peekable());
        }
        let Some(unless) = &mut self.unless else { return false };
        while unless.next_if(|m| m.end() <= found.start).is_some() {}
        unless.peek().is_some_and(|m| m.start() < found.end)
    }

    fn in_sentence(&mut self, found: Range<usize>) -> bool {
        let Some(pattern) = &self.matcher.pattern.unless_sentence else { return false };
        let at = self.unit_start + TextSpan::from_range(found).start;
        let index = self.sentences.partition_point(|s| s.span.end <= at);
        if let Some((_, answer)) = self.last.filter(|(last, _)| *last == index) {
            return answer;
        }
        let local = |s: &Sentence| {
            let start = s.span.start.saturating_sub(self.unit_start) as usize;
            self.text.get(start..start + s.span.len() as usize)
        };
        let regex = |text: &str| self.matcher.unless_sentence.get(pattern, text.len());
        let holds = |text: &str| regex(text).is_some_and(|r| r.is_match(text));
        let answer = self.sentences.get(index).and_then(local).is_some_and(holds);
        self.last = Some((index, answer));
        answer
    }
}
