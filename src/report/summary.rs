//! Counts for a whole run.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::fix::Safety;
use crate::pipeline::LeftOut;
use mtlint_rules::finding::Finding;
use mtlint_rules::rule::Level;
use mtlint_rules::rule::RuleId;

/// The result of a run in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Checked files.
    pub files: u64,
    /// Files with at least one finding.
    pub files_with_findings: u64,
    /// Words in the checked files.
    pub words: u64,
    /// Reported findings.
    pub findings: u64,
    /// Reported findings by level; levels without findings are left out.
    pub by_level: BTreeMap<Level, u64>,
    /// Reported findings by rule id; rules without findings are left out.
    #[serde(serialize_with = "by_rule")]
    pub by_rule: BTreeMap<RuleId, u64>,
    /// Errors, which make the exit code 2.
    pub errors: u64,
    /// Findings that are not reported.
    pub left_out: LeftOut,
    /// Reported findings that can be fixed.
    pub fixable: Fixable,
    /// Fixed findings by rule id; they are not reported.
    #[serde(serialize_with = "by_rule", skip_serializing_if = "BTreeMap::is_empty")]
    pub fixed: BTreeMap<RuleId, u64>,
    /// True if fixes were only shown.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub dry_run: bool,
}

/// Findings that can be fixed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Fixable {
    /// With `--fix`.
    pub safe: u64,
    /// Only with `--fix --unsafe`.
    pub suggest: u64,
}

impl Summary {
    /// Adds one checked file.
    pub fn add(&mut self, findings: &[Finding], words: u64, left_out: LeftOut) {
        self.files += 1;
        self.left_out.suppressed += left_out.suppressed;
        self.left_out.in_baseline += left_out.in_baseline;
        self.left_out.unchanged += left_out.unchanged;
        self.left_out.gone_from_baseline += left_out.gone_from_baseline;
        self.files_with_findings += u64::from(!findings.is_empty());
        self.words += words;
        self.findings += findings.len() as u64;
        for finding in findings {
            if Safety::Safe.choose(finding).is_some() {
                self.fixable.safe += 1;
            } else if Safety::Unsafe.choose(finding).is_some() {
                self.fixable.suggest += 1;
            }
            *self.by_level.entry(finding.level).or_default() += 1;
            match self.by_rule.get_mut(&finding.rule) {
                Some(count) => *count += 1,
                None => drop(self.by_rule.insert(finding.rule.clone(), 1)),
            }
        }
    }

    /// Adds the fixed findings of a file.
    pub fn add_fixed(&mut self, by_rule: &BTreeMap<RuleId, u64>) {
        for (rule, count) in by_rule {
            *self.fixed.entry(rule.clone()).or_default() += count;
        }
    }

    /// The `n` rules with the most findings. Rules with equal numbers are sorted by id.
    #[must_use]
    pub fn top_rules(&self, n: usize) -> Vec<(&RuleId, u64)> {
        let mut rules: Vec<_> = self.by_rule.iter().map(|(rule, count)| (rule, *count)).collect();
        rules.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        rules.truncate(n);
        rules
    }
}

fn by_rule<S: serde::Serializer>(rules: &BTreeMap<RuleId, u64>, to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(rules.iter().map(|(rule, count)| (rule.as_str(), count)))
}
