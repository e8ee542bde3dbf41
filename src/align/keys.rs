//! Units of resource files, by their keys.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Lone, Pairing, behind, shown};
use crate::document::{Document, Unit, UnitState};

/// The plural categories of CLDR as they stand in keys.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

pub(super) fn pair(source: &Document, target: &Document) -> Pairing {
    let mut by_key: FxHashMap<&str, &Unit> = FxHashMap::default();
    for unit in &source.units {
        by_key.entry(unit.key.as_deref().unwrap_or_default()).or_insert(unit);
    }
    let mut pairing = Pairing::default();
    let mut messages: FxHashSet<&str> = FxHashSet::default();
    for (index, unit) in target.units.iter().enumerate() {
        let key = unit.key.as_deref().unwrap_or_default();
        messages.insert(message(key));
        let found = by_key.get(key).copied().or_else(|| counterpart(key, &by_key));
        pairing.sources.push(found.map(|unit| unit.target.outer));
        let other = unit.plural.and(found).and_then(|found| other_form(found, &by_key));
        pairing.counterparts.push(other.map(|unit| unit.target.outer));
        if found.is_none() {
            let at = target.target.map.to_source(unit.target.span).unwrap_or(behind(target, index));
            pairing.lone.push(Lone { check: "added-entry", at, source: None, detail: key.to_owned() });
        }
    }
    missing(source, target, &messages, &mut pairing);
    pairing
}

/// Entries of the source that the target lacks. Which forms a message has is the language's choice: one will do.
fn missing(source: &Document, target: &Document, messages: &FxHashSet<&str>, pairing: &mut Pairing) {
    let position: FxHashMap<&str, usize> = (1..)
        .zip(&target.units)
        .map(|(index, unit)| (message(unit.key.as_deref().unwrap_or_default()), index))
        .collect();
    let mut before = 0;
    let mut told: FxHashSet<&str> = FxHashSet::default();
    for unit in &source.units {
        let key = unit.key.as_deref().unwrap_or_default();
        let message = message(key);
        if messages.contains(message) {
            before = position.get(message).copied().unwrap_or(before);
        } else if unit.state != UnitState::Untranslated && told.insert(message) {
            let (at, source_text) = (behind(target, before), shown(source.target.slice(unit.target.span)));
            let detail = if source_text.is_empty() { key.to_owned() } else { format!("{message}: {source_text}") };
            pairing.lone.push(Lone { check: "missing-entry", at, source: Some(unit.target.outer), detail });
        }
    }
}

/// The key of the message that a form or variant belongs to: `photos` of `photos[few]` and `photos[n.few]`, `item` of `item_few`. An
/// element of an array (`days[3]`) is an entry of its own.
fn message(key: &str) -> &str {
    let variant = |key: &str| {
        let (before, variant) = key.strip_suffix(']')?.rsplit_once('[')?;
        (!variant.bytes().all(|b| b.is_ascii_digit())).then_some(before.len())
    };
    let mut message = key;
    while let Some(before) = variant(message).and_then(|length| message.get(..length)) {
        message = before;
    }
    match message.rsplit_once('_') {
        Some((before, category)) if CATEGORIES.contains(&category) => before,
        _ => message,
    }
}

/// The source of a form or variant that the source language does not have: that of `other`, or the message as a whole.
fn counterpart<'d>(key: &str, by_key: &FxHashMap<&str, &'d Unit>) -> Option<&'d Unit> {
    let message = message(key);
    let candidates = [
        variant_for_others(key).unwrap_or_default(),
        format!("{message}[other]"),
        format!("{message}_other"),
        message.to_owned(),
        format!("{message}[one]"),
    ];
    candidates.iter().find_map(|key| by_key.get(key.as_str()).copied())
}

/// Another form of the same message: that of `other`, or that of `one` beside it.
fn other_form<'d>(form: &Unit, by_key: &FxHashMap<&str, &'d Unit>) -> Option<&'d Unit> {
    let key = form.key.as_deref()?;
    let own = key.trim_end_matches([']', '"']);
    let category = CATEGORIES
        .iter()
        .copied()
        .find(|category| own.strip_suffix(category).is_some_and(|before| before.ends_with(['[', '.', '_'])));
    let stem = category.and_then(|category| own.strip_suffix(category));
    let end = key.get(own.len()..)?;
    let named = |name: &str| stem.map(|stem| format!("{stem}{name}{end}"));
    // i18next calls the form for many by the name of the message, or adds `_plural`.
    let bare = stem.and_then(|stem| Some(format!("{}{end}", stem.strip_suffix('_')?)));
    let older = (category.is_none()).then(|| format!("{own}_plural{end}"));
    let older_one = own.strip_suffix("_plural").map(|stem| format!("{stem}{end}"));
    let singular = category.is_none().then(|| format!("{own}_one{end}"));
    let candidates = [named("other"), named("one"), bare, older, older_one, singular];
    candidates.into_iter().flatten().filter(|other| other != key).find_map(|other| by_key.get(other.as_str()).copied())
}

/// `photos[n.other]` for `photos[n.few]`.
fn variant_for_others(key: &str) -> Option<String> {
    let (before, selector) = key.strip_suffix(']')?.rsplit_once(['[', '.'])?;
    let sign = key.get(before.len()..before.len() + 1)?;
    (!selector.contains('"')).then(|| format!("{before}{sign}other]"))
}
