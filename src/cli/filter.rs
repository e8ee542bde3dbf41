//! What a run leaves out of what was found: the findings of a baseline, and those on lines that did not change.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::cache::Cache;
use super::changed::{Changed, absolute};
use super::input::{shown, unreadable};
use crate::baseline::{Baseline, Known, Passages};
use crate::changes::ChangedSpans;
use crate::fix::Safety;
use crate::problem::Problem;
use crate::report::LeftOut;
use mtlint_rules::finding::Finding;

/// Filters of a run, and what else it wants of each file.
#[derive(Debug, Default)]
pub(super) struct Filters {
    /// The reports show fingerprints.
    pub fingerprints: bool,
    /// A baseline is written: every finding is remembered.
    pub remember: bool,
    /// The texts are shown whole, whatever is found in them.
    pub pages: bool,
    /// What translations were made from is recorded.
    pub sources: bool,
    pub baseline: Option<BaselineFile>,
    /// Only these files are looked at, by their absolute paths.
    pub only: Option<HashSet<PathBuf>>,
    pub changed: Option<Changed>,
    /// Named files are treated like those met in a folder.
    pub force_exclude: bool,
    /// Answers of earlier runs.
    pub cache: Option<Cache>,
    /// Fixes are made.
    pub fixing: Option<Safety>,
}

impl Filters {
    /// True when findings are to be known again.
    pub(super) fn identify(&self) -> bool {
        self.fingerprints || self.remember || self.baseline.is_some()
    }

    /// True when a file may have findings that are not left out.
    pub(super) fn looks_at(&self, path: &Path) -> Result<bool, Problem> {
        if self.only.as_ref().is_some_and(|only| !only.contains(&absolute(path))) {
            return Ok(false);
        }
        self.changed.as_ref().map_or(Ok(true), |changed| Ok(changed.of(path)?.is_some()))
    }

    /// The changed parts of a file, where only these are looked at.
    pub(super) fn changed_spans(&self, path: &Path, content: &str) -> Result<Option<ChangedSpans>, Problem> {
        let Some(changed) = &self.changed else { return Ok(None) };
        Ok(changed.of(path)?.map(|lines| lines.spans(content)))
    }

    /// Drops what is left out, and counts it; of changed parts what lies in `changed`.
    pub(super) fn apply(
        &self,
        path: &Path,
        content: &str,
        passages: &Passages,
        changed: Option<&ChangedSpans>,
        findings: &mut Vec<Finding>,
    ) -> LeftOut {
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
}

/// A baseline and where it stands.
#[derive(Debug)]
pub(super) struct BaselineFile {
    pub path: PathBuf,
    /// The folder it stands in, absolute; its paths are relative to it.
    folder: PathBuf,
    pub baseline: Baseline,
}

impl BaselineFile {
    /// Reads a baseline.
    pub(super) fn read(path: &Path) -> Result<Self, Problem> {
        let text = std::fs::read_to_string(path).map_err(|e| match e.kind() {
            std::io::ErrorKind::NotFound => Problem::error(shown(path), "no such file")
                .with_help(format!("`mtlint baseline write --baseline {}` writes it", shown(path))),
            _ => unreadable(path, &e),
        })?;
        let baseline = Baseline::parse(&text).map_err(|e| Problem::error(shown(path), e.to_string()))?;
        Ok(Self { baseline, ..Self::empty(path) })
    }

    /// A baseline without findings, for a file that need not be there yet.
    pub(super) fn empty(path: &Path) -> Self {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Self { path: path.to_owned(), folder: absolute(folder), baseline: Baseline::default() }
    }

    /// A file as the baseline names it: relative to its own folder and with slashes, wherever the program runs.
    pub(super) fn key(&self, path: &Path) -> String {
        let absolute = absolute(path);
        let from = |(up, folder): (usize, &Path)| {
            absolute.strip_prefix(folder).ok().map(|rest| format!("{}{}", "../".repeat(up), shown(rest)))
        };
        let name = self.folder.ancestors().enumerate().find_map(from).unwrap_or_else(|| shown(path));
        if cfg!(windows) { name.replace('\\', "/") } else { name }
    }

    /// True when a file that the baseline names is still there.
    pub(super) fn has_file(&self, key: &str) -> bool {
        self.folder.join(key).exists()
    }
}
