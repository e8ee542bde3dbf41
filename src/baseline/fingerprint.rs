//! Fingerprints: hashes of the marked text and of the letters around it in its unit. Line numbers, line breaks, white
//! space and punctuation do not count, so moved and rewrapped text keeps its fingerprints.

use rustc_hash::FxHashMap;
use twox_hash::XxHash3_64;

use super::passage::Passages;
use mtlint_rules::finding::Finding;
use mtlint_token::span::{FileSpan, text_at};

/// The number of letters and digits on each side that a fingerprint covers.
const CONTEXT: usize = 24;
/// They are searched for in this many characters, to limit the time for long runs of punctuation.
const LOOK: usize = 400;

/// Identifies a finding of a rule in a file. The hashes are XXH3 with seed 0 of UTF-8: the same on every machine and in
/// every version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint {
    /// Hash of the marked text, with each run of white space as one space.
    pub excerpt: u64,
    /// Hash of the 24 letters and digits before it in its unit.
    pub before: u64,
    /// Hash of the 24 letters and digits after it.
    pub after: u64,
    /// The number of earlier findings of the rule in the file with the same three hashes.
    pub occurrence: u32,
}

impl Fingerprint {
    /// One hash of the fingerprint and of `names` (the rule, the file), as 16 hexadecimal digits.
    #[must_use]
    pub fn id<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> String {
        let mut bytes = Vec::new();
        for name in names {
            bytes.extend(name.as_bytes());
            bytes.push(0);
        }
        bytes.extend([self.excerpt, self.before, self.after].iter().flat_map(|hash| hash.to_le_bytes()));
        bytes.extend(self.occurrence.to_le_bytes());
        format!("{:016x}", XxHash3_64::oneshot(&bytes))
    }
}

/// The fingerprints of findings of a file with this content, in the order of the findings.
#[must_use]
pub fn fingerprints(content: &str, passages: &Passages, findings: &[Finding]) -> Vec<Fingerprint> {
    let mut seen: FxHashMap<(&str, Fingerprint), u32> = FxHashMap::default();
    let one = |finding: &Finding| fingerprint(content, finding.span, passages.around(content, finding.span));
    let mut all: Vec<Fingerprint> = findings.iter().map(one).collect();
    for (finding, print) in findings.iter().zip(&mut all) {
        let count = seen.entry((finding.rule.as_str(), *print)).or_default();
        print.occurrence = *count;
        *count += 1;
    }
    all
}

fn fingerprint(content: &str, span: FileSpan, unit: FileSpan) -> Fingerprint {
    let text = |from: u32, to: u32| text_at(content, from as usize..to as usize);
    let before: String =
        text(unit.start, span.start).chars().rev().take(LOOK).filter(|c| c.is_alphanumeric()).take(CONTEXT).collect();
    let after: String =
        text(span.end, unit.end).chars().take(LOOK).filter(|c| c.is_alphanumeric()).take(CONTEXT).collect();
    let excerpt = text(span.start, span.end).split_whitespace().collect::<Vec<_>>().join(" ");
    Fingerprint { excerpt: hash(&excerpt), before: hash(&before), after: hash(&after), occurrence: 0 }
}

pub(super) fn hash(text: &str) -> u64 {
    XxHash3_64::oneshot(text.as_bytes())
}
