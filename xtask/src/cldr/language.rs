//! What the hand-written language files tell this task.

use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::CldrError;

/// The tag of what all languages share.
pub(super) const ANY: &str = "und";

pub(super) struct Language {
    /// The file's name without its ending: a BCP 47 tag.
    pub(super) code: String,
    file: File,
}

#[derive(Deserialize)]
struct File {
    cldr: Option<Vec<String>>,
    spaces: Option<bool>,
    units: Option<Units>,
}

#[derive(Deserialize)]
struct Units {
    #[serde(default)]
    drop: Vec<String>,
}

impl Language {
    /// Reads all language files of a folder, in the order of their codes.
    pub(super) fn all(folder: &Path) -> Result<Vec<Self>, CldrError> {
        let fail = |error| CldrError::File { path: folder.to_owned(), error };
        let mut all = Vec::new();
        for entry in fs::read_dir(folder).map_err(fail)? {
            let path = entry.map_err(fail)?.path();
            let Some(code) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
            if path.extension().is_none_or(|e| e != "toml") {
                continue;
            }
            let text = fs::read_to_string(&path).map_err(fail)?;
            let file = toml::from_str(&text).map_err(|error| CldrError::Toml { path: path.clone(), error })?;
            all.push(Self { code: code.to_owned(), file });
        }
        all.sort_by(|a, b| a.code.cmp(&b.code));
        Ok(all)
    }

    /// The locales of CLDR whose names are those of the language. The first one is the language itself.
    pub(super) fn locales(&self) -> Vec<&str> {
        let own = || vec![self.code.as_str()];
        self.file.cldr.as_ref().map_or_else(own, |locales| locales.iter().map(String::as_str).collect())
    }

    pub(super) fn locale(&self) -> &str {
        self.locales().first().copied().unwrap_or(&self.code)
    }

    /// True for what all languages share.
    pub(super) fn is_any(&self) -> bool {
        self.code == ANY
    }

    /// Whether words are separated by spaces.
    pub(super) fn has_spaces(&self) -> bool {
        self.file.spaces.unwrap_or(true)
    }

    /// Whether the names of units are wanted.
    pub(super) fn has_units(&self) -> bool {
        self.file.units.is_some()
    }

    /// Names of units that the language uses for something else.
    pub(super) fn dropped(&self) -> &[String] {
        self.file.units.as_ref().map_or(&[], |units| &units.drop)
    }
}
