//! Plural forms by their CLDR categories: one that the language needs is missing, or one stands there that it does not have.
//!
//! For formats that name the categories. gettext numbers its forms, and its header says how many there are.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::super::Check;
use crate::context::{Context, Sink};
use crate::rule::only_of;
use mtlint_format::document::{Syntax, Unit, UnitState};
use mtlint_text::language::Plurals;
use mtlint_text::text::Words;

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Of {
    /// A form that the language needs.
    Missing,
    /// A form that the language never uses.
    Unused,
}

pub(in super::super) fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    Ok(Box::new(PluralForms(only_of(table)?)))
}

struct PluralForms(Of);

impl Check for PluralForms {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let Some(plurals) = context.facts.plurals else { return };
        for group in groups(&context.document.units) {
            // In a file beside its source a form may have the other text of the source, too.
            let numbered = |unit: &Unit| context.document.source_path.is_none() && is_gettext(unit);
            let named = group.iter().all(|unit| category(unit).is_some_and(|_| !numbered(unit)));
            let translated = group.iter().any(|unit| unit.state != UnitState::Untranslated);
            if named && translated {
                self.judge(&group, plurals, sink);
            }
        }
    }
}

/// The forms of each message in file order; forms of a message inside of another's may stand between them.
fn groups(units: &[Unit]) -> Vec<Vec<&Unit>> {
    let mut groups: Vec<Vec<&Unit>> = Vec::new();
    let mut places: FxHashMap<u32, usize> = FxHashMap::default();
    for (unit, plural) in units.iter().filter_map(|unit| Some((unit, unit.plural?))) {
        let at = *places.entry(plural.group).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.push(unit),
            None => groups.push(vec![unit]),
        }
    }
    groups
}

/// Its forms are numbered: only gettext has the other text of the source beside each.
fn is_gettext(unit: &Unit) -> bool {
    unit.plural.is_some_and(|p| p.counterpart.is_some())
}

fn category(unit: &Unit) -> Option<&'static str> {
    unit.plural?.category
}

impl PluralForms {
    fn judge(&self, group: &[&Unit], plurals: Plurals, sink: &mut Sink<'_>) {
        let has = |wanted: &str| group.iter().any(|unit| category(unit) == Some(wanted));
        match self.0 {
            Of::Missing => {
                let missing: Vec<&str> = plurals.needed.iter().copied().filter(|wanted| !has(wanted)).collect();
                // In Fluent the default stands for one of them, whatever it is called.
                let spared = usize::from(group.iter().any(|unit| unit.syntax.any(Syntax::FLUENT)));
                let Some(last) = group.last().filter(|_| missing.len() > spared) else { return };
                let (noun, verb) = if missing.len() == 1 { ("form", "is") } else { ("forms", "are") };
                let detail = format!("the {noun} for {} {verb} missing", missing.join(", "));
                sink.report(last.target.span).arg("detail", detail);
            }
            Of::Unused => {
                // `zero` is the message for nothing in i18next and in stringsdict, whatever the language.
                let known = |c: &str| c == "zero" || plurals.needed.contains(&c) || plurals.optional.contains(&c);
                for unit in group.iter().filter(|unit| unit.state != UnitState::Untranslated) {
                    if let Some(category) = category(unit).filter(|c| !known(c)) {
                        sink.report(unit.target.span).arg("category", category);
                    }
                }
            }
        }
    }
}
