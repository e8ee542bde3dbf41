//! Alignment of two sequences by the lengths of their items.
//!
//! W. A. Gale and K. W. Church, “A Program for Aligning Sentences in Bilingual Corpora”, Computational Linguistics
//! 19(1), 1993: translations of long passages are long, and how far two lengths are apart says how likely one
//! translates the other. The constants are theirs unless said otherwise.

use std::ops::Range;

use mtlint_text::text::letter_weight;

/// Items of the source and the target items that translate them: one and one, one and two, two and one, or one item on
/// one side only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bead {
    /// Indices of source items.
    pub source: Range<usize>,
    /// Indices of target items.
    pub target: Range<usize>,
}

/// Variance of the characters in the target for each character of the source.
const VARIANCE: f32 = 6.8;
/// −ln of the share of beads of one and one, 0.89.
const ONE_TO_ONE: f32 = 0.12;
/// −ln of the share of beads of two and one, 0.089, and as many of one and two.
const TWO_TO_ONE: f32 = 3.1;
/// The highest cost of a difference in length of sentences.
const FARTHEST: f32 = 20.0;
/// The standard deviation of a paragraph's length, as a share of it, beside the variance by characters, which was
/// counted on sentences: of 500 letters a third more or less is common. Measured on documentation in ten languages.
const PASSAGE_SPREAD: f32 = 0.25;
/// The highest cost of a difference in length of paragraphs.
const FARTHEST_PASSAGE: f32 = 12.0;
/// The limits of the length ratio of two languages.
const LEAST_RATIO: f32 = 0.4;
const MOST_RATIO: f32 = 2.5;
/// The most cells of the table; cells further from the diagonal are left out.
const MOST_CELLS: usize = 1 << 23;

/// The cost of translating a sentence of `source` characters into one of `target` characters, as −ln of the likelihood.
/// `ratio` is the number of target characters per source character.
#[must_use]
pub fn length_cost(source: u32, target: u32, ratio: f32) -> f32 {
    cost_of_lengths(source, target, ratio, 0.0).min(FARTHEST)
}

/// The cost for paragraphs and the like, where translators have more freedom.
#[must_use]
pub(super) fn passage_cost(source: u32, target: u32, ratio: f32) -> f32 {
    cost_of_lengths(source, target, ratio, PASSAGE_SPREAD).min(FARTHEST_PASSAGE)
}

fn cost_of_lengths(source: u32, target: u32, ratio: f32, spread: f32) -> f32 {
    let (source, target) = (source as f32, target as f32);
    let mean = f32::midpoint(source, target / ratio).max(1.0);
    let variance = mean * VARIANCE + (mean * spread).powi(2);
    let z = ((target - source * ratio) / variance.sqrt()).abs();
    // −ln(2(1 − Φ(z))): Abramowitz and Stegun 7.1.26, beyond 4 the first term of the asymptotic series.
    let cost = if z > 4.0 {
        z * z / 2.0 + z.ln() + 0.226
    } else {
        let x = z / std::f32::consts::SQRT_2;
        let t = 1.0 / (1.0 + 0.327_591_1 * x);
        let series = [1.061_405_4, -1.453_152_1, 1.421_413_8, -0.284_496_72, 0.254_829_6];
        let sum = series.iter().fold(0.0, |sum, a| (sum + a) * t);
        -(sum * (-x * x).exp()).ln()
    };
    cost.max(0.0)
}

/// The length of a text in letters of an alphabet: an ideograph counts as three, a syllable as two.
#[must_use]
pub fn length(text: &str) -> u32 {
    text.chars().fold(0_u32, |sum, c| sum.saturating_add(letter_weight(c)))
}

/// The number of target letters per source letter, from the whole lengths of both. Short texts count little, since a
/// lost or added part would distort the ratio.
#[must_use]
pub fn ratio(source: u64, target: u64) -> f32 {
    /// Letters of each side that are assumed equal beforehand.
    const PRIOR: f32 = 1000.0;
    ((target as f32 + PRIOR) / (source as f32 + PRIOR)).clamp(LEAST_RATIO, MOST_RATIO)
}

/// The ratio from passages that certainly translate each other: the median. `None` for few passages.
#[must_use]
pub(super) fn ratio_of_pairs(mut ratios: Vec<f32>) -> Option<f32> {
    const FEWEST: usize = 5;
    ratios.sort_unstable_by(f32::total_cmp);
    let median = ratios.get(ratios.len() / 2).filter(|_| ratios.len() >= FEWEST)?;
    Some(median.clamp(LEAST_RATIO, MOST_RATIO))
}

/// The costs of items without a counterpart. A section that was left out or added is one event: its further items cost
/// less than the first.
#[derive(Clone, Copy, Debug)]
pub struct Gap {
    /// An item after one with a counterpart.
    pub first: f32,
    /// An item after another one without a counterpart on the same side.
    pub next: f32,
}

/// The cheapest alignment of `source` and `target` items. `cost` is that of two ranges, of which one has one item and
/// the other one or two, beside the cost of their number; `None` where they cannot be translations of each other. `gap`
/// is the cost of items without a counterpart: Gale and Church let it grow with the item's length; a section that was
/// left out is no less likely for being long.
///
/// Time and memory grow with the items times how far the alignment may leave the diagonal: as far as the numbers
/// differ, and a little more.
#[must_use]
pub fn align(
    source: usize,
    target: usize,
    gap: Gap,
    mut cost: impl FnMut(Range<usize>, Range<usize>) -> Option<f32>,
) -> Vec<Bead> {
    let band = Band::new(source, target);
    let mut rows: [Vec<Costs>; 3] = Default::default();
    let mut ways: Vec<Vec<Way>> = Vec::with_capacity(source + 1);
    for i in 0..=source {
        let columns = band.columns(i);
        let (mut row, mut taken) = (Vec::with_capacity(columns.len()), Vec::with_capacity(columns.len()));
        for j in columns.clone() {
            let mut cell = if i == 0 && j == 0 { Costs::START } else { Costs::NOWHERE };
            let mut way = Way::default();
            for step in STEPS {
                let (Some(from_i), Some(from_j)) = (i.checked_sub(step.source), j.checked_sub(step.target)) else {
                    continue;
                };
                let before = match step.source {
                    0 => from_j.checked_sub(columns.start).and_then(|at| row.get(at)),
                    back => from_j.checked_sub(band.columns(from_i).start).and_then(|at| rows.get(3 - back)?.get(at)),
                };
                let Some(before) = before else { continue };
                let (state, total) = before.cheapest(step.state, gap);
                if !total.is_finite() {
                    continue;
                }
                let own = if step.state == State::Matched { cost(from_i..i, from_j..j) } else { Some(0.0) };
                if let Some(own) = own {
                    cell.improve(&mut way, step, state, total + step.cost + own);
                }
            }
            row.push(cell);
            taken.push(way);
        }
        ways.push(taken);
        rows.rotate_left(1);
        rows[2] = row;
    }
    let end = rows[2].last().map_or(State::Matched, |cell| cell.cheapest(State::Matched, gap).0);
    trace(&ways, &band, end)
}

/// The last bead on a path through the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// Items of both sides.
    #[default]
    Matched,
    /// An item of the source alone.
    Missing,
    /// An item of the target alone.
    Added,
}

impl State {
    const ALL: [Self; 3] = [Self::Matched, Self::Missing, Self::Added];

    fn of(number: u8) -> Self {
        Self::ALL.get(usize::from(number)).copied().unwrap_or_default()
    }
}

/// The state for a bead with this many items of each side.
#[derive(Clone, Copy, Debug)]
struct Step {
    source: usize,
    target: usize,
    cost: f32,
    state: State,
}

const STEPS: [Step; 5] = [
    Step { source: 1, target: 1, cost: ONE_TO_ONE, state: State::Matched },
    Step { source: 1, target: 2, cost: TWO_TO_ONE, state: State::Matched },
    Step { source: 2, target: 1, cost: TWO_TO_ONE, state: State::Matched },
    Step { source: 1, target: 0, cost: 0.0, state: State::Missing },
    Step { source: 0, target: 1, cost: 0.0, state: State::Added },
];

/// The costs of the cheapest paths to a cell, by their last beads.
#[derive(Clone, Copy, Debug)]
struct Costs([f32; 3]);

impl Costs {
    const NOWHERE: Self = Self([f32::INFINITY; 3]);
    const START: Self = Self([0.0, f32::INFINITY, f32::INFINITY]);

    /// The cheapest previous state for such a bead and its cost, without the bead's own cost.
    fn cheapest(self, next: State, gap: Gap) -> (State, f32) {
        let toll = |state: State| match next {
            State::Matched => 0.0,
            _ if state == next => gap.next,
            _ => gap.first,
        };
        let all = State::ALL.into_iter().zip(self.0).map(|(state, cost)| (state, cost + toll(state)));
        all.min_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or((State::Matched, f32::INFINITY))
    }

    /// Takes a step if it is cheaper than the best path to the same state so far.
    fn improve(&mut self, way: &mut Way, step: Step, before: State, total: f32) {
        if let Some(cost) = self.0.get_mut(step.state as usize).filter(|cost| total < **cost) {
            *cost = total;
            way.set(step, before);
        }
    }
}

/// How each state of a cell was reached, in eight bits: for each state two with the state before it, and two with how
/// many items of source and target were matched.
#[derive(Clone, Copy, Debug, Default)]
struct Way(u8);

impl Way {
    /// No state before: nothing led here.
    const NONE: u8 = 3;

    fn set(&mut self, step: Step, before: State) {
        let shift = 2 * step.state as u8;
        // One more than the number, so that a cell that nothing led to is 0.
        self.0 = self.0 & !(3 << shift) | (before as u8 + 1) << shift;
        if step.state == State::Matched {
            let shape = (step.target as u8 - 1) | (step.source as u8 - 1) << 1;
            self.0 = self.0 & 0b11_1111 | shape << 6;
        }
    }

    /// The items of source and target that the bead of a state takes, and the state before it.
    fn back(self, state: State) -> Option<(usize, usize, State)> {
        let before = self.0 >> (2 * state as u8) & Self::NONE;
        let before = State::of(before.checked_sub(1)?);
        Some(match state {
            State::Matched => (usize::from(self.0 >> 7) + 1, usize::from(self.0 >> 6 & 1) + 1, before),
            State::Missing => (1, 0, before),
            State::Added => (0, 1, before),
        })
    }
}

/// The cells around the diagonal.
struct Band {
    source: usize,
    target: usize,
    reach: usize,
}

impl Band {
    fn new(source: usize, target: usize) -> Self {
        let wanted = source.abs_diff(target) + 48;
        // Two rows below each other must overlap.
        let least = target / source.max(1) + 2;
        Self { source, target, reach: wanted.min(MOST_CELLS / (2 * source.max(1))).max(least) }
    }

    /// The columns of a row.
    fn columns(&self, row: usize) -> Range<usize> {
        let diagonal = (row as u128 * self.target as u128).checked_div(self.source as u128);
        let diagonal = diagonal.and_then(|d| usize::try_from(d).ok()).unwrap_or(self.target);
        let start = if self.source == 0 { 0 } else { diagonal.saturating_sub(self.reach) };
        start..(diagonal + self.reach).min(self.target) + 1
    }
}

fn trace(ways: &[Vec<Way>], band: &Band, end: State) -> Vec<Bead> {
    let (mut i, mut j, mut state) = (band.source, band.target, end);
    let mut beads = Vec::new();
    while i > 0 || j > 0 {
        let at = j.checked_sub(band.columns(i).start);
        let way = at.and_then(|at| ways.get(i)?.get(at)).copied().unwrap_or_default();
        // No path led to this cell: the remaining items have no counterpart.
        let alone = || if i > 0 { (1, 0, State::Matched) } else { (0, 1, State::Matched) };
        let (back_i, back_j, before) = way.back(state).unwrap_or_else(alone);
        let (from_i, from_j) = (i.saturating_sub(back_i), j.saturating_sub(back_j));
        beads.push(Bead { source: from_i..i, target: from_j..j });
        (i, j, state) = (from_i, from_j, before);
    }
    beads.reverse();
    beads
}

#[cfg(test)]
mod tests {
    use super::{Gap, align, length_cost, passage_cost, ratio_of_pairs};

    type Ranges = Vec<(std::ops::Range<usize>, std::ops::Range<usize>)>;

    fn aligned_with(gap: Gap, source: &[u32], target: &[u32]) -> Ranges {
        let sum = |lengths: &[u32]| lengths.iter().sum::<u32>();
        let beads =
            align(source.len(), target.len(), gap, |s, t| Some(length_cost(sum(&source[s]), sum(&target[t]), 1.0)));
        beads.into_iter().map(|bead| (bead.source, bead.target)).collect()
    }

    fn aligned(source: &[u32], target: &[u32]) -> Ranges {
        aligned_with(Gap { first: 8.0, next: 8.0 }, source, target)
    }

    #[test]
    fn a_lost_section_is_one_gap_where_items_by_themselves_would_be_crumbled() {
        let (before, lost, after) = ([40, 42], [30, 44, 61, 48, 58, 35], [45, 60, 50, 38]);
        let source = [&before[..], &lost, &after].concat();
        let target = [&before[..], &[47, 63, 52, 40]].concat();
        let missing =
            |beads: &Ranges| beads.iter().filter(|(_, t)| t.is_empty()).map(|(s, _)| s.start).collect::<Vec<_>>();
        let affine = aligned_with(Gap { first: 8.0, next: 3.0 }, &source, &target);
        assert_eq!(missing(&affine), [2, 3, 4, 5, 6, 7]);
        assert_eq!(affine.last(), Some(&(11..12, 5..6)));
        // And on the other side.
        let added = aligned_with(Gap { first: 8.0, next: 3.0 }, &target, &source);
        let added: Vec<_> = added.iter().filter(|(s, _)| s.is_empty()).map(|(_, t)| t.start).collect();
        assert_eq!(added, [2, 3, 4, 5, 6, 7]);
    }

    #[test]
    fn a_gap_on_each_side_is_two_gaps() {
        let gap = Gap { first: 8.0, next: 3.0 };
        let beads = aligned_with(gap, &[20, 500, 510, 20], &[20, 90, 20]);
        assert_eq!(beads.iter().filter(|(s, t)| s.is_empty() || t.is_empty()).count(), 3, "{beads:?}");
        assert_eq!((beads.first(), beads.last()), (Some(&(0..1, 0..1)), Some(&(3..4, 2..3))));
    }

    #[test]
    fn a_cost_below_nothing_draws_items_together() {
        let same = |s: std::ops::Range<usize>, t: std::ops::Range<usize>| match (s.len() + t.len(), s.start, t.start) {
            (2, 2, 0) => Some(-40.0),
            (2, ..) => Some(0.0),
            _ => None,
        };
        let beads = align(3, 3, Gap { first: 8.0, next: 3.0 }, same);
        assert!(beads.iter().any(|bead| bead.source == (2..3) && bead.target == (0..1)), "{beads:?}");
    }

    #[test]
    fn paragraphs_may_be_further_apart_than_sentences() {
        assert!(passage_cost(500, 650, 1.0) < 2.0 && length_cost(500, 650, 1.0) > 4.0);
        assert!(passage_cost(50, 500, 1.0) > 8.0);
    }

    #[test]
    fn the_ratio_of_pairs_is_that_of_most() {
        assert_eq!(ratio_of_pairs(vec![1.0, 1.1, 1.2, 1.1, 9.0]), Some(1.1));
        assert_eq!(ratio_of_pairs(vec![1.0; 4]), None);
    }

    #[test]
    fn costs_grow_with_the_difference() {
        assert!(length_cost(100, 100, 1.0) < 0.01);
        assert!(length_cost(100, 200, 2.0) < 0.01);
        let costs: Vec<f32> = [100, 110, 130, 160, 200, 210, 400].map(|t| length_cost(100, t, 1.0)).to_vec();
        assert!(costs.windows(2).all(|w| w[0] <= w[1]), "{costs:?}");
        assert!(length_cost(0, 0, 1.0) < 0.01);
        // z is 100 / √(100 · 6.8) · 0.5 = 1.96 or so where 5 % are as far apart: −ln 0.05 is 3.
        assert!((length_cost(100, 152, 1.0) - 3.0).abs() < 0.6);
    }

    #[test]
    fn finds_what_is_lost_added_split_and_joined() {
        assert_eq!(aligned(&[10, 200, 55], &[12, 190, 60]), [(0..1, 0..1), (1..2, 1..2), (2..3, 2..3)]);
        assert_eq!(aligned(&[10, 200, 55], &[12, 60]), [(0..1, 0..1), (1..2, 1..1), (2..3, 1..2)]);
        assert_eq!(aligned(&[10, 55], &[12, 300, 60]), [(0..1, 0..1), (1..1, 1..2), (1..2, 2..3)]);
        assert_eq!(aligned(&[50, 400], &[52, 180, 215]), [(0..1, 0..1), (1..2, 1..3)]);
        assert_eq!(aligned(&[180, 215, 50], &[400, 52]), [(0..2, 0..1), (2..3, 1..2)]);
        assert_eq!(aligned(&[], &[1, 2]), [(0..0, 0..1), (0..0, 1..2)]);
        assert_eq!(aligned(&[1], &[]), [(0..1, 0..0)]);
        assert_eq!(aligned(&[], &[]), []);
    }

    #[test]
    fn long_sequences_take_linear_time() {
        let lengths: Vec<u32> = (0..20_000).map(|i| 20 + i * 7919 % 300).collect();
        let shorter = [&lengths[..10_000], &lengths[10_040..]].concat();
        let beads = aligned(&lengths, &shorter);
        let right = |(source, target): &&(std::ops::Range<usize>, std::ops::Range<usize>)| {
            source.len() == 1 && target.len() == 1 && matches!(source.start - target.start, 0 | 40)
        };
        assert!(beads.iter().filter(right).count() > 19_800);
    }
}
