//! Alignment of two sequences by the lengths of their items.
//!
//! W. A. Gale and K. W. Church, “A Program for Aligning Sentences in Bilingual Corpora”, Computational Linguistics 19(1),
//! 1993: translations of long passages are long, and how far two lengths are apart says how likely one translates the
//! other. The constants are theirs unless said otherwise.

use std::ops::Range;

/// Items of the source and the items of the target that translate them: one and one, one and two, two and one; or one
/// on either side alone.
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
/// No two lengths are further apart than this costs.
const FARTHEST: f32 = 20.0;
/// Cells of the table, at most; what is further off the diagonal is not looked at.
const MOST_CELLS: usize = 1 << 23;

/// What it costs that a passage of `source` characters became one of `target`, where each character of the source makes
/// `ratio` of them: −ln of the likelihood.
#[must_use]
pub fn length_cost(source: u32, target: u32, ratio: f32) -> f32 {
    let (source, target) = (source as f32, target as f32);
    let mean = f32::midpoint(source, target / ratio).max(1.0);
    let z = ((target - source * ratio) / (mean * VARIANCE).sqrt()).abs();
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
    cost.clamp(0.0, FARTHEST)
}

/// How long a text is, in letters of an alphabet: an ideograph says as much as three of them, a syllable as two.
#[must_use]
pub fn length(text: &str) -> u32 {
    let letters = |c: char| match c {
        '\u{3040}'..='\u{30FF}' | '\u{AC00}'..='\u{D7AF}' => 2,
        '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}' => 3,
        _ => 1,
    };
    text.chars().fold(0_u32, |sum, c| sum.saturating_add(letters(c)))
}

/// How long the target of a passage is for each letter of its source, by the whole lengths of both. What was lost or
/// added in short texts would tell wrong, so they count little.
#[must_use]
pub fn ratio(source: u64, target: u64) -> f32 {
    /// Letters of each language that are taken to be equal beforehand.
    const PRIOR: f32 = 1000.0;
    ((target as f32 + PRIOR) / (source as f32 + PRIOR)).clamp(0.4, 2.5)
}

/// The cheapest alignment of `source` and `target` items. `cost` is that of two ranges, of which one has one item and the
/// other one or two, beside the cost of their number; `None` where they cannot be translations of each other. `alone` is the
/// cost of an item without a counterpart: Gale and Church let it grow with the item's length; a section that was left out is
/// no less likely for being long.
///
/// Time and memory grow with the items times how far the alignment may leave the diagonal: as far as the numbers differ,
/// and a little more.
#[must_use]
pub fn align(
    source: usize,
    target: usize,
    alone: f32,
    mut cost: impl FnMut(Range<usize>, Range<usize>) -> Option<f32>,
) -> Vec<Bead> {
    let band = Band::new(source, target);
    let mut rows: [Vec<f32>; 3] = Default::default();
    let mut steps: Vec<Vec<Step>> = Vec::with_capacity(source + 1);
    for i in 0..=source {
        let columns = band.columns(i);
        let (mut row, mut taken) = (Vec::with_capacity(columns.len()), Vec::with_capacity(columns.len()));
        for j in columns.clone() {
            let mut best = if i == 0 && j == 0 { (0.0, Step::default()) } else { (f32::INFINITY, Step::default()) };
            for step in steps_with(alone) {
                let (Some(from_i), Some(from_j)) = (i.checked_sub(step.source), j.checked_sub(step.target)) else {
                    continue;
                };
                let start = band.columns(from_i).start;
                let before = match step.source {
                    0 => from_j.checked_sub(columns.start).and_then(|at| row.get(at)),
                    back => from_j.checked_sub(start).and_then(|at| rows.get(3 - back)?.get(at)),
                };
                let Some(before) = before.filter(|before| **before < best.0) else { continue };
                let own = if step.source == 0 || step.target == 0 { Some(0.0) } else { cost(from_i..i, from_j..j) };
                if let Some(total) = own.map(|own| before + step.cost + own).filter(|total| *total < best.0) {
                    best = (total, step);
                }
            }
            row.push(best.0);
            taken.push(best.1);
        }
        steps.push(taken);
        rows.rotate_left(1);
        rows[2] = row;
    }
    trace(&steps, &band, source, target)
}

/// How many items a bead takes of each side, and what such beads cost.
#[derive(Clone, Copy, Debug, Default)]
struct Step {
    source: usize,
    target: usize,
    cost: f32,
}

fn steps_with(alone: f32) -> [Step; 5] {
    let step = |source, target, cost| Step { source, target, cost };
    [step(1, 1, ONE_TO_ONE), step(1, 0, alone), step(0, 1, alone), step(1, 2, TWO_TO_ONE), step(2, 1, TWO_TO_ONE)]
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

fn trace(steps: &[Vec<Step>], band: &Band, source: usize, target: usize) -> Vec<Bead> {
    let (mut i, mut j) = (source, target);
    let mut beads = Vec::new();
    while i > 0 || j > 0 {
        let at = j.checked_sub(band.columns(i).start);
        let step = at.and_then(|at| steps.get(i)?.get(at)).copied().unwrap_or_default();
        // A cell that nothing led to: what is left stands alone.
        let step = match (step.source + step.target, i > 0) {
            (0, true) => Step { source: 1, ..step },
            (0, false) => Step { target: 1, ..step },
            _ => step,
        };
        let (from_i, from_j) = (i.saturating_sub(step.source), j.saturating_sub(step.target));
        beads.push(Bead { source: from_i..i, target: from_j..j });
        (i, j) = (from_i, from_j);
    }
    beads.reverse();
    beads
}

#[cfg(test)]
mod tests {
    use super::{align, length_cost};

    fn aligned(source: &[u32], target: &[u32]) -> Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> {
        let sum = |lengths: &[u32]| lengths.iter().sum::<u32>();
        let beads =
            align(source.len(), target.len(), 8.0, |s, t| Some(length_cost(sum(&source[s]), sum(&target[t]), 1.0)));
        beads.into_iter().map(|bead| (bead.source, bead.target)).collect()
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
