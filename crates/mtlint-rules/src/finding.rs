//! What the engine says: one finding, in positions of the decoded source.

use serde::{Deserialize, Serialize};

use crate::rule::RuleId;
use mtlint_text::language::LanguageId;
use mtlint_token::span::FileSpan;

pub use crate::rule::{Applicability, Level, Mqm};

/// One replacement of source bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// What to replace; empty to insert.
    pub span: FileSpan,
    /// The new text, as it must stand in the source (already escaped for the format).
    pub text: String,
}

/// One way to mend a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// What the fix does, for a menu: `Replace with “COVID-19”`.
    pub title: String,
    /// Whether a program may apply it.
    pub applicability: Applicability,
    /// Edits in source order, without overlap.
    pub edits: Vec<Edit>,
}

/// The file of a related place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum RelatedFile {
    /// The finding's own.
    #[default]
    Own,
    /// The file that the finding's was translated from (`Document::source_path`).
    Source,
}

/// Another place that belongs to a finding: the first of two duplicates, the majority spelling, the source side.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// Which file it stands in.
    pub file: RelatedFile,
    /// Where, in that file.
    pub span: FileSpan,
    /// What is there.
    pub message: String,
    /// True when it stands in the source text of a unit.
    pub is_source: bool,
}

/// A defect at a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule that found it.
    pub rule: RuleId,
    /// The language that the text was read in, where a rule looked at a text.
    #[serde(default)]
    pub language: Option<LanguageId>,
    /// The rule's title: its kind of defect in a few words.
    pub title: String,
    /// Where, in the decoded source.
    pub span: FileSpan,
    /// The user's level for it.
    pub level: Level,
    /// Its MQM category and severity.
    pub mqm: Mqm,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it, in one sentence; empty where the message or the fix says so.
    pub help: String,
    /// Why a machine writes this, one or two sentences.
    pub why: String,
    /// Ways to mend it.
    pub fixes: Vec<Fix>,
    /// Other places.
    pub related: Vec<Related>,
}
