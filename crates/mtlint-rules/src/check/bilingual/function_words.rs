//! Function words of the source language, as word ids.

use rustc_hash::FxHashSet;

use crate::context::{Context, WordSet};
use mtlint_text::language::{Facts, LanguageId};
use mtlint_text::text::{ClassBits, Token};

/// The function words of the source language, of those that the vocabulary knows.
pub(super) fn of_source(context: &Context<'_>) -> WordSet {
    of_class(context, FUNCTION)
}

/// How many of the tokens are function words of some language.
pub(super) fn count(context: &Context<'_>, tokens: &[Token], language: LanguageId) -> usize {
    let words: FxHashSet<&str> = Facts::of(language).words_of(FUNCTION).collect();
    tokens.iter().filter(|t| words.contains(context.words.get(t.word))).count()
}

const FUNCTION: ClassBits = ClassBits::FUNCTION;

/// The words of a class of the source language.
pub(super) fn of_class(context: &Context<'_>, wanted: ClassBits) -> WordSet {
    let mut set = WordSet::default();
    let words = context.source.into_iter().flat_map(|source| source.facts.words_of(wanted));
    words.filter_map(|word| context.words.find(word)).for_each(|id| set.insert(id));
    set
}
