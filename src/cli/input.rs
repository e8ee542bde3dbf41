//! Which files are checked, and in which order.

use std::path::{Path, PathBuf};

use ignore::{DirEntry, Walk, WalkBuilder};

use crate::problem::Problem;
pub(super) use crate::problem::{shown, unreadable};
use mtlint_format::format;

/// One thing to check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Input {
    /// Standard input.
    Stdin,
    /// A file that the user named. It is always checked.
    Named(PathBuf),
    /// A file that was found while walking a folder and has a known extension.
    Walked(PathBuf),
}

/// The inputs for the paths of a command line, in the order of the paths; files in a folder are sorted by name. Folders
/// are walked lazily, so a tree of any size takes little memory.
pub(super) fn inputs(paths: &[PathBuf]) -> impl Iterator<Item = Result<Input, Problem>> {
    paths.iter().flat_map(|path| -> Box<dyn Iterator<Item = Result<Input, Problem>>> {
        if path.as_os_str() == "-" {
            return Box::new(std::iter::once(Ok(Input::Stdin)));
        }
        match std::fs::metadata(path) {
            Ok(meta) if meta.is_dir() => Box::new(walk(path).filter_map(walked)),
            Ok(_) => Box::new(std::iter::once(Ok(Input::Named(path.clone())))),
            Err(e) => Box::new(std::iter::once(Err(unreadable(path, &e)))),
        }
    })
}

fn walk(folder: &Path) -> Walk {
    // Only the .gitignore files in the tree count: results must not depend on the user's global git settings.
    WalkBuilder::new(folder)
        .require_git(false)
        .git_global(false)
        .git_exclude(false)
        .ignore(false)
        .follow_links(false)
        .sort_by_file_name(|a, b| a.cmp(b))
        .build()
}

fn walked(entry: Result<DirEntry, ignore::Error>) -> Option<Result<Input, Problem>> {
    let entry = match entry {
        Ok(entry) => entry,
        Err(e) => return Some(Err(walk_error(&e))),
    };
    if !entry.file_type().is_some_and(|kind| kind.is_file()) || !format::is_known(entry.path()) {
        return None;
    }
    Some(Ok(Input::Walked(entry.into_path())))
}

fn walk_error(error: &ignore::Error) -> Problem {
    match error {
        ignore::Error::WithPath { path, err } => match err.io_error() {
            Some(io) => unreadable(path, io),
            None => Problem::error(shown(path), err.to_string()),
        },
        ignore::Error::WithDepth { err, .. } => walk_error(err),
        other => Problem::of_run(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::{inputs, shown};

    #[test]
    fn the_texts_of_a_folder_are_sorted_by_name() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("b/ignored")).unwrap();
        for (path, text) in [
            ("z.txt", ""),
            ("a.txt", ""),
            ("b/c.txt", ""),
            ("b/ignored/d.txt", ""),
            (".hidden.txt", ""),
            ("image.png", ""),
            ("Makefile", ""),
            (".gitignore", "ignored/\n"),
        ] {
            fs::write(root.path().join(path), text).unwrap();
        }
        let paths: Vec<PathBuf> = vec![root.path().to_owned()];
        let found: Vec<String> = inputs(&paths)
            .map(|input| match input.unwrap() {
                super::Input::Walked(path) => shown(path.strip_prefix(root.path()).unwrap()),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(found, ["a.txt", "b/c.txt", "z.txt"]);
    }

    #[test]
    fn paths_are_shown_without_a_leading_dot() {
        assert_eq!(shown(Path::new("./a/b.txt")), "a/b.txt");
        assert_eq!(shown(Path::new(".")), ".");
        assert_eq!(shown(Path::new("../a")), "../a");
    }
}
