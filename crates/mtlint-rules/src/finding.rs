//! Findings, at positions of the decoded file.

use serde::{Deserialize, Serialize};

use crate::rule::RuleId;
use mtlint_text::language::LanguageId;
use mtlint_token::span::FileSpan;

pub use crate::rule::{Applicability, Level, Mqm};

/// One replacement of bytes of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// The bytes to replace; an empty span inserts.
    pub span: FileSpan,
    /// The new text, already escaped for the format of the file.
    pub text: String,
}

/// One way to fix a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// A label for a menu: `Replace with “COVID-19”`.
    pub title: String,
    /// Whether a program may apply it.
    pub applicability: Applicability,
    /// Edits in file order, without overlap.
    pub edits: Vec<Edit>,
}

/// The file that contains a related place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum RelatedFile {
    /// The file of the finding.
    #[default]
    Own,
    /// The file that it was translated from (`Document::source_path`).
    Source,
}

/// Another place that belongs to a finding: the first of two duplicates, the majority spelling, the source side.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// The file that contains it.
    pub file: RelatedFile,
    /// The place in that file.
    pub span: FileSpan,
    /// What the place shows.
    pub message: String,
    /// True if it is in the source text of a unit.
    pub is_source: bool,
}

/// One reported defect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule that found it.
    pub rule: RuleId,
    /// The language that the text was checked in; none if the rule did not look at a text.
    #[serde(default)]
    pub language: Option<LanguageId>,
    /// The title of the rule: the kind of defect in a few words.
    pub title: String,
    /// Its place in the decoded file.
    pub span: FileSpan,
    /// The level that the user gave to the rule.
    pub level: Level,
    /// The MQM category and severity.
    pub mqm: Mqm,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it, in one sentence; empty if the message or the fix already says that.
    pub help: String,
    /// Why a machine writes this, one or two sentences.
    pub why: String,
    /// Ways to fix it.
    pub fixes: Vec<Fix>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
}
