//! The file of a source record: JSON with a line for each unit, sorted, so that branches that translate different units
//! merge.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::MadeFrom;

/// The version of the file.
const VERSION: u32 = 1;

/// The source text of each translation, by files. Paths are relative to the config's folder and use slashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    files: BTreeMap<String, BTreeSet<MadeFrom>>,
}

/// Why a text is not a source record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is not a source record: {0}")]
pub struct RecordError(String);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    version: u32,
    files: BTreeMap<String, Vec<String>>,
}

impl Record {
    /// Reads a record.
    ///
    /// # Errors
    /// When the text is not a source record, or has another version.
    pub fn parse(text: &str) -> Result<Self, RecordError> {
        let raw: Raw = serde_json::from_str(text).map_err(|e| RecordError(e.to_string()))?;
        if raw.version != VERSION {
            return Err(RecordError(format!("its version is {}, this program knows {VERSION}", raw.version)));
        }
        let units = |lines: Vec<String>| lines.iter().map(|line| line.parse()).collect::<Result<_, _>>();
        let files = raw.files.into_iter().map(|(path, lines)| Ok((path, units(lines)?)));
        Ok(Self { files: files.collect::<Result<_, _>>().map_err(RecordError)? })
    }

    /// The text of the file.
    #[must_use]
    pub fn render(&self) -> String {
        let json = |value: &str| serde_json::Value::from(value).to_string();
        let mut out = format!("{{\n\"version\": {VERSION},\n\"files\": {{");
        let mut before = "\n";
        for (path, units) in self.files.iter().filter(|(_, units)| !units.is_empty()) {
            // Writing to a string cannot fail.
            let _ = write!(out, "{before}{}: [", json(path));
            before = ",\n";
            for (index, unit) in units.iter().enumerate() {
                let _ = write!(out, "{}  \"{unit}\"", if index == 0 { "\n" } else { ",\n" });
            }
            out.push_str("\n]");
        }
        out.push_str("\n}\n}\n");
        out
    }

    /// Records the current units of a file as up to date.
    pub fn set(&mut self, path: &str, units: impl IntoIterator<Item = MadeFrom>) {
        self.files.insert(path.to_owned(), units.into_iter().collect());
    }

    /// Records the units of a file that were translated since, and drops translations that no longer exist. An
    /// unchanged translation keeps the source that it was made from.
    pub fn update(&mut self, path: &str, units: &[MadeFrom]) {
        let old = self.files.entry(path.to_owned()).or_default();
        let targets: FxHashSet<u64> = units.iter().map(|unit| unit.target).collect();
        let known: FxHashSet<u64> = old.iter().map(|unit| unit.target).collect();
        old.retain(|unit| targets.contains(&unit.target));
        old.extend(units.iter().filter(|unit| !known.contains(&unit.target)));
    }

    /// The number of recorded units.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.values().map(BTreeSet::len).sum()
    }

    /// True if no unit is recorded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// True if a translation was made from another source text than its current one, and that text is not among the
    /// `texts` of the source any more. A translation without a record is not stale.
    #[must_use]
    pub fn is_stale(&self, path: &str, now: MadeFrom, texts: &FxHashSet<u64>) -> bool {
        let Some(units) = self.files.get(path) else { return false };
        let first = MadeFrom { target: now.target, source: 0 };
        let last = MadeFrom { target: now.target, source: u64::MAX };
        let mut known = units.range(first..=last).peekable();
        known.peek().is_some() && known.all(|unit| unit.source != now.source && !texts.contains(&unit.source))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{MadeFrom, Record};

    fn unit(target: u64, source: u64) -> MadeFrom {
        MadeFrom { target, source }
    }

    #[test]
    fn a_record_is_read_as_it_was_written() {
        let mut record = Record::default();
        record.set("fr/a \"b\".md", [unit(2, 3), unit(1, u64::MAX), unit(1, 0)]);
        record.set("fr/empty.md", []);
        let text = record.render();
        let again = Record::parse(&text).unwrap();
        assert_eq!((again.len(), again.render()), (3, text));
        for broken in ["", "{}", "{\"version\": 2, \"files\": {}}", "{\"version\": 1, \"files\": {\"a\": [\"x y\"]}}"] {
            assert!(Record::parse(broken).is_err(), "{broken}");
        }
    }

    #[test]
    fn what_was_made_from_a_text_that_is_gone_is_stale() {
        let mut record = Record::default();
        record.set("a", [unit(1, 10), unit(2, 20)]);
        let texts = |list: &[u64]| list.iter().copied().collect();
        assert!(!record.is_stale("a", unit(1, 10), &texts(&[10, 20])));
        assert!(record.is_stale("a", unit(1, 11), &texts(&[11, 20])));
        // Its source stands elsewhere now.
        assert!(!record.is_stale("a", unit(1, 11), &texts(&[10, 11])));
        // Nobody knows.
        assert!(!record.is_stale("a", unit(3, 11), &texts(&[11])));
        assert!(!record.is_stale("b", unit(1, 11), &texts(&[11])));
        record.update("a", &[unit(1, 11), unit(3, 20)]);
        assert!(record.is_stale("a", unit(1, 11), &texts(&[11, 20])));
        assert_eq!(record.len(), 2);
        record.set("a", [unit(1, 11)]);
        assert!(!record.is_stale("a", unit(1, 11), &texts(&[11])));
    }
}
