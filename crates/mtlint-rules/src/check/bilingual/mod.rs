//! Checks that hold a translation against its source, unit by unit.

pub(super) mod accelerators;
pub(super) mod addresses;
pub(super) mod branches;
pub(super) mod cut_off;
pub(super) mod dates;
pub(super) mod doubled_sentence;
pub(super) mod edges;
pub(super) mod glossary;
pub(super) mod length;
pub(super) mod marks;
pub(super) mod numbers;
pub(super) mod placeholders;
pub(super) mod plural_forms;
pub(super) mod question;
pub(super) mod references;
pub(super) mod sentences;
pub(super) mod tags;
pub(super) mod unit_facts;
pub(super) mod units;
pub(super) mod untranslated;
pub(super) mod variants;
pub(super) mod wrong_language;

mod date_format;
mod function_words;
mod multiset;
mod neighbours;
mod places;
mod prose;
mod quantities;
