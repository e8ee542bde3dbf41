//! `--since` and `--diff`: which files and lines are checked.

use std::collections::HashMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::git::{self, RepositoryChanges};
use crate::changes::{self, Lines};
use crate::problem::Problem;
use crate::problem::{shown, unreadable};

/// The changed lines of files, by absolute path.
#[derive(Debug)]
pub(crate) struct ChangedFiles {
    files: HashMap<PathBuf, Lines>,
    /// The repository; nothing is known about files outside of it. `None` for a diff.
    top: Option<PathBuf>,
}

impl ChangedFiles {
    /// The changes since a git revision.
    pub(crate) fn since(revision: &str) -> Result<Self, Problem> {
        let RepositoryChanges { top, changes } = git::since(revision)?;
        let top = absolute(&top);
        let files = changes.paths().filter_map(|path| Some((absolute(&top.join(path)), changes.of(path)?.clone())));
        Ok(Self { files: files.collect(), top: Some(top) })
    }

    /// The changes in a diff; `-` reads it from standard input.
    pub(crate) fn diff(file: &Path, stdin: &mut dyn Read) -> Result<Self, Problem> {
        let mut bytes = Vec::new();
        if file.as_os_str() == "-" {
            stdin.read_to_end(&mut bytes).map_err(|e| unreadable(file, &e))?;
        } else {
            bytes = std::fs::read(file).map_err(|e| unreadable(file, &e))?;
        }
        let text = String::from_utf8_lossy(&bytes);
        let name = || shown(file);
        let changes = changes::parse(&text).map_err(|e| Problem::error(name(), e.to_string()))?;
        if changes.paths().next().is_none() && !text.trim().is_empty() {
            return Err(Problem::error(name(), "is not a unified diff: it names no file"));
        }
        let current = absolute(Path::new("."));
        let lines = |path| Some((absolute(&find(&current, path)), changes.of(path)?.clone()));
        let files = changes.paths().filter_map(lines);
        Ok(Self { files: files.collect(), top: None })
    }

    /// The changed lines of a file; `None` if nothing changed.
    pub(crate) fn of(&self, path: &Path) -> Result<Option<&Lines>, Problem> {
        let absolute = absolute(path);
        if let Some(top) = self.top.as_ref().filter(|top| !absolute.starts_with(top)) {
            let message = format!("is outside the repository {}, so --since does not apply to it", top.display());
            return Err(Problem::error(shown(path), message));
        }
        Ok(self.files.get(&absolute))
    }
}

/// Finds a file named in a diff. Paths in a diff are relative to the top of the repository, which is `current` or a
/// folder above it: the first of these that has such a file is taken.
fn find(current: &Path, path: &str) -> PathBuf {
    let found = current.ancestors().map(|folder| folder.join(path)).find(|file| file.exists());
    found.unwrap_or_else(|| current.join(path))
}

/// The absolute path without symbolic links; for a file that does not exist, links are not resolved.
pub(crate) fn absolute(path: &Path) -> PathBuf {
    let real = || path.canonicalize().or_else(|_| std::path::absolute(path));
    real().unwrap_or_else(|_| path.to_owned())
}
