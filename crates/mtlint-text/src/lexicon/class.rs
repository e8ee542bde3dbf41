//! Classes of forms: tags, size, and how to make the lemma from the form. All forms share a few thousand classes.

use super::{Entry, Tag, TagSet};

/// The part of speech of a lemma.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartOfSpeech {
    /// leaves → leaf
    Noun,
    /// leaves → leave
    Verb,
    /// better → good; also adverbs
    Adjective,
}

/// How to make the lemma from a form: cut bytes off its end, then append an ending.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct LemmaRule<'a> {
    /// The number of bytes to cut off; `u8::MAX` if the form has no such lemma.
    pub cut: u8,
    /// The ending to append.
    pub ending: &'a str,
}

impl LemmaRule<'_> {
    /// The form has no lemma of this kind.
    pub const NONE: Self = Self { cut: u8::MAX, ending: "" };

    /// The lemma of a form.
    #[must_use]
    pub fn apply(&self, form: &str) -> Option<String> {
        let kept = form.len().checked_sub(usize::from(self.cut)).filter(|_| self.cut != u8::MAX)?;
        Some(format!("{}{}", form.get(..kept)?, self.ending))
    }
}

/// The classes, read in place. Little endian: the number of classes (u32), records of [`ClassTable::RECORD`] bytes,
/// then the text of the endings.
///
/// A record has the tags (u64), the best tag (u8, 255: none), the size (u8), and for noun, verb and adjective the
/// number of bytes to cut (u8), the length of the ending (u8) and its offset (u16).
#[derive(Clone, Copy)]
pub struct ClassTable<'a> {
    records: &'a [u8],
    endings: &'a str,
}

impl<'a> ClassTable<'a> {
    /// The length of a record in bytes.
    pub const RECORD: usize = 22;

    /// The table in these bytes; `None` if they are not one.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Option<Self> {
        let (count, rest) = bytes.split_first_chunk::<4>()?;
        let records = usize::try_from(u32::from_le_bytes(*count)).ok()?.checked_mul(Self::RECORD)?;
        let (records, endings) = rest.split_at_checked(records)?;
        Some(Self { records, endings: std::str::from_utf8(endings).ok()? })
    }

    pub(super) fn get(&self, class: usize) -> Option<Entry<'a>> {
        let start = class.checked_mul(Self::RECORD)?;
        let record = self.records.get(start..start.checked_add(Self::RECORD)?)?;
        let (tags, rest) = record.split_first_chunk::<8>()?;
        let (&[best, size], rest) = rest.split_first_chunk::<2>()?;
        let mut lemmas = [LemmaRule::NONE; 3];
        for (lemma, bytes) in lemmas.iter_mut().zip(rest.chunks_exact(4)) {
            let &[cut, length, low, high] = bytes else { return None };
            let place = usize::from(u16::from_le_bytes([low, high]));
            *lemma = LemmaRule { cut, ending: self.endings.get(place..place + usize::from(length))? };
        }
        Some(Entry { tags: TagSet::from_bits(u64::from_le_bytes(*tags)), best: Tag::by_number(best), size, lemmas })
    }

    /// The bytes of a table, for `cargo xtask lexicon`. Class n is the n-th of `classes`.
    ///
    /// # Errors
    /// If an ending does not fit into the table.
    pub fn write(classes: &[(TagSet, Option<Tag>, u8, [LemmaRule<'_>; 3])]) -> Result<Vec<u8>, String> {
        let mut bytes = u32::try_from(classes.len()).map_err(|e| e.to_string())?.to_le_bytes().to_vec();
        let mut endings = String::new();
        for (tags, best, size, lemmas) in classes {
            bytes.extend(tags.bits().to_le_bytes());
            bytes.extend([best.map_or(u8::MAX, |tag| tag as u8), *size]);
            for lemma in lemmas {
                let place = endings.find(lemma.ending).unwrap_or_else(|| {
                    endings.push_str(lemma.ending);
                    endings.len() - lemma.ending.len()
                });
                let length = u8::try_from(lemma.ending.len())
                    .map_err(|_| format!("the ending “{}” is longer than 255 bytes", lemma.ending))?;
                let place = u16::try_from(place).map_err(|_| {
                    format!("no room for the ending “{}”: the text of all endings is limited to 64 KiB", lemma.ending)
                })?;
                bytes.extend([lemma.cut, length]);
                bytes.extend(place.to_le_bytes());
            }
        }
        bytes.extend(endings.as_bytes());
        Ok(bytes)
    }
}
