//! How certain the pairs of an alignment are. An alignment always finds something: only a pair among neighbours that
//! fit, or with shared content, is certain enough to compare.

use super::block::{Block, BlockKind, part};
use super::lengths::{Bead, passage_cost};

/// How the blocks of a bead belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// One block and one block of the same kind, between such pairs or with content that only they share.
    Sure,
    /// Certainly the same block, with another kind or level.
    OtherKind,
    /// The best pair found, but not certain.
    Guess,
    /// In the source only.
    Missing,
    /// In the translation only.
    Added,
}

impl Fit {
    /// True if the contents can be compared.
    pub(super) fn is_sure(self) -> bool {
        matches!(self, Self::Sure | Self::OtherKind)
    }
}

/// How the beads of two documents fit.
#[derive(Debug)]
pub(super) struct Fits {
    /// One for each bead.
    pub of: Vec<Fit>,
    /// Set if the two are hardly versions of one text: the number of blocks with a sure counterpart, and the number of
    /// blocks on the shorter side.
    pub hardly: Option<(usize, usize)>,
}

/// The neighbour of a bead on one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Around {
    /// Not a pair.
    Other,
    /// A pair whose sides contain different code, addresses or names.
    Doubtful,
    /// A pair, or the edge of the file.
    Pair,
}

/// Judges beads. `ratio` is the length of the target per letter of the source.
pub(super) fn fits(from: &[Block<'_>], to: &[Block<'_>], beads: &[Bead], ratio: f32) -> Fits {
    let pairs: Vec<Option<(&Block<'_>, &Block<'_>)>> = beads.iter().map(|bead| one_to_one(from, to, bead)).collect();
    // A line of markup on one side only is not a gap. The edges of the file count as a pair.
    let is_passed = |bead: &&Bead| {
        let lone = bead.source.is_empty() || bead.target.is_empty();
        lone && part(from, &bead.source).iter().chain(part(to, &bead.target)).all(|block| block.is_markup)
    };
    let around = |bead: Option<&Bead>| {
        bead.map_or(Around::Pair, |bead| match one_to_one(from, to, bead) {
            Some((s, t)) if s.says_other_than(t) => Around::Doubtful,
            Some(_) => Around::Pair,
            None => Around::Other,
        })
    };
    let mut before = Vec::with_capacity(beads.len());
    let mut last = None;
    for bead in beads {
        before.push(around(last));
        last = Some(bead).filter(|bead| !is_passed(bead)).or(last);
    }
    let mut behind = Vec::with_capacity(beads.len());
    let mut next = None;
    for bead in beads.iter().rev() {
        behind.push(around(next));
        next = Some(bead).filter(|bead| !is_passed(bead)).or(next);
    }
    behind.reverse();
    let fit = |(index, bead): (usize, &Bead)| {
        if bead.target.is_empty() {
            return Fit::Missing;
        }
        if bead.source.is_empty() {
            return Fit::Added;
        }
        let Some((s, t)) = pairs.get(index).copied().flatten() else { return Fit::Guess };
        // One different address is a change; two in a row are different blocks.
        let least = if s.says_other_than(t) { Around::Pair } else { Around::Doubtful };
        let between_pairs =
            [&before, &behind].iter().all(|side| side.get(index).is_some_and(|around| *around >= least));
        let is_known = s.is_known_as(t);
        match (s.kind, t.kind) {
            (a, b) if a == b && (between_pairs || is_known) => Fit::Sure,
            // Headings are few and keep their order.
            (BlockKind::Heading(a), BlockKind::Heading(b)) if a != b && has_its_length(s, t, ratio) => Fit::OtherKind,
            (a, b) if a != b && between_pairs && (is_known || has_its_length(s, t, ratio)) => Fit::OtherKind,
            _ => Fit::Guess,
        }
    };
    let mut of: Vec<Fit> = beads.iter().enumerate().map(fit).collect();
    let hardly = hardly(from, to, beads, &of);
    if hardly.is_some() {
        // In unrelated texts two blocks can fit by chance.
        for (fit, pair) in of.iter_mut().zip(&pairs) {
            if fit.is_sure() && !pair.is_some_and(|(s, t)| s.kind == t.kind && s.is_known_as(t)) {
                *fit = Fit::Guess;
            }
        }
    }
    Fits { of, hardly }
}

/// The blocks of a bead with one block on each side.
fn one_to_one<'b, 'd>(
    from: &'b [Block<'d>],
    to: &'b [Block<'d>],
    bead: &Bead,
) -> Option<(&'b Block<'d>, &'b Block<'d>)> {
    match (part(from, &bead.source), part(to, &bead.target)) {
        ([s], [t]) => Some((s, t)),
        _ => None,
    }
}

/// True if a block is about as long as a translation of the other.
fn has_its_length(from: &Block<'_>, to: &Block<'_>, ratio: f32) -> bool {
    /// One translation in twenty differs more in length.
    const MOST: f32 = 3.0;
    from.kind != BlockKind::Code && passage_cost(from.length, to.length, ratio) < MOST
}

/// See [`Fits::hardly`].
fn hardly(from: &[Block<'_>], to: &[Block<'_>], beads: &[Bead], fits: &[Fit]) -> Option<(usize, usize)> {
    /// Fewer blocks are not enough to judge the file.
    const FEWEST: usize = 12;
    /// In per cent.
    const LEAST: usize = 40;
    let saying = |blocks: &[Block<'_>]| blocks.iter().filter(|block| block.says_something()).count();
    let all = saying(from).min(saying(to));
    let sure =
        beads.iter().zip(fits).filter(|(_, fit)| fit.is_sure()).map(|(bead, _)| saying(part(to, &bead.target))).sum();
    (all >= FEWEST && sure * 100 < all * LEAST).then_some((sure, all))
}
