//! Defects in glossary terms, names and plural forms.

use mtlint_rules::finding::Edit;
use mtlint_token::span::FileSpan;

use super::super::case::Case;
use super::super::rng::Rng;
use super::words::{capitalised_like, spots};

/// A plural form of a PO file is dropped, with its line.
pub(super) fn plural_form_lost(case: &Case<'_>, _: &mut Rng) -> Option<Vec<Edit>> {
    let is_later = case.unit.plural.is_some_and(|plural| plural.index > 0);
    let place = case.target.whole().filter(|_| is_later)?;
    let (before, behind) = (case.file.content.get(..place.range().start)?, case.file.content.get(place.range().end..)?);
    let start = before.rfind("\nmsgstr[")?;
    // The strings of one form are between its keyword and its text.
    let is_its_own = !before.get(start + 1..)?.contains("\nmsg");
    let end = place.range().end + behind.find('\n').filter(|_| is_its_own)?;
    Some(vec![Edit { span: FileSpan::from_range(start..end), text: String::new() }])
}

/// A plural form is empty.
pub(super) fn plural_form_empty(case: &Case<'_>, _: &mut Rng) -> Option<Vec<Edit>> {
    let is_later = case.unit.plural.is_some_and(|plural| plural.index > 0);
    let place = case.target.whole().filter(|_| is_later)?;
    Some(vec![Edit { span: place, text: String::new() }])
}

/// The translation of a term becomes that of another.
pub(super) fn term(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    let (here, there) = (case.target.text, case.source.text);
    let speaks = |code: &Option<String>| code.as_deref().is_none_or(|code| code == case.part.languages.target.code());
    let terms = case.loan.terms.iter().filter(|term| speaks(&term.to) && !spots(there, &term.source).is_empty());
    let mut found = Vec::new();
    for term in terms {
        for name in &term.targets {
            found.extend(spots(here, name).into_iter().map(|at| (term, at..at + name.len())));
        }
    }
    let (term, place) = rng.pick(&found)?.clone();
    let others: Vec<_> =
        case.loan.terms.iter().filter(|other| other.source != term.source && speaks(&other.to)).collect();
    let other = rng.pick(&others)?.targets.first().filter(|name| !term.targets.contains(name))?;
    let other = capitalised_like(other, here.get(place.clone())?);
    Some(vec![case.replace(place, &other)?])
}

/// Two letters inside a name are exchanged.
pub(super) fn name(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    let (here, there) = (case.target.text, case.source.text);
    let both = |name: &&String| !spots(there, name).is_empty() && !spots(here, name).is_empty();
    let names: Vec<_> = case.loan.names.iter().filter(both).collect();
    let name = rng.pick(&names)?;
    let mut letters: Vec<char> = name.chars().collect();
    let inside: Vec<usize> =
        (1..letters.len().saturating_sub(1)).filter(|&at| letters.get(at) != letters.get(at + 1)).collect();
    let at = *rng.pick(&inside)?;
    letters.swap(at, at + 1);
    let place = *rng.pick(&spots(here, name))?;
    Some(vec![case.replace(place..place + name.len(), &letters.into_iter().collect::<String>())?])
}
