//! Sentences of the source without a counterpart, and sentences of the translation that the source does not have.
//!
//! The sentences of a unit are aligned by their lengths (see [`mtlint_format::align`]) and by what both sides share:
//! numbers, names, code, placeholders. Units with the same number of sentences on both sides are skipped. In the
//! others, the side that lacks a sentence must be shorter by about the length of that sentence.

use std::ops::Range;

use serde::Deserialize;

use crate::check::spec::{Check, CheckSpec};
use crate::context::{Context, Sink, UnitPair};
use crate::rule::options;
use mtlint_format::align::{Bead, Gap, align, length, length_cost, ratio, shown};
use mtlint_format::document::Text;
use mtlint_text::language::MarkUse;
use mtlint_text::text::{ClassBits, Sentence, Token, Words};
use mtlint_token::span::items_at;

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
    /// Shorter sentences are not reported, in letters.
    #[serde(default = "default_min")]
    min_letters: u32,
}

fn default_min() -> u32 {
    30
}

pub(in crate::check) const CHECK: CheckSpec = CheckSpec {
    name: "sentences",
    finds: "* sentences without a counterpart, by alignment",
    options: "`of` = `missing`, `added`; `min_letters` = 30",
    build,
};

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    let Options { of, min_letters } = options(table)?;
    Ok(Box::new(Sentences { of, min_letters }))
}

struct Sentences {
    of: Of,
    min_letters: u32,
}

/// The cost of a sentence without a counterpart: about one bead in a hundred of Gale and Church's corpus has one.
const GAP: Gap = Gap { first: 6.0, next: 6.0 };
/// The value of a shared number, name or object, as −ln of the likelihood.
const SHARED: f32 = 1.5;
/// The highest value of all that is shared.
const MOST_SHARED: f32 = 6.0;
/// The other side must be too short by this part of the sentence's length.
const LACKING: f32 = 0.8;
/// Units with more sentences than this are pages, and are not checked.
const MOST: usize = 60;
/// The most numbers and names, and the most objects, that are compared in a sentence.
const MOST_ANCHORS: usize = 40;

impl Check for Sentences {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let Some(view) = context.source else { return };
        if [context.facts, view.facts].into_iter().any(|facts| facts.end_mark == MarkUse::None) {
            return;
        }
        let mut norm = None;
        for pair in context.pairs() {
            let in_source = items_at(&view.analysis.sentences, pair.source_tokens.sentences());
            let in_target = context.unit_sentences(pair.target);
            let source_tokens = context.source_tokens(pair.source_tokens);
            let screens = (
                entries(&context.document.source, source_tokens, in_source),
                entries(&context.document.target, context.unit_tokens(pair.target), in_target),
            );
            let sides = match &screens {
                (Some(source), Some(target)) => Sides { source, target },
                // Only the source is a screen of options.
                (Some(_), None) => continue,
                _ => Sides { source: in_source, target: in_target },
            };
            let Sides { source, target } = sides;
            let candidate = match self.of {
                Of::Missing => source.len() > target.len(),
                Of::Added => source.len() < target.len(),
            };
            if !candidate || target.is_empty() || source.is_empty() || target.len().max(source.len()) > MOST {
                continue;
            }
            let norm = *norm.get_or_insert_with(|| norm_of(context));
            self.judge(context, &pair, sides, norm, sink);
        }
    }
}

/// The letters of the targets for each letter of the sources, in this document.
pub(super) fn norm_of(context: &Context<'_>) -> f32 {
    let (mut source, mut target) = (0_u64, 0_u64);
    for pair in context.pairs() {
        source += u64::from(length(pair.source_text(context)));
        target += u64::from(length(pair.target_text(context)));
    }
    ratio(source, target)
}

/// The sentences of both sides of a unit.
#[derive(Clone, Copy)]
struct Sides<'a> {
    source: &'a [Sentence],
    target: &'a [Sentence],
}

/// A sentence as the alignment sees it.
#[derive(Clone)]
struct Item {
    length: u32,
    /// Hashes of what both sides may share: numbers, names, objects.
    anchors: Vec<u64>,
}

impl Sentences {
    fn judge(&self, context: &Context<'_>, pair: &UnitPair<'_>, sides: Sides<'_>, norm: f32, sink: &mut Sink<'_>) {
        let from = items(context, sides.source, Side::Source);
        let to = items(context, sides.target, Side::Target);
        for bead in beads(&from, &to, norm) {
            match self.of {
                Of::Missing if bead.target.is_empty() => {
                    let at = bead.source.start;
                    if !from.get(at).is_some_and(|lone| self.is_lone(lone, &from, &to, norm)) {
                        continue;
                    }
                    let Some(sentence) = sides.source.get(at) else { continue };
                    let rivals = self.rivals(at, &from, &to, norm);
                    let hit =
                        sink.report(pair.unit.target.span).arg("detail", missing(context, sides.source, at, &rivals));
                    hit.in_source(sentence.span, "the sentence without a counterpart");
                    // The next bead may be one of the rivals.
                    if rivals.len() > 1 {
                        return;
                    }
                }
                Of::Added if bead.source.is_empty() => {
                    let at = bead.target.start;
                    if !to.get(at).is_some_and(|lone| self.is_lone(lone, &to, &from, norm.recip())) {
                        continue;
                    }
                    let Some(sentence) = sides.target.get(at) else { continue };
                    let hit = sink.report(sentence.span).arg("sentence", shown(context.slice(sentence.span)));
                    hit.in_source(pair.source.span, "source");
                }
                _ => {}
            }
        }
    }

    /// The sentences that may lack a counterpart instead of the one at `lone`, and that one: without any of them, the
    /// rest fits about as well.
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

    /// True if the other side lacks a sentence: it is too short by about the length of the sentence, and does not have
    /// its numbers, names and code elsewhere. `norm` is the length of the other side for each letter of this one.
    fn is_lone(&self, lone: &Item, own: &[Item], other: &[Item], norm: f32) -> bool {
        let total = |items: &[Item]| items.iter().map(|i| i.length).sum::<u32>() as f32;
        let lacking = total(own) - total(other) / norm;
        let count =
            |items: &[Item], anchor: u64| items.iter().flat_map(|i| &i.anchors).filter(|a| **a == anchor).count();
        let is_elsewhere = |anchor: &u64| count(other, *anchor) > 0 && count(other, *anchor) >= count(own, *anchor);
        lone.length >= self.min_letters
            && lacking >= lone.length as f32 * LACKING
            && !lone.anchors.iter().any(is_elsewhere)
    }
}

/// The detail for the sentence at `lone`, or for any one of several.
fn missing(context: &Context<'_>, sentences: &[Sentence], lone: usize, rivals: &[usize]) -> String {
    let quoted = |at: usize| {
        let sentence = sentences.get(at).map_or("", |sentence| context.source_slice(sentence.span));
        format!("“{}”", shown(sentence))
    };
    match rivals {
        [] | [_] => format!("{} has no counterpart in the translation", quoted(lone)),
        [one, other] => {
            format!("Either {} or {} has no counterpart in the translation", quoted(*one), quoted(*other))
        }
        _ => format!(
            "One of {} source sentences has no counterpart in the translation, probably {}",
            rivals.len(),
            quoted(lone)
        ),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Source,
    Target,
}

/// Rivals are looked for in units with at most this many sentences.
const MOST_RIVALS: usize = 20;
/// Costs with a smaller difference are about the same: a likelihood of seven to one.
const AS_LIKELY: f32 = 2.0;

fn beads(from: &[Item], to: &[Item], norm: f32) -> Vec<Bead> {
    align(from.len(), to.len(), GAP, |s, t| Some(cost(part(from, &s), part(to, &t), norm)))
}

/// The cost of the best alignment.
fn total_cost(from: &[Item], to: &[Item], norm: f32) -> f32 {
    let of_bead = |bead: Bead| match (bead.source.len(), bead.target.len()) {
        (0, _) | (_, 0) => GAP.first,
        (s, t) => cost(part(from, &bead.source), part(to, &bead.target), norm) + if s + t > 2 { MERGED } else { 0.0 },
    };
    beads(from, to, norm).into_iter().map(of_bead).sum()
}

/// The additional cost of two sentences that became one.
const MERGED: f32 = 3.0;

/// A screen has more options than this.
const FEWEST_OPTIONS: usize = 3;

/// The entries of a screen of options, each with its explanation, to be compared instead of sentences: half of them end
/// without a full stop. `None` for other texts.
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
    items_at(items, range.clone())
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

/// The ids of numbers and names, and the hashes of objects.
fn anchors(text: &Text, sentence: &Sentence, tokens: &[Token], words: &Words) -> Vec<u64> {
    use std::hash::{Hash, Hasher};
    let is_name = |t: &Token| t.any(ClassBits::CAPITALISED.union(ClassBits::UPPER)) && !t.is(ClassBits::SENTENCE_START);
    let names = tokens.iter().filter(|t| t.is(ClassBits::NUMBER) || (is_name(t) && t.span.len() > 2));
    let mut anchors: Vec<u64> = names.take(MOST_ANCHORS).map(|t| u64::from(t.word.0)).collect();
    let objects = items_at(text.objects.all(), text.objects.within(sentence.span));
    for object in objects.iter().take(MOST_ANCHORS) {
        let mut hasher = rustc_hash::FxHasher::default();
        text.objects.literal(object).hash(&mut hasher);
        // The highest bit distinguishes hashes from ids of words.
        anchors.push(hasher.finish() | 1 << 63);
        // “4” may be in `n = 4` on the other side.
        let numbers = text.objects.literal(object).split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty());
        anchors.extend(numbers.filter_map(|n| words.find(n)).map(|id| u64::from(id.0)));
    }
    anchors.truncate(2 * MOST_ANCHORS);
    anchors
}

/// The cost of a bead of these sentences.
fn cost(from: &[Item], to: &[Item], norm: f32) -> f32 {
    let sum = |items: &[Item]| items.iter().map(|i| i.length).sum();
    let shared = from.iter().flat_map(|f| &f.anchors).filter(|a| to.iter().any(|t| t.anchors.contains(a))).count();
    let worth = (shared as f32 * SHARED).min(MOST_SHARED);
    length_cost(sum(from), sum(to), norm) - worth
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        let source = "The mill was built by two brothers from the coast. A flood took the wooden wheel away in the next spring. Today it is a school.";
        let short = "De molen werd gebouwd door twee broers van de kust. Vandaag is het een school.";
        let missing = Tester::new("omission/sentence").target("nl");
        missing
            .flags(source, &format!("[[{short}]]"))
            .passes(source, "De molen werd gebouwd door twee broers van de kust. Een vloed nam in het volgende voorjaar het houten rad mee. Vandaag is het een school.");
        Tester::new("omission/added-sentence")
            .target("nl")
            .flags(
                "The mill was built by two brothers. Today it is a school.",
                "De molen werd gebouwd door twee broers. [[Een vloed nam in het volgende voorjaar het houten rad mee.]] Vandaag is het een school.",
            )
            .passes("The mill was built by two brothers. Today it is a school.", "De molen werd gebouwd door twee broers. Vandaag is het een school.");
    }
}
