//! rules/measured.toml has figures for the rules that exist, and docs/QUALITY.md shows them.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use mtlint::explain::quality;
use mtlint_rules::catalog::measured::{Figures, embedded};
use mtlint_rules::rule::pattern::Matcher;
use mtlint_rules::rule::{Needs, Rule, Status};
use mtlint_text::language::LanguageId;

const REMEDY: &str =
    "run `cargo xtask measure CORPUS…` on the corpora of docs/QUALITY.md and commit rules/measured.toml";

#[test]
fn every_stable_rule_is_measured() {
    let rules = mtlint::RULES.read().unwrap();
    let figures = Figures::load(&rules).unwrap();
    let stable = rules.iter().filter(|rule| rule.file.status == Status::Stable && !is_bilingual(rule));
    let unmeasured: Vec<_> = stable.filter(|rule| figures.of(rule).is_none()).map(|rule| rule.key()).collect();
    assert!(unmeasured.is_empty(), "stable rules without a figure: {}\n{REMEDY}", unmeasured.join(", "));
}

/// True for rules that compare with the source or read what a bilingual file says about its units. docs/QUALITY.md has
/// their figures.
fn is_bilingual(rule: &Rule) -> bool {
    let check = match rule.matcher(rule.language.unwrap_or(LanguageId::EN)) {
        Ok(Matcher::Native { name, .. }) => name,
        _ => String::new(),
    };
    rule.file.needs == Needs::Source
        || ["remark", "unit", "glossary", "plural-forms", "branches"].contains(&check.as_str())
}

#[test]
fn no_figure_is_of_a_rule_that_is_gone() {
    let keys: BTreeSet<_> = mtlint::RULES.read().unwrap().iter().map(|rule| rule.key()).collect();
    let measured = embedded(&mtlint::RULES).unwrap();
    let gone: Vec<_> = measured.rules.into_keys().filter(|key| !keys.contains(key)).collect();
    assert!(gone.is_empty(), "figures of rules that do not exist: {}\n{REMEDY}", gone.join(", "));
}

#[test]
fn figures_are_of_known_corpora() {
    let measured = embedded(&mtlint::RULES).unwrap();
    let named = measured.rules.values().flat_map(|entry| entry.keys());
    let unknown: BTreeSet<_> = named.filter(|name| !measured.corpora.contains_key(*name)).collect();
    assert!(unknown.is_empty(), "corpora without a size: {unknown:?}\n{REMEDY}");
}

#[test]
fn the_quality_page_shows_the_figures() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/QUALITY.md")).unwrap();
    let new = quality(&page, &mtlint::RULES.read().unwrap(), &embedded(&mtlint::RULES).unwrap()).unwrap();
    let differ = page.lines().zip(new.lines()).find(|(old, new)| old != new);
    assert_eq!(differ, None, "run `cargo xtask quality`");
    assert_eq!(page.len(), new.len(), "run `cargo xtask quality`");
    let tables = new.matches("\n| `").count();
    assert!(tables > 200, "only {tables} rows of rules and corpora");
}
