//! Sentences of the source without a counterpart, and sentences that the source does not have.
//!
//! The sentences of a unit are aligned by their lengths (see [`crate::align`]) and by what both sides share: numbers, names,
//! code, placeholders. Units with as many sentences on both sides are passed over; of the others only those count that are
//! too short by about the length of the sentence.

use std::ops::Range;

use serde::Deserialize;

use super::super::Check;
use crate::align::{align, length, length_cost, ratio, shown};
use crate::document::Text;
use crate::engine::{Context, Pair, Sink};
use crate::rule::pattern::options;
use crate::text::{ClassBits, Sentence, Token, Words};

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
const ALONE: f32 = 6.0;
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
        let sides = [Some(context.language), context.source_language];
        if sides.into_iter().flatten().any(|language| UNMARKED.contains(&language.code())) {
            return;
        }
        let mut norm = None;
        for pair in context.pairs() {
            let there = view.analysis.sentences.get(pair.source_tokens.sentences()).unwrap_or_default();
            let here = context.unit_sentences(pair.target);
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

/// Languages that set no mark at the end of a sentence.
const UNMARKED: [&str; 4] = ["th", "lo", "km", "my"];

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
struct Item {
    length: u32,
    /// Hashes of what may stand on the other side as it is: numbers, names, objects.
    anchors: Vec<u64>,
}

impl Sentences {
    fn judge(
        &self,
        context: &Context<'_>,
        pair: &Pair<'_>,
        (there, here): (&[Sentence], &[Sentence]),
        norm: f32,
        sink: &mut Sink<'_>,
    ) {
        let from = items(context, there, Side::Source);
        let to = items(context, here, Side::Target);
        let beads = align(from.len(), to.len(), ALONE, |s, t| Some(cost(part(&from, &s), part(&to, &t), norm)));
        for bead in beads {
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
                    let text = shown(context.source_slice(sentence.span));
                    let hit = sink.report(pair.unit.target.span).arg("sentence", text);
                    hit.in_source(sentence.span, "this sentence");
                }
                Of::Added => {
                    let Some(sentence) = here.get(bead.target.start) else { continue };
                    let hit = sink.report(sentence.span).arg("sentence", shown(context.slice(sentence.span)));
                    hit.in_source(pair.source.span, "source");
                }
            }
        }
    }

    /// True when the other side lacks a sentence of this one: it is too short by about as much, and does not say its numbers,
    /// names and code elsewhere. `norm` is the length of the other side for each letter of this.
    fn is_lone(&self, lone: &Item, own: &[Item], other: &[Item], norm: f32) -> bool {
        let total = |items: &[Item]| items.iter().map(|i| i.length).sum::<u32>() as f32;
        let lacking = total(own) - total(other) / norm;
        let count =
            |items: &[Item], anchor: u64| items.iter().flat_map(|i| &i.anchors).filter(|a| **a == anchor).count();
        let is_told = |anchor: &u64| count(other, *anchor) > 0 && count(other, *anchor) >= count(own, *anchor);
        lone.length >= self.min_letters && lacking >= lone.length as f32 * LACKING && !lone.anchors.iter().any(is_told)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Source,
    Target,
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
