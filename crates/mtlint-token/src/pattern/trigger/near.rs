//! A trigger: a literal and what may stand beside it.

use std::borrow::Cow;
use std::ops::Range;

/// What may stand at one place beside a literal: a set of ASCII bytes, anything else, or the edge of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Near {
    /// Bit `n` stands for the ASCII byte `n`.
    pub ascii: u128,
    /// A character outside ASCII may stand here; what stands behind it is not looked at.
    pub other: bool,
    /// The text may end (or, before the literal, begin) here.
    pub edge: bool,
}

impl Near {
    /// What one or the other allows.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { ascii: self.ascii | other.ascii, other: self.other || other.other, edge: self.edge || other.edge }
    }

    /// `Some` is the answer for the whole side, `None`: look further.
    fn judge(self, byte: Option<u8>) -> Option<bool> {
        match byte {
            None => Some(self.edge),
            Some(byte) if !byte.is_ascii() => Some(self.other),
            Some(byte) => (self.ascii >> byte & 1 == 0).then_some(false),
        }
    }
}

/// A literal that stands in matches of a regular expression, and what may stand around it there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trigger {
    /// In lower case; stands in the text in any ASCII case.
    pub literal: Cow<'static, str>,
    /// The places before it, from the nearest on.
    pub before: Cow<'static, [Near]>,
    /// The places behind it, from the nearest on.
    pub after: Cow<'static, [Near]>,
}

impl Trigger {
    /// A literal beside which anything may stand.
    #[must_use]
    pub fn alone(literal: String) -> Self {
        let literal = Cow::Owned(literal.to_ascii_lowercase());
        Self { literal, before: Cow::Borrowed(&[]), after: Cow::Borrowed(&[]) }
    }

    /// False when no match can hold the literal that stands at these bytes of a text.
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
