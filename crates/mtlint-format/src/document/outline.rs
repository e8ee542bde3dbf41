//! The structure of a document beyond its units, and its differences from the source.

use super::UnitKind;
use mtlint_token::span::{FileSpan, TextSpan};

/// The kind of a landmark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LandmarkKind {
    /// A heading of this level, from 1.
    Heading(u8),
    /// A code block, with a hash of its content.
    Code(u64),
    /// A block that contains only code, images and the like, and so is not a unit; its span in the text.
    Silent(UnitKind, TextSpan),
    /// A line of markup between two blocks (`:::`, `{% … %}`), with a hash that identifies it.
    Line(u64),
    /// The name that links use for the block that begins here (`{#name}`, `id="name"`), hashed.
    Anchor(u64),
}

/// A heading, code block or the like, and its place among the units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landmark {
    /// Its kind.
    pub kind: LandmarkKind,
    /// The index of the heading's unit, or of the first unit after the landmark.
    pub unit: u32,
    /// Its span in the file.
    pub span: FileSpan,
    /// The first line of code, for messages.
    pub label: String,
}

/// A part of a translation or its source without a counterpart, or with one of another kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The name of the remark that rules report: `missing-block`.
    pub check: &'static str,
    /// The span in the translation's file; empty for what is missing.
    pub span: FileSpan,
    /// The counterpart, in `Document::source`.
    pub source: Option<TextSpan>,
    /// A description for the message.
    pub detail: String,
}

impl Difference {
    /// The source changed after the translation was made: `when` continues the message after “was changed”. It concerns
    /// the whole file.
    #[must_use]
    pub fn stale(when: &str) -> Self {
        Self { check: "stale", span: FileSpan::default(), source: None, detail: when.to_owned() }
    }
}
