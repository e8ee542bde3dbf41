//! Globs as config files and users write them.

use std::path::Path;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// A set of globs over paths relative to the config's folder. As in .gitignore, a glob without a slash matches at any
/// depth, and one that matches a folder matches all that is in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Patterns(GlobSet);

impl Patterns {
    /// Compiles globs; an error comes with the index of the faulty one.
    pub(super) fn new<'g>(globs: impl IntoIterator<Item = &'g str>) -> Result<Self, (usize, String)> {
        let mut set = GlobSetBuilder::new();
        for (index, glob) in globs.into_iter().enumerate() {
            let bad = |e: globset::Error| (index, e.kind().to_string());
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
        set.build().map(Self).map_err(|e| (0, e.kind().to_string()))
    }

    /// True when a glob matches the relative path or a folder that it lies in.
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
        assert_eq!(Patterns::new(["ok", "a[b"]).unwrap_err().0, 1);
    }
}
