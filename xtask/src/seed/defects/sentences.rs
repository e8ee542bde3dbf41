//! Defects of sentences and words: lost, cut off, repeated, or from elsewhere.

use std::ops::Range;

use mtlint_format::document::OBJECT;
use mtlint_rules::finding::Edit;

use super::super::case::Case;
use super::super::rng::Rng;
use super::words::{is_unspaced, words};
use mtlint_token::span::text_at;

/// Sentences with fewer letters are interjections, headings or list numbers.
const SHORTEST: usize = 20;

/// The longer sentences without tags that cross their edges.
fn whole(case: &Case<'_>) -> Vec<(usize, Range<usize>)> {
    let long = |range: &Range<usize>| {
        let text = text_at(case.target.text, range.clone());
        text.chars().filter(|c| c.is_alphabetic()).count() >= if is_unspaced(text) { SHORTEST / 2 } else { SHORTEST }
    };
    let sentences = case.sentences().iter().cloned().enumerate();
    sentences.filter(|(_, range)| long(range) && case.target.is_whole(range)).collect()
}

/// One of several sentences is dropped.
pub(super) fn dropped(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    let all = case.sentences();
    if all.len() < 2 {
        return None;
    }
    let (index, range) = rng.pick(&whole(case))?.clone();
    // With the space beside it.
    let range = match (all.get(index + 1), index.checked_sub(1).and_then(|before| all.get(before))) {
        (Some(next), _) => range.start..next.start,
        (None, Some(last)) => last.end..range.end,
        (None, None) => return None,
    };
    Some(vec![case.drop(range)?])
}

/// A sentence is repeated.
pub(super) fn doubled(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    let (_, range) = rng.pick(&whole(case))?.clone();
    let text = case.target.text.get(range.clone())?;
    let ends = text.ends_with(['.', '!', '?', '。', '！', '？']);
    let space = if is_unspaced(text) { "" } else { " " };
    let raw = case.target.raw(range.clone()).filter(|_| ends)?;
    Some(vec![case.insert_raw(range.end, &format!("{space}{raw}"))?])
}

/// A sentence of another unit is appended.
pub(super) fn added(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    const TRIES: usize = 12;
    let text = case.target.text;
    if !text.ends_with(['.', '!', '?', '。', '！', '？']) {
        return None;
    }
    for _ in 0..TRIES {
        let Some(other) = Case::new(case.file, case.part, rng.below(case.part.clean.len()), case.loan) else {
            continue;
        };
        let Some((_, range)) = rng.pick(&whole(&other)).cloned() else { continue };
        let sentence = other.target.text.get(range)?;
        if !sentence.contains(OBJECT) && sentence.ends_with(['.', '。']) && !text.contains(sentence) {
            let space = if is_unspaced(text) { "" } else { " " };
            let last = text.char_indices().next_back()?.0;
            return Some(vec![case.replace(last..text.len(), &format!("{}{space}{sentence}", text.get(last..)?))?]);
        }
    }
    None
}

/// The second half is missing.
pub(super) fn cut_off(case: &Case<'_>, _: &mut Rng) -> Option<Vec<Edit>> {
    const FEWEST: usize = 12;
    let text = case.target.text;
    let middle = if is_unspaced(text) {
        let (length, mut chars) = (text.chars().count(), text.char_indices());
        chars.nth(length / 2).filter(|_| length >= FEWEST * 2)?.0
    } else {
        let words = words(text);
        words.get(words.len() / 2).filter(|_| words.len() >= FEWEST)?.end
    };
    Some(vec![case.drop(middle..text.len())?])
}

/// A word is repeated.
pub(super) fn word_doubled(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    let text = case.target.text;
    let is_word = |range: &Range<usize>| {
        let word = text_at(text, range.clone());
        word.chars().count() > 1 && word.chars().all(char::is_alphabetic) && !is_unspaced(word)
    };
    let words: Vec<_> = words(text).into_iter().filter(is_word).collect();
    let range = rng.pick(&words)?.clone();
    let word = text.get(range.clone()).filter(|_| words.len() > 2)?;
    Some(vec![case.replace(range, &format!("{word} {}", word.to_lowercase()))?])
}

/// The translation is that of the next unit.
pub(super) fn shifted(case: &Case<'_>, _: &mut Rng) -> Option<Vec<Edit>> {
    let next = Case::new(case.file, case.part, case.index + 1, case.loan)?;
    let is_text = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() >= 8;
    let differs = case.source.text != next.source.text && case.target.text != next.target.text;
    let suits = differs && next.unit.is_linted(false) && next.unit.plural.is_none() && case.unit.plural.is_none();
    let raw = next.target.whole_raw().filter(|_| suits && is_text(next.target.text) && is_text(case.target.text))?;
    Some(vec![Edit { span: case.target.whole()?, text: raw.to_owned() }])
}
