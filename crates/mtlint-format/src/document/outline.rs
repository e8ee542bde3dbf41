//! The structure of a document beside its units, and how it differs from that of its source.

use super::UnitKind;
use mtlint_token::span::{FileSpan, TextSpan};

/// What a landmark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LandmarkKind {
    /// A heading of this level, from 1.
    Heading(u8),
    /// A code block, with a hash of its content.
    Code(u64),
    /// A block that holds only code, images and the like, and so is no unit; its place in the text, where its objects are.
    Silent(UnitKind, TextSpan),
    /// A line of markup between two blocks (`:::`, `{% … %}`), with a hash of what it is known by.
    Line(u64),
    /// The name that links know the block by which begins here (`{#name}`, `id="name"`), hashed.
    Anchor(u64),
}

/// A heading, code block or the like and its place among the units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landmark {
    /// What it is.
    pub kind: LandmarkKind,
    /// The index of the heading's unit, or of the first unit behind it.
    pub unit: u32,
    /// Where it stands in the file.
    pub span: FileSpan,
    /// For people: the first line of code.
    pub label: String,
}

/// Something that stands on one side only of a translation and its source, or in another form on each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The remark that rules report it by: `missing-block`.
    pub check: &'static str,
    /// Where, in the translation's file; empty for what is missing there.
    pub span: FileSpan,
    /// The counterpart, in `Document::source`.
    pub source: Option<TextSpan>,
    /// What it is, for the message.
    pub detail: String,
}

impl Difference {
    /// The source was changed after its translation: `when` goes on behind “was changed”. It is about the whole file.
    #[must_use]
    pub fn stale(when: &str) -> Self {
        Self { check: "stale", span: FileSpan::default(), source: None, detail: when.to_owned() }
    }
}
