//! `--since` and `--diff`: which files and lines are looked at.

use std::collections::HashMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::git;
use crate::changes::{self, Lines};
use crate::problem::Problem;
use crate::problem::{shown, unreadable};

/// The changed lines of files, by their absolute paths.
#[derive(Debug)]
pub(crate) struct ChangedFiles {
    files: HashMap<PathBuf, Lines>,
    /// Outside of this nothing is known.
    top: Option<PathBuf>,
}

impl ChangedFiles {
    /// What changed since a git revision.
    pub(crate) fn since(revision: &str) -> Result<Self, Problem> {
        let (top, changes) = git::since(revision)?;
        let top = absolute(&top);
        let files = changes.paths().filter_map(|path| Some((absolute(&top.join(path)), changes.of(path)?.clone())));
        Ok(Self { files: files.collect(), top: Some(top) })
    }

    /// What a diff says that changed: a file, or standard input for `-`.
    pub(crate) fn diff(file: &Path, stdin: &mut dyn Read) -> Result<Self, Problem> {
        let mut bytes = Vec::new();
        if file.as_os_str() == "-" {
            stdin.read_to_end(&mut bytes).map_err(|e| unreadable(file, &e))?;
        } else {
            bytes = std::fs::read(file).map_err(|e| unreadable(file, &e))?;
        }
        let text = String::from_utf8_lossy(&bytes);
        let name = || shown(file);
        let changes = changes::parse(&text).map_err(|e| Problem::error("--diff", e.to_string()))?;
        if changes.paths().next().is_none() && !text.trim().is_empty() {
            return Err(Problem::error(name(), "is no unified diff: it names no file"));
        }
        let here = absolute(Path::new("."));
        let files = changes.paths().filter_map(|path| Some((absolute(&find(&here, path)), changes.of(path)?.clone())));
        Ok(Self { files: files.collect(), top: None })
    }

    /// The changed lines of a file; `None` where nothing changed.
    pub(crate) fn of(&self, path: &Path) -> Result<Option<&Lines>, Problem> {
        let absolute = absolute(path);
        if let Some(top) = self.top.as_ref().filter(|top| !absolute.starts_with(top)) {
            let message = format!("lies outside of the repository {}, so --since knows nothing of it", top.display());
            return Err(Problem::error(shown(path), message));
        }
        Ok(self.files.get(&absolute))
    }
}

/// Diffs name files from the top of a repository, whatever folder they are made in: from here upwards, the first
/// folder in which there is such a file.
fn find(here: &Path, path: &str) -> PathBuf {
    let found = here.ancestors().map(|folder| folder.join(path)).find(|file| file.exists());
    found.unwrap_or_else(|| here.join(path))
}

/// The path without links; of a file that is not there, as much as can be said.
pub(crate) fn absolute(path: &Path) -> PathBuf {
    let real = || path.canonicalize().or_else(|_| std::path::absolute(path));
    real().unwrap_or_else(|_| path.to_owned())
}
