//! Native checks, for defects that patterns cannot describe. A rule file names one with `check = "name"` and sets its options.

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
mod suppression;
mod unknown_word;

use crate::context::{Context, Sink};
use mtlint_text::text::{UnitTokens, Words};

/// A check, ready to run on documents.
pub trait Check: Send + Sync {
    /// Looks at a whole document and reports what it finds.
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>);

    /// True for a check that looks at the text alone, so that it can also look for the same defect in the source.
    fn reads_text_only(&self) -> bool {
        false
    }

    /// The number of places in a unit that follow the check, to find out whether the document has another style.
    fn following(&self, _context: &Context<'_>, _unit: &UnitTokens) -> usize {
        0
    }
}

/// A check by its name. Each check's file has one as `CHECK`.
pub struct CheckSpec {
    /// The name that rule files use.
    pub name: &'static str,
    /// What it finds, for docs/RULES.md; a `*` in front: it compares with the source, and skips units without one.
    pub finds: &'static str,
    /// Its options and their defaults, for docs/RULES.md.
    pub options: &'static str,
    /// Makes the check from the options in a rule's `[match]` table; words that it compares with are interned here.
    pub build: Build,
}

/// Makes a check from its options; the error is a sentence for the author of the rule.
pub type Build = fn(&toml::Table, &mut Words) -> Result<Box<dyn Check>, String>;

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

/// Refuses any option, for a check that has none.
fn without_options(table: &toml::Table) -> Result<(), String> {
    match table.keys().next() {
        None => Ok(()),
        Some(key) => Err(format!("unknown option “{key}”; this check has no options")),
    }
}
