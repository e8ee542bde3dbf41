//! Checks that compare a translation with its source.

mod accelerators;
mod addresses;
mod branches;
mod cut_off;
mod dates;
mod doubled_sentence;
mod edges;
mod glossary;
mod length;
mod marks;
mod numbers;
mod placeholders;
mod plural_forms;
mod question;
mod references;
mod sentences;
mod tags;
mod unit_facts;
mod units;
mod untranslated;
mod variants;
mod wrong_language;

mod date_format;
mod detail;
mod function_words;
mod multiset;
mod neighbours;
mod places;
mod prose;
mod quantities;
mod reported_form;

use super::spec::CheckSpec;

/// The checks that compare a translation with its source.
pub(super) const CHECKS: &[CheckSpec] = &[
    accelerators::CHECK,
    addresses::CHECK,
    branches::CHECK,
    cut_off::CHECK,
    dates::CHECK,
    doubled_sentence::CHECK,
    edges::CHECK,
    glossary::CHECK,
    length::CHECK,
    marks::CHECK,
    numbers::CHECK,
    placeholders::CHECK,
    plural_forms::CHECK,
    question::CHECK,
    references::CHECK,
    sentences::CHECK,
    tags::CHECK,
    unit_facts::CHECK,
    units::CHECK,
    untranslated::CHECK,
    variants::CHECK,
    wrong_language::CHECK,
];
