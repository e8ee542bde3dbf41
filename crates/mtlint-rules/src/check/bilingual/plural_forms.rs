//! Plural forms by their CLDR categories: a form that the language needs is missing, or it has one that the language
//! never uses.
//!
//! Only for formats that name the categories. gettext numbers its forms, and its header declares how many there are.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::check::spec::{Check, CheckSpec};
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

pub(in crate::check) const CHECK: CheckSpec = CheckSpec {
    name: "plural-forms",
    finds: "missing or unused plural forms (CLDR categories), in formats that name them",
    options: "`of` = `missing`, `unused`",
    build,
};

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    Ok(Box::new(PluralForms(only_of(table)?)))
}

struct PluralForms(Of);

impl Check for PluralForms {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let Some(plurals) = context.facts.plurals else { return };
        for group in groups(&context.document.units) {
            // In a file beside its source, a form may have the other text of the source as well.
            let numbered = |unit: &Unit| context.document.source_path.is_none() && is_gettext(unit);
            let named = group.iter().all(|unit| category(unit).is_some_and(|_| !numbered(unit)));
            let translated = group.iter().any(|unit| unit.state != UnitState::Untranslated);
            if named && translated {
                self.judge(&group, plurals, sink);
            }
        }
    }
}

/// The forms of each message in file order. The forms of a nested message may be between them.
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

/// True for a unit of gettext, whose forms are numbered: only there each form has the other text of the source.
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
                // In Fluent the default variant serves one category, whatever its name is.
                let spared = usize::from(group.iter().any(|unit| unit.syntax.intersects(Syntax::FLUENT)));
                let Some(last) = group.last().filter(|_| missing.len() > spared) else { return };
                sink.report(last.target.span).arg("detail", missing_detail(&missing));
            }
            Of::Unused => {
                // In i18next and stringsdict `zero` is the message for none, whatever the language.
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

/// “few” is missing; “few” and “many” are missing.
fn missing_detail(categories: &[&str]) -> String {
    let quoted: Vec<String> = categories.iter().map(|category| format!("“{category}”")).collect();
    match quoted.as_slice() {
        [one] => format!("{one} is missing"),
        [first @ .., last] => format!("{} and {last} are missing", first.join(", ")),
        [] => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        let missing = Tester::new("plural/missing-form").target("uk").format("json");
        missing
            .flags_text("{\"mill_one\": \"{{count}} млин\", \"mill_few\": \"{{count}} млини\", \"mill_other\": \"[[{{count}} млина]]\"}")
            .passes_text("{\"mill_one\": \"{{count}} млин\", \"mill_few\": \"{{count}} млини\", \"mill_many\": \"{{count}} млинів\", \"mill_other\": \"{{count}} млина\"}");
        missing.says_text(
            "{\"mill_one\": \"{{count}} млин\", \"mill_other\": \"{{count}} млина\"}",
            "This language needs more plural forms: “few” and “many” are missing",
        );
        let unused = Tester::new("plural/unused-form").target("nl").format("json");
        unused
            .flags_text("{\"mill_one\": \"{{count}} molen\", \"mill_many\": \"[[{{count}} molens]]\", \"mill_other\": \"{{count}} molens\"}")
            .passes_text("{\"mill_one\": \"{{count}} molen\", \"mill_other\": \"{{count}} molens\"}");
    }
}
