//! Matches findings with the entries of a baseline.
//!
//! There are several rounds, the strictest first, each in linear time: equal text and surroundings; equal text and
//! equal text on one side; equal text in a similar passage; similar long text. Each entry matches as many findings as
//! it counts, so one more of the same is new.

use std::hash::Hash;

use rustc_hash::FxHashMap;

use super::known::Known;
use super::sketch::SIZE;

/// The number of hashes of sixteen that two sketches must share if the marked text is equal, in successive rounds.
const SHARED_SAME: [usize; 3] = [10, 6, 3];
/// The same if the marked text is long and not equal.
const SHARED_LONG: usize = 6;
/// The number of entries with a common hash that are compared with a finding. Only repetitive text has more.
const CANDIDATES: usize = 32;

/// An entry of a baseline, and the number of findings it counts.
pub(super) type Counted = (Known, u32);

/// Returns which findings the entries match, and how many findings of the entries are left over.
pub(super) fn split(lines: &[Counted], today: &[Known]) -> (Vec<bool>, u64) {
    let mut matching = Matching { lines, left: lines.iter().map(|(_, n)| *n).collect(), old: vec![false; today.len()] };
    matching.round(today, |k| Some(k.key()));
    let empty = super::fingerprint::hash("");
    let side = |hash: u64| (hash != empty).then_some(hash);
    matching.round(today, |k| Some((k.rule.as_str(), k.print.excerpt, side(k.print.before)?)));
    matching.round(today, |k| Some((k.rule.as_str(), k.print.excerpt, side(k.print.after)?)));
    for shared in SHARED_SAME {
        matching.sketched(today, shared, |k| Some((k.rule.as_str(), k.print.excerpt)));
    }
    matching.sketched(today, SHARED_LONG, |k| k.sketch.of_excerpt.then_some((k.rule.as_str(), 0)));
    let left = matching.left.iter().map(|n| u64::from(*n)).sum();
    (matching.old, left)
}

struct Matching<'l> {
    lines: &'l [Counted],
    left: Vec<u32>,
    old: Vec<bool>,
}

impl<'l> Matching<'l> {
    /// Matches entries and findings with equal keys.
    fn round<'k, K: Hash + Eq>(&mut self, today: &'k [Known], key: impl Fn(&'k Known) -> Option<K>)
    where
        'l: 'k,
    {
        let mut by_key: FxHashMap<K, Vec<usize>> = FxHashMap::default();
        for (index, (known, _)) in self.lines.iter().enumerate().rev() {
            if self.is_left(index)
                && let Some(key) = key(known)
            {
                by_key.entry(key).or_default().push(index);
            }
        }
        for (at, known) in today.iter().enumerate() {
            if self.is_old(at) {
                continue;
            }
            let Some(lines) = key(known).and_then(|key| by_key.get_mut(&key)) else { continue };
            while lines.last().is_some_and(|&index| !self.is_left(index)) {
                lines.pop();
            }
            if let Some(&index) = lines.last() {
                self.spend(index, at);
            }
        }
    }

    /// Matches entries and findings with equal keys and at least `shared` hashes of sixteen in common, the most similar
    /// first.
    fn sketched<'k, K: Hash + Eq + Copy>(
        &mut self,
        today: &'k [Known],
        shared: usize,
        key: impl Fn(&'k Known) -> Option<K>,
    ) where
        'l: 'k,
    {
        let mut by_hash: FxHashMap<(K, u32), Vec<usize>> = FxHashMap::default();
        for (index, (known, _)) in self.lines.iter().enumerate() {
            let Some(key) = key(known).filter(|_| self.is_left(index)) else { continue };
            for &hash in &known.sketch.hashes {
                let lines = by_hash.entry((key, hash)).or_default();
                if lines.len() < CANDIDATES {
                    lines.push(index);
                }
            }
        }
        for (at, known) in today.iter().enumerate() {
            let Some(key) = key(known).filter(|_| !self.is_old(at)) else { continue };
            let mut common: FxHashMap<usize, usize> = FxHashMap::default();
            for &hash in &known.sketch.hashes {
                for &index in by_hash.get(&(key, hash)).into_iter().flatten().filter(|&&index| self.is_left(index)) {
                    *common.entry(index).or_default() += 1;
                }
            }
            let likest = common.into_iter().max_by_key(|(index, n)| (*n, std::cmp::Reverse(*index)));
            // A short passage has fewer hashes.
            let least = |index: usize| {
                let other = self.lines.get(index).map_or(0, |(other, _)| other.sketch.hashes.len());
                (shared * other.min(known.sketch.hashes.len())).div_ceil(SIZE).max(1)
            };
            if let Some((index, n)) = likest
                && n >= least(index)
            {
                self.spend(index, at);
            }
        }
    }

    fn is_left(&self, line: usize) -> bool {
        self.left.get(line).is_some_and(|left| *left > 0)
    }

    fn is_old(&self, at: usize) -> bool {
        self.old.get(at).copied().unwrap_or_default()
    }

    fn spend(&mut self, line: usize, at: usize) {
        if let (Some(left), Some(old)) = (self.left.get_mut(line), self.old.get_mut(at)) {
            *left = left.saturating_sub(1);
            *old = true;
        }
    }
}
