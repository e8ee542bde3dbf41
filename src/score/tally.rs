//! Errors counted by MQM type and severity.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Multipliers;
use mtlint_rules::rule::Mqm;
use mtlint_rules::rule::{Severity, mqm};

/// Errors of one type by severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Of severity neutral.
    pub neutral: u64,
    /// Of severity minor.
    pub minor: u64,
    /// Of severity major.
    pub major: u64,
    /// Of severity critical.
    pub critical: u64,
}

impl Counts {
    /// Errors of all severities.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.neutral + self.minor + self.major + self.critical
    }

    /// Penalty points. All types have the weight 1, the default of MQM-Core.
    #[must_use]
    pub fn penalty(&self, by: &Multipliers) -> f64 {
        let points = |count: u64, multiplier: f64| count as f64 * multiplier;
        points(self.neutral, by.neutral)
            + points(self.minor, by.minor)
            + points(self.major, by.major)
            + points(self.critical, by.critical)
    }

    fn add(&mut self, more: Self) {
        self.neutral += more.neutral;
        self.minor += more.minor;
        self.major += more.major;
        self.critical += more.critical;
    }
}

/// The errors of a dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dimension<'t> {
    /// Its path in the MQM table.
    pub path: &'t str,
    /// All its errors.
    pub counts: Counts,
    /// Its types with errors, in the order of the table. An error of the dimension itself has the path of the
    /// dimension.
    pub types: Vec<(&'t str, Counts)>,
}

/// The errors in a sample, and its length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    words: u64,
    types: BTreeMap<String, Counts>,
}

impl Tally {
    /// Adds a text with this number of words and these errors.
    pub fn add<'m>(&mut self, words: u64, found: impl IntoIterator<Item = &'m Mqm>) {
        self.words += words;
        for mqm in found {
            let counts = match self.types.get_mut(&mqm.category) {
                Some(counts) => counts,
                None => self.types.entry(mqm.category.clone()).or_default(),
            };
            match mqm.severity {
                Severity::Neutral => counts.neutral += 1,
                Severity::Minor => counts.minor += 1,
                Severity::Major => counts.major += 1,
                Severity::Critical => counts.critical += 1,
            }
        }
    }

    /// Adds another sample.
    pub fn merge(&mut self, other: &Self) {
        self.words += other.words;
        for (path, counts) in &other.types {
            self.types.entry(path.clone()).or_default().add(*counts);
        }
    }

    /// The evaluation word count (EWC): words and numbers of the translation.
    #[must_use]
    pub fn words(&self) -> u64 {
        self.words
    }

    /// Errors of all types.
    #[must_use]
    pub fn all(&self) -> Counts {
        sum(self.types.values())
    }

    /// Dimensions with errors, in the order of the MQM table.
    #[must_use]
    pub fn dimensions(&self) -> Vec<Dimension<'_>> {
        let mut types: Vec<(&str, Counts)> = self.types.iter().map(|(path, counts)| (path.as_str(), *counts)).collect();
        types.sort_by_key(|(path, _)| mqm::CATEGORIES.iter().position(|category| category.path == *path));
        let mut dimensions: Vec<Dimension<'_>> = Vec::new();
        for (path, counts) in types {
            let dimension = path.split('/').next().unwrap_or(path);
            match dimensions.last_mut() {
                Some(last) if last.path == dimension => {
                    last.counts.add(counts);
                    last.types.push((path, counts));
                }
                _ => dimensions.push(Dimension { path: dimension, counts, types: vec![(path, counts)] }),
            }
        }
        dimensions
    }
}

fn sum<'c>(counts: impl Iterator<Item = &'c Counts>) -> Counts {
    counts.fold(Counts::default(), |mut all, counts| {
        all.add(*counts);
        all
    })
}
