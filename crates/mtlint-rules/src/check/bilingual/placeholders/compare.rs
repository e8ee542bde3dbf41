//! Compares the placeholders of a translation with those of its source.

use super::{Item, Items};
use crate::check::bilingual::detail;
use crate::check::bilingual::multiset::{Differences, differences};
use crate::context::UnitPair;
use mtlint_format::document::{Syntax, Unit};
use mtlint_format::inline::{self, Choice, read_choice};

/// The defect of a unit.
pub(super) struct Defect<'i, 't> {
    pub(super) detail: String,
    /// The first placeholder that only the translation has.
    pub(super) found: Option<&'i Item<'t>>,
    /// The first placeholder that only the source has.
    pub(super) lost: Option<&'i Item<'t>>,
}

impl<'i, 't> Defect<'i, 't> {
    fn of(detail: String, differences: &Differences<'i, Item<'t>>) -> Self {
        let Differences { missing, extra } = differences;
        Self { detail, found: extra.first().copied(), lost: missing.first().copied() }
    }
}

pub(super) fn compare<'i, 't>(pair: &UnitPair<'_>, items: &'i Items<'t>) -> Option<Defect<'i, 't>> {
    let by_key = differing(pair, items, |a, b| a.key == b.key || is_form(&a.key, &b.key));
    if by_key.missing.is_empty() && by_key.extra.is_empty() {
        return None;
    }
    let is_counted = |list: &[&Item<'_>]| list.iter().any(|item| item.class.is_some());
    if !is_counted(&by_key.missing) || !is_counted(&by_key.extra) {
        return Some(Defect::of(detail(&by_key), &by_key));
    }
    // A missing conversion changes the numbers of all after it.
    let by_class = differing(pair, items, |a, b| match (&a.class, &b.class) {
        (Some(a), Some(b)) => a == b,
        _ => a.key == b.key,
    });
    if by_class.missing.is_empty() && by_class.extra.is_empty() {
        let detail = format!(
            "{} are in a different order than in the source and have no position numbers",
            list(&by_key.missing)
        );
        return Some(Defect::of(detail, &by_key));
    }
    Some(Defect::of(detail(&by_class), &by_class))
}

/// The placeholders that the translation lacks, and those that it has in addition.
fn differing<'i, 't>(
    pair: &UnitPair<'_>,
    items: &'i Items<'t>,
    same: impl Fn(&Item<'_>, &Item<'_>) -> bool,
) -> Differences<'i, Item<'t>> {
    let (unit, Items { source, other_form, target }) = (pair.unit, items);
    // gettext compares every form with the plural, and allows a form for few numbers to leave out placeholders.
    let wanted = if other_form.len() > source.len() { other_form } else { source };
    let Differences { mut missing, mut extra } = differences(wanted, target, &same);
    // A price or a percentage is not a placeholder if the source has no placeholder of that kind.
    extra.retain(|e| !e.is_number() || source.iter().chain(other_form).any(Item::is_number));
    extra.retain(|e| !other_form.iter().chain(source).any(|o| same(o, e)));
    extra.retain(|e| !is_in_branches(source, e));
    let by_name = has_names(unit);
    let rare = unit.plural.is_some_and(|p| p.rare);
    let again = |item: &Item<'_>| by_name && target.iter().any(|other| other.key == item.key);
    missing.retain(|item| !rare && !again(item) && !is_in_branches(target, item));
    Differences { missing, extra }
}

fn detail(differences: &Differences<'_, Item<'_>>) -> String {
    let Differences { missing, extra } = differences;
    match (missing.is_empty(), extra.is_empty()) {
        (false, false) => detail::differs(&list(missing), &list(extra)),
        (false, true) => detail::missing(&shown(missing)),
        (true, _) => detail::added(&shown(extra)),
    }
}

fn list(items: &[&Item<'_>]) -> String {
    detail::list(&shown(items))
}

fn shown<'t>(items: &[&Item<'t>]) -> Vec<&'t str> {
    items.iter().map(|item| item.shown).collect()
}

/// True if an argument is in the branches of another: a message may have it once, or once in each branch.
fn is_in_branches(list: &[Item<'_>], argument: &Item<'_>) -> bool {
    let name = argument.shown.trim_matches(['{', '}']).split(',').next().unwrap_or_default().trim();
    let holds = |choice: Choice<'_>| choice.branches.iter().any(|branch| branch.arguments.contains(&name));
    list.iter().filter(|item| inline::is_choice(item.shown)).any(|item| read_choice(item.shown).is_some_and(holds))
}

/// True for an attribute of the source's argument: `{month.forms[G]}` for `{month}`.
fn is_form(key: &str, form: &str) -> bool {
    let name = key.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    let rest = form.strip_prefix('{').zip(name).and_then(|(form, name)| form.strip_prefix(name));
    rest.is_some_and(|rest| rest.starts_with(['.', '[']))
}

/// True if arguments may be used any number of times.
fn has_names(unit: &Unit) -> bool {
    const NAMED: [Syntax; 8] = [
        Syntax::BRACE,
        Syntax::FLUENT,
        Syntax::QT,
        Syntax::RUBY,
        Syntax::PYTHON_PERCENT,
        Syntax::PRINTF,
        Syntax::ICU,
        Syntax::I18NEXT,
    ];
    NAMED.into_iter().any(|syntax| unit.syntax.any(syntax))
}
