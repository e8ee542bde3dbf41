//! What comes of a file.

use std::collections::BTreeMap;
use std::path::Path;

use super::check::ReadDocument;
use super::filter::LeftOut;
use super::keys::UnitKeys;
use super::source::SourceText;
use crate::baseline::{Fingerprint, Known};
use crate::config::RulePages;
use mtlint_format::format::FileText;
use mtlint_rules::finding::Finding;
use mtlint_rules::rule::{Level, RuleId};
use mtlint_text::language::LanguageId;

/// A file that was checked.
pub(crate) struct CheckedFile {
    /// The path as it is shown.
    pub path: String,
    /// The text, if there are findings or the run wants it.
    pub text: Option<FileText>,
    /// The source, if there are findings and it is another file.
    pub source: Option<SourceText>,
    pub findings: Vec<Finding>,
    /// One for each finding, if the run wants them.
    pub fingerprints: Vec<Fingerprint>,
    /// The findings as baseline entries, if the run wants them.
    pub known: Vec<Known>,
    /// The documents, if the run wants them.
    pub documents: Vec<ReadDocument>,
    /// The keys of the units that findings are in, if the run wants them.
    pub keys: UnitKeys,
    pub left_out: LeftOut,
    /// How many findings of each rule were fixed.
    pub fixed: BTreeMap<RuleId, u64>,
    pub language: LanguageId,
    pub words: usize,
    pub fail_on: Level,
    pub pages: Option<RulePages>,
}

impl CheckedFile {
    /// True if a finding is at or above the level that makes the exit code 1.
    pub(crate) fn fails(&self) -> bool {
        self.findings.iter().any(|finding| finding.level >= self.fail_on)
    }

    /// The path of the file.
    pub(crate) fn path(&self) -> &Path {
        Path::new(&self.path)
    }
}
