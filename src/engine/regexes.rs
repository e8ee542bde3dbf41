//! Regular expressions of a plan: compiled when first triggered, searched in one unit at a time.

use std::sync::OnceLock;

use regex::Regex;

use super::{Context, Hit};
use crate::rule::pattern::RegexPattern;
use crate::span::TextSpan;
use crate::text::UnitTokens;

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

    /// False when no match can be: a literal that ends `end` bytes into its unit stands too far from the unit's start.
    pub(super) fn may_match(&self, end: usize) -> bool {
        self.pattern.within.is_none_or(|within| end <= within)
    }

    /// Reports all matches in a unit.
    pub(super) fn run(&self, context: &Context<'_>, unit: &UnitTokens, rule: u32, hits: &mut Vec<Hit>) {
        // A pattern that does not compile never gets here: the loader and the tests refuse it.
        let Some(compiled) = self.compiled.get_or_init(|| Compiled::new(&self.pattern)) else { return };
        let text = context.slice(unit.span);
        for captures in compiled.main.captures_iter(text) {
            let Some(whole) = captures.get(0) else { continue };
            let marked = captures.name("mark").unwrap_or(whole);
            if compiled.is_excused(context, unit, text, whole.range()) {
                continue;
            }
            let span = |range: std::ops::Range<usize>| {
                let inner = TextSpan::from_range(range);
                TextSpan::new(unit.span.start + inner.start, unit.span.start + inner.end)
            };
            let mut hit = Hit::new(rule, span(marked.range()));
            for name in &compiled.names {
                if let Some(group) = captures.name(name) {
                    hit.arg(name, group.as_str());
                }
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
        let names = main.capture_names().flatten().filter(|n| *n != "mark").map(str::to_owned).collect();
        Some(Self {
            main,
            names,
            unless: compile(&pattern.unless)?,
            unless_sentence: compile(&pattern.unless_sentence)?,
        })
    }

    fn is_excused(&self, context: &Context<'_>, unit: &UnitTokens, text: &str, found: std::ops::Range<usize>) -> bool {
        let overlaps = self
            .unless
            .as_ref()
            .is_some_and(|r| r.find_iter(text).take_while(|m| m.start() < found.end).any(|m| m.end() > found.start));
        overlaps
            || self.unless_sentence.as_ref().is_some_and(|r| {
                let at = unit.span.start + TextSpan::from_range(found).start;
                let sentences = context.unit_sentences(unit);
                let index = sentences.partition_point(|s| s.span.end <= at);
                sentences.get(index).is_some_and(|s| r.is_match(context.slice(s.span)))
            })
    }
}
