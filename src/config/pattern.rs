//! Globs in config files.

use std::path::Path;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// A set of globs for paths relative to the folder of the config. As in .gitignore, a glob without a slash matches at
/// any depth, and a glob that matches a folder matches everything in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Patterns(GlobSet);

/// An invalid glob.
#[derive(Debug)]
pub(super) struct BadGlob {
    /// Its index among the globs.
    pub index: usize,
    pub message: String,
}

impl Patterns {
    /// Compiles globs.
    ///
    /// # Errors
    /// The first invalid glob.
    pub(super) fn new<'g>(globs: impl IntoIterator<Item = &'g str>) -> Result<Self, BadGlob> {
        let mut set = GlobSetBuilder::new();
        for (index, glob) in globs.into_iter().enumerate() {
            let bad = |e: globset::Error| BadGlob { index, message: e.kind().to_string() };
            let anchored = glob.trim_end_matches('/');
            let anchored = match anchored.strip_prefix('/') {
                Some(rest) => rest.to_owned(),
                None if anchored.contains('/') => anchored.to_owned(),
                None => format!("**/{anchored}"),
            };
            for pattern in [format!("{anchored}/**"), anchored] {
                set.add(GlobBuilder::new(&pattern).literal_separator(true).build().map_err(bad)?);
            }
        }
        set.build().map(Self).map_err(|e| BadGlob { index: 0, message: e.kind().to_string() })
    }

    /// True if a glob matches the relative path or a folder that contains it.
    pub(super) fn matches(&self, relative: &Path) -> bool {
        !self.0.is_empty() && self.0.is_match(relative)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::path::Path;

    use super::Patterns;

    #[test]
    fn globs_work_as_in_gitignore() {
        let check = |glob: &str, path: &str| Patterns::new([glob]).unwrap().matches(Path::new(path));
        assert!(check("*.md", "a/b.md"));
        assert!(check("drafts/", "x/drafts/a.txt"));
        assert!(check("docs/**", "docs/a/b.txt"));
        assert!(check("docs/*.txt", "docs/a.txt"));
        assert!(!check("docs/*.txt", "docs/a/b.txt"));
        assert!(!check("/a.txt", "b/a.txt"));
        assert!(check("docs", "docs/a/b.txt"));
        assert_eq!(Patterns::new(["ok", "a[b"]).unwrap_err().index, 1);
    }
}
