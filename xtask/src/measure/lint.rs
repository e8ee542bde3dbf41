//! Runs the rules over a corpus and assigns their findings to the records.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use mtlint_rules::engine::{ActiveRule, Engine, PlanError, Request, Worker};
use mtlint_rules::finding::Finding;
use mtlint_rules::rule::{Level, Rule, RuleId, Status};
use rayon::prelude::*;

use super::document::{Laid, groups, lay_out};
use super::record::Record;

/// The findings in one record.
pub(super) struct Found<'r> {
    pub record: &'r Record,
    /// The rule and the range of characters of each finding, in order, without duplicates.
    pub findings: Vec<(RuleId, Range<usize>)>,
}

/// An engine with all rules. A rule that does not run by default must not take findings away from one that does, so its
/// `covers` is cleared.
pub(super) fn linter(rules: &[Arc<Rule>]) -> Result<Engine, PlanError> {
    let active = rules.iter().map(|rule| {
        let mut rule = Rule::clone(rule);
        if rule.file.status != Status::Stable || !rule.only_from.is_empty() {
            rule.file.covers.clear();
        }
        let level = rule.file.level.max(Level::Info);
        ActiveRule { rule: Arc::new(rule), level, options: Default::default() }
    });
    Engine::new(active.collect())
}

/// The findings in each record, in the order of the documents.
pub(super) fn findings<'r>(linter: &Engine, records: &'r [Record], today: Date) -> Result<Vec<Found<'r>>, PlanError> {
    let in_documents: Result<Vec<_>, _> = groups(records)
        .par_iter()
        .map_init(Worker::default, |worker, group| {
            let Ok(laid) = lay_out(group) else { return Ok(Vec::new()) };
            let first = group.first();
            let request = Request {
                language: first.map(|record| record.language),
                source_language: first.and_then(|record| record.source_language),
                as_of: None,
                today,
                fuzzy: false,
            };
            let outcome = linter.check(worker, &laid.document, &request)?;
            Ok(in_records(&laid, &outcome.findings))
        })
        .collect();
    Ok(in_documents?.into_iter().flatten().collect())
}

/// Assigns findings to records. A finding that spans several records belongs to the first, and is cut at its end.
fn in_records<'r>(laid: &Laid<'r>, findings: &[Finding]) -> Vec<Found<'r>> {
    let mut by_record: Vec<BTreeSet<(usize, usize, &RuleId)>> = vec![BTreeSet::new(); laid.records.len()];
    for finding in findings {
        let span = finding.span.range();
        // A finding on the blank line before a record belongs to that record.
        let index = laid.records.partition_point(|(_, range)| range.end <= span.start && range.end < span.end);
        if let (Some((record, range)), Some(set)) = (laid.records.get(index), by_record.get_mut(index)) {
            let chars = |at: usize| {
                let at = at.clamp(range.start, range.end) - range.start;
                record.text.get(..at).map_or(0, |before| before.chars().count())
            };
            set.insert((chars(span.start), chars(span.end), &finding.rule));
        }
    }
    let found = by_record.into_iter().zip(&laid.records).map(|(set, (record, _))| Found {
        record,
        findings: set.into_iter().map(|(start, end, rule)| (rule.clone(), start..end)).collect(),
    });
    found.collect()
}
