//! Defects in objects: placeholders, tags, addresses, code and references that are lost, changed or misplaced.

use mtlint_format::document::ObjectKind;
use mtlint_rules::finding::Edit;

use super::super::case::{Case, Item};
use super::super::rng::Rng;
use super::words::misspelt;

/// An object of the translation that the source has as well.
fn one<'d>(case: &Case<'d>, kind: ObjectKind, rng: &mut Rng) -> Option<Item<'d>> {
    let there = case.source.items_of(kind);
    let mut here = case.target.items_of(kind);
    here.retain(|item| there.iter().any(|other| other.literal == item.literal));
    // In `text <address>`_ both ends are objects.
    here.retain(|item| kind != ObjectKind::Address || item.raw.contains(['/', '@', '.']));
    rng.pick(&here).cloned()
}

fn dropped(case: &Case<'_>, kind: ObjectKind, rng: &mut Rng) -> Option<Vec<Edit>> {
    Some(vec![one(case, kind, rng)?.replaced(String::new())])
}

fn changed(case: &Case<'_>, kind: ObjectKind, rng: &mut Rng) -> Option<Vec<Edit>> {
    let item = one(case, kind, rng)?;
    Some(vec![item.replaced(misspelt(item.raw)?)])
}

/// A placeholder is dropped. Not in plural forms for one number, which need not name it.
pub(super) fn placeholder_dropped(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    let may_go = case.unit.plural.is_some_and(|plural| plural.rare);
    if may_go { None } else { dropped(case, ObjectKind::Placeholder, rng) }
}

/// The name of a placeholder gets a wrong letter.
pub(super) fn placeholder_renamed(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    let item = one(case, ObjectKind::Placeholder, rng)?;
    let is_named = item.raw.contains(['{', '(', '<', '$']) && !item.raw.starts_with('<');
    Some(vec![item.replaced(misspelt(item.raw).filter(|_| is_named)?)])
}

/// A placeholder is repeated.
pub(super) fn placeholder_doubled(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    let item = one(case, ObjectKind::Placeholder, rng)?;
    Some(vec![item.replaced(format!("{0} {0}", item.raw))])
}

/// `%s` becomes `%d`, `%(n)d` becomes `%(n)s`.
pub(super) fn placeholder_type(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    let item = one(case, ObjectKind::Placeholder, rng)?;
    let other = match item.raw.chars().next_back().filter(|_| item.raw.starts_with('%'))? {
        's' => 'd',
        'd' | 'i' | 'f' | 'u' => 's',
        _ => return None,
    };
    let kept = item.raw.get(..item.raw.len() - 1)?;
    Some(vec![item.replaced(format!("{kept}{other}"))])
}

/// Two placeholders of different types, without names or numbers, are exchanged.
pub(super) fn placeholders_swapped(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    let is_plain = |item: &Item<'_>| item.raw.starts_with('%') && !item.raw.contains(['(', '$', '{', '<']);
    let items: Vec<_> = case.target.items_of(ObjectKind::Placeholder).into_iter().filter(is_plain).collect();
    let pairs: Vec<_> = items.windows(2).filter(|pair| matches!(pair, [a, b] if a.raw != b.raw)).collect();
    let [a, b] = rng.pick(&pairs)? else { return None };
    Some(vec![a.replaced(b.raw.to_owned()), b.replaced(a.raw.to_owned())])
}

/// An opening tag and its closing one.
type Pair<'d> = (Item<'d>, Item<'d>);

/// The pairs of tags in a translation, except elements of the file itself: without one of them the file could not be
/// read.
fn pairs<'d>(case: &Case<'d>) -> Vec<Pair<'d>> {
    let is_xml = case.file.content.trim_start().starts_with("<?xml");
    let (mut open, mut pairs): (Vec<Item<'d>>, Vec<Pair<'d>>) = (Vec::new(), Vec::new());
    for item in case.target.items_of(ObjectKind::Tag) {
        if is_xml && item.raw.starts_with('<') {
            continue;
        }
        match tag(item.literal) {
            Some((name, false)) if !name.is_empty() => open.push(item),
            Some((name, true)) => {
                let at = open.iter().rposition(|o| tag(o.literal).is_some_and(|(other, _)| other == name));
                pairs.extend(at.map(|at| (open.remove(at), item)));
            }
            _ => {}
        }
    }
    pairs
}

/// The name of a tag, and whether it is a closing one.
fn tag(literal: &str) -> Option<(&str, bool)> {
    let inner = literal.strip_prefix('<')?.strip_suffix('>')?;
    let (inner, closes) = inner.strip_prefix('/').map_or((inner, false), |name| (name, true));
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    Some((inner.get(..end)?, closes))
}

/// Both tags of a pair are dropped.
pub(super) fn tag_lost(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    let (open, close) = rng.pick(&pairs(case))?.clone();
    Some(vec![open.replaced(String::new()), close.replaced(String::new())])
}

/// The closing tag of a pair is dropped.
pub(super) fn closing_tag_lost(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    let (_, close) = rng.pick(&pairs(case))?.clone();
    Some(vec![close.replaced(String::new())])
}

/// The closing tags of two nested pairs are exchanged.
pub(super) fn tags_crossed(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    let pairs = pairs(case);
    let inside = |(a, b): &(&Pair<'_>, &Pair<'_>)| {
        a.0.place.start < b.0.place.start && b.1.place.end <= a.1.place.start && a.1.raw != b.1.raw
    };
    let nested: Vec<_> = pairs.iter().flat_map(|a| pairs.iter().map(move |b| (a, b))).filter(inside).collect();
    let ((_, outer), (_, inner)) = rng.pick(&nested)?;
    Some(vec![inner.replaced(outer.raw.to_owned()), outer.replaced(inner.raw.to_owned())])
}

/// An address gets a wrong letter.
pub(super) fn address_changed(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    changed(case, ObjectKind::Address, rng)
}

/// An address is dropped.
pub(super) fn address_dropped(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    dropped(case, ObjectKind::Address, rng)
}

/// Code gets a wrong letter.
pub(super) fn code_changed(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    changed(case, ObjectKind::Code, rng)
}

/// Code is dropped.
pub(super) fn code_dropped(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    dropped(case, ObjectKind::Code, rng)
}

/// The target of a role or link gets a wrong letter.
pub(super) fn reference_changed(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    let item = one(case, ObjectKind::Reference, rng)?;
    let at = item.raw.rfind('<').or_else(|| item.raw.find('`')).or_else(|| item.raw.find('('))?;
    let (head, target) = item.raw.split_at_checked(at)?;
    Some(vec![item.replaced(format!("{head}{}", misspelt(target)?))])
}

#[cfg(test)]
mod tests {
    use super::tag;

    #[test]
    fn tags_have_names() {
        assert_eq!(tag(r#"<a href="b">"#), Some(("a", false)));
        assert_eq!(tag("</strong>"), Some(("strong", true)));
        assert_eq!(tag("**"), None);
    }
}
