//! Changes according to git, through its command line, which every CI with a repository has.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::changes::{self, Changes};
use crate::problem::Problem;

/// The changes in a repository.
pub(super) struct RepositoryChanges {
    /// The top folder of the repository.
    pub top: PathBuf,
    /// The changes; paths are relative to `top`.
    pub changes: Changes,
}

/// The changes of the working tree since the merge base of a revision and `HEAD`. Untracked files count as new.
pub(super) fn since(revision: &str) -> Result<RepositoryChanges, Problem> {
    let top = git(Path::new("."), &["rev-parse", "--show-toplevel"])?
        .map_err(|_| flag("the current folder is not in a git repository"))?;
    let top = PathBuf::from(top.trim_end_matches(['\r', '\n']));
    let verify = ["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{revision}^{{commit}}")];
    let commit = git(&top, &verify)?.map_err(|_| {
        flag(format!("git does not know the revision `{revision}`"))
            .with_help("in CI, fetch it first: a shallow clone has only one commit")
    })?;
    let commit = commit.trim();
    // Commits that others have added to the main branch meanwhile are not changes of this branch.
    let base = git(&top, &["merge-base", commit, "HEAD"])?.unwrap_or_else(|_| commit.to_owned());
    let diff = git(
        &top,
        &[
            "-c",
            "core.quotePath=true",
            "diff",
            "--unified=0",
            "--find-renames",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            "--no-relative",
            "--ignore-submodules",
            "--src-prefix=a/",
            "--dst-prefix=b/",
            base.trim(),
            "--",
        ],
    )?;
    let diff = diff.map_err(|message| flag(format!("git diff: {message}")))?;
    let mut changes = changes::parse(&diff).map_err(|e| flag(format!("git diff: {e}")))?;
    let untracked = git(&top, &["ls-files", "--others", "--exclude-standard", "-z"])?;
    for path in untracked.unwrap_or_default().split('\0').filter(|path| !path.is_empty()) {
        changes.add_new(path);
    }
    Ok(RepositoryChanges { top, changes })
}

/// The last commit that changed a source after the last commit of its translation, as
/// “on 2024-05-31 (abc1234), after the translation”. `None` if there is none, if either file was never committed, or if
/// the translation has uncommitted changes.
pub(super) fn changed_since(source: &Path, translation: &Path) -> Result<Option<String>, Problem> {
    let (folder, name) = match (translation.parent(), translation.file_name()) {
        (Some(folder), Some(name)) if !folder.as_os_str().is_empty() => (folder, Path::new(name)),
        _ => (Path::new("."), translation),
    };
    let source = source.canonicalize().unwrap_or_else(|_| source.to_owned());
    let (Some(source), Some(name)) = (source.to_str(), name.to_str()) else { return Ok(None) };
    let last = git(folder, &["log", "-1", "--format=%H", "--", name])?.unwrap_or_default();
    let changed = git(folder, &["status", "--porcelain", "--", name])?.unwrap_or_default();
    if last.trim().is_empty() || !changed.trim().is_empty() {
        return Ok(None);
    }
    let since = format!("{}..HEAD", last.trim());
    let later = git(folder, &["log", "-1", "--format=on %cs (%h), after the translation", &since, "--", source])?
        .unwrap_or_default();
    Ok(Some(later.trim().to_owned()).filter(|commit| !commit.is_empty()))
}

/// Runs git and returns its standard output; the inner error is its standard error.
fn git(folder: &Path, args: &[&str]) -> Result<Result<String, String>, Problem> {
    let output = Command::new("git").current_dir(folder).args(args).output().map_err(|e| match e.kind() {
        io::ErrorKind::NotFound => flag("git is not installed"),
        _ => flag(format!("cannot run git: {e}")),
    })?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ok(if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr).trim().to_owned()) })
}

/// An error about `--since`.
fn flag(message: impl Into<String>) -> Problem {
    Problem::of_run(format!("--since: {}", message.into()))
}
