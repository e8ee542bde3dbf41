//! Sentences of the source without a counterpart, and sentences that the source does not have.
//!
//! The sentences of a unit are aligned by their lengths (see [`mtlint_format::align`]) and by what both sides share: numbers, names,
//! code, placeholders. Units with as many sentences on both sides are passed over; of the others only those count that are
//! too short by about the length of the sentence.

use std::ops::Range;

use serde::Deserialize;

use super::super::Check;
use crate::context::{Context, Sink, UnitPair};
use crate::rule::options;
use mtlint_format::align::{Bead, Gap, align, length, length_cost, ratio, shown};
use mtlint_format::document::Text;
use mtlint_text::language::MarkUse;
use mtlint_text::text::{ClassBits, Sentence, Token, Words};

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Of {
    /// The source has it, the translation lacks it.
    Missing,
    /// The translation has it, the source does not.
    Added,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    of: Of,
    /// Shorter sentences are not looked for, in letters.
    #[serde(default = "default_min")]
    min_letters: u32,
}

fn default_min() -> u32 {
    30
}

pub(in super::super) fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    let Options { of, min_letters } = options(table)?;
    Ok(Box::new(Sentences { of, min_letters }))
}

struct Sentences {
    of: Of,
    min_letters: u32,
}

/// The cost of a sentence without a counterpart: about a hundredth of the beads in Gale and Church's corpus have one.
const GAP: Gap = Gap { first: 6.0, next: 6.0 };
/// What a shared number, name or object is worth, as −ln of the likelihood; and the most that all are worth.
const SHARED: f32 = 1.5;
const MOST_SHARED: f32 = 6.0;
/// How much of the sentence's length the other side must be too short by.
const LACKING: f32 = 0.8;
/// Units with more sentences than this are pages, and lose sentences unseen.
const MOST: usize = 60;
/// Numbers, names and objects of a sentence that are looked at.
const MOST_ANCHORS: usize = 40;

impl Check for Sentences {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let Some(view) = context.source else { return };
        if [context.facts, view.facts].into_iter().any(|facts| facts.end_mark == MarkUse::None) {
            return;
        }
        let mut norm = None;
        for pair in context.pairs() {
            let there = view.analysis.sentences.get(pair.source_tokens.sentences()).unwrap_or_default();
            let here = context.unit_sentences(pair.target);
            let source_tokens = context.source_tokens(pair.source_tokens);
            let screens = (
                entries(&context.document.source, source_tokens, there),
                entries(&context.document.target, context.unit_tokens(pair.target), here),
            );
            let (there, here) = match &screens {
                (Some(there), Some(here)) => (there.as_slice(), here.as_slice()),
                // A screen of options against running text.
                (Some(_), None) => continue,
                _ => (there, here),
            };
            let candidate = match self.of {
                Of::Missing => there.len() > here.len(),
                Of::Added => there.len() < here.len(),
            };
            if !candidate || here.is_empty() || there.is_empty() || here.len().max(there.len()) > MOST {
                continue;
            }
            let norm = *norm.get_or_insert_with(|| norm_of(context));
            self.judge(context, &pair, (there, here), norm, sink);
        }
    }
}

/// How long this document's targets are for each letter of their sources.
pub(super) fn norm_of(context: &Context<'_>) -> f32 {
    let (mut source, mut target) = (0_u64, 0_u64);
    for pair in context.pairs() {
        source += u64::from(length(context.source_slice(pair.source.span)));
        target += u64::from(length(context.slice(pair.unit.target.span)));
    }
    ratio(source, target)
}

/// A sentence as the alignment sees it.
#[derive(Clone)]
struct Item {
    length: u32,
    /// Hashes of what may stand on the other side as it is: numbers, names, objects.
    anchors: Vec<u64>,
}

impl Sentences {
    fn judge(
        &self,
        context: &Context<'_>,
        pair: &UnitPair<'_>,
        (there, here): (&[Sentence], &[Sentence]),
        norm: f32,
        sink: &mut Sink<'_>,
    ) {
        let from = items(context, there, Side::Source);
        let to = items(context, here, Side::Target);
        for bead in beads(&from, &to, norm) {
            let lone = match self.of {
                Of::Missing if bead.target.is_empty() => from.get(bead.source.start),
                Of::Added if bead.source.is_empty() => to.get(bead.target.start),
                _ => continue,
            };
            let (own, other, norm) = match self.of {
                Of::Missing => (&from, &to, norm),
                Of::Added => (&to, &from, norm.recip()),
            };
            let Some(lone) = lone.filter(|lone| self.is_lone(lone, own, other, norm)) else { continue };
            debug_assert!(lone.length >= self.min_letters);
            match self.of {
                Of::Missing => {
                    let Some(sentence) = there.get(bead.source.start) else { continue };
                    let quoted = |at: usize| {
                        let sentence = there.get(at).map_or("", |sentence| context.source_slice(sentence.span));
                        format!("“{}”", shown(sentence))
                    };
                    let may = self.rivals(bead.source.start, &from, &to, norm);
                    let detail = match may.as_slice() {
                        [] | [_] => format!("{} has no counterpart in the translation", quoted(bead.source.start)),
                        [one, other] => {
                            format!("{} or {} has no counterpart in the translation", quoted(*one), quoted(*other))
                        }
                        _ => format!(
                            "One of {} sentences has no counterpart in the translation, perhaps {}",
                            may.len(),
                            quoted(bead.source.start)
                        ),
                    };
                    let hit = sink.report(pair.unit.target.span).arg("detail", detail);
                    hit.in_source(sentence.span, "this sentence");
                    // Of several it is not told again which.
                    if may.len() > 1 {
                        return;
                    }
                }
                Of::Added => {
                    let Some(sentence) = here.get(bead.target.start) else { continue };
                    let hit = sink.report(sentence.span).arg("sentence", shown(context.slice(sentence.span)));
                    hit.in_source(pair.source.span, "source");
                }
            }
        }
    }

    /// The sentences of which any one may be the one without a counterpart: without it the rest fits about as well as without the
    /// one at `lone`.
    fn rivals(&self, lone: usize, from: &[Item], to: &[Item], norm: f32) -> Vec<usize> {
        if from.len() > MOST_RIVALS {
            return vec![lone];
        }
        let without = |at: usize| {
            let rest: Vec<Item> =
                from.iter().enumerate().filter(|(index, _)| *index != at).map(|(_, item)| item.clone()).collect();
            total_cost(&rest, to, norm)
        };
        let most = without(lone) + AS_LIKELY;
        let may =
            |(at, item): &(usize, &Item)| *at == lone || (self.is_lone(item, from, to, norm) && without(*at) <= most);
        from.iter().enumerate().filter(may).map(|(at, _)| at).collect()
    }

    /// True when the other side lacks a sentence of this one: it is too short by about as much, and does not say its numbers,
    /// names and code elsewhere. `norm` is the length of the other side for each letter of this.
    fn is_lone(&self, lone: &Item, own: &[Item], other: &[Item], norm: f32) -> bool {
        let total = |items: &[Item]| items.iter().map(|i| i.length).sum::<u32>() as f32;
        let lacking = total(own) - total(other) / norm;
        let count =
            |items: &[Item], anchor: u64| items.iter().flat_map(|i| &i.anchors).filter(|a| **a == anchor).count();
        let is_reported_elsewhere =
            |anchor: &u64| count(other, *anchor) > 0 && count(other, *anchor) >= count(own, *anchor);
        lone.length >= self.min_letters
            && lacking >= lone.length as f32 * LACKING
            && !lone.anchors.iter().any(is_reported_elsewhere)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Source,
    Target,
}

/// Units with more sentences are not tried without each of them.
const MOST_RIVALS: usize = 20;
/// Costs that are no further apart than this tell little: a likelihood of seven to one.
const AS_LIKELY: f32 = 2.0;

fn beads(from: &[Item], to: &[Item], norm: f32) -> Vec<Bead> {
    align(from.len(), to.len(), GAP, |s, t| Some(cost(part(from, &s), part(to, &t), norm)))
}

/// What the best alignment costs.
fn total_cost(from: &[Item], to: &[Item], norm: f32) -> f32 {
    let of_bead = |bead: Bead| match (bead.source.len(), bead.target.len()) {
        (0, _) | (_, 0) => GAP.first,
        (s, t) => cost(part(from, &bead.source), part(to, &bead.target), norm) + if s + t > 2 { MERGED } else { 0.0 },
    };
    beads(from, to, norm).into_iter().map(of_bead).sum()
}

/// What it costs more that two sentences became one.
const MERGED: f32 = 3.0;

/// Fewest lines of a screen that explain an option.
const FEWEST_OPTIONS: usize = 3;

/// The entries of a screen of options, each with the lines that explain it, in the place of its sentences: half of them end in
/// no full stop. `None` for other texts.
fn entries(text: &Text, tokens: &[Token], sentences: &[Sentence]) -> Option<Vec<Sentence>> {
    let (head, tail) = (sentences.first()?, sentences.last()?);
    let span = head.span.to(tail.span);
    let string = text.slice(span);
    if !string.contains('\n') {
        return None;
    }
    let mut starts = vec![0];
    let mut at = 0;
    for line in string.split_inclusive('\n') {
        let entry = line.trim_start();
        let begins = entry.starts_with('-') && entry.trim_start_matches('-').starts_with(char::is_alphanumeric);
        let masked = line.len() > entry.len() && entry.starts_with(mtlint_format::document::OBJECT);
        if begins || masked {
            starts.push(at);
        }
        at += line.len();
    }
    if starts.len() <= FEWEST_OPTIONS {
        return None;
    }
    starts.push(string.len());
    let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let entry = |from: usize, to: usize| {
        let (from, to) = (span.start + narrow(from), span.start + narrow(to));
        let first = tokens.partition_point(|token| token.span.start < from);
        let end = tokens.partition_point(|token| token.span.start < to);
        let own = tokens.get(first..end)?;
        let span = own.first()?.span.to(own.last()?.span);
        Some(Sentence { first: head.first + narrow(first), end: head.first + narrow(end), span })
    };
    Some(starts.windows(2).filter_map(|w| entry(w[0], w[1])).collect())
}

fn part<'i>(items: &'i [Item], range: &Range<usize>) -> &'i [Item] {
    items.get(range.clone()).unwrap_or_default()
}

fn items(context: &Context<'_>, sentences: &[Sentence], side: Side) -> Vec<Item> {
    let text = if side == Side::Source { &context.document.source } else { &context.document.target };
    let analysis = if side == Side::Source { context.source.map(|s| s.analysis) } else { Some(context.analysis) };
    let item = |sentence: &Sentence| {
        let tokens = analysis.and_then(|a| a.tokens.get(sentence.tokens())).unwrap_or_default();
        Item { length: length(text.slice(sentence.span)), anchors: anchors(text, sentence, tokens, context.words) }
    };
    sentences.iter().map(item).collect()
}

/// Numbers and names by their ids, objects by what they say.
fn anchors(text: &Text, sentence: &Sentence, tokens: &[Token], words: &Words) -> Vec<u64> {
    use std::hash::{Hash, Hasher};
    let is_name = |t: &Token| t.any(ClassBits::CAPITALISED.with(ClassBits::UPPER)) && !t.is(ClassBits::SENTENCE_START);
    let names = tokens.iter().filter(|t| t.is(ClassBits::NUMBER) || (is_name(t) && t.span.len() > 2));
    let mut anchors: Vec<u64> = names.take(MOST_ANCHORS).map(|t| u64::from(t.word.0)).collect();
    let objects = text.objects.all().get(text.objects.within(sentence.span)).unwrap_or_default();
    for object in objects.iter().take(MOST_ANCHORS) {
        let mut hasher = rustc_hash::FxHasher::default();
        text.objects.literal(object).hash(&mut hasher);
        // Beyond all ids of words.
        anchors.push(hasher.finish() | 1 << 63);
        // “4” may be `n = 4` on the other side.
        let numbers = text.objects.literal(object).split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty());
        anchors.extend(numbers.filter_map(|n| words.find(n)).map(|id| u64::from(id.0)));
    }
    anchors.truncate(2 * MOST_ANCHORS);
    anchors
}

/// What it costs that these sentences translate each other.
fn cost(from: &[Item], to: &[Item], norm: f32) -> f32 {
    let sum = |items: &[Item]| items.iter().map(|i| i.length).sum();
    let shared = from.iter().flat_map(|f| &f.anchors).filter(|a| to.iter().any(|t| t.anchors.contains(a))).count();
    let worth = (shared as f32 * SHARED).min(MOST_SHARED);
    length_cost(sum(from), sum(to), norm) - worth
}
