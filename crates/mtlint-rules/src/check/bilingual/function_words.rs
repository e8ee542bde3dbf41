//! Function words of the source language, as word ids.

use rustc_hash::FxHashSet;

use crate::context::{Context, WordSet};
use mtlint_text::language::{Facts, LanguageId};
use mtlint_text::text::{ClassBits, Token, Words};

/// The function words of the source language, of those that the vocabulary knows.
pub(super) fn of_source(context: &Context<'_>) -> WordSet {
    of_class(context, FUNCTION)
}

/// How many of the tokens are function words of some language.
pub(super) fn count(context: &Context<'_>, tokens: &[Token], language: LanguageId) -> usize {
    let lists =
        Facts::of(language).classes.iter().filter(|(class, _)| class.intersects(FUNCTION)).map(|(_, list)| *list);
    let words: FxHashSet<&str> = lists.flatten().copied().collect();
    tokens.iter().filter(|t| words.contains(context.words.get(t.word))).count()
}

const FUNCTION: ClassBits = ClassBits::FUNCTION
    .union(ClassBits::PRONOUN)
    .union(ClassBits::DETERMINER)
    .union(ClassBits::PREPOSITION)
    .union(ClassBits::CONJUNCTION)
    .union(ClassBits::BE)
    .union(ClassBits::HAVE)
    .union(ClassBits::MODAL);

fn insert(set: &mut WordSet, words: &Words, list: &[&str]) {
    for id in list.iter().filter_map(|word| words.find(word)) {
        set.insert(id);
    }
}

/// The words of a class of the source language.
pub(super) fn of_class(context: &Context<'_>, wanted: ClassBits) -> WordSet {
    let mut set = WordSet::default();
    for (class, list) in context.source.map_or(&[][..], |s| s.facts.classes) {
        if class.intersects(wanted) {
            insert(&mut set, context.words, list);
        }
    }
    set
}
