//! What is left out of the findings of a file: those in the baseline, and those on lines that did not change.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::changed::{ChangedFiles, absolute};
use crate::baseline::{Baseline, Known, Passages};
use crate::changes::ChangedSpans;
use crate::problem::{Problem, shown, unreadable};
use mtlint_rules::finding::Finding;

/// How many findings were left out of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Suppressed by directives in the files.
    pub suppressed: u64,
    /// In the baseline.
    pub in_baseline: u64,
    /// On lines that did not change.
    pub unchanged: u64,
    /// Entries of the baseline for checked files that match no finding any more.
    pub gone_from_baseline: u64,
}

/// The findings of a file, and where they are.
pub(super) struct FileFindings<'f> {
    pub path: &'f Path,
    pub content: &'f str,
    pub passages: &'f Passages,
    pub findings: &'f mut Vec<Finding>,
}

/// Which findings of a run are left out.
#[derive(Debug, Default)]
pub(crate) struct Filters {
    /// The findings of this baseline.
    pub baseline: Option<BaselineFile>,
    /// The findings on other lines than these.
    pub changed: Option<ChangedFiles>,
}

impl Filters {
    /// Drops the findings that are left out, and counts them. `changed` are the changed parts of the file; `None` if
    /// all of it counts.
    pub(super) fn leave_out(&self, file: FileFindings<'_>, changed: Option<&ChangedSpans>) -> LeftOut {
        let FileFindings { path, content, passages, findings } = file;
        let mut left_out = LeftOut::default();
        if let Some(file) = &self.baseline {
            let known = Known::all(content, passages, findings);
            let (old, gone) = file.baseline.split(&file.key(path), &known);
            let before = findings.len();
            let mut old = old.into_iter();
            findings.retain(|_| !old.next().unwrap_or_default());
            left_out.in_baseline = (before - findings.len()) as u64;
            left_out.gone_from_baseline = gone;
        }
        if let Some(changed) = changed {
            left_out.unchanged = changed.keep(findings);
        }
        left_out
    }

    /// The changed parts of a file; `None` if all of it counts.
    pub(super) fn changed_spans(&self, path: &Path, content: &str) -> Result<Option<ChangedSpans>, Problem> {
        let Some(changed) = &self.changed else { return Ok(None) };
        Ok(changed.of(path)?.map(|lines| lines.spans(content)))
    }
}

/// A baseline and its file.
#[derive(Debug)]
pub(crate) struct BaselineFile {
    pub path: PathBuf,
    /// Its folder, as an absolute path. Paths in the baseline are relative to it.
    folder: PathBuf,
    pub baseline: Baseline,
}

impl BaselineFile {
    /// Reads a baseline.
    pub(crate) fn read(path: &Path) -> Result<Self, Problem> {
        let text = std::fs::read_to_string(path).map_err(|e| match e.kind() {
            std::io::ErrorKind::NotFound => Problem::error(shown(path), "no such file")
                .with_help(format!("write it with `mtlint baseline write --baseline {}`", shown(path))),
            _ => unreadable(path, &e),
        })?;
        let baseline = Baseline::parse(&text).map_err(|e| Problem::error(shown(path), e.to_string()))?;
        Ok(Self { baseline, ..Self::empty(path) })
    }

    /// A baseline without findings, for a file that need not be there yet.
    pub(crate) fn empty(path: &Path) -> Self {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Self { path: path.to_owned(), folder: absolute(folder), baseline: Baseline::default() }
    }

    /// A file as the baseline names it: relative to its own folder and with slashes, wherever the program runs.
    pub(crate) fn key(&self, path: &Path) -> String {
        let absolute = absolute(path);
        let from = |(up, folder): (usize, &Path)| {
            absolute.strip_prefix(folder).ok().map(|rest| format!("{}{}", "../".repeat(up), shown(rest)))
        };
        let name = self.folder.ancestors().enumerate().find_map(from).unwrap_or_else(|| shown(path));
        if cfg!(windows) { name.replace('\\', "/") } else { name }
    }

    /// True when a file that the baseline names is still there.
    pub(crate) fn has_file(&self, key: &str) -> bool {
        self.folder.join(key).exists()
    }
}
