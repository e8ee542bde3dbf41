//! Pairs headings, paragraphs, list items, cells and code blocks by structure, length and shared content.

use super::block::{Block, BlockKind, blocks, part, shared};
use super::differing::differences;
use super::fit::fits;
use super::lengths::{Bead, Gap, align, length, passage_cost, ratio, ratio_of_pairs};
use super::{Counterpart, Pairing};
use crate::document::{Document, UnitKind};
use mtlint_token::span::{TextSpan, text_at};

// The constants were measured on documentation in ten languages from which blocks had been removed.

/// The cost of blocks without a counterpart.
const GAP: Gap = Gap { first: 8.0, next: 3.0 };
/// The cost of a change of kind (−ln of the likelihood). Higher than half the cost of two gaps; for headings nearly as
/// high as both.
const OTHER_KIND: f32 = 7.0;
const HEADING_OR_NOT: f32 = 12.0;
/// The cost of a change of heading level.
const OTHER_LEVEL: f32 = 2.0;
/// The cost of different numbers in two blocks; equal numbers gain as much.
const OTHER_NUMBERS: f32 = 2.0;
/// The gain for shared code, addresses and names, and the cost of different ones.
const SHARED: f32 = 3.0;
/// The extra cost of a split paragraph, which is rarer than a split sentence.
const SPLIT: f32 = 4.0;
/// The extra cost of two paragraphs joined into one: if the second was lost, that must be reported.
const JOINED: f32 = 6.0;
/// The gain for unchanged code and for equal link names.
const SAME: f32 = 4.0;
/// The gain for an unchanged line of markup: many such lines are equal.
const SAME_LINE: f32 = 1.0;
/// The most that a difference in length of code can cost.
const OTHER_CODE: f32 = 3.0;

pub(super) fn pair(source: &Document, target: &Document) -> Pairing {
    let (from, to) = (blocks(source), blocks(target));
    let (beads, ratio) = aligned(&from, &to);
    let fits = fits(&from, &to, &beads, ratio);
    let mut pairing = Pairing { sources: vec![None; target.units.len()], ..Pairing::default() };
    let cutter = Cutter { source, ratio };
    for (bead, fit) in beads.iter().zip(&fits.of) {
        cutter.matched(part(&from, &bead.source), part(&to, &bead.target), !fit.is_sure(), &mut pairing);
    }
    differences(&from, &to, &beads, &fits, &mut pairing);
    pairing
}

/// The beads and the length ratio of the pair: first estimated from the whole lengths, then from the pairs found.
fn aligned(from: &[Block<'_>], to: &[Block<'_>]) -> (Vec<Bead>, f32) {
    /// A second ratio closer to the first than this changes nothing.
    const NEAR: f32 = 0.05;
    let total = |blocks: &[Block<'_>]| {
        blocks
            .iter()
            .filter(|b| !matches!(b.kind, BlockKind::Code | BlockKind::Line))
            .map(|b| u64::from(b.length))
            .sum::<u64>()
    };
    let run = |ratio: f32| align(from.len(), to.len(), GAP, |s, t| cost(part(from, &s), part(to, &t), ratio));
    let first = ratio(total(from), total(to));
    let beads = run(first);
    let second = ratio_of_pairs(
        beads.iter().filter_map(|bead| ratio_of(part(from, &bead.source), part(to, &bead.target))).collect(),
    );
    match second.filter(|second| (second / first - 1.0).abs() > NEAR) {
        Some(second) => (run(second), second),
        None => (beads, first),
    }
}

/// The length ratio of a pair of blocks of one kind, if they are long enough.
fn ratio_of(from: &[Block<'_>], to: &[Block<'_>]) -> Option<f32> {
    const SHORTEST: u32 = 30;
    let ([from], [to]) = (from, to) else { return None };
    let tells = from.kind == to.kind && from.unit.is_some() && from.length > SHORTEST;
    tells.then(|| to.length as f32 / from.length as f32)
}

/// The cost of translating these blocks into each other, as −ln of the likelihood; `None` for code with text.
fn cost(from: &[Block<'_>], to: &[Block<'_>], ratio: f32) -> Option<f32> {
    match (from, to) {
        ([from], [to]) => cost_of_pair(from, to, ratio),
        // Only running text is split or joined.
        _ => {
            let first = from.first()?.kind;
            let runs = matches!(first, BlockKind::Text(UnitKind::Paragraph | UnitKind::Furniture));
            if !runs || from.iter().chain(to).any(|block| block.kind != first) {
                return None;
            }
            let letters = |blocks: &[Block<'_>]| blocks.iter().map(|block| block.length).sum();
            let change = if from.len() > 1 { JOINED } else { SPLIT };
            Some(change + passage_cost(letters(from), letters(to), ratio) + cost_of_kept(&union(from), &union(to)))
        }
    }
}

fn cost_of_pair(from: &Block<'_>, to: &Block<'_>, ratio: f32) -> Option<f32> {
    let same_anchor = if from.anchor != 0 && from.anchor == to.anchor { -SAME } else { 0.0 };
    let is_same = from.whole != 0 && from.whole == to.whole;
    let by_kind = match (from.kind, to.kind) {
        (BlockKind::Code, BlockKind::Code) if is_same => return Some(-SAME),
        (BlockKind::Code, BlockKind::Code) => {
            return Some((passage_cost(from.length, to.length, 1.0) / 2.0).min(OTHER_CODE) + same_anchor);
        }
        (BlockKind::Line, BlockKind::Line) if from.numbers == to.numbers => return Some(-SAME_LINE),
        (BlockKind::Code | BlockKind::Line, _) | (_, BlockKind::Code | BlockKind::Line) => return None,
        (a, b) if a == b => 0.0,
        (BlockKind::Title, _) | (_, BlockKind::Title) => return None,
        (BlockKind::Heading(_), BlockKind::Heading(_)) => OTHER_LEVEL,
        (BlockKind::Heading(_), _) | (_, BlockKind::Heading(_)) => HEADING_OR_NOT,
        _ => OTHER_KIND,
    };
    let by_numbers = match (from.numbers, to.numbers) {
        (0, 0) => 0.0,
        (a, b) if a == b => -OTHER_NUMBERS,
        (0, _) | (_, 0) => OTHER_NUMBERS / 2.0,
        _ => OTHER_NUMBERS,
    };
    let by_kept = if is_same { -SHARED } else { cost_of_kept(&from.kept, &to.kept) };
    Some(passage_cost(from.length, to.length, ratio) + by_kind + by_numbers + by_kept + same_anchor)
}

/// The gain or cost by the share of code, addresses and names that two passages have in common.
fn cost_of_kept(from: &[u64], to: &[u64]) -> f32 {
    /// The other side may express it in words.
    const ONE_SIDE: f32 = 0.3;
    match shared(from, to) {
        (_, 0) => 0.0,
        (0, _) if from.is_empty() || to.is_empty() => SHARED * ONE_SIDE,
        (both, all) => SHARED * (1.0 - 2.0 * both as f32 / all as f32),
    }
}

/// What one or two blocks have that a translation keeps.
fn union<'b>(blocks: &'b [Block<'_>]) -> std::borrow::Cow<'b, [u64]> {
    match blocks {
        [one] => (&one.kept).into(),
        _ => {
            let mut all: Vec<u64> = blocks.iter().flat_map(|block| &block.kept).copied().collect();
            all.sort_unstable();
            all.dedup();
            all.into()
        }
    }
}

/// Assigns each target unit of a bead its part of the source.
struct Cutter<'d> {
    source: &'d Document,
    ratio: f32,
}

impl Cutter<'_> {
    fn matched(&self, from: &[Block<'_>], to: &[Block<'_>], is_guess: bool, pairing: &mut Pairing) {
        let Some((first, last)) = from.first().zip(from.last()) else { return };
        let whole = first.span.to(last.span);
        let spans = match to {
            [one, two] => {
                let cut = self.cut(whole, one.length, two.length);
                vec![TextSpan::new(whole.start, cut), TextSpan::new(cut, whole.end)]
            }
            _ => vec![whole],
        };
        for (block, span) in to.iter().zip(spans).filter(|(_, span)| !span.is_empty()) {
            if let Some(slot) = block.unit.and_then(|unit| pairing.sources.get_mut(unit)) {
                *slot = Some(Counterpart { span, is_guess });
            }
        }
    }

    /// The best place, at a sentence end, to cut a source paragraph that was translated into two.
    fn cut(&self, whole: TextSpan, one: u32, two: u32) -> u32 {
        let text = self.source.target.slice(whole);
        let total = length(text);
        let mut best = (f32::INFINITY, whole.end);
        let (mut seen, mut counted) = (0, 0);
        for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?' | '。' | '！' | '？')) {
            let end = at + c.len_utf8();
            seen += length(text_at(text, counted..end));
            counted = end;
            let is_end = match c {
                '.' | '!' | '?' => text.get(end..).is_some_and(|rest| rest.starts_with(char::is_whitespace)),
                '。' | '！' | '？' => true,
                _ => false,
            };
            if is_end {
                let cost = passage_cost(seen, one, self.ratio) + passage_cost(total - seen, two, self.ratio);
                let end = whole.start + TextSpan::from_range(0..end).end;
                best = if cost < best.0 { (cost, end) } else { best };
            }
        }
        best.1
    }
}
