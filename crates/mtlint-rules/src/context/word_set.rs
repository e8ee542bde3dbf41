//! A set of words as a bitset, so that a test is one load.

use mtlint_text::text::{WordId, Words};

/// Words of a plan's vocabulary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordSet {
    bits: Vec<u64>,
    ids: Vec<WordId>,
}

impl WordSet {
    /// Interns the words and collects them.
    pub fn new<S: AsRef<str>>(list: impl IntoIterator<Item = S>, words: &mut Words) -> Self {
        let mut set = Self::default();
        for word in list {
            set.insert(words.intern(word.as_ref()));
        }
        set
    }

    /// Adds a word.
    pub fn insert(&mut self, id: WordId) {
        let (block, bit) = (id.index() / 64, id.index() % 64);
        if self.bits.len() <= block {
            self.bits.resize(block + 1, 0);
        }
        if let Some(bits) = self.bits.get_mut(block) {
            if *bits & 1 << bit == 0 {
                self.ids.push(id);
            }
            *bits |= 1 << bit;
        }
    }

    /// True if the word is in the set.
    #[must_use]
    pub fn contains(&self, id: WordId) -> bool {
        self.bits.get(id.index() / 64).is_some_and(|bits| bits & 1 << (id.index() % 64) != 0)
    }

    /// True if there is no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The words in the order of their insertion.
    #[must_use]
    pub fn ids(&self) -> &[WordId] {
        &self.ids
    }
}
