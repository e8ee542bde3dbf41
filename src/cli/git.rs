//! What git says of changes, asked through its command line: every CI that has a repository has that.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::changes::{self, Changes};
use crate::report::Problem;

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
