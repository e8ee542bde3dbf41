//! What a run wants of each file.

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
    /// Findings are compared with those of another version of the file.
    pub comparison: bool,
}

impl Wants {
    /// True if findings must be recognised in other versions of the file.
    pub(crate) fn identity(self) -> bool {
        self.fingerprints || self.baseline_entries || self.comparison
    }
}
