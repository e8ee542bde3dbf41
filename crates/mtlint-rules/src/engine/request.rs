//! The input of a check besides the document, and its result.

use jiff::civil::Date;

use crate::finding::Finding;
use mtlint_text::language::LanguageId;

/// The languages of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LanguagePair {
    /// The language of the text that is checked.
    pub target: LanguageId,
    /// The language that it was translated from, if known.
    pub source: Option<LanguageId>,
}

/// The user's settings for checking a document.
#[derive(Clone, Copy, Debug)]
pub struct Request {
    /// The language of the document. If none, the document may declare one; otherwise it is detected.
    pub language: Option<LanguageId>,
    /// The language that it was translated from. If none, the document may declare one.
    pub source_language: Option<LanguageId>,
    /// The reference date, which decides what is past. If none, the date of the document, otherwise `today`.
    pub as_of: Option<Date>,
    /// The day of the run. The engine reads no clock.
    pub today: Date,
    /// Whether to check fuzzy units, too.
    pub fuzzy: bool,
}

/// The result of checking a document.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The findings, in file order.
    pub findings: Vec<Finding>,
    /// The language that was used.
    pub language: LanguageId,
    /// The source language that was used, if known.
    pub source_language: Option<LanguageId>,
    /// The reference date that was used.
    pub as_of: Date,
    /// The number of words and numbers in the document.
    pub words: usize,
}
