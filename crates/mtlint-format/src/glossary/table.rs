//! Glossaries as tables of two languages: CSV, and the form that rules use.

use serde::{Deserialize, Serialize};

/// A term and its translations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Entry {
    /// The term in the source language.
    pub source: String,
    /// The allowed translations, the preferred one first.
    pub targets: Vec<String>,
    /// The forbidden translations.
    pub forbidden: Vec<String>,
    /// The code of the source language; `None` if the glossary does not declare it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The code of the target language; `None` if the glossary does not declare it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// A line of a CSV glossary that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct GlossaryError {
    /// The line, from 1.
    pub line: u64,
    /// What is wrong.
    pub message: String,
}

/// Reads a CSV or TSV glossary: a source term, its translation, and optionally a status per line; a heading line is
/// skipped. Several translations of a term are on separate lines, or on one line separated by `|`. The statuses
/// `forbidden`, `deprecated` and `do not use` forbid a translation.
///
/// # Errors
/// The first line that is not CSV or has one column.
pub fn read_csv(text: &str) -> Result<Vec<Entry>, GlossaryError> {
    let first = text.lines().next().unwrap_or_default();
    let delimiter = [b'\t', b';', b','].into_iter().find(|d| first.as_bytes().contains(d)).unwrap_or(b',');
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut entries: Vec<Entry> = Vec::new();
    let mut by_source = std::collections::HashMap::new();
    for (index, record) in reader.records().enumerate() {
        let record = record.map_err(|e| {
            let line = e.position().map_or(0, csv::Position::line);
            GlossaryError { line, message: e.to_string() }
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        let field = |n: usize| record.get(n).map(str::trim).unwrap_or_default();
        if field(0).is_empty() || (index == 0 && is_heading(field(0))) {
            continue;
        }
        if record.len() < 2 {
            return Err(GlossaryError { line, message: "a source term without a translation".to_owned() });
        }
        let at = *by_source.entry(field(0).to_lowercase()).or_insert_with(|| {
            entries.push(Entry { source: field(0).to_owned(), ..Entry::default() });
            entries.len() - 1
        });
        let Some(entry) = entries.get_mut(at) else { continue };
        let bad = matches!(field(2).to_lowercase().as_str(), "forbidden" | "deprecated" | "do not use" | "prohibited");
        let list = if bad { &mut entry.forbidden } else { &mut entry.targets };
        list.extend(field(1).split('|').map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned));
    }
    Ok(entries)
}

fn is_heading(field: &str) -> bool {
    matches!(field.to_lowercase().as_str(), "source" | "term" | "source term" | "en" | "src" | "#source")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::read_csv;

    #[test]
    fn reads_terms_variants_and_statuses() {
        let entries =
            read_csv("source,target,status\nbridge,pont\n\"harbour, port\",port|havre\nbridge,passerelle,forbidden\n");
        let entries = entries.unwrap();
        assert_eq!((entries[0].source.as_str(), &entries[0].targets[..]), ("bridge", &["pont".to_owned()][..]));
        assert_eq!(entries[0].forbidden, ["passerelle"]);
        assert_eq!((entries[1].source.as_str(), entries[1].targets.len()), ("harbour, port", 2));
        assert_eq!(read_csv("a\tb\nc\td\n").unwrap().len(), 2);
        assert_eq!(read_csv("a,b\nc\n").unwrap_err().line, 2);
        assert!(read_csv("").unwrap().is_empty());
    }
}
