//! Compares Fluent messages with selectors. Languages place selectors differently: around sentences, around words, or
//! not at all. So a message is compared as a whole, each variant together with the text around it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Lone, Pairing, Place};
use crate::document::{Document, Object, ObjectKind, Syntax, Unit};

/// The remark for placeables that differ.
pub const PLACEABLES: &str = "placeables";

/// The end of an object that is a selector: `{ $n -> }`.
const SELECTOR: &str = "-> }";

/// Compares messages in which at least one side has a selector, and excludes their units from other placeholder checks.
/// Units that are only a part of a message keep their source only if both sides are divided in the same way.
pub(super) fn compare(source: &Document, target: &Document, pairing: &mut Pairing) {
    let is_fluent =
        |document: &Document| document.units.first().is_some_and(|unit| unit.syntax.intersects(Syntax::FLUENT));
    if !is_fluent(source) || !is_fluent(target) {
        return;
    }
    let (source_messages, target_messages) = (messages(source), messages(target));
    let mut ids: Vec<&&str> = target_messages.keys().collect();
    ids.sort_unstable();
    for id in ids {
        let (Some(original), Some(translation)) = (source_messages.get(*id), target_messages.get(*id)) else {
            continue;
        };
        if !original.has_selector() && !translation.has_selector() {
            continue;
        }
        for &index in &translation.units {
            pairing.whole.insert(index);
            keep_alike(original, translation, index, pairing);
        }
        if let Some(difference) = difference(original, translation) {
            pairing.lone.push(difference);
        }
    }
}

/// The units of a message.
struct Message<'d> {
    document: &'d Document,
    units: Vec<usize>,
}

fn messages(document: &Document) -> FxHashMap<&str, Message<'_>> {
    let mut messages: FxHashMap<&str, Message<'_>> = FxHashMap::default();
    for (index, unit) in document.units.iter().enumerate() {
        let id = key(unit).split('[').next().unwrap_or_default();
        messages.entry(id).or_insert_with(|| Message { document, units: Vec::new() }).units.push(index);
    }
    messages
}

fn key(unit: &Unit) -> &str {
    unit.key.as_deref().unwrap_or_default()
}

impl<'d> Message<'d> {
    fn units(&self) -> impl Iterator<Item = &'d Unit> + '_ {
        self.units.iter().filter_map(|&index| self.document.units.get(index))
    }

    fn has_selector(&self) -> bool {
        self.units().any(|unit| key(unit).contains('[') || self.chooses(unit))
    }

    /// True for a text that holds a selector.
    fn chooses(&self, unit: &Unit) -> bool {
        self.document.target.objects_of(unit.target).any(|(_, literal)| literal.ends_with(SELECTOR))
    }

    /// The placeables of a unit, without selectors.
    fn placeables(&self, unit: &Unit) -> impl Iterator<Item = (&'d Object, &'d str)> + use<'d> {
        let objects = self.document.target.objects_of(unit.target);
        objects.filter(|(object, _)| object.kind == ObjectKind::Placeholder)
    }

    /// All placeables of the message and the arguments of its selectors.
    fn all(&self) -> FxHashSet<String> {
        let objects = self.units().flat_map(|unit| self.document.target.objects_of(unit.target));
        objects.map(|(_, literal)| literal.replace(SELECTOR, "}")).collect()
    }

    /// The units around a variant.
    fn around<'m>(&'m self, variant: &'m Unit) -> impl Iterator<Item = &'d Unit> + 'm {
        let inner = key(variant);
        self.units().filter(move |unit| inner.strip_prefix(key(unit)).is_some_and(|rest| rest.starts_with('[')))
    }

    /// The units without variants inside.
    fn leaves(&self) -> impl Iterator<Item = &'d Unit> + '_ {
        self.units().filter(|unit| !self.chooses(unit))
    }

    /// The placeables that a reader of this variant sees.
    fn seen(&self, leaf: &Unit) -> FxHashSet<&'d str> {
        let texts = std::iter::once(leaf).map(|unit| self.placeables(unit));
        let outer = self.around(leaf).map(|unit| self.placeables(unit));
        texts.flatten().chain(outer.flatten()).map(|(_, literal)| literal).collect()
    }

    /// True for a unit that is the whole message, with only selectors around it.
    fn is_whole(&self, unit: &Unit) -> bool {
        let has_words = |unit: &Unit| self.document.target.slice(unit.target.span).chars().any(char::is_alphanumeric);
        !self.chooses(unit) && !self.around(unit).any(has_words)
    }
}

/// Removes the source of a unit that is a different part of its message than its source.
fn keep_alike(original: &Message<'_>, translation: &Message<'_>, index: usize, pairing: &mut Pairing) {
    let Some(unit) = translation.document.units.get(index) else { return };
    let Some(slot) = pairing.sources.get_mut(index) else { return };
    let depth = |unit: &Unit| key(unit).matches('[').count();
    let alike = |from: &Unit| {
        let whole = translation.is_whole(unit);
        original.is_whole(from) == whole
            && original.chooses(from) == translation.chooses(unit)
            && (whole || depth(from) == depth(unit))
            // Variants of a term are inflections; each is complete.
            && (!key(unit).starts_with('-') || key(from) == key(unit))
    };
    let from = original.units().find(|from| slot.is_some_and(|found| found.span == from.target.outer));
    *slot = slot.filter(|_| from.is_some_and(alike));
}

/// The first difference between the placeables of two messages.
fn difference(original: &Message<'_>, translation: &Message<'_>) -> Option<Lone> {
    let (wanted, had) = (original.all(), translation.all());
    let at = |unit: &Unit| translation.document.target.map.to_file(unit.target.span);
    let lone = |at, detail| Lone { check: PLACEABLES, at, source: whole(original).map(Place::Text), detail };
    for (object, literal) in translation.units().flat_map(|unit| translation.placeables(unit)) {
        if !wanted.contains(literal) {
            return Some(lone(object.file, format!("{literal} is not in the source")));
        }
    }
    for leaf in translation.leaves() {
        let seen = translation.seen(leaf);
        let mut lost: Vec<&str> = required(original, leaf).into_iter().filter(|name| !seen.contains(name)).collect();
        lost.sort_unstable();
        // A term can be replaced by a word in one variant, and the placeables of another selector are in all variants.
        let is_elsewhere = |name: &str| had.contains(name);
        let may_lack = is_rare(leaf) || translation.has_many_selectors();
        if let Some(name) = lost.into_iter().find(|name| !is_elsewhere(name) || !(may_lack || name.starts_with("{ -")))
        {
            let detail = match is_elsewhere(name) {
                true => format!("{name} from the source is missing in one variant"),
                false => format!("{name} from the source is missing"),
            };
            return at(leaf).map(|at| lone(at, detail));
        }
    }
    None
}

/// The placeables that a variant of the translation needs: those of the same variant of the source, otherwise those
/// that all its variants share.
fn required<'d>(original: &Message<'d>, leaf: &Unit) -> FxHashSet<&'d str> {
    if let Some(same) = original.leaves().find(|unit| key(unit) == key(leaf)) {
        return original.seen(same);
    }
    let sets = original.leaves().filter(|leaf| !is_rare(leaf)).map(|leaf| original.seen(leaf));
    sets.reduce(|a, b| a.intersection(&b).copied().collect()).unwrap_or_default()
}

/// True for a variant for few numbers, which can leave the number out.
fn is_rare(unit: &Unit) -> bool {
    let variants = key(unit).split('[').skip(1);
    variants
        .map(|name| name.trim_end_matches(']'))
        .any(|name| name.starts_with('=') || matches!(name, "zero" | "one" | "two"))
}

impl Message<'_> {
    /// True if a message has several selectors side by side, so that a variant of one says nothing about the other.
    fn has_many_selectors(&self) -> bool {
        let selectors = |unit: &Unit| {
            let objects = self.document.target.objects_of(unit.target);
            objects.filter(|(_, literal)| literal.ends_with(SELECTOR)).count()
        };
        let mut keys: Vec<&str> = self.units().map(key).collect();
        keys.sort_unstable();
        self.units().any(|unit| selectors(unit) > 1) || keys.windows(2).any(|pair| pair.first() == pair.last())
    }
}

/// The span of the message in the source text.
fn whole(message: &Message<'_>) -> Option<mtlint_token::span::TextSpan> {
    message.units().map(|unit| unit.target.outer).reduce(mtlint_token::span::TextSpan::to)
}
