//! Units that go on in each other: the cues of subtitles, lines and cells that a sentence was cut into.

use crate::context::{Context, UnitPair};
use mtlint_token::script::is_east_asian;

/// The pairs beside one, in the order of the file, where a sentence may run on into them: what one of them has lost may stand in
/// the other.
pub(super) struct Neighbours<'a> {
    pairs: Vec<UnitPair<'a>>,
}

/// How far the parts of a sentence may be pushed, in units.
const REACH: usize = 2;

impl<'a> Neighbours<'a> {
    pub(super) fn of(context: &Context<'a>) -> Self {
        Self { pairs: context.pairs().collect() }
    }

    /// All pairs with their places.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (usize, &UnitPair<'a>)> {
        self.pairs.iter().enumerate()
    }

    /// The pairs that hold the same sentence as the one at a place.
    pub(super) fn of_sentence(&self, context: &Context<'a>, at: usize) -> impl Iterator<Item = &UnitPair<'a>> {
        let goes_on = |at: &usize| self.pairs.get(*at).is_some_and(|pair| is_open(pair.source_text(context)));
        let after = (at..at + REACH).take_while(goes_on).count();
        let before = (at.saturating_sub(REACH)..at).rev().take_while(goes_on).count();
        let near = self.pairs.get(at - before..).unwrap_or_default().iter().take(before + 1 + after);
        near.enumerate().filter(move |(index, _)| *index != before).map(|(_, pair)| pair)
    }
}

/// True for a text of some words that stops in the middle of a sentence.
fn is_open(text: &str) -> bool {
    const FEWEST: usize = 4;
    let goes_on = |c: char| c.is_alphanumeric() || matches!(c, ',' | '，' | '、' | '(' | '（');
    text.chars().next_back().is_some_and(goes_on)
        && (text.split_whitespace().nth(FEWEST - 1).is_some() || text.contains(is_east_asian))
}
