//! An English lexicon inside the binary: 500,000 word forms with their parts of speech and lemmas, read in place.
//!
//! `cargo xtask lexicon` makes `data/` from SCOWL, LemmInflect and Brill's lexicon (`data/README.md` lists versions and
//! licences). Nothing is decoded at startup: a lookup is one walk through an fst. Rules query it through a
//! [`LexiconMemo`], once for each distinct word.

mod affix;
mod class;
mod inflect;
mod memo;
mod near;
mod tag;
mod unlisted;

pub use affix::{Affixes, is_derived, unaccented};
pub use class::{ClassTable, LemmaRule, PartOfSpeech};
pub use inflect::{IrregularTable, inflect, regular};
pub use memo::{LexiconMemo, WordFacts};
pub use near::{Near, near};
pub use tag::{Tag, TagSet};
pub use unlisted::UnlistedMemo;

use fst::Map;
use fst::raw::{Fst, Node};

use crate::language::LanguageId;

/// The lexicon of one language.
#[derive(Clone)]
pub struct Lexicon {
    forms: Map<&'static [u8]>,
    classes: ClassTable<'static>,
    irregular: IrregularTable<'static>,
}

/// The facts about a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// All tags it can have; empty if only the spelling is known.
    pub tags: TagSet,
    /// Its most common tag, if that was counted.
    pub best: Option<Tag>,
    /// The smallest SCOWL size that lists it: 10 (the most common words) to 95.
    pub size: u8,
    lemmas: [LemmaRule<'a>; 3],
}

/// The largest SCOWL size of words that are common enough to be part of a compound or the target of a misspelling.
pub const COMMON: u8 = 60;

impl Entry<'_> {
    /// True for a word that most readers know.
    #[must_use]
    pub fn is_common(&self) -> bool {
        self.size <= COMMON
    }

    /// The lemma of the form as a noun, verb or adjective; `None` if it is not one.
    #[must_use]
    pub fn lemma(&self, form: &str, part: PartOfSpeech) -> Option<String> {
        self.lemmas.get(part as usize)?.apply(form)
    }
}

impl Lexicon {
    /// The lexicon of a language; only English has one.
    #[must_use]
    pub fn of(language: LanguageId) -> Option<Self> {
        if !LanguageId::EN.covers(&language) {
            return None;
        }
        Some(Self {
            forms: Map::new(&include_bytes!("data/english.fst")[..]).ok()?,
            classes: ClassTable::new(include_bytes!("data/english.classes"))?,
            irregular: IrregularTable::new(include_str!("data/english.irregular")),
        })
    }

    /// Number of forms.
    #[must_use]
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// True if there are no forms.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// The facts about a form in lower case.
    #[must_use]
    pub fn get(&self, form: &str) -> Option<Entry<'static>> {
        self.classes.get(usize::try_from(self.forms.get(form)?).ok()?)
    }

    /// True if the form, in lower case, is listed. Names and abbreviations are listed too.
    #[must_use]
    pub fn is_word(&self, form: &str) -> bool {
        self.forms.contains_key(form)
    }

    /// All tags that a form in lower case can have; empty if none is known.
    #[must_use]
    pub fn tags(&self, form: &str) -> TagSet {
        self.get(form).map_or(TagSet::EMPTY, |entry| entry.tags)
    }

    /// The lemma of a form as a noun, verb or adjective.
    #[must_use]
    pub fn lemma(&self, form: &str, part: PartOfSpeech) -> Option<String> {
        self.get(form)?.lemma(form, part)
    }

    /// The form of a lemma with a tag: `inflect("go", Tag::VBN)` is “gone”. `None` if the lexicon lists no such
    /// form.
    #[must_use]
    pub fn inflect(&self, lemma: &str, tag: Tag) -> Option<String> {
        inflect(self, &self.irregular, lemma, tag)
    }

    /// Calls `see` with every form in order, for tests and tools.
    pub fn for_each(&self, mut see: impl FnMut(&str, Entry<'static>)) {
        use fst::Streamer;
        let mut stream = self.forms.stream();
        while let Some((form, class)) = stream.next() {
            let entry = usize::try_from(class).ok().and_then(|class| self.classes.get(class));
            if let (Ok(form), Some(entry)) = (std::str::from_utf8(form), entry) {
                see(form, entry);
            }
        }
    }
}

/// The node that a text leads to from another node.
fn walk<'f>(fst: &'f Fst<&'static [u8]>, from: Node<'f>, text: &str) -> Option<Node<'f>> {
    text.bytes().try_fold(from, |node, byte| node.find_input(byte).map(|at| fst.node(node.transition_addr(at))))
}

#[cfg(test)]
mod tests;
