//! Runs a plan on a document in one pass.

use rustc_hash::FxHashSet;

use super::plan::{Compiled, Plan};
use crate::context::{Context, Hit, Sink};
use crate::rule::Needs;
use crate::rule::pattern::PhraseRef;
use mtlint_text::text::{Sentence, UnitTokens};

/// The state of one pass. A worker keeps it and clears it for each document. Each list has one entry for each rule.
#[derive(Debug, Default)]
pub(super) struct ScanState {
    /// The next token at which a token pattern may start.
    next_start: Vec<usize>,
    /// The last phrase found.
    last_phrase: Vec<Option<FoundPhrase>>,
    /// One more than the last unit that the regular expression ran on.
    last_unit: Vec<usize>,
    /// Whether a token pattern is silenced in the sentence that it was last found in.
    silenced: Vec<Option<Silenced>>,
}

/// A phrase that a rule found.
#[derive(Clone, Copy, Debug)]
struct FoundPhrase {
    /// Its tokens.
    start: usize,
    end: usize,
    /// The index of its hit.
    hit: usize,
}

/// Whether a rule is silenced in a sentence.
#[derive(Clone, Copy, Debug)]
struct Silenced {
    /// The first token of the sentence.
    sentence: u32,
    is_silenced: bool,
}

impl ScanState {
    fn clear(&mut self, rules: usize) {
        self.next_start.clear();
        self.next_start.resize(rules, 0);
        self.last_phrase.clear();
        self.last_phrase.resize(rules, None);
        self.last_unit.clear();
        self.last_unit.resize(rules, 0);
        self.silenced.clear();
        self.silenced.resize(rules, None);
    }
}

/// Runs all rules of the plan at their triggers.
pub(super) fn scan(plan: &Plan, context: &Context<'_>, state: &mut ScanState, hits: &mut Vec<Hit>) {
    state.clear(plan.rules.len());
    for sentence in &context.analysis.sentences {
        scan_sentence(plan, context, sentence, state, hits);
    }
    scan_literals(plan, context, state, hits);
    for &rule in &plan.always {
        run_everywhere(plan, context, rule, state, hits);
    }
    run_checks(plan, context, hits);
}

/// Runs all rules at all places. [`scan`] must give the same hits.
#[cfg(debug_assertions)]
pub(super) fn scan_naive(plan: &Plan, context: &Context<'_>, state: &mut ScanState, hits: &mut Vec<Hit>) {
    state.clear(plan.rules.len());
    for sentence in &context.analysis.sentences {
        for at in sentence.tokens() {
            try_phrases(plan, context, sentence, at, state, hits);
        }
    }
    for rule in 0..u32::try_from(plan.rules.len()).unwrap_or(0) {
        run_everywhere(plan, context, rule, state, hits);
    }
    run_checks(plan, context, hits);
}

fn scan_sentence(plan: &Plan, context: &Context<'_>, sentence: &Sentence, state: &mut ScanState, hits: &mut Vec<Hit>) {
    let range = sentence.tokens();
    for at in range.clone() {
        let Some(token) = context.analysis.tokens.get(at) else { return };
        if token.word.index() < plan.words.len() {
            try_phrases(plan, context, sentence, at, state, hits);
            for wake in plan.wakes.get(token.word.index()).map_or(&[][..], Vec::as_slice) {
                let first = at.saturating_sub(wake.max_offset as usize).max(range.start);
                let last = at.checked_sub(wake.min_offset as usize);
                for start in first..last.map_or(0, |l| l + 1) {
                    try_tokens(plan, context, sentence, start, wake.rule, state, hits);
                }
            }
        }
        if token.class.intersects(plan.class_mask) {
            for &(class, rule) in &plan.class_wakes {
                if token.is(class) {
                    try_tokens(plan, context, sentence, at, rule, state, hits);
                }
            }
        }
    }
}

/// Finds phrases that start at a token. Of each rule the longest counts, unless it overlaps the previous one.
fn try_phrases(
    plan: &Plan,
    context: &Context<'_>,
    sentence: &Sentence,
    start: usize,
    state: &mut ScanState,
    hits: &mut Vec<Hit>,
) {
    let Some(rest) = context.analysis.tokens.get(start..sentence.tokens().end) else { return };
    let mut accept = |found: PhraseRef, length: usize| {
        let rule = found.rule as usize;
        let Some(Compiled::Phrases(matcher)) = plan.rules.get(rule).map(|r| &r.matcher) else { return };
        let last = state.last_phrase.get(rule).copied().flatten();
        if last.is_some_and(|last| last.start != start && start < last.end) {
            return;
        }
        let end = start + length;
        let Some(accepted) = matcher.accept(context, sentence, start..end, found) else { return };
        let hit = match last {
            Some(last) if last.start == start => {
                hits[last.hit] = accepted;
                last.hit
            }
            _ => {
                hits.push(accepted);
                hits.len() - 1
            }
        };
        if let Some(slot) = state.last_phrase.get_mut(rule) {
            *slot = Some(FoundPhrase { start, end, hit });
        }
    };
    for index in &plan.phrases {
        index.matches(rest, context.words, &mut accept);
    }
}

fn try_tokens(
    plan: &Plan,
    context: &Context<'_>,
    sentence: &Sentence,
    start: usize,
    rule: u32,
    state: &mut ScanState,
    hits: &mut Vec<Hit>,
) {
    let Some(next) = state.next_start.get_mut(rule as usize) else { return };
    if start < *next {
        return;
    }
    *next = start + 1;
    let Some(Compiled::Tokens(matcher)) = plan.rules.get(rule as usize).map(|r| &r.matcher) else { return };
    if let Some(hit) = matcher.match_at(context, sentence, start, rule) {
        let Some(known) = state.silenced.get_mut(rule as usize) else { return };
        let Silenced { is_silenced, .. } = match *known {
            Some(known) if known.sentence == sentence.first => known,
            _ => *known
                .insert(Silenced { sentence: sentence.first, is_silenced: matcher.is_silenced(context, sentence) }),
        };
        if is_silenced {
            return;
        }
        let end = hit.span.end;
        // Matches of one rule do not overlap.
        let tokens = &context.analysis.tokens;
        *next = start + 1 + tokens.iter().skip(start + 1).take_while(|t| t.span.start < end).count();
        hits.push(hit);
    }
}

fn scan_literals(plan: &Plan, context: &Context<'_>, state: &mut ScanState, hits: &mut Vec<Hit>) {
    let units = &context.analysis.units;
    let mut unit = 0;
    plan.literals.find(context.text(), |literal, found| {
        // A literal may begin before one that was found earlier, but cannot end before that one begins.
        let holds = |unit: &UnitTokens| unit.span.range().start <= found.start && found.end <= unit.span.range().end;
        while units.get(unit).is_some_and(|u| u.span.range().end <= found.start) {
            unit += 1;
        }
        let Some(here) = units.get(unit).filter(|u| holds(u)) else { return };
        let text = context.slice(here.span).as_bytes();
        let start = here.span.range().start;
        let at = found.start - start..found.end - start;
        for place in plan.literal_rules.get(literal).map_or(&[][..], Vec::as_slice) {
            let rule = place.rule as usize;
            let Some(Compiled::Regex(matcher)) = plan.rules.get(rule).map(|r| &r.matcher) else { continue };
            let Some(last) = state.last_unit.get_mut(rule).filter(|l| **l != unit + 1) else { continue };
            if matcher.may_match(place.trigger, text, &at) {
                *last = unit + 1;
                matcher.run(context, here, place.rule, hits);
            }
        }
    });
}

fn run_everywhere(plan: &Plan, context: &Context<'_>, rule: u32, state: &mut ScanState, hits: &mut Vec<Hit>) {
    match plan.rules.get(rule as usize).map(|r| &r.matcher) {
        Some(Compiled::Regex(matcher)) => {
            for unit in &context.analysis.units {
                matcher.run(context, unit, rule, hits);
            }
        }
        Some(Compiled::Tokens(_)) => {
            for sentence in &context.analysis.sentences {
                for at in sentence.tokens() {
                    try_tokens(plan, context, sentence, at, rule, state, hits);
                }
            }
        }
        Some(Compiled::Phrases(_) | Compiled::Native(_)) | None => {}
    }
}

/// Runs each rule on the units listed with it, and native checks on all units.
pub(super) fn scan_units(
    plan: &Plan,
    context: &Context<'_>,
    asked: &FxHashSet<(u32, usize)>,
    state: &mut ScanState,
    hits: &mut Vec<Hit>,
) {
    state.clear(plan.rules.len());
    let mut asked: Vec<(u32, usize)> = asked.iter().copied().collect();
    asked.sort_unstable();
    let mut phrases: Vec<usize> = Vec::new();
    let mut last = None;
    for (rule, unit) in asked {
        let Some(matcher) = plan.rules.get(rule as usize).map(|planned| &planned.matcher) else { continue };
        let Some(here) = context.analysis.units.get(unit) else { continue };
        match matcher {
            Compiled::Regex(regex) => regex.run(context, here, rule, hits),
            Compiled::Tokens(_) => {
                for sentence in context.unit_sentences(here) {
                    sentence.tokens().for_each(|at| try_tokens(plan, context, sentence, at, rule, state, hits));
                }
            }
            Compiled::Phrases(_) => phrases.push(unit),
            Compiled::Native(check) if last != Some(rule) => check.run(context, &mut Sink::new(rule, hits)),
            Compiled::Native(_) => {}
        }
        last = Some(rule);
    }
    phrases.sort_unstable();
    phrases.dedup();
    for here in phrases.into_iter().filter_map(|unit| context.analysis.units.get(unit)) {
        for sentence in context.unit_sentences(here) {
            sentence.tokens().for_each(|at| try_phrases(plan, context, sentence, at, state, hits));
        }
    }
}

fn run_checks(plan: &Plan, context: &Context<'_>, hits: &mut Vec<Hit>) {
    for (index, planned) in (0_u32..).zip(&plan.rules) {
        if let Compiled::Native(check) = &planned.matcher
            && (planned.active.rule.file.needs == Needs::Target || context.source.is_some())
        {
            check.run(context, &mut Sink::new(index, hits));
        }
    }
}
