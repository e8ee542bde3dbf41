//! A record: one line of a corpus. The help text of the task describes it.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use mtlint_text::language::LanguageId;
use serde::{Deserialize, Deserializer};

/// A segment.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Record {
    /// Any identifier.
    pub id: String,
    /// The text.
    pub text: String,
    /// Who wrote the text.
    pub side: Side,
    /// The language of the text.
    #[serde(deserialize_with = "language")]
    pub language: LanguageId,
    /// The language it was translated from; for an original, its own language.
    #[serde(default, deserialize_with = "known_language")]
    pub source_language: Option<LanguageId>,
    /// The source text.
    pub source: Option<String>,
    /// The document that contains it.
    pub document: Option<String>,
    /// The system or translator that made this translation of the document.
    pub system: Option<String>,
    /// The spans that raters marked, in characters.
    pub errors: Option<Vec<[usize; 2]>>,
    /// The spans that a post-editor changed, in characters.
    pub edits: Option<Vec<[usize; 2]>>,
    /// Marks that are only a rater's house style. A finding that touches nothing else does not count.
    #[serde(default)]
    pub doubtful: Vec<[usize; 2]>,
    /// True if the corpus has no human text for it.
    #[serde(default)]
    pub unpaired: bool,
}

/// Who wrote a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Side {
    /// A machine.
    Mt,
    /// A translator, a post-editor, an author.
    Human,
}

/// Why a corpus cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{}:{line}: {message}", path.display())]
pub(crate) struct RecordError {
    path: PathBuf,
    /// The line, counted from 1; 0 means the whole file.
    line: usize,
    message: String,
}

/// Reads a corpus.
pub(super) fn read(path: &Path) -> Result<Vec<Record>, RecordError> {
    let fail = |line: usize, message: String| RecordError { path: path.to_owned(), line, message };
    let file = std::fs::File::open(path).map_err(|e| fail(0, e.to_string()))?;
    let mut records: Vec<Record> = Vec::new();
    for (number, line) in (1..).zip(BufReader::new(file).lines()) {
        let line = line.map_err(|e| fail(number, e.to_string()))?;
        let record: Record = serde_json::from_str(&line).map_err(|e| fail(number, e.to_string()))?;
        if let Some(first) = records.first().filter(|first| first.language != record.language) {
            let message = format!(
                "record {} is in {}, but earlier records are in {}",
                record.id, record.language, first.language
            );
            return Err(fail(number, message));
        }
        records.push(record);
    }
    if records.is_empty() { Err(fail(0, "the file contains no records".into())) } else { Ok(records) }
}

fn language<'de, D: Deserializer<'de>>(deserializer: D) -> Result<LanguageId, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
}

fn known_language<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<LanguageId>, D::Error> {
    language(deserializer).map(Some)
}
