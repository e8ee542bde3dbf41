//! The baseline file: JSON with a line for each finding. Lines are sorted by text, so that moving text does not change
//! it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize;

use super::known::{Known, Line};
use super::matching::{self, Counted};

/// The version of the file.
const VERSION: u32 = 1;

/// Accepted findings, by file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    files: BTreeMap<String, Vec<Counted>>,
}

/// Why a file is not a valid baseline.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct BaselineError {
    /// What is wrong, to be shown after the name of the file.
    pub message: String,
    /// The line and column, from 1.
    pub place: Option<(usize, usize)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    version: u32,
    files: BTreeMap<String, Vec<Line>>,
}

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    /// If the text is not a baseline, or has another version.
    pub fn parse(text: &str) -> Result<Self, BaselineError> {
        let fail = |e: serde_json::Error| BaselineError {
            message: format!("is not a baseline: {e}"),
            place: (e.line() > 0).then(|| (e.line(), e.column())),
        };
        let raw: Raw = serde_json::from_str(text).map_err(fail)?;
        if raw.version != VERSION {
            let message =
                format!("is a baseline of version {}; this program can only read version {VERSION}", raw.version);
            return Err(BaselineError { message, place: None });
        }
        let counted = |line: Line| {
            let count = line.count;
            (line.into_known(), count)
        };
        let files = raw.files.into_iter().map(|(path, lines)| (path, lines.into_iter().map(counted).collect()));
        Ok(Self { files: files.collect() })
    }

    /// The text of the file.
    #[must_use]
    pub fn render(&self) -> String {
        let json = |value: &str| serde_json::Value::from(value).to_string();
        let mut out = format!("{{\n\"version\": {VERSION},\n\"files\": {{");
        let mut before = "\n";
        for (path, lines) in self.files.iter().filter(|(_, lines)| !lines.is_empty()) {
            let _ = write!(out, "{before}{}: [", json(path));
            before = ",\n";
            for (index, (known, count)) in lines.iter().enumerate() {
                let line = serde_json::to_string(&Line::new(known, *count)).unwrap_or_default();
                let _ = write!(out, "{}  {line}", if index == 0 { "\n" } else { ",\n" });
            }
            out.push_str("\n]");
        }
        out.push_str("\n}\n}\n");
        out
    }

    /// Which findings of a file the baseline has, and how many of its findings no longer occur.
    #[must_use]
    pub fn split(&self, path: &str, findings: &[Known]) -> (Vec<bool>, u64) {
        match self.files.get(path) {
            Some(lines) => matching::split(lines, findings),
            None => (vec![false; findings.len()], 0),
        }
    }

    /// Replaces the findings of a file.
    pub fn set(&mut self, path: &str, findings: Vec<Known>) {
        let mut lines: Vec<Counted> = Vec::new();
        let mut sorted = findings;
        sorted.sort_by(|a, b| (a.key(), &a.excerpt).cmp(&(b.key(), &b.excerpt)));
        for known in sorted {
            match lines.last_mut() {
                Some((last, count)) if last.key() == known.key() => *count += 1,
                _ => lines.push((known, 1)),
            }
        }
        lines.sort_by(|(a, _), (b, _)| (&a.rule, &a.excerpt, a.key()).cmp(&(&b.rule, &b.excerpt, b.key())));
        self.files.insert(path.to_owned(), lines);
    }

    /// Removes the files for which `keep` is false.
    pub fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.files.retain(|path, _| keep(path));
    }

    /// The files with findings.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The number of findings.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.files.values().flatten().map(|(_, count)| u64::from(*count)).sum()
    }

    /// True if it has no findings.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
