//! Positions. Three coordinate systems meet in a linter that reads files; two of them have a type here so that
//! they cannot be mixed up, the third (bytes on disk) exists only in reports and is made by `decode::FileText`.

use std::ops::Range;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

macro_rules! span_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name {
            /// First byte.
            pub start: u32,
            /// One past the last byte.
            pub end: u32,
        }

        impl $name {
            /// The half-open span `start..end`; an end before the start is raised to the start.
            #[must_use]
            pub fn new(start: u32, end: u32) -> Self {
                Self { start, end: end.max(start) }
            }

            /// The span of a `usize` range. Offsets beyond 4 GiB saturate; the decoder refuses such files.
            #[must_use]
            pub fn from_range(range: Range<usize>) -> Self {
                let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
                Self::new(narrow(range.start), narrow(range.end))
            }

            /// The part of this span at a range of bytes counted from its start.
            #[must_use]
            pub fn part(self, range: Range<usize>) -> Self {
                debug_assert!(range.end <= self.len() as usize, "{range:?} is outside of {self:?}");
                let part = Self::from_range(range);
                Self::new(self.start + part.start, self.start + part.end)
            }

            /// The span as an index into the string it belongs to.
            #[must_use]
            pub fn range(self) -> Range<usize> {
                self.start as usize..self.end as usize
            }

            /// Length in bytes.
            #[must_use]
            pub fn len(self) -> u32 {
                self.end - self.start
            }

            /// True when the span holds no byte.
            #[must_use]
            pub fn is_empty(self) -> bool {
                self.start == self.end
            }

            /// True when `other` lies inside this span, edges included.
            #[must_use]
            pub fn contains(self, other: Self) -> bool {
                self.start <= other.start && other.end <= self.end
            }

            /// The smallest span that holds both.
            #[must_use]
            pub fn to(self, other: Self) -> Self {
                Self { start: self.start.min(other.start), end: self.end.max(other.end) }
            }
        }
    };
}

span_type! {
    /// A half-open byte range of the text that a format extracted (`document::Text::string`). Rules speak only this.
    TextSpan
}
span_type! {
    /// A half-open byte range of the decoded source (`format::FileText::content`, always UTF-8, without a BOM).
    /// Findings and fixes speak this; reports turn it into bytes on disk.
    FileSpan
}

/// In files of the program, a span is a pair of numbers.
impl Serialize for FileSpan {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        (self.start, self.end).serialize(to)
    }
}

impl<'de> Deserialize<'de> for FileSpan {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let (start, end) = Deserialize::deserialize(from)?;
        Ok(Self::new(start, end))
    }
}
