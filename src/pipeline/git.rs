//! What git says of changes, asked through its command line: every CI that has a repository has that.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::changes::{self, Changes};
use crate::problem::Problem;

/// The changes of the working tree since a revision, or since the branch left it; files that git does not track yet
/// are new as a whole. Paths are relative to the top of the repository, which is the other answer.
pub(super) fn since(revision: &str) -> Result<(PathBuf, Changes), Problem> {
    let top = git(Path::new("."), &["rev-parse", "--show-toplevel"])?
        .map_err(|_| flag("needs a git repository, and here is none"))?;
    let top = PathBuf::from(top.trim_end_matches(['\r', '\n']));
    let verify = ["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{revision}^{{commit}}")];
    let commit = git(&top, &verify)?.map_err(|_| {
        flag(format!("git knows no revision `{revision}`"))
            .with_help("in CI, fetch it first: a shallow clone holds one commit only")
    })?;
    let commit = commit.trim();
    // What others did on the main line meanwhile is no change of this branch.
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
    let diff = diff.map_err(|told| flag(format!("git diff: {told}")))?;
    let mut changes = changes::parse(&diff).map_err(|e| flag(format!("git diff: {e}")))?;
    let untracked = git(&top, &["ls-files", "--others", "--exclude-standard", "-z"])?;
    for path in untracked.unwrap_or_default().split('\0').filter(|path| !path.is_empty()) {
        changes.add_new(path);
    }
    Ok((top, changes))
}

/// The last commit of a source that its translation's history does not have, as “on 2024-05-31 (abc1234), after the translation”; none when there is
/// none, when one of the two is in no commit, or when the translation has changes that are not committed yet.
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
    Ok(Some(later.trim().to_owned()).filter(|told| !told.is_empty()))
}

/// Runs git; the inner error is what it said.
fn git(folder: &Path, args: &[&str]) -> Result<Result<String, String>, Problem> {
    let output = Command::new("git").current_dir(folder).args(args).output().map_err(|e| match e.kind() {
        io::ErrorKind::NotFound => flag("needs git, which is not installed"),
        _ => flag(format!("git cannot be run: {e}")),
    })?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ok(if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr).trim().to_owned()) })
}

/// A problem with the flag rather than with a file.
fn flag(message: impl Into<String>) -> Problem {
    Problem { path: None, ..Problem::error("", format!("--since: {}", message.into())) }
}
