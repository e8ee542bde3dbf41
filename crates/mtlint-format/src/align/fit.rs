//! How sure it is that the blocks of a bead translate each other. An alignment always finds something: only what stands
//! among neighbours that fit, or is known by what it says, is a pair to compare.

use super::block::{Block, BlockKind, part};
use super::lengths::{Bead, passage_cost};

/// How a bead's blocks belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// One and one of the same kind, between others of that sort or with something that only they share.
    Sure,
    /// Surely the same block, which became one of another kind or level.
    OtherKind,
    /// The best that was found.
    Guess,
    /// The source's alone.
    Missing,
    /// The translation's alone.
    Added,
}

impl Fit {
    /// True when contents may be held against each other.
    pub(super) fn is_sure(self) -> bool {
        matches!(self, Self::Sure | Self::OtherKind)
    }
}

/// The beads of two documents by how they fit.
#[derive(Debug)]
pub(super) struct Fits {
    /// One for each bead.
    pub of: Vec<Fit>,
    /// How many blocks have a sure counterpart and how many there are on the side with fewer, where these are hardly two
    /// versions of one text.
    pub hardly: Option<(usize, usize)>,
}

/// What stands on one side of a bead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Around {
    /// No pair.
    Other,
    /// A pair that names other things on each side.
    Doubtful,
    /// A pair, or the edge of the file.
    Pair,
}

/// Judges beads. `ratio` is how long the target is for each letter of the source.
pub(super) fn fits(from: &[Block<'_>], to: &[Block<'_>], beads: &[Bead], ratio: f32) -> Fits {
    let pairs: Vec<Option<(&Block<'_>, &Block<'_>)>> = beads.iter().map(|bead| one_to_one(from, to, bead)).collect();
    // A line of markup that one side does without is no gap. The edges of the file are as good as a neighbour.
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
        // A lone address that differs is a change; two in a row are other blocks.
        let least = if s.says_other_than(t) { Around::Pair } else { Around::Doubtful };
        let between_pairs =
            [&before, &behind].iter().all(|side| side.get(index).is_some_and(|around| *around >= least));
        let is_known = s.is_known_as(t);
        match (s.kind, t.kind) {
            (a, b) if a == b && (between_pairs || is_known) => Fit::Sure,
            // There are few headings, and they stay in their order.
            (BlockKind::Heading(a), BlockKind::Heading(b)) if a != b && has_its_length(s, t, ratio) => Fit::OtherKind,
            (a, b) if a != b && between_pairs && (is_known || has_its_length(s, t, ratio)) => Fit::OtherKind,
            _ => Fit::Guess,
        }
    };
    let mut of: Vec<Fit> = beads.iter().enumerate().map(fit).collect();
    let hardly = hardly(from, to, beads, &of);
    if hardly.is_some() {
        // Between blocks of another text two may fit by chance.
        for (fit, pair) in of.iter_mut().zip(&pairs) {
            if fit.is_sure() && !pair.is_some_and(|(s, t)| s.kind == t.kind && s.is_known_as(t)) {
                *fit = Fit::Guess;
            }
        }
    }
    Fits { of, hardly }
}

/// A bead of one block and one.
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

/// True when a block is about as long as the translation of the other.
fn has_its_length(from: &Block<'_>, to: &Block<'_>, ratio: f32) -> bool {
    /// One in twenty translations is further off.
    const MOST: f32 = 3.0;
    from.kind != BlockKind::Code && passage_cost(from.length, to.length, ratio) < MOST
}

/// See [`Fits::hardly`].
fn hardly(from: &[Block<'_>], to: &[Block<'_>], beads: &[Bead], fits: &[Fit]) -> Option<(usize, usize)> {
    /// Fewer blocks say nothing of the whole.
    const FEWEST: usize = 12;
    /// In per cent.
    const LEAST: usize = 40;
    let saying = |blocks: &[Block<'_>]| blocks.iter().filter(|block| block.says_something()).count();
    let all = saying(from).min(saying(to));
    let sure =
        beads.iter().zip(fits).filter(|(_, fit)| fit.is_sure()).map(|(bead, _)| saying(part(to, &bead.target))).sum();
    (all >= FEWEST && sure * 100 < all * LEAST).then_some((sure, all))
}
