//! Spans in files of the program's own, as pairs. Not in span.rs, which the build script reads, too.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::span::SourceSpan;

impl Serialize for SourceSpan {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        (self.start, self.end).serialize(to)
    }
}

impl<'de> Deserialize<'de> for SourceSpan {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let (start, end) = Deserialize::deserialize(from)?;
        Ok(Self::new(start, end))
    }
}
