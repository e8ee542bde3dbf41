//! Native checks: what no pattern can say. One file each; a rule file names one by `check = "name"` and gives its options.

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

    /// True for a check that looks at nothing but the text, so that it can be asked of the source whether it has the same.
    fn reads_text_only(&self) -> bool {
        false
    }

    /// The number of places in a unit that are as the check wants them, to tell whether a document has a style of its own.
    fn following(&self, _context: &Context<'_>, _unit: &UnitTokens) -> usize {
        0
    }
}

/// A check by its name.
pub struct CheckSpec {
    /// What rule files write.
    pub name: &'static str,
    /// Makes the check from the options in a rule's `[match]` table; words that it compares with are interned here.
    pub build: Build,
}

/// Makes a check from its options; the error is a sentence for the author of the rule.
pub type Build = fn(&toml::Table, &mut Words) -> Result<Box<dyn Check>, String>;

/// All native checks.
pub const CHECKS: &[CheckSpec] = &[
    CheckSpec { name: "accelerators", build: bilingual::accelerators::build },
    CheckSpec { name: "addresses", build: bilingual::addresses::build },
    CheckSpec { name: "branches", build: bilingual::branches::build },
    CheckSpec { name: "calendar", build: calendar::build },
    CheckSpec { name: "character-variants", build: character_variants::build },
    CheckSpec { name: "compare", build: compare::build },
    CheckSpec { name: "compound-variants", build: compound_variants::build },
    CheckSpec { name: "consistency", build: consistency::build },
    CheckSpec { name: "count", build: count::build },
    CheckSpec { name: "cut-off", build: bilingual::cut_off::build },
    CheckSpec { name: "dates", build: bilingual::dates::build },
    CheckSpec { name: "document-grade", build: document_grade::build },
    CheckSpec { name: "doubled-sentence", build: bilingual::doubled_sentence::build },
    CheckSpec { name: "duplicate-passage", build: duplicate_passage::build },
    CheckSpec { name: "edges", build: bilingual::edges::build },
    CheckSpec { name: "foreign-paragraph", build: foreign_paragraph::build },
    CheckSpec { name: "glossary", build: bilingual::glossary::build },
    CheckSpec { name: "length", build: bilingual::length::build },
    CheckSpec { name: "lost-question", build: bilingual::question::build },
    CheckSpec { name: "mark-style", build: mark_style::build },
    CheckSpec { name: "marks", build: bilingual::marks::build },
    CheckSpec { name: "metric", build: metric::build },
    CheckSpec { name: "mixed-script", build: mixed_script::build },
    CheckSpec { name: "name-variants", build: name_variants::build },
    CheckSpec { name: "number-conflict", build: number_conflict::build },
    CheckSpec { name: "number-grouping", build: number_grouping::build },
    CheckSpec { name: "numbers", build: bilingual::numbers::build },
    CheckSpec { name: "pair", build: pair::build },
    CheckSpec { name: "placeholders", build: bilingual::placeholders::build },
    CheckSpec { name: "plural-forms", build: bilingual::plural_forms::build },
    CheckSpec { name: "pronoun-antecedent", build: pronoun_antecedent::build },
    CheckSpec { name: "quote-balance", build: quote_balance::build },
    CheckSpec { name: "quote-style", build: quote_style::build },
    CheckSpec { name: "references", build: bilingual::references::build },
    CheckSpec { name: "register-mix", build: register_mix::build },
    CheckSpec { name: "remark", build: remark::build },
    CheckSpec { name: "repeated-conjunct", build: repeated_conjunct::build },
    CheckSpec { name: "repeated-list-item", build: repeated_list_item::build },
    CheckSpec { name: "repeated-nearby", build: repeated_nearby::build },
    CheckSpec { name: "repeated-sequence", build: repeated_sequence::build },
    CheckSpec { name: "repeated-word", build: repeated_word::build },
    CheckSpec { name: "root-echo", build: root_echo::build },
    CheckSpec { name: "script", build: script::build },
    CheckSpec { name: "sentences", build: bilingual::sentences::build },
    CheckSpec { name: "spacing", build: spacing::build },
    CheckSpec { name: "suppression", build: suppression::build },
    CheckSpec { name: "tags", build: bilingual::tags::build },
    CheckSpec { name: "unit", build: bilingual::unit_facts::build },
    CheckSpec { name: "units", build: bilingual::units::build },
    CheckSpec { name: "unknown-word", build: unknown_word::build },
    CheckSpec { name: "untranslated", build: bilingual::untranslated::build },
    CheckSpec { name: "variants", build: bilingual::variants::build },
    CheckSpec { name: "wrong-language", build: bilingual::wrong_language::build },
];

/// Makes a check by name.
pub fn build(name: &str, options: &toml::Table, words: &mut Words) -> Result<Box<dyn Check>, String> {
    let spec = CHECKS.iter().find(|c| c.name == name).ok_or_else(|| {
        let names: Vec<&str> = CHECKS.iter().map(|c| c.name).collect();
        format!("no check “{name}”; there are: {}", names.join(", "))
    })?;
    (spec.build)(options, words)
}

/// Reports whether a check would take these options.
pub fn validate(name: &str, options: &toml::Table) -> Result<(), String> {
    build(name, options, &mut Words::default()).map(|_| ())
}
