//! Byte ranges, and how to take the part of a text or list that a range covers.
//!
//! A linter that reads files uses three coordinate systems. Two have a type here, so that they cannot be mixed up:
//! [`TextSpan`] and [`FileSpan`]. The third, bytes on disk, appears only in reports.

use std::fmt::Debug;
use std::ops::Range;
use std::slice::SliceIndex;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The part of a text that a range covers, for ranges that are right by construction: inside the text and on character
/// boundaries. A range that is wrong panics in debug builds; in release builds it yields `""`, so that no input makes
/// the program panic.
#[must_use]
#[track_caller]
pub fn text_at<R>(text: &str, range: R) -> &str
where
    R: SliceIndex<str, Output = str> + Clone + Debug,
{
    let part = text.get(range.clone());
    debug_assert!(part.is_some(), "{range:?} is not a part of this text of {} bytes", text.len());
    part.unwrap_or_default()
}

/// The items that a range covers, for ranges that are right by construction. A range that is wrong panics in debug
/// builds and yields no items in release builds.
#[must_use]
#[track_caller]
pub fn items_at<T, R>(items: &[T], range: R) -> &[T]
where
    R: SliceIndex<[T], Output = [T]> + Clone + Debug,
{
    let part = items.get(range.clone());
    debug_assert!(part.is_some(), "{range:?} is not a part of these {} items", items.len());
    part.unwrap_or_default()
}

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

            /// The bytes of the span in the text that it belongs to; see [`text_at`].
            #[must_use]
            #[inline]
            #[track_caller]
            pub fn of(self, text: &str) -> &str {
                text_at(text, self.range())
            }

            /// Length in bytes.
            #[must_use]
            pub fn len(self) -> u32 {
                self.end - self.start
            }

            /// True for a span of length 0.
            #[must_use]
            pub fn is_empty(self) -> bool {
                self.start == self.end
            }

            /// True when `other` lies inside this span, edges included.
            #[must_use]
            pub fn contains(self, other: Self) -> bool {
                self.start <= other.start && other.end <= self.end
            }

            /// The smallest span that covers both.
            #[must_use]
            pub fn to(self, other: Self) -> Self {
                Self { start: self.start.min(other.start), end: self.end.max(other.end) }
            }
        }
    };
}

span_type! {
    /// A half-open byte range of the extracted text of a document. Rules use only this.
    TextSpan
}
span_type! {
    /// A half-open byte range of the decoded file (UTF-8, without a byte order mark). Findings and fixes use this;
    /// reports convert it into bytes on disk.
    FileSpan
}

/// Serialized as a pair of numbers.
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

#[cfg(test)]
mod tests {
    use super::{TextSpan, items_at, text_at};

    #[test]
    fn a_range_takes_its_part() {
        assert_eq!(TextSpan::new(2, 6).of("a brick wall"), "bric");
        assert_eq!(text_at("a brick wall", 8..), "wall");
        assert_eq!(items_at(&[1, 2, 3], ..=1), [1, 2]);
    }

    #[test]
    #[cfg(debug_assertions)]
    #[should_panic = "2..4 is not a part of this text of 3 bytes"]
    fn a_wrong_range_is_caught_in_debug_builds() {
        let _ = TextSpan::new(2, 4).of("abc");
    }
}
