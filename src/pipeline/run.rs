//! What a run wants of each file, and what it leaves out.

use super::cache::Cache;
use super::changed::ChangedFiles;
use super::filter::BaselineFile;
use crate::fix::Safety;

/// What a run wants of each file besides the findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wants {
    /// Fingerprints of the findings, for reports.
    pub fingerprints: bool,
    /// The findings as entries of a baseline.
    pub baseline_entries: bool,
    /// The documents.
    pub documents: bool,
    /// The keys of the units that findings are in.
    pub keys: bool,
    /// The file's text even if nothing was found.
    pub text: bool,
}

impl Wants {
    /// True if what is wanted identifies findings in later versions of the file.
    fn identity(self) -> bool {
        self.fingerprints || self.baseline_entries
    }
}

/// A run over files.
#[derive(Debug, Default)]
pub(crate) struct Run {
    /// What it wants of each file.
    pub wants: Wants,
    /// Findings of this baseline are left out.
    pub baseline: Option<BaselineFile>,
    /// Findings on other lines are left out.
    pub changed: Option<ChangedFiles>,
    /// Results of earlier runs.
    pub cache: Option<Cache>,
    /// Which fixes are applied.
    pub fixing: Option<Safety>,
}

impl Run {
    /// A run that leaves nothing out.
    pub(crate) fn new(wants: Wants) -> Self {
        Self { wants, ..Self::default() }
    }

    /// True if findings must be recognised in other versions of a file.
    pub(super) fn identifies(&self) -> bool {
        self.wants.identity() || self.baseline.is_some()
    }
}
