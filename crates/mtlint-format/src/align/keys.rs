//! Pairs units of resource files by their keys.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use super::forms::{Forms, form_for_others, other_forms, shown_key};
use super::{Counterpart, Lone, Pairing, Place, behind, selectors};
use crate::document::{Document, Unit, UnitState};

pub(super) fn pair(source: &Document, target: &Document) -> Pairing {
    let forms = Forms::of([source, target]);
    let originals = Originals::new(source, &forms);
    let mut pairing = Pairing::default();
    let mut messages: FxHashSet<Cow<'_, str>> = FxHashSet::default();
    for (index, unit) in target.units.iter().enumerate() {
        let key = key(unit);
        let message = forms.message(key);
        let found = originals.of(key, &message);
        pairing.sources.push(found.map(|unit| Counterpart::sure(unit.target.outer)));
        let other = unit.plural.and(found).and_then(|found| originals.other_form(found));
        pairing.counterparts.push(other.map(|unit| unit.target.outer));
        if found.is_none() && !is_private(key) && messages.insert(message) {
            let at = target.target.map.to_file(unit.target.span).unwrap_or(behind(target, index));
            pairing.lone.push(Lone { check: "added-entry", at, source: None, detail: shown_key(key).to_owned() });
        }
    }
    selectors::compare(source, target, &mut pairing);
    missing(source, target, &forms, &mut pairing);
    pairing
}

fn key(unit: &Unit) -> &str {
    unit.key.as_deref().unwrap_or_default()
}

/// True for an attribute of a Fluent term, which only its own language uses: `-brand.gender`.
fn is_private(key: &str) -> bool {
    key.starts_with('-') && key.contains('.')
}

/// Reports entries of the source that the target lacks. Each language has its own forms of a message: one is enough.
fn missing(source: &Document, target: &Document, forms: &Forms<'_>, pairing: &mut Pairing) {
    let position: FxHashMap<Cow<'_, str>, usize> =
        (1..).zip(&target.units).map(|(index, unit)| (forms.message(key(unit)), index)).collect();
    let mut before = 0;
    let mut reported: FxHashSet<Cow<'_, str>> = FxHashSet::default();
    for unit in &source.units {
        let key = key(unit);
        let message = forms.message(key);
        if let Some(&at) = position.get(&message) {
            before = at;
        } else if unit.state != UnitState::Untranslated && !is_private(key) && reported.insert(message.clone()) {
            let (at, detail) = (behind(target, before), shown_key(&message).to_owned());
            pairing.lone.push(Lone {
                check: "missing-entry",
                at,
                source: Some(Place::Text(unit.target.outer)),
                detail,
            });
        }
    }
}

/// The source units by their keys and by their messages.
struct Originals<'d> {
    by_key: FxHashMap<&'d str, &'d Unit>,
    by_message: FxHashMap<Cow<'d, str>, &'d Unit>,
}

impl<'d> Originals<'d> {
    fn new(source: &'d Document, forms: &Forms<'_>) -> Self {
        let mut by_key: FxHashMap<&str, &Unit> = FxHashMap::default();
        // The last form of a message counts: the one for numbers other than 1.
        let mut by_message = FxHashMap::default();
        for unit in &source.units {
            by_key.entry(key(unit)).or_insert(unit);
            by_message.insert(forms.message(key(unit)), unit);
        }
        Self { by_key, by_message }
    }

    /// The source of a unit: the unit with its key. For a form that the source language does not have: the form for
    /// other numbers, or the whole message.
    fn of(&self, key: &str, message: &str) -> Option<&'d Unit> {
        let at = |key: &str| self.by_key.get(key).copied();
        let form = || form_for_others(key).and_then(|key| at(&key));
        at(key).or_else(form).or_else(|| at(message)).or_else(|| self.by_message.get(message).copied())
    }

    /// Another form of the same message: `other`, or `one` for `other`.
    fn other_form(&self, form: &Unit) -> Option<&'d Unit> {
        let others = other_forms(form.key.as_deref()?);
        others.iter().find_map(|other| self.by_key.get(other.as_str()).copied())
    }
}
