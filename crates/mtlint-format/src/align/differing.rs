//! Reports each difference in structure between a translation and its source once: blocks that are missing, added or of
//! another kind. Differences close together become one finding.

use super::block::{Block, BlockKind, part};
use super::fit::{Fit, Fits};
use super::lengths::Bead;
use super::{Lone, Pairing, Place, shown};
use mtlint_token::span::FileSpan;

/// Differences with fewer sure pairs than this between them become one.
const APART: usize = 4;

/// Adds the differences between two documents to their pairing.
pub(super) fn differences(from: &[Block<'_>], to: &[Block<'_>], beads: &[Bead], fits: &Fits, pairing: &mut Pairing) {
    let reporter = Reporter { from, to, beads, fits: &fits.of };
    if let Some((sure, all)) = fits.hardly {
        pairing.lone.extend(reporter.hardly(sure, all));
        return;
    }
    pairing.lone.extend(reporter.clusters().into_iter().filter_map(|cluster| reporter.report(&cluster)));
}

/// One difference or several close together: the indices of their beads.
type Cluster = Vec<usize>;

struct Reporter<'b, 'd> {
    from: &'b [Block<'d>],
    to: &'b [Block<'d>],
    beads: &'b [Bead],
    fits: &'b [Fit],
}

impl<'b, 'd> Reporter<'b, 'd> {
    fn clusters(&self) -> Vec<Cluster> {
        let mut clusters: Vec<Cluster> = Vec::new();
        let mut sure_since = APART;
        for (index, fit) in self.fits.iter().enumerate() {
            if self.is_reported_elsewhere(index) {
                match clusters.last_mut().filter(|_| sure_since < APART) {
                    Some(cluster) => cluster.push(index),
                    None => clusters.push(vec![index]),
                }
                sure_since = 0;
            } else if *fit == Fit::Sure {
                sure_since += 1;
            }
        }
        clusters
    }

    /// True for a bead whose difference a reader can see.
    fn is_reported_elsewhere(&self, index: usize) -> bool {
        match self.fits.get(index) {
            Some(Fit::Missing) => self.source(index).iter().any(Block::says_something),
            Some(Fit::Added) => self.target(index).iter().any(Block::says_something),
            Some(Fit::OtherKind) => true,
            _ => false,
        }
    }

    fn source(&self, index: usize) -> &'b [Block<'d>] {
        self.beads.get(index).map_or(&[], |bead| part(self.from, &bead.source))
    }

    fn target(&self, index: usize) -> &'b [Block<'d>] {
        self.beads.get(index).map_or(&[], |bead| part(self.to, &bead.target))
    }

    fn report(&self, cluster: &Cluster) -> Option<Lone> {
        let of = |wanted: Fit| -> Vec<usize> {
            cluster.iter().copied().filter(|&index| self.fits.get(index) == Some(&wanted)).collect()
        };
        let (missing, added, other) = (of(Fit::Missing), of(Fit::Added), of(Fit::OtherKind));
        let is_run = cluster.last()? - cluster.first()? < cluster.len();
        let lost: Vec<&Block<'_>> = missing.iter().flat_map(|&index| self.source(index)).collect();
        let new: Vec<&Block<'_>> = added.iter().flat_map(|&index| self.target(index)).collect();
        let source = self.source_place(cluster);
        Some(match (lost.as_slice(), new.as_slice(), other.as_slice()) {
            (lost, [], []) if is_run => {
                let (at, side) = self.beside(*cluster.first()?);
                let detail = match lost {
                    [one] => format!("{} {side}{}", one.kind.name(), quoted(": ", one, "")),
                    _ => format!("{} {side}{}", count(lost.len()), range(": ", lost, "")),
                };
                Lone { check: "missing-block", at, source, detail }
            }
            ([], new, []) if is_run => {
                let detail = match new {
                    [one] => format!("{}{}", one.kind.name(), quoted(" (", one, ")")),
                    _ => format!("these {}{}", count(new.len()), range(" (", new, ")")),
                };
                Lone { check: "added-block", at: self.target_place(cluster), source: None, detail }
            }
            ([], [], [first, more @ ..]) => {
                let mut detail = self.other_kind(*first)?;
                if let Some(last) = more.last().and_then(|&index| self.target(index).first()) {
                    let count = if more.len() == 1 { "one more".into() } else { format!("{} more", more.len()) };
                    detail.push_str(&format!(", and so with {count}{}", quoted(" up to ", last, "")));
                }
                Lone { check: "block-kind", at: self.target_place(cluster), source, detail }
            }
            ([], new, other) => {
                let mut detail = format!("{} in this part{}", count(new.len()), range(" (", new, ")"));
                detail.push_str(&self.others(other));
                Lone { check: "added-block", at: self.target_place(cluster), source, detail }
            }
            (lost, new, other) => {
                let mut detail = format!("{} in this part{}", count(lost.len()), range(" (", lost, ")"));
                if !new.is_empty() {
                    detail.push_str(&format!(" and has {} that the source lacks", count(new.len())));
                }
                detail.push_str(&self.others(other));
                Lone { check: "missing-block", at: self.target_place(cluster), source, detail }
            }
        })
    }

    /// The blocks that changed their kind, in a finding about missing or added blocks.
    fn others(&self, other: &[usize]) -> String {
        match other {
            [] => String::new(),
            [one] => self.other_kind(*one).map_or_else(String::new, |detail| format!("; and {detail}")),
            more => format!("; and {} blocks are something else here", more.len()),
        }
    }

    /// One finding for a file that is not a translation of its source for the most part.
    fn hardly(&self, sure: usize, all: usize) -> Option<Lone> {
        let (first, source) = (self.to.first()?, self.from.first()?);
        let have = count_of(sure, "has", "have");
        let detail = format!(
            "most of its source, or it is that of another text: of {} {have} a sure counterpart. Is it the right source, or \
             was that changed since?",
            count(all)
        );
        Some(Lone { check: "missing-block", at: first.place, source: Some(Place::File(source.place)), detail })
    }

    /// The place where a missing block belongs, and a phrase that says on which side of the place.
    fn beside(&self, index: usize) -> (FileSpan, &'static str) {
        let next = self.beads.get(index).map_or(self.to.len(), |bead| bead.target.end);
        let empty = |at: u32| FileSpan::new(at, at);
        match (self.to.get(next), self.to.last()) {
            (Some(block), _) => (empty(block.place.start), "before this place"),
            (None, Some(block)) => (empty(block.place.end), "after this place"),
            (None, None) => (FileSpan::default(), "here"),
        }
    }

    /// The part of the translation that a cluster covers.
    fn target_place(&self, cluster: &Cluster) -> FileSpan {
        let (Some(&first), Some(&last)) = (cluster.first(), cluster.last()) else { return FileSpan::default() };
        let blocks = (first..=last).flat_map(|index| self.target(index));
        let places = blocks.map(|block| block.place).reduce(FileSpan::to);
        places.unwrap_or_else(|| self.beside(first).0)
    }

    /// The part of the source that a cluster covers.
    fn source_place(&self, cluster: &Cluster) -> Option<Place> {
        let blocks = (*cluster.first()?..=*cluster.last()?).flat_map(|index| self.source(index));
        blocks.map(|block| block.place).reduce(FileSpan::to).map(Place::File)
    }

    fn other_kind(&self, index: usize) -> Option<String> {
        let (source, target) = (self.source(index).first()?, self.target(index).first()?);
        Some(match (source.kind, target.kind) {
            (BlockKind::Heading(a), BlockKind::Heading(b)) => {
                format!("the heading is level {a} in the source and level {b} here")
            }
            (a, b) => format!("the source has {} here, the translation {}", a.name(), b.name()),
        })
    }
}

fn count(blocks: usize) -> String {
    if blocks == 1 { "1 block".to_owned() } else { format!("{blocks} blocks") }
}

fn count_of(number: usize, one: &str, more: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { more })
}

/// The first words of a block in quotation marks, with text around them; empty for a block without words.
fn quoted(before: &str, block: &Block<'_>, behind: &str) -> String {
    let label = shown(block.label);
    if label.is_empty() { String::new() } else { format!("{before}“{label}”{behind}") }
}

/// The first words of the first and the last of some blocks.
fn range(before: &str, blocks: &[&Block<'_>], behind: &str) -> String {
    let mut saying = blocks.iter().filter(|block| block.says_something() && !block.label.is_empty());
    match (saying.next(), saying.next_back()) {
        (Some(first), Some(last)) => {
            format!("{before}from “{}” to “{}”{behind}", shown(first.label), shown(last.label))
        }
        (Some(one), None) => quoted(before, one, behind),
        (None, _) => String::new(),
    }
}
