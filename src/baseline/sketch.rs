//! Sketches: a few hashes by which an edited passage is known again.

use super::fingerprint::hash;
use super::passage::Passages;
use mtlint_rules::finding::Finding;
use mtlint_token::span::FileSpan;

/// Hashes that a sketch keeps.
pub(super) const SIZE: usize = 16;
/// Letters and digits in each hashed run.
const RUN: usize = 6;
/// An excerpt with this many letters and digits is sketched itself; a shorter one by the unit around it.
const LONG: usize = 60;

/// The smallest hashes of all runs of six letters and digits in a passage: a bottom-k sketch (Cohen and Kaplan, 2007).
/// The share of hashes that two sketches have in common estimates the share of runs that the passages have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sketch {
    /// Ascending, each once.
    pub hashes: Vec<u32>,
    /// True when it is of the excerpt itself.
    pub of_excerpt: bool,
}

/// The sketches of findings of a file with this content, which are in source order.
pub(super) fn sketches(content: &str, passages: &Passages, findings: &[Finding]) -> Vec<Sketch> {
    let text = |span: FileSpan| content.get(span.range()).unwrap_or_default();
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
        // The upper half of a hash is as good as all of it among the runs of one file.
        let hash = u32::try_from(hash(run) >> 32).unwrap_or_default();
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
            add(letters.get(*start..*end).unwrap_or_default());
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
