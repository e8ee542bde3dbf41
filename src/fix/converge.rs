//! Applying fixes until none is left.

use std::collections::{BTreeMap, BTreeSet};

use twox_hash::XxHash3_64;

use super::{Patch, make};
use mtlint_rules::finding::{Finding, Fix};
use mtlint_rules::rule::RuleId;

/// The maximum number of rounds. Fixes that touch each other need several rounds, but each round applies at least half
/// of them, so more rounds than this mean that there is no end.
pub const ROUNDS: usize = 32;

/// A text may grow to twice its size and this many bytes.
const ROOM: usize = 1 << 16;

/// A text with all possible fixes applied.
#[derive(Clone, Debug, Default)]
pub struct Fixed {
    /// The new text.
    pub content: String,
    /// Its findings.
    pub findings: Vec<Finding>,
    /// The number of fixed findings by rule.
    pub by_rule: BTreeMap<RuleId, u64>,
    /// Rules whose fixes undo each other; these fixes were not applied.
    pub at_odds: BTreeSet<RuleId>,
}

/// Fixes that cause new findings without end.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the fixes of {} keep causing new findings", names(.rules))]
pub struct Endless {
    /// The rules of the last fixes.
    pub rules: BTreeSet<RuleId>,
}

/// Why a text was not fixed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop<E> {
    /// Fixing does not end.
    Endless(Endless),
    /// A check failed.
    Check(E),
}

/// Applies the fixes that `choose` picks for `findings`, checks the new text, and repeats this until no fix is left.
/// `check` gets the new text and the edits that led to it.
///
/// If a text occurs a second time, fixes undo each other. The result is then the text before the first of these fixes,
/// so that another run has the same result.
///
/// # Errors
/// If the maximum number of rounds is reached, the text grows too much, or a check fails.
pub fn converge<E>(
    content: &str,
    findings: Vec<Finding>,
    choose: impl for<'f> Fn(&'f Finding) -> Option<&'f Fix>,
    mut check: impl FnMut(&str, &Patch) -> Result<Vec<Finding>, E>,
) -> Result<Fixed, Stop<E>> {
    let mut fixed = Fixed { content: content.to_owned(), findings, ..Fixed::default() };
    let mut earlier: Vec<Earlier> = Vec::new();
    for round in 0..=ROUNDS {
        let (patch, rules) = {
            let made = make(&fixed.content, fixed.findings.iter().filter_map(|f| Some((f, choose(f)?))));
            let rules: Vec<RuleId> = made.fixed.iter().map(|finding| finding.rule.clone()).collect();
            (made.patch, rules)
        };
        let next = patch.apply(&fixed.content);
        if next == fixed.content {
            return Ok(fixed);
        }
        // A text that doubles in each round would fill the memory before the last round.
        if round == ROUNDS || next.len() > content.len() * 2 + ROOM {
            earlier.push(Earlier { hash: 0, by_rule: BTreeMap::new(), rules });
            break;
        }
        earlier.push(Earlier { hash: hash(&fixed.content), by_rule: fixed.by_rule.clone(), rules: rules.clone() });
        fixed.findings = check(&next, &patch).map_err(Stop::Check)?;
        fixed.content = next;
        for rule in rules {
            *fixed.by_rule.entry(rule).or_default() += 1;
        }
        let now = hash(&fixed.content);
        if let Some(at) = earlier.iter().position(|then| then.hash == now) {
            let circle = earlier.split_off(at);
            fixed.by_rule = circle.first().map(|then| then.by_rule.clone()).unwrap_or_default();
            fixed.at_odds = circle.into_iter().flat_map(|then| then.rules).collect();
            return Ok(fixed);
        }
    }
    let rules = earlier.pop().map(|last| last.rules.into_iter().collect()).unwrap_or_default();
    Err(Stop::Endless(Endless { rules }))
}

/// The text before a round.
struct Earlier {
    hash: u64,
    /// The number of fixed findings before the round.
    by_rule: BTreeMap<RuleId, u64>,
    /// The rules whose fixes were applied in the round.
    rules: Vec<RuleId>,
}

fn hash(content: &str) -> u64 {
    XxHash3_64::oneshot(content.as_bytes())
}

fn names(rules: &BTreeSet<RuleId>) -> String {
    rules.iter().map(RuleId::as_str).collect::<Vec<_>>().join(", ")
}
