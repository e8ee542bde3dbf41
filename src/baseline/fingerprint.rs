//! Fingerprints: hashes of what a finding marks and of the letters around it in its unit. Line numbers, line breaks,
//! white space and punctuation around it do not count, so that moved and rewrapped text keeps its fingerprints.

use rustc_hash::FxHashMap;
use twox_hash::XxHash3_64;

use super::passage::Passages;
use mtlint_rules::finding::Finding;
use mtlint_token::span::FileSpan;

/// Letters and digits on each side that belong to a fingerprint.
const CONTEXT: usize = 24;
/// They are looked for among this many characters, so that a long run of marks costs no more than a short one.
const LOOK: usize = 400;

/// Identifies a finding of a rule within a file. The hashes are XXH3 with seed 0 of UTF-8: the same on every machine
/// and in every version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint {
    /// Of the marked text, each run of white space as one blank.
    pub excerpt: u64,
    /// Of the 24 letters and digits before it in its unit.
    pub before: u64,
    /// Of the 24 behind it.
    pub after: u64,
    /// How many findings of the rule with the same three hashes stand before it in the file.
    pub occurrence: u32,
}

impl Fingerprint {
    /// One hash of all of it and of further names (the rule, the file): 16 hexadecimal digits.
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
    let text = |from: u32, to: u32| content.get(from as usize..to as usize).unwrap_or_default();
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
