//! What a unit says of itself: its state, its longest length, its plural forms.

use serde::Deserialize;

use super::super::Check;
use crate::context::{Context, Sink};
use crate::rule::only_of;
use mtlint_format::align::shown;
use mtlint_format::document::{Side, Unit, UnitState};
use mtlint_text::text::Words;

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Of {
    /// Longer than the format says it may be.
    MaxLength,
    /// A guess that nobody has confirmed.
    Fuzzy,
    /// Translated, not approved.
    Unapproved,
    /// A machine's proposal as it came.
    Machine,
    /// No translation at all.
    Empty,
    /// All plural forms are the same though the source's are not.
    PluralAlike,
}

pub(in super::super) fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    Ok(Box::new(UnitFacts(only_of(table)?)))
}

struct UnitFacts(Of);

impl Check for UnitFacts {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let units = &context.document.units;
        match self.0 {
            Of::MaxLength => units.iter().for_each(|unit| max_length(context, unit, sink)),
            Of::Fuzzy => fuzzy(context, sink),
            Of::Unapproved => state(units, UnitState::Unapproved, sink),
            Of::Machine => state(units, UnitState::Machine, sink),
            Of::Empty => state(units, UnitState::Untranslated, sink),
            Of::PluralAlike => {
                for group in units.chunk_by(|a, b| a.plural.map(|p| p.group) == b.plural.map(|p| p.group)) {
                    plural_alike(context, group, sink);
                }
            }
        }
    }
}

fn max_length(context: &Context<'_>, unit: &Unit, sink: &mut Sink<'_>) {
    let Some(most) = unit.max_length else { return };
    let length = context.slice(unit.target.outer).chars().count();
    if length > most as usize {
        sink.report(unit.target.span).arg("length", length.to_string()).arg("most", most.to_string());
    }
}

fn state(units: &[Unit], state: UnitState, sink: &mut Sink<'_>) {
    for unit in units.iter().filter(|u| u.state == state && !u.is_branch) {
        sink.report(unit.target.span);
    }
}

/// Fuzzy units, with what became of their sources where the file says it.
fn fuzzy(context: &Context<'_>, sink: &mut Sink<'_>) {
    let units = context.document.units.iter();
    for unit in units.filter(|unit| unit.state == UnitState::Fuzzy && !unit.is_branch) {
        let hit = sink.report(unit.target.span);
        let Some((before, now)) = unit.previous.zip(unit.source) else {
            hit.arg("change", "");
            continue;
        };
        let text = |side: Side| context.source_slice(side.span);
        let change = format!("; the source was “{}”, now “{}”", shown(text(before)), shown(text(now)));
        hit.arg("change", change).in_source(now.span, "source").in_source(before.span, "the source before");
    }
}

fn plural_alike(context: &Context<'_>, group: &[Unit], sink: &mut Sink<'_>) {
    let [first, others @ ..] = group else { return };
    if first.plural.is_none() || others.is_empty() || context.facts.one_noun_form {
        return;
    }
    let text = |unit: &Unit| context.slice(unit.target.outer);
    let sources = |unit: &Unit| unit.source.map(|s| context.source_slice(s.outer));
    let singular = sources(first);
    let same_source = others.iter().all(|unit| sources(unit) == singular);
    let alike = others.iter().all(|unit| text(unit) == text(first));
    // A text without letters, or of a placeholder only, has no forms.
    let has_words = text(first).split_whitespace().any(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 2);
    if alike && !same_source && has_words && first.is_linted(false) {
        sink.report(first.target.span);
    }
}
