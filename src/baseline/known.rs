//! A finding in a baseline.

use serde::{Deserialize, Serialize};

use super::fingerprint::{Fingerprint, fingerprints};
use super::passage::Passages;
use super::sketch::{Sketch, sketches};
use mtlint_rules::finding::Finding;
use mtlint_token::span::text_at;

/// The number of characters of the marked text in the file.
const EXCERPT: usize = 60;

/// The data by which a baseline identifies a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    pub(super) rule: String,
    /// The beginning of the marked text, for readers of the file.
    pub(super) excerpt: String,
    pub(super) print: Fingerprint,
    pub(super) sketch: Sketch,
}

impl Known {
    /// The findings of a file with this content, in their order.
    #[must_use]
    pub fn all(content: &str, passages: &Passages, findings: &[Finding]) -> Vec<Self> {
        let prints = fingerprints(content, passages, findings);
        let sketches = sketches(content, passages, findings);
        let known = |((finding, print), sketch): ((&Finding, Fingerprint), Sketch)| Self {
            rule: finding.rule.to_string(),
            excerpt: excerpt(text_at(content, finding.span.range())),
            print,
            sketch,
        };
        findings.iter().zip(prints).zip(sketches).map(known).collect()
    }

    /// The finding as a line of the file.
    #[must_use]
    pub fn line(&self) -> String {
        serde_json::to_string(&Line::new(self, 1)).unwrap_or_default()
    }

    /// The data that distinguishes two lines of the file.
    pub(super) fn key(&self) -> (&str, u64, u64, u64) {
        (&self.rule, self.print.excerpt, self.print.before, self.print.after)
    }
}

fn excerpt(text: &str) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match flat.char_indices().nth(EXCERPT) {
        Some((cut, _)) => format!("{}…", text_at(&flat, ..cut)),
        None => flat,
    }
}

/// A line of the file. Hashes are hexadecimal, because some JSON parsers round large numbers.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    rule: String,
    excerpt: String,
    /// Hashes of the excerpt and of the text before and after it.
    print: [Hex; 3],
    /// The sketch; of the excerpt itself if `long`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    sketch: Vec<Hex>,
    #[serde(default, skip_serializing_if = "is_false")]
    long: bool,
    /// The number of findings with these values.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub(super) count: u32,
}

impl Line {
    pub(super) fn new(known: &Known, count: u32) -> Self {
        let Fingerprint { excerpt, before, after, .. } = known.print;
        Self {
            rule: known.rule.clone(),
            excerpt: known.excerpt.clone(),
            print: [Hex(excerpt), Hex(before), Hex(after)],
            sketch: known.sketch.hashes.iter().map(|hash| Hex(u64::from(*hash))).collect(),
            long: known.sketch.of_excerpt,
            count,
        }
    }

    pub(super) fn into_known(self) -> Known {
        let [Hex(excerpt), Hex(before), Hex(after)] = self.print;
        let mut hashes: Vec<u32> = self.sketch.iter().filter_map(|hash| u32::try_from(hash.0).ok()).collect();
        hashes.sort_unstable();
        Known {
            rule: self.rule,
            excerpt: self.excerpt,
            print: Fingerprint { excerpt, before, after, occurrence: 0 },
            sketch: Sketch { hashes, of_excerpt: self.long },
        }
    }
}

fn one() -> u32 {
    1
}

fn is_one(count: &u32) -> bool {
    *count == 1
}

fn is_false(value: &bool) -> bool {
    !value
}

/// A hash in hexadecimal digits.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
struct Hex(u64);

impl From<Hex> for String {
    fn from(hash: Hex) -> Self {
        format!("{:x}", hash.0)
    }
}

impl TryFrom<String> for Hex {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        u64::from_str_radix(&text, 16).map(Self).map_err(|_| format!("“{text}” is not a hexadecimal number"))
    }
}
