//! The branches of ICU messages, `{count, plural, one {# boat} other {# boats}}`. Each is a unit after its message, in
//! which it is a placeholder, so that rules read its text.

use crate::document::{Mask, MaskedSide, ObjectKind, SideText, Syntax, Unit};
use crate::inline::{Choice, ChoiceKind, is_choice, read_choice};

/// A branch as a unit.
#[derive(Debug)]
pub(super) struct Branch {
    /// Everything except its sides. Its key is that of its message with `[argument.selector]`.
    pub unit: Unit,
    /// The same branch of the source, or its branch for other numbers.
    pub source: Option<SideText>,
    /// Another branch of the source: the one for other numbers, or for one if that is the same.
    pub counterpart: Option<SideText>,
    /// Its text.
    pub target: SideText,
    /// Its index among the branches of its argument, from 0.
    pub index: u32,
    /// True if a number selects it.
    pub counts: bool,
    /// True if it is for few numbers and can leave the number out.
    pub rare: bool,
}

/// The branches of a message, except those inside branches.
pub(super) fn of(message: &Unit, source: Option<MaskedSide<'_>>, target: MaskedSide<'_>) -> Vec<Branch> {
    let mut found = Vec::new();
    if !message.syntax.intersects(Syntax::ICU) {
        return found;
    }
    let source_choices: Vec<PlacedChoice<'_>> = source.into_iter().flat_map(choices).collect();
    for PlacedChoice { at, choice } in choices(target) {
        let original = source_choices.iter().find(|other| other.choice.name == choice.name);
        for (index, branch) in (0..).zip(&choice.branches) {
            let named = |selector: &str| {
                let PlacedChoice { at, choice: other } = original?;
                let named = other.branches.iter().find(|b| b.selector == selector)?;
                Some(named.range.start + at..named.range.end + at)
            };
            let own = named(branch.selector).or_else(|| named("other"));
            let other = ["other", "one", "=1"].into_iter().filter_map(named).find(|range| Some(range) != own.as_ref());
            let part = |range: Option<std::ops::Range<usize>>| {
                source.zip(range).map(|(source, range)| source.side.part(range))
            };
            let key = message.key.as_deref().unwrap_or_default();
            let unit = Unit {
                key: Some(format!("{key}[{}.{}]", choice.name, branch.selector)),
                state: message.state,
                syntax: message.syntax,
                escape: message.escape,
                is_branch: true,
                ..Unit::default()
            };
            found.push(Branch {
                unit,
                source: part(own),
                counterpart: part(other),
                target: target.side.part(branch.range.start + at..branch.range.end + at),
                index,
                counts: choice.kind != ChoiceKind::Select,
                rare: branch.selector.starts_with('=') || matches!(branch.selector, "zero" | "one" | "two"),
            });
        }
    }
    found
}

/// An argument with branches.
struct PlacedChoice<'t> {
    /// Where it starts, in bytes of the side's text.
    at: usize,
    choice: Choice<'t>,
}

/// The arguments with branches among the masks of a side.
fn choices(side: MaskedSide<'_>) -> impl Iterator<Item = PlacedChoice<'_>> {
    side.masks.iter().filter_map(move |mask| {
        let literal = side.side.text().get(mask.range.clone()).filter(|text| is_choice(text))?;
        Some(PlacedChoice { at: mask.range.start, choice: read_choice(literal)? })
    })
}

/// Masks each `#` that is a placeholder for the number of a plural.
pub(super) fn mask_numbers(text: &str, masks: &mut Vec<Mask>) {
    let signs: Vec<usize> = memchr::memchr_iter(b'#', text.as_bytes()).collect();
    for at in signs {
        let behind = masks.partition_point(|mask| mask.range.end <= at);
        if masks.get(behind).is_none_or(|mask| mask.range.start > at) {
            masks.insert(
                behind,
                Mask { range: at..at + 1, kind: ObjectKind::Placeholder, visible: true, literal: None },
            );
        }
    }
}
