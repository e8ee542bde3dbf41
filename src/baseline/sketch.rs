//! Sketches: a few hashes by which an edited passage is matched.

use super::fingerprint::hash;
use super::passage::Passages;
use mtlint_rules::finding::Finding;
use mtlint_token::span::{FileSpan, text_at};

/// The number of hashes in a sketch.
pub(super) const SIZE: usize = 16;
/// The number of letters and digits in each hashed run.
const RUN: usize = 6;
/// The sketch of an excerpt with this many letters and digits is of the excerpt itself; otherwise it is of its unit.
const LONG: usize = 60;

/// The smallest hashes of all runs of six letters and digits in a passage: a bottom-k sketch (Cohen and Kaplan, 2007).
/// The share of hashes that two sketches have in common estimates the share of runs that the passages have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sketch {
    /// Sorted, without duplicates.
    pub hashes: Vec<u32>,
    /// True if it is of the excerpt itself.
    pub of_excerpt: bool,
}

/// The sketches of findings in a file text. The findings are sorted by position.
pub(super) fn sketches(content: &str, passages: &Passages, findings: &[Finding]) -> Vec<Sketch> {
    let text = |span: FileSpan| text_at(content, span.range());
    let mut last: Option<(FileSpan, Vec<u32>)> = None;
    let one = |finding: &Finding| {
        let excerpt = text(finding.span);
        if excerpt.chars().filter(|c| c.is_alphanumeric()).nth(LONG).is_some() {
            return Sketch { hashes: smallest(excerpt), of_excerpt: true };
        }
        let unit = passages.unit(content, finding.span);
        let hashes = match &last {
            Some((known, hashes)) if *known == unit => hashes.clone(),
            _ => smallest(text(unit)),
        };
        last = Some((unit, hashes.clone()));
        Sketch { hashes, of_excerpt: false }
    };
    findings.iter().map(one).collect()
}

fn smallest(text: &str) -> Vec<u32> {
    let letters: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let starts: Vec<usize> = letters.char_indices().map(|(at, _)| at).chain([letters.len()]).collect();
    let mut kept: Vec<u32> = Vec::with_capacity(SIZE + 1);
    let mut add = |run: &str| {
        // Half of a hash is enough to distinguish the runs of one file.
        let [.., a, b, c, d] = (hash(run) >> 32).to_be_bytes();
        let hash = u32::from_be_bytes([a, b, c, d]);
        if kept.len() == SIZE && kept.last().is_some_and(|last| *last <= hash) {
            return;
        }
        if let Err(place) = kept.binary_search(&hash) {
            kept.insert(place, hash);
            kept.truncate(SIZE);
        }
    };
    if starts.len() <= RUN && !letters.is_empty() {
        add(&letters);
    }
    for window in starts.windows(RUN + 1) {
        if let [start, .., end] = window {
            add(text_at(&letters, *start..*end));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::smallest;

    fn shared(a: &str, b: &str) -> usize {
        let b = smallest(b);
        smallest(a).iter().filter(|hash| b.contains(hash)).count()
    }

    #[test]
    fn an_edited_passage_shares_most_and_another_one_nothing() {
        let text = "The harbour office said on Monday that the boats may leave before the storm warning ends.";
        let edited = text.replace("Monday", "Tuesday").replace("boats", "ferries");
        let other = "Nobody had told the crews, who slept in the hall of the old school until six o’clock.";
        assert!(shared(text, &edited) >= 6);
        assert_eq!(shared(text, other), 0);
        assert_eq!(smallest(text).len(), 16);
        assert_eq!((smallest("ab").len(), smallest("“…”").len()), (1, 0));
    }
}
