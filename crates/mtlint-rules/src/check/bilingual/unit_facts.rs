//! What a file declares about a unit: its state, its longest length, its plural forms.

use serde::Deserialize;

use crate::check::spec::{Check, CheckSpec};
use crate::context::{Context, Sink};
use crate::rule::only_of;
use mtlint_format::align::shown;
use mtlint_format::document::{Side, Unit, UnitState};
use mtlint_text::text::Words;

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Of {
    /// Longer than the file allows.
    MaxLength,
    /// A guess that nobody has confirmed.
    Fuzzy,
    /// Translated, not approved.
    Unapproved,
    /// A machine translation that nobody has edited.
    Machine,
    /// No translation at all.
    Empty,
    /// All plural forms are the same, although those of the source are not.
    PluralAlike,
}

pub(in crate::check) const CHECK: CheckSpec = CheckSpec {
    name: "unit",
    finds: "state, length and plural forms of a unit",
    options: "`of` = `max-length`, `fuzzy`, `unapproved`, `machine`, `empty`, `plural-alike`",
    build,
};

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
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

/// Fuzzy units, with the change of the source if the file has it.
fn fuzzy(context: &Context<'_>, sink: &mut Sink<'_>) {
    let units = context.document.units.iter();
    for unit in units.filter(|unit| unit.state == UnitState::Fuzzy && !unit.is_branch) {
        let hit = sink.report(unit.target.span);
        let Some((before, now)) = unit.previous.zip(unit.source) else {
            hit.arg("change", "");
            continue;
        };
        let text = |side: Side| context.source_slice(side.span);
        let change = format!("; the source changed from “{}” to “{}”", shown(text(before)), shown(text(now)));
        hit.arg("change", change).in_source(now.span, "source").in_source(before.span, "previous source");
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
    // A text without words has no forms.
    let has_words = text(first).split_whitespace().any(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 2);
    if alike && !same_source && has_words && first.is_linted(false) {
        sink.report(first.target.span);
    }
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        let fuzzy = Tester::new("unit/fuzzy").format("po");
        fuzzy
            .flags_text("#, fuzzy\nmsgid \"Shut the gate\"\nmsgstr \"[[Sluit de deur]]\"\n")
            .passes_text("msgid \"Shut the gate\"\nmsgstr \"Sluit het hek\"\n")
            .says_text(
                "#, fuzzy\n#| msgid \"Shut the door\"\nmsgid \"Shut the gate\"\nmsgstr \"Sluit de deur\"\n",
                "This translation is marked fuzzy, so programs ignore it; the source changed from “Shut the door” to “Shut the gate”",
            );
    }
}
