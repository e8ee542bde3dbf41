//! Styles that a document has chosen: if most of its places violate a rule, the findings are merged into one.

use rustc_hash::FxHashMap;

use super::plan::{Compiled, Plan, Planned};
use crate::context::{Context, Hit};
use crate::rule::Applicability;

/// Fewer places than this are not a style.
const FEWEST: usize = 4;

/// The share of places that makes a style, in per cent.
const SHARE: usize = 70;

/// Merges the hits of each rule that the document violates throughout. Hits are in text order.
pub(super) fn fold(plan: &Plan, context: &Context<'_>, hits: &mut Vec<Hit>) {
    let mut counts: FxHashMap<u32, usize> = FxHashMap::default();
    for hit in hits.iter() {
        if plan.rules.get(hit.rule as usize).is_some_and(may_fold) {
            *counts.entry(hit.rule).or_default() += 1;
        }
    }
    counts.retain(|rule, count| {
        *count >= FEWEST && plan.rules.get(*rule as usize).is_some_and(|rule| is_style(rule, context, *count))
    });
    if counts.is_empty() {
        return;
    }
    for rule in counts.keys() {
        if let Some(first) = hits.iter().position(|hit| hit.rule == *rule) {
            stand_for_all(*rule, first, hits);
        }
    }
    hits.retain(|hit| hit.throughout.is_some() || !counts.contains_key(&hit.rule));
}

/// Turns the first hit of a rule into the one for all, with their number and their fixes combined.
fn stand_for_all(rule: u32, first: usize, hits: &mut [Hit]) {
    let all = hits.iter().filter(|hit| hit.rule == rule);
    let count = all.clone().count();
    let mut edits: Vec<_> = all.filter_map(|hit| hit.fixes.first()).flat_map(|fix| fix.edits.clone()).collect();
    edits.sort_by_key(|(span, _)| span.start);
    if let Some(hit) = hits.get_mut(first) {
        hit.throughout = Some(count);
        hit.fixes.clear();
        if !edits.is_empty() {
            // Only a person can decide to change the style.
            hit.fix_together(edits, Applicability::Suggest);
        }
    }
}

/// False if the user has raised the level of the rule, and so wants each place.
fn may_fold(planned: &Planned) -> bool {
    let file = &planned.active.rule.file;
    file.house_style.is_some() && planned.active.level <= file.level
}

fn is_style(planned: &Planned, context: &Context<'_>, against: usize) -> bool {
    let looked_at = context.analysis.units.iter().filter(|unit| planned.active.rule.looks_at(unit.kind));
    let following: usize = match &planned.matcher {
        Compiled::Regex(matcher) => looked_at.map(|unit| matcher.following(context.slice(unit.span))).sum(),
        Compiled::Native(check) => looked_at.map(|unit| check.following(context, unit)).sum(),
        Compiled::Phrases(_) | Compiled::Tokens(_) => 0,
    };
    against * 100 >= (against + following) * SHARE
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;
    use crate::finding::Finding;
    use crate::rule::Level;

    /// The findings of ja/spacing/latin at a level.
    fn findings(text: &str, level: Level) -> Vec<Finding> {
        Tester::new("ja/spacing/latin").level(level).findings_text(text)
    }

    #[test]
    fn what_a_document_does_throughout_is_one_note() {
        let found = findings("港は NATO の船と EU の船で一杯だ。", Level::Info);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].level, Level::Info);
        assert!(found[0].message.contains("4 places"), "{}", found[0].message);
    }

    #[test]
    fn fewer_places_and_mixed_texts_are_reported_one_by_one() {
        assert_eq!(findings("港は NATO の船で一杯だ。", Level::Info).len(), 2);
        assert_eq!(findings("港は NATO の船と EU の船、WTOの船とFAOの船で一杯だ。", Level::Info).len(), 4);
    }

    #[test]
    fn a_user_who_raises_the_level_gets_each_place() {
        let found = findings("港は NATO の船と EU の船で一杯だ。", Level::Warning);
        assert_eq!(found.len(), 4);
        assert!(found.iter().all(|f| f.level == Level::Warning));
    }
}
