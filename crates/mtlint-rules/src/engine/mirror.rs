//! Runs rules on the source of a unit, to drop findings that the source has as well.

use rustc_hash::FxHashSet;

use super::plan::{Compiled, Plan, Planned};
use super::scan::{ScanState, scan_units};
use crate::context::{Context, Hit};
use crate::rule::{Needs, SourceToo};
use mtlint_token::span::TextSpan;

/// What to do with the findings of a rule if the source of their unit has the same defect.
pub(super) fn policy(planned: &Planned, same_language: bool) -> SourceToo {
    let file = &planned.active.rule.file;
    match (file.needs, file.source_too) {
        (Needs::Source, _) => SourceToo::Report,
        // From en to en-GB: a defect on both sides was in the source.
        (Needs::Target, SourceToo::Report) if same_language && reads_text_only(planned) => SourceToo::SameText,
        (Needs::Target, policy) => policy,
    }
}

fn reads_text_only(planned: &Planned) -> bool {
    match &planned.matcher {
        Compiled::Native(check) => check.reads_text_only(),
        Compiled::Regex(_) | Compiled::Tokens(_) | Compiled::Phrases(_) => true,
    }
}

/// Drops hits whose rule finds the same in the source of their unit. `mirrored` is the context with the source in place
/// of the target; its units correspond one to one to those of `context`. Only rules with such hits are run.
pub(super) fn drop_shared(
    plan: &Plan,
    context: &Context<'_>,
    mirrored: &Context<'_>,
    state: &mut ScanState,
    hits: &mut Vec<Hit>,
) {
    let same_language = context.has_one_language();
    let policy = |rule: u32| plan.rules.get(rule as usize).map_or(SourceToo::Report, |p| policy(p, same_language));
    let asked: FxHashSet<(u32, usize)> = hits
        .iter()
        .filter(|hit| policy(hit.rule) != SourceToo::Report)
        .filter_map(|hit| Some((hit.rule, unit_of(context, hit.span)?)))
        .collect();
    if asked.is_empty() {
        return;
    }
    let mut in_source = Vec::new();
    scan_units(plan, mirrored, &asked, state, &mut in_source);
    let units = SourceUnits::of(mirrored);
    let (mut anything, mut texts) = (FxHashSet::default(), FxHashSet::default());
    for hit in &in_source {
        let Some(unit) = units.at(hit.span) else { continue };
        anything.insert((hit.rule, unit));
        texts.insert((hit.rule, unit, mirrored.slice(hit.span).to_lowercase()));
    }
    hits.retain(|hit| {
        let Some(unit) = unit_of(context, hit.span) else { return true };
        match policy(hit.rule) {
            SourceToo::Report => true,
            SourceToo::SameText => !texts.contains(&(hit.rule, unit, context.slice(hit.span).to_lowercase())),
            SourceToo::Silent => !anything.contains(&(hit.rule, unit)),
        }
    });
}

/// The index of the unit that contains a span.
fn unit_of(context: &Context<'_>, span: TextSpan) -> Option<usize> {
    let units = &context.analysis.units;
    let index = units.partition_point(|unit| unit.span.end < span.start);
    units.get(index).filter(|unit| unit.span.start <= span.start).map(|_| index)
}

/// Units sorted by position in the source text. The analysis is not sorted: a unit without a source has an empty span.
struct SourceUnits(Vec<(TextSpan, usize)>);

impl SourceUnits {
    fn of(mirrored: &Context<'_>) -> Self {
        let units = mirrored.analysis.units.iter().enumerate().filter(|(_, unit)| !unit.span.is_empty());
        let mut units: Vec<_> = units.map(|(index, unit)| (unit.span, index)).collect();
        units.sort_unstable_by_key(|(span, _)| span.start);
        Self(units)
    }

    fn at(&self, span: TextSpan) -> Option<usize> {
        let (unit, index) = self.0.get(self.0.partition_point(|(unit, _)| unit.end < span.start))?;
        (unit.start <= span.start).then_some(*index)
    }
}
