//! A trigger: a literal and the bytes that can surround it.

use std::borrow::Cow;
use std::ops::Range;

/// What can be at one position beside a literal: a set of ASCII bytes, any other character, or the edge of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Near {
    /// Bit `n` allows the ASCII byte `n`.
    pub ascii: u128,
    /// A character outside ASCII is allowed here; positions beyond it are not checked.
    pub other: bool,
    /// The text may end here (before the literal: begin here).
    pub edge: bool,
}

impl Near {
    /// Allows what either of the two allows.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { ascii: self.ascii | other.ascii, other: self.other || other.other, edge: self.edge || other.edge }
    }

    /// `Some` decides for the whole side; `None` means that the next position decides.
    fn judge(self, byte: Option<u8>) -> Option<bool> {
        match byte {
            None => Some(self.edge),
            Some(byte) if !byte.is_ascii() => Some(self.other),
            Some(byte) => (self.ascii >> byte & 1 == 0).then_some(false),
        }
    }
}

/// A literal that occurs in matches of a regular expression, and what can surround it there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trigger {
    /// In lower case. It matches any ASCII case in the text.
    pub literal: Cow<'static, str>,
    /// The positions before it, nearest first.
    pub before: Cow<'static, [Near]>,
    /// The positions after it, nearest first.
    pub after: Cow<'static, [Near]>,
}

impl Trigger {
    /// A literal with any surroundings.
    #[must_use]
    pub fn alone(literal: String) -> Self {
        let literal = Cow::Owned(literal.to_ascii_lowercase());
        Self { literal, before: Cow::Borrowed(&[]), after: Cow::Borrowed(&[]) }
    }

    /// False if the literal at these bytes of a text cannot be part of a match.
    #[must_use]
    pub fn fits(&self, text: &[u8], at: &Range<usize>) -> bool {
        let before = (1..).map(|n| at.start.checked_sub(n).and_then(|i| text.get(i)).copied());
        let after = (at.end..).map(|i| text.get(i).copied());
        side(&self.before, before) && side(&self.after, after)
    }
}

fn side(places: &[Near], bytes: impl Iterator<Item = Option<u8>>) -> bool {
    places.iter().zip(bytes).find_map(|(near, byte)| near.judge(byte)).unwrap_or(true)
}
