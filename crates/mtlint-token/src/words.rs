//! Interned words: every word is folded once, and two tokens are the same word if their ids are equal.

use std::borrow::Cow;

use hashbrown::HashTable;

use super::ClassBits;
use crate::span::text_at;

/// The number of an interned word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub u32);

impl WordId {
    /// The id as an index into tables with one row for each word.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    hash: u64,
    start: u32,
    end: u32,
    class: ClassBits,
    key: JoinKey,
}

/// A fingerprint of the text of a word that can be concatenated: the key of “cyber” joined with that of “security” is
/// the key of “cybersecurity”. A polynomial over the folded bytes, modulo 2⁶⁴. Confirm equal keys by comparing the
/// texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JoinKey {
    sum: u64,
    power: u64,
}

impl JoinKey {
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
    const EMPTY: Self = Self { sum: 0, power: 1 };

    fn of(word: &str) -> Self {
        word.bytes().fold(Self::EMPTY, |key, b| Self {
            sum: key.sum.wrapping_mul(Self::BASE).wrapping_add(u64::from(b) + 1),
            power: key.power.wrapping_mul(Self::BASE),
        })
    }

    /// The key of the text of this word followed by that of the other.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self {
            sum: self.sum.wrapping_mul(other.power).wrapping_add(other.sum),
            power: self.power.wrapping_mul(other.power),
        }
    }

    /// The key as a number, for hash tables.
    #[must_use]
    pub fn hash(self) -> u64 {
        self.sum ^ self.sum >> 29
    }
}

/// A vocabulary. The words of a plan come first. A worker has a copy, which grows by the words of the documents it
/// reads.
#[derive(Clone, Debug, Default)]
pub struct Words {
    table: HashTable<u32>,
    entries: Vec<Entry>,
    text: String,
}

impl Words {
    /// Number of words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// True if there are no words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The folded text of a word. The id must come from this vocabulary or one that it was cloned from.
    #[must_use]
    pub fn get(&self, id: WordId) -> &str {
        let entry = self.entries.get(id.index());
        debug_assert!(entry.is_some(), "{id:?} is of another vocabulary: this one has {} words", self.len());
        entry.map_or("", |e| text_at(&self.text, e.start as usize..e.end as usize))
    }

    /// The lexical classes of a word, as given to [`Self::classify`].
    #[must_use]
    pub fn class(&self, id: WordId) -> ClassBits {
        self.entries.get(id.index()).map_or(ClassBits::empty(), |e| e.class)
    }

    /// The hash of a word's folded text, the same in every vocabulary and on every machine.
    #[must_use]
    pub fn hash(&self, id: WordId) -> u64 {
        self.entries.get(id.index()).map_or(0, |e| e.hash)
    }

    /// The join key of a word.
    #[must_use]
    pub fn key(&self, id: WordId) -> JoinKey {
        self.entries.get(id.index()).map_or(JoinKey::EMPTY, |e| e.key)
    }

    /// Interns a word of any script.
    pub fn intern(&mut self, word: &str) -> WordId {
        if word.is_ascii() {
            return self.intern_ascii(word);
        }
        match fold(word) {
            Cow::Borrowed(word) => self.insert(word, hash_ascii(word.as_bytes())),
            Cow::Owned(word) => self.insert(&word, hash_ascii(word.as_bytes())),
        }
    }

    /// Interns an ASCII word. Hashing and comparing fold it on the way.
    pub(super) fn intern_ascii(&mut self, word: &str) -> WordId {
        self.insert(word, hash_ascii(word.as_bytes()))
    }

    /// The id of a word that is already interned.
    #[must_use]
    pub fn find(&self, word: &str) -> Option<WordId> {
        let folded = fold(word);
        let hash = hash_ascii(folded.as_bytes());
        self.table.find(hash, |&id| self.same(id, hash, &folded)).map(|&id| WordId(id))
    }

    /// Adds lexical classes to a word.
    pub fn classify(&mut self, word: &str, class: ClassBits) {
        let id = self.intern(word);
        if let Some(entry) = self.entries.get_mut(id.index()) {
            entry.class |= class;
        }
    }

    fn insert(&mut self, word: &str, hash: u64) -> WordId {
        if let Some(&id) = self.table.find(hash, |&id| self.same(id, hash, word)) {
            return WordId(id);
        }
        let id = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let start = self.text.len();
        self.text.push_str(word);
        // Non-ASCII words arrive folded; this folds ASCII words.
        if let Some(new) = self.text.get_mut(start..) {
            new.make_ascii_lowercase();
        }
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let key = JoinKey::of(text_at(&self.text, start..));
        let (start, end) = (narrow(start), narrow(self.text.len()));
        self.entries.push(Entry { hash, start, end, class: ClassBits::empty(), key });
        let entries = &self.entries;
        self.table.insert_unique(hash, id, |&id| entries.get(id as usize).map_or(0, |e| e.hash));
        WordId(id)
    }

    fn same(&self, id: u32, hash: u64, word: &str) -> bool {
        self.entries.get(id as usize).is_some_and(|e| {
            e.hash == hash
                && self
                    .text
                    .as_bytes()
                    .get(e.start as usize..e.end as usize)
                    .is_some_and(|known| known.len() == word.len() && known.eq_ignore_ascii_case(word.as_bytes()))
        })
    }
}

/// The word in lower case, with apostrophes and quotation marks replaced by their ASCII forms: different spellings of a
/// word fold to the same text.
#[must_use]
pub(crate) fn fold(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    let mut folded = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            '’' | '‘' | 'ʼ' | '＇' | '‛' => folded.push('\''),
            '“' | '”' | '„' | '‟' | '＂' => folded.push('"'),
            _ => folded.extend(c.to_lowercase()),
        }
    }
    Cow::Owned(folded)
}

/// FxHash over eight bytes at a time with bit 5 set, which makes upper-case and lower-case ASCII letters equal.
fn hash_ascii(bytes: &[u8]) -> u64 {
    const FOLD: u64 = 0x2020_2020_2020_2020;
    const K: u64 = 0xf135_7aea_2e62_a9c5;
    let mut hash = bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let mut eight = [0; 8];
        eight.copy_from_slice(chunk);
        hash = (hash.rotate_left(5) ^ (u64::from_le_bytes(eight) | FOLD)).wrapping_mul(K);
    }
    let tail = chunks.remainder();
    if !tail.is_empty() {
        let word = tail.iter().rev().fold(0_u64, |w, &b| w << 8 | u64::from(b));
        hash = (hash.rotate_left(5) ^ (word | FOLD)).wrapping_mul(K);
    }
    // hashbrown takes its tag from the top bits, its bucket from the low ones.
    hash ^ hash >> 32
}

#[cfg(test)]
mod tests {
    use super::{Words, fold};

    #[test]
    fn case_and_apostrophes_fold_to_one_word() {
        let mut words = Words::default();
        let id = words.intern("don't");
        assert_eq!(words.intern("Don’t"), id);
        assert_eq!(words.intern("DON'T"), id);
        assert_eq!(words.get(id), "don't");
        assert_ne!(words.intern("dont"), id);
        assert_eq!(words.intern("Élan"), words.intern("ÉLAN"));
        assert_eq!(words.find("ÉlAN").map(|w| words.get(w)), Some("élan"));
        assert_eq!(words.find("absent"), None);
    }

    #[test]
    fn words_that_share_a_hash_bit_pattern_stay_apart() {
        // Bit 5 makes '@' and '`' hash alike; comparing must not.
        let mut words = Words::default();
        assert_ne!(words.intern("@"), words.intern("`"));
        assert_ne!(words.intern("_"), words.intern("\u{7f}"));
    }

    #[test]
    fn join_keys_add_up() {
        let mut words = Words::default();
        let [a, b, ab] = ["Cyber", "security", "cybersecurity"].map(|w| words.intern(w));
        assert_eq!(words.key(a).join(words.key(b)), words.key(ab));
        assert_ne!(words.key(b).join(words.key(a)), words.key(ab));
    }

    #[test]
    fn folding_keeps_lower_case_ascii_as_it_is() {
        assert!(matches!(fold("plain"), std::borrow::Cow::Borrowed("plain")));
        assert_eq!(fold("“Straße”"), "\"straße\"");
    }
}
