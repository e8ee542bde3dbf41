//! The lexicon by word id: each distinct word is looked up once.

use std::cell::{Cell, RefCell};

use super::{Lexicon, Tag, TagSet};
use crate::language::LanguageId;
use mtlint_token::{WordId, Words};

/// Facts about a word, for rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordFacts {
    /// Whether the lexicon lists it.
    pub known: bool,
    /// All tags it can have.
    pub tags: TagSet,
    /// Its most common tag.
    pub best: Option<Tag>,
}

/// One worker's cache of the lexicon of one language. It opens the lexicon at the first query, so rules that do not
/// need it cost nothing.
#[derive(Default)]
pub struct LexiconMemo {
    language: Option<LanguageId>,
    lexicon: std::cell::OnceCell<Option<Lexicon>>,
    facts: RefCell<Vec<Option<WordFacts>>>,
    lookups: Cell<usize>,
}

impl LexiconMemo {
    /// The cache for a language; for one without a lexicon every query finds nothing.
    #[must_use]
    pub fn new(language: LanguageId) -> Self {
        Self { language: Some(language), ..Self::default() }
    }

    /// The lexicon itself.
    #[must_use]
    pub fn lexicon(&self) -> Option<&Lexicon> {
        self.lexicon.get_or_init(|| self.language.and_then(Lexicon::of)).as_ref()
    }

    /// The facts about a word.
    #[must_use]
    pub fn facts(&self, words: &Words, id: WordId) -> WordFacts {
        if let Some(Some(facts)) = self.facts.borrow().get(id.index()) {
            return *facts;
        }
        self.lookups.set(self.lookups.get() + 1);
        let entry = self.lexicon().and_then(|lexicon| lexicon.get(words.get(id)));
        let facts = entry.map_or_else(WordFacts::default, |e| WordFacts { known: true, tags: e.tags, best: e.best });
        let mut all = self.facts.borrow_mut();
        if all.len() <= id.index() {
            all.resize(id.index() + 1, None);
        }
        if let Some(slot) = all.get_mut(id.index()) {
            *slot = Some(facts);
        }
        facts
    }

    /// The number of lookups: at most one for each distinct word.
    #[must_use]
    pub fn lookups(&self) -> usize {
        self.lookups.get()
    }

    /// Forgets all words. Call it when word ids change their meaning.
    pub fn clear(&mut self) {
        self.facts.get_mut().clear();
    }
}
