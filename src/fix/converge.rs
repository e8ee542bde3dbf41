//! Fixing again and again until nothing is left to fix.

use std::collections::{BTreeMap, BTreeSet};

use twox_hash::XxHash3_64;

use super::{Patch, make};
use mtlint_rules::finding::{Finding, Fix};
use mtlint_rules::rule::RuleId;

/// So often fixes are made at most. Fixes that touch wait for each other, each time half of them at most; what needs
/// more than this never ends.
pub const ROUNDS: usize = 32;

/// A content may grow to its double and so many bytes more.
const ROOM: usize = 1 << 16;

/// A content that is fixed as far as it can be.
#[derive(Clone, Debug, Default)]
pub struct Fixed {
    /// The new content.
    pub content: String,
    /// What is found in it.
    pub findings: Vec<Finding>,
    /// How many findings of each rule were mended.
    pub by_rule: BTreeMap<RuleId, u64>,
    /// Rules whose fixes undo each other; none of these was made.
    pub at_odds: BTreeSet<RuleId>,
}

/// Fixes that make place for new ones without end.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("fixes of {} bring forth new findings without end", names(.rules))]
pub struct Endless {
    /// The rules of the last fixes.
    pub rules: BTreeSet<RuleId>,
}

/// Why a content could not be fixed; it is to be left as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop<E> {
    /// There is no end to it.
    Endless(Endless),
    /// The check of a content failed.
    Check(E),
}

/// Makes the fixes that `choose` picks for `findings`, checks what came of it, and so on until none is left. `check` is
/// given the new content and the edits that led to it.
///
/// A content that was there before means that fixes undo each other. Then it stays as it was before the first of these,
/// so that another run comes to the same.
///
/// # Errors
/// When the rounds are used up, the content grows without measure, or a check fails.
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
            let rules: Vec<RuleId> = made.mended.iter().map(|finding| finding.rule.clone()).collect();
            (made.patch, rules)
        };
        let next = patch.apply(&fixed.content);
        if next == fixed.content {
            return Ok(fixed);
        }
        // What doubles each time would fill the memory before the rounds are used up.
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

/// A content that was left behind.
struct Earlier {
    hash: u64,
    /// The counts when it was met.
    by_rule: BTreeMap<RuleId, u64>,
    /// The rules whose fixes were made on it.
    rules: Vec<RuleId>,
}

fn hash(content: &str) -> u64 {
    XxHash3_64::oneshot(content.as_bytes())
}

fn names(rules: &BTreeSet<RuleId>) -> String {
    rules.iter().map(RuleId::as_str).collect::<Vec<_>>().join(", ")
}
