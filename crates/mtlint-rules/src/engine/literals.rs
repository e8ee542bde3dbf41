//! Finds some hundred literals in a text at once, ignoring ASCII case. Building an Aho–Corasick automaton takes longer
//! than checking an article. Here each literal is looked up by its rarest three bytes.

use std::ops::Range;

use mtlint_token::span::items_at;

/// Literals, ready to be found.
#[derive(Debug, Default)]
pub(super) struct Literals {
    literals: Vec<Box<[u8]>>,
    /// Sorted by key: the literals that are looked up by it.
    waiting: Vec<Waiting>,
    pairs: Bits,
    triples: Bits,
}

/// A literal under the key of some of its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Waiting {
    key: u32,
    /// The index of the literal.
    literal: u32,
    /// The offset of these bytes in the literal.
    offset: u32,
}

impl Literals {
    /// Indexes literals in lower case. [`Self::find`] identifies them by their index in this list. An empty one is
    /// never found.
    pub(super) fn new<L: AsRef<str>>(literals: impl IntoIterator<Item = L>) -> Self {
        let mut new = Self::default();
        for (index, literal) in (0_u32..).zip(literals) {
            let literal = literal.as_ref().as_bytes();
            new.add(index, literal);
            new.literals.push(literal.into());
        }
        new.waiting.sort_unstable();
        new
    }

    fn add(&mut self, index: u32, literal: &[u8]) {
        match *literal {
            [] => {}
            [one] => {
                self.waiting.push(Waiting { key: key(&[one]), literal: index, offset: 0 });
                (0..=u8::MAX).for_each(|next| self.pairs.set(pair(one, next)));
            }
            [a, b] => {
                self.waiting.push(Waiting { key: key(literal), literal: index, offset: 0 });
                self.pairs.set(pair(a, b));
            }
            _ => {
                let places = (0_u32..).zip(literal.windows(3));
                let rarest = places.max_by_key(|(at, bytes)| (rarity(bytes), std::cmp::Reverse(*at)));
                if let Some((at, bytes)) = rarest {
                    self.waiting.push(Waiting { key: key(bytes), literal: index, offset: at });
                    self.triples.set(triple(key(bytes)));
                }
            }
        }
    }

    /// Calls `found` with each literal in the text and its byte range, including overlapping ones. The order is that of
    /// the rarest bytes in the text.
    pub(super) fn find(&self, text: &str, mut found: impl FnMut(usize, Range<usize>)) {
        let text = text.as_bytes();
        for (at, window) in text.windows(3).enumerate() {
            let &[a, b, c] = window else { return };
            if self.pairs.has(pair(a, b)) {
                self.confirm(text, at, &[a], &mut found);
                self.confirm(text, at, &[a, b], &mut found);
            }
            if self.triples.has(triple(key(&[a, b, c]))) {
                self.confirm(text, at, &[a, b, c], &mut found);
            }
        }
        // The last two bytes begin no triple.
        let tail = text.len().saturating_sub(2);
        for at in tail..text.len() {
            let rest = items_at(text, at..);
            for length in 1..=rest.len() {
                self.confirm(text, at, &rest[..length], &mut found);
            }
        }
    }

    /// Reports the literals that are looked up by these bytes and occur around them.
    fn confirm(&self, text: &[u8], at: usize, bytes: &[u8], found: &mut impl FnMut(usize, Range<usize>)) {
        let key = key(bytes);
        let first = self.waiting.partition_point(|w| w.key < key);
        for waiting in self.waiting.iter().skip(first).take_while(|w| w.key == key) {
            let Some(literal) = self.literals.get(waiting.literal as usize) else { return };
            let Some(start) = at.checked_sub(waiting.offset as usize) else { continue };
            let end = start + literal.len();
            if text.get(start..end).is_some_and(|t| t.eq_ignore_ascii_case(literal)) {
                found(waiting.literal as usize, start..end);
            }
        }
    }
}

/// Up to three bytes and their number as one integer, equal for both cases of a letter. Some marks are equal, too.
fn key(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |key, b| key << 8 | u32::from(b | 0x20)) | (bytes.len() as u32) << 24
}

fn pair(a: u8, b: u8) -> u16 {
    u16::from_le_bytes([a | 0x20, b | 0x20])
}

fn triple(key: u32) -> u16 {
    (key.wrapping_mul(0x9e37_79b1) >> 16) as u16
}

/// How rare these bytes are in running text: the sum over the bytes, with spaces and frequent letters counting least.
fn rarity(bytes: &[u8]) -> usize {
    const FREQUENT: &[u8] = b" etaoinshrdlcumwfgypbvkjxqz";
    let one = |b: &u8| FREQUENT.iter().position(|f| f == b).unwrap_or(FREQUENT.len());
    bytes.iter().map(one).sum()
}

/// A set of 16-bit numbers.
#[derive(Debug)]
struct Bits(Box<[u64; 1024]>);

impl Default for Bits {
    fn default() -> Self {
        Self(Box::new([0; 1024]))
    }
}

impl Bits {
    fn set(&mut self, n: u16) {
        self.0[usize::from(n >> 6)] |= 1 << (n & 63);
    }

    fn has(&self, n: u16) -> bool {
        self.0[usize::from(n >> 6)] >> (n & 63) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Literals;

    fn naive(literals: &[String], text: &str) -> Vec<(usize, usize)> {
        let lower = text.to_ascii_lowercase();
        let places = |literal: &String| {
            let at = (0..lower.len()).filter(|&at| lower.as_bytes()[at..].starts_with(literal.as_bytes()));
            at.collect::<Vec<_>>()
        };
        let mut all: Vec<_> =
            literals.iter().enumerate().flat_map(|(i, l)| places(l).into_iter().map(move |at| (i, at))).collect();
        all.sort_unstable();
        all
    }

    proptest! {
        #[test]
        fn finds_what_the_naive_search_finds(
            literals in prop::collection::vec("[ab\" “é]{1,5}", 1..8),
            text in "[abAB\" “é”]{0,40}",
        ) {
            let mut found = Vec::new();
            Literals::new(&literals).find(&text, |literal, bytes| {
                assert!(text[bytes.clone()].eq_ignore_ascii_case(&literals[literal]));
                found.push((literal, bytes.start));
            });
            found.sort_unstable();
            prop_assert_eq!(found, naive(&literals, &text));
        }
    }
}
