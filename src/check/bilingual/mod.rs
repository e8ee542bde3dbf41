//! Checks that hold a translation against its source, unit by unit.

pub(super) mod addresses;
pub(super) mod edges;
pub(super) mod glossary;
pub(super) mod length;
pub(super) mod numbers;
pub(super) mod placeholders;
pub(super) mod question;
pub(super) mod references;
pub(super) mod tags;
pub(super) mod unit_facts;
pub(super) mod untranslated;

mod function_words;
mod multiset;
