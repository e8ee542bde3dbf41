//! The branches of ICU messages, `{count, plural, one {# boat} other {# boats}}`: each is a unit of its own behind its message, in
//! which it is a placeholder, so that rules read what stands in it.

use crate::document::{Mask, ObjectKind, SideText, Syntax, Unit};
use crate::inline::{Choice, ChoiceKind, is_choice, read_choice};

/// A branch as a unit.
#[derive(Debug)]
pub(super) struct Branch {
    /// What it is beside its sides. Its key is that of its message with `[argument.selector]`.
    pub unit: Unit,
    /// The same branch of the source, or the one that stands for all others.
    pub source: Option<SideText>,
    /// The branch of the source for other numbers, or for one where that is the same.
    pub counterpart: Option<SideText>,
    /// Its text.
    pub target: SideText,
    /// Its place among the branches of its argument, from 0.
    pub index: u32,
    /// True when it is chosen by a number.
    pub counts: bool,
    /// True when it is for few numbers, so that it need not name them.
    pub rare: bool,
}

/// The branches of a message, those inside of branches left out.
pub(super) fn of(message: &Unit, source: Option<(&SideText, &[Mask])>, target: (&SideText, &[Mask])) -> Vec<Branch> {
    let mut found = Vec::new();
    if !message.syntax.intersects(Syntax::ICU) {
        return found;
    }
    let there: Vec<(usize, Choice<'_>)> =
        source.map(|(side, masks)| choices(side, masks).collect()).unwrap_or_default();
    for (at, choice) in choices(target.0, target.1) {
        let original = there.iter().find(|(_, other)| other.name == choice.name);
        for (index, branch) in (0..).zip(&choice.branches) {
            let named = |selector: &str| {
                let (at, other) = original?;
                let named = other.branches.iter().find(|b| b.selector == selector)?;
                Some(named.range.start + at..named.range.end + at)
            };
            let own = named(branch.selector).or_else(|| named("other"));
            let other = ["other", "one", "=1"].into_iter().filter_map(named).find(|range| Some(range) != own.as_ref());
            let part =
                |range: Option<std::ops::Range<usize>>| source.zip(range).map(|((side, _), range)| side.part(range));
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
                target: target.0.part(branch.range.start + at..branch.range.end + at),
                index,
                counts: choice.kind != ChoiceKind::Select,
                rare: branch.selector.starts_with('=') || matches!(branch.selector, "zero" | "one" | "two"),
            });
        }
    }
    found
}

/// The arguments with branches among the masks of a side, with their places.
fn choices<'t>(side: &'t SideText, masks: &[Mask]) -> impl Iterator<Item = (usize, Choice<'t>)> {
    masks.iter().filter_map(|mask| {
        let literal = side.text().get(mask.range.clone()).filter(|text| is_choice(text))?;
        Some((mask.range.start, read_choice(literal)?))
    })
}

/// Masks each `#` that stands for the number of a plural.
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
