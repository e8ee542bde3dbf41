//! Native checks, for defects that patterns cannot describe. A rule file names one with `check = "name"` and sets its
//! options.

mod bilingual;
mod calendar;
mod character_variants;
mod compare;
mod compound_variants;
mod consistency;
mod count;
mod document_grade;
mod duplicate_passage;
mod foreign_paragraph;
mod language_share;
mod mark_style;
mod metric;
mod mixed_script;
mod name_variants;
mod near;
mod number_conflict;
mod number_grouping;
mod pair;
mod pronoun_antecedent;
mod quote_balance;
mod quote_style;
mod register_mix;
mod remark;
mod repeated_conjunct;
mod repeated_list_item;
mod repeated_nearby;
mod repeated_sequence;
mod repeated_word;
mod root_echo;
mod script;
mod spacing;
mod spec;
mod suppression;
mod unknown_word;

use mtlint_text::text::Words;

pub use spec::{Build, Check, CheckSpec};

/// The checks that look at the translation alone. Those that compare it with its source are in [`bilingual::CHECKS`].
const CHECKS: &[CheckSpec] = &[
    calendar::CHECK,
    character_variants::CHECK,
    compare::CHECK,
    compound_variants::CHECK,
    consistency::CHECK,
    count::CHECK,
    document_grade::CHECK,
    duplicate_passage::CHECK,
    foreign_paragraph::CHECK,
    mark_style::CHECK,
    metric::CHECK,
    mixed_script::CHECK,
    name_variants::CHECK,
    number_conflict::CHECK,
    number_grouping::CHECK,
    pair::CHECK,
    pronoun_antecedent::CHECK,
    quote_balance::CHECK,
    quote_style::CHECK,
    register_mix::CHECK,
    remark::CHECK,
    repeated_conjunct::CHECK,
    repeated_list_item::CHECK,
    repeated_nearby::CHECK,
    repeated_sequence::CHECK,
    repeated_word::CHECK,
    root_echo::CHECK,
    script::CHECK,
    spacing::CHECK,
    suppression::CHECK,
    unknown_word::CHECK,
];

/// All checks.
pub fn all() -> impl Iterator<Item = &'static CheckSpec> {
    CHECKS.iter().chain(bilingual::CHECKS)
}

/// Makes a check by name.
pub fn build(name: &str, options: &toml::Table, words: &mut Words) -> Result<Box<dyn Check>, String> {
    let spec = all().find(|check| check.name == name).ok_or_else(|| {
        let mut names: Vec<&str> = all().map(|check| check.name).collect();
        names.sort_unstable();
        format!("unknown check “{name}”; available: {}", names.join(", "))
    })?;
    (spec.build)(options, words)
}

/// Checks the options of a check.
///
/// # Errors
/// An unknown check, or options that it does not take.
pub fn validate(name: &str, options: &toml::Table) -> Result<(), String> {
    build(name, options, &mut Words::default()).map(|_| ())
}
