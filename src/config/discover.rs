//! Finding the config that applies to a file.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Config, ConfigError};

/// The name of config files. The nearest one in the folder of a file or a folder above applies to the file.
pub const FILE_NAME: &str = "mtlint.toml";

type Found = Result<Option<Arc<Config>>, Broken>;

/// The config of a file is invalid, so the file cannot be checked. The mistakes are in [`Configs::take_errors`], once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken;

/// Finds configs and remembers them by folder.
#[derive(Debug, Default)]
pub struct Configs {
    fixed: Option<Arc<Config>>,
    /// No config is looked for.
    is_none: bool,
    by_folder: HashMap<PathBuf, Found>,
    errors: Vec<ConfigError>,
}

impl Configs {
    /// Finds no config.
    #[must_use]
    pub fn none() -> Self {
        Self { is_none: true, ..Self::default() }
    }

    /// Uses this config for all files.
    #[must_use]
    pub fn fixed(config: Config) -> Self {
        Self { fixed: Some(Arc::new(config)), ..Self::default() }
    }

    /// The config for the files in a folder: the nearest `mtlint.toml` in it or above. The folder should be absolute.
    ///
    /// # Errors
    /// [`Broken`] if that file has mistakes.
    pub fn for_folder(&mut self, folder: &Path) -> Found {
        if self.is_none {
            return Ok(None);
        }
        if let Some(config) = &self.fixed {
            return Ok(Some(config.clone()));
        }
        if let Some(found) = self.by_folder.get(folder) {
            return found.clone();
        }
        let candidate = folder.join(FILE_NAME);
        let found = if candidate.is_file() {
            match Config::read(&candidate) {
                Ok(config) => Ok(Some(Arc::new(config))),
                Err(errors) => {
                    self.errors.extend(errors);
                    Err(Broken)
                }
            }
        } else {
            match folder.parent() {
                Some(parent) => self.for_folder(parent),
                None => Ok(None),
            }
        };
        self.by_folder.insert(folder.to_owned(), found.clone());
        found
    }

    /// The mistakes found since the last call.
    pub fn take_errors(&mut self) -> Vec<ConfigError> {
        std::mem::take(&mut self.errors)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::fs;

    use super::{Broken, Configs};

    #[test]
    fn the_nearest_config_above_applies() {
        let root = tempfile::tempdir().unwrap();
        let deep = root.path().join("a/b/c");
        fs::create_dir_all(&deep).unwrap();
        fs::write(root.path().join("mtlint.toml"), "").unwrap();
        fs::write(root.path().join("a/b/mtlint.toml"), "").unwrap();
        let mut configs = Configs::default();
        let mut config = |folder| configs.for_folder(folder).unwrap().unwrap().path().to_owned();
        assert_eq!(config(&deep), root.path().join("a/b/mtlint.toml"));
        assert_eq!(config(&root.path().join("a")), root.path().join("mtlint.toml"));
    }

    #[test]
    fn a_broken_config_is_reported_once() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("mtlint.toml"), "[chek]").unwrap();
        let mut configs = Configs::default();
        assert_eq!(configs.for_folder(root.path()).unwrap_err(), Broken);
        assert_eq!(configs.take_errors().len(), 1);
        assert_eq!(configs.for_folder(&root.path().join("x")).unwrap_err(), Broken);
        assert_eq!(configs.take_errors().len(), 0);
    }
}
