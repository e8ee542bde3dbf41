//! Defects of language: text in the source language or a third one.

use std::ops::Range;

use mtlint_format::document::OBJECT;
use mtlint_rules::finding::Edit;

use super::super::case::Case;
use super::super::rng::Rng;
use super::words::{is_unspaced, words};

/// Replaces the translation by the source, if that is a change.
fn copied(case: &Case<'_>) -> Option<Vec<Edit>> {
    let raw = case.source.whole_raw()?;
    let is_same = case.source.text.to_lowercase() == case.target.text.to_lowercase();
    (!is_same).then_some(vec![Edit { span: case.target.whole()?, text: raw.to_owned() }])
}

/// The words of a source that consist of letters.
fn counted(case: &Case<'_>) -> usize {
    let text = case.source.text;
    let is_word = |range: Range<usize>| text.get(range).is_some_and(|word| word.chars().any(char::is_alphabetic));
    words(text).into_iter().filter(|range| is_word(range.clone())).count()
}

/// A sentence or more is left untranslated.
pub(super) fn untranslated(case: &Case<'_>, _: &mut Rng) -> Option<Vec<Edit>> {
    copied(case).filter(|_| counted(case) > 3)
}

/// A label is left untranslated.
pub(super) fn untranslated_label(case: &Case<'_>, _: &mut Rng) -> Option<Vec<Edit>> {
    copied(case).filter(|_| (1..=3).contains(&counted(case)))
}

/// Five words of the source replace five of the translation, about where they belong.
pub(super) fn five_words(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    const RUN: usize = 5;
    let (here, there) = (case.target, case.source);
    if is_unspaced(here.text) || is_unspaced(there.text) {
        return None;
    }
    let runs = |text: &str| -> Vec<Range<usize>> {
        let is_plain = |run: &Range<usize>| {
            text.get(run.clone())
                .is_some_and(|run| !run.contains(|c: char| c == OBJECT || c == '\n' || c.is_ascii_digit()))
        };
        let runs = words(text).windows(RUN).filter_map(|w| Some(w.first()?.start..w.last()?.end)).collect::<Vec<_>>();
        runs.into_iter().filter(is_plain).collect()
    };
    // Half of the translation stays.
    if words(here.text).len() < 2 * RUN {
        return None;
    }
    let own: Vec<_> = runs(here.text).into_iter().filter(|run| here.is_whole(run)).collect();
    let run = rng.pick(&own)?.clone();
    let wanted = run.start * there.text.len() / here.text.len().max(1);
    let theirs = runs(there.text).into_iter().filter(|run| there.is_whole(run));
    let copy = theirs.min_by_key(|run| run.start.abs_diff(wanted))?;
    Some(vec![Edit { span: here.place(run)?, text: there.raw(copy)?.to_owned() }])
}

/// A text with fewer letters than this is a label, whose language can hardly be recognised.
const LABEL: usize = 60;

/// The translation is in a third language.
pub(super) fn third(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    foreign(case, |letters| letters >= LABEL, rng)
}

/// A label is in a third language.
pub(super) fn third_label(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    foreign(case, |letters| (8..LABEL).contains(&letters), rng)
}

/// Replaces the translation by a text of about the same length in another language. Only if the translation has no
/// objects: lost placeholders are another defect.
fn foreign(case: &Case<'_>, suits: impl Fn(usize) -> bool, rng: &mut Rng) -> Option<Vec<Edit>> {
    const TRIES: usize = 60;
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    let text = case.target.text;
    if !case.target.items().is_empty() || !suits(letters(text)) {
        return None;
    }
    let own = [Some(case.part.languages.target), case.part.languages.source];
    let is_own = |code: &str| own.iter().flatten().any(|language| language.code() == code);
    for _ in 0..TRIES {
        let (language, foreign) = rng.pick(&case.loan.foreign)?;
        let is_as_long = foreign.len() * 2 >= text.len() && foreign.len() <= text.len() * 2;
        if is_as_long && suits(letters(foreign)) && !is_own(language.code()) {
            return Some(vec![case.replace(0..text.len(), foreign)?]);
        }
    }
    None
}
