//! The kinds of defects. Each is a function that inserts one into the translation of a unit, if it applies.

mod language;
mod marks;
mod numbers;
mod objects;
mod sentences;
mod terms;
mod words;

use mtlint_rules::finding::Edit;

use super::case::Case;
use super::rng::Rng;

/// A kind of defect.
pub(super) struct Kind {
    /// Its name in tables and options.
    pub name: &'static str,
    /// The rules or families that are made for it.
    pub expected: &'static [&'static str],
    /// The edits that make the defect; `None` if it does not apply to the unit.
    pub inject: Inject,
}

/// A function that makes a defect.
type Inject = fn(&Case<'_>, &mut Rng) -> Option<Vec<Edit>>;

const fn kind(name: &'static str, expected: &'static [&'static str], inject: Inject) -> Kind {
    Kind { name, expected, inject }
}

const OMISSION: &[&str] = &["omission"];
const ADDITION: &[&str] = &["omission", "repetition"];
const LANGUAGE: &[&str] = &["untranslated"];
const THIRD: &[&str] = &["untranslated", "script"];

/// All kinds, in the order of the table. Negation is not among them: no rule could find it.
pub(super) const KINDS: &[Kind] = &[
    kind("number-digit", &["numbers"], numbers::digit),
    kind("number-other", &["numbers"], numbers::other),
    kind("number-exchanged", &["numbers"], numbers::exchanged),
    kind("number-dropped", &["numbers"], numbers::dropped),
    kind("measure", &["numbers"], numbers::measure),
    kind("date-day", &["numbers"], numbers::day),
    kind("date-month", &["numbers"], numbers::month),
    kind("placeholder-dropped", &["placeholder"], objects::placeholder_dropped),
    kind("placeholder-renamed", &["placeholder"], objects::placeholder_renamed),
    kind("placeholder-doubled", &["placeholder"], objects::placeholder_doubled),
    kind("placeholder-type", &["placeholder"], objects::placeholder_type),
    kind("placeholders-swapped", &["placeholder"], objects::placeholders_swapped),
    kind("tag-lost", &["markup/tags"], objects::tag_lost),
    kind("closing-tag-lost", &["markup/tags"], objects::closing_tag_lost),
    kind("tags-crossed", &["markup/tags"], objects::tags_crossed),
    kind("address-changed", &["markup/lost-address"], objects::address_changed),
    kind("address-dropped", &["markup/lost-address"], objects::address_dropped),
    kind("code-changed", &["markup/code"], objects::code_changed),
    kind("code-dropped", &["markup/code"], objects::code_dropped),
    kind("reference-changed", &["markup/reference"], objects::reference_changed),
    kind("sentence-dropped", OMISSION, sentences::dropped),
    kind("cut-off", OMISSION, sentences::cut_off),
    kind("sentence-doubled", ADDITION, sentences::doubled),
    kind("sentence-added", ADDITION, sentences::added),
    kind("word-doubled", &["repetition"], sentences::word_doubled),
    kind("shifted", &["omission", "numbers", "placeholder", "markup"], sentences::shifted),
    kind("untranslated", LANGUAGE, language::untranslated),
    kind("untranslated-label", LANGUAGE, language::untranslated_label),
    kind("five-words", LANGUAGE, language::five_words),
    kind("third-language", THIRD, language::third),
    kind("third-language-label", THIRD, language::third_label),
    kind("question", &["punctuation"], marks::question),
    kind("end-mark", &["punctuation"], marks::end_mark),
    kind("bracket", &["brackets"], marks::bracket),
    kind("quotation-mark", &["quotes"], marks::quotation_mark),
    kind("line-end", &["format/edge-newline"], marks::line_end),
    kind("edge-space", &["format/edge-space"], marks::edge_space),
    kind("accelerator", &["format/accelerator"], marks::accelerator),
    kind("plural-form-lost", &["plural"], terms::plural_form_lost),
    kind("plural-form-empty", &["plural"], terms::plural_form_empty),
    kind("term", &["terminology/glossary"], terms::term),
    kind("name", &["terminology/do-not-translate"], terms::name),
];

/// The kind with a name.
pub(super) fn by_name(name: &str) -> Result<&'static Kind, String> {
    let names = || KINDS.iter().map(|kind| kind.name).collect::<Vec<_>>().join(", ");
    KINDS
        .iter()
        .find(|kind| kind.name == name)
        .ok_or_else(|| format!("unknown kind of defect; the kinds are {}", names()))
}

#[cfg(test)]
mod tests;
