//! Units that share a sentence: cues of subtitles, lines and cells.

use crate::context::{Context, UnitPair};
use mtlint_token::script::is_east_asian;
use mtlint_token::span::items_at;

/// The pairs of a document in the order of the file. A sentence may run over several of them, so what one has lost may
/// be in another.
pub(super) struct Neighbours<'a> {
    pairs: Vec<UnitPair<'a>>,
}

/// How far the parts of a sentence may move, in units.
const REACH: usize = 2;

impl<'a> Neighbours<'a> {
    pub(super) fn of(context: &Context<'a>) -> Self {
        Self { pairs: context.pairs().collect() }
    }

    /// All pairs with their places.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (usize, &UnitPair<'a>)> {
        self.pairs.iter().enumerate()
    }

    /// The other pairs with parts of the same sentence as the pair at `at`.
    pub(super) fn of_sentence(&self, context: &Context<'a>, at: usize) -> impl Iterator<Item = &UnitPair<'a>> {
        let goes_on = |at: &usize| self.pairs.get(*at).is_some_and(|pair| is_open(pair.source_text(context)));
        let after = (at..at + REACH).take_while(goes_on).count();
        let before = (at.saturating_sub(REACH)..at).rev().take_while(goes_on).count();
        let near = items_at(&self.pairs, at - before..).iter().take(before + 1 + after);
        near.enumerate().filter(move |(index, _)| *index != before).map(|(_, pair)| pair)
    }
}

/// True for a text of several words that stops in the middle of a sentence.
fn is_open(text: &str) -> bool {
    const FEWEST: usize = 4;
    let goes_on = |c: char| c.is_alphanumeric() || matches!(c, ',' | '，' | '、' | '(' | '（');
    text.chars().next_back().is_some_and(goes_on)
        && (text.split_whitespace().nth(FEWEST - 1).is_some() || text.contains(is_east_asian))
}
