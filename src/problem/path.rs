//! Paths as the user sees them.

use std::io::{self, ErrorKind};
use std::path::Path;

use super::Problem;

/// The problem of a file that cannot be read.
pub fn unreadable(path: &Path, error: &io::Error) -> Problem {
    let reason = match error.kind() {
        ErrorKind::NotFound => "no such file or folder".to_owned(),
        ErrorKind::PermissionDenied => "cannot be read: permission denied".to_owned(),
        _ => format!("cannot be read: {error}"),
    };
    Problem::error(shown(path), reason)
}

/// The problem of a file that cannot be written.
pub fn unwritable(path: &Path, error: &io::Error) -> Problem {
    let reason = match error.kind() {
        ErrorKind::NotFound => "cannot be written: its folder does not exist".to_owned(),
        ErrorKind::PermissionDenied => "cannot be written: permission denied".to_owned(),
        ErrorKind::IsADirectory => "cannot be written: it is a folder".to_owned(),
        _ => format!("cannot be written: {error}"),
    };
    Problem::error(shown(path), reason)
}

/// A path as the user sees it: without a leading `./`; bytes that are not UTF-8 are replaced.
pub fn shown(path: &Path) -> String {
    let bare = path.strip_prefix(".").ok().filter(|bare| !bare.as_os_str().is_empty());
    bare.unwrap_or(path).to_string_lossy().into_owned()
}
