//! CLDR's JSON packages, all of one version.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::CldrError;

/// The packages that are read.
const PACKAGES: [&str; 6] =
    ["cldr-core", "cldr-dates-full", "cldr-localenames-full", "cldr-misc-full", "cldr-numbers-full", "cldr-units-full"];

pub(super) struct Cldr {
    root: PathBuf,
    pub(super) version: String,
}

impl Cldr {
    /// Opens a folder of packages.
    pub(super) fn open(root: &Path) -> Result<Self, CldrError> {
        let version = |package: &str| {
            let file = read(&root.join(package).join("package.json"))?;
            Ok::<_, CldrError>(file.get("version").and_then(Value::as_str).unwrap_or_default().to_owned())
        };
        let [first, others @ ..] = PACKAGES;
        let all = version(first)?;
        for package in others {
            if version(package)? != all {
                return Err(CldrError::Versions(first, package));
            }
        }
        Ok(Self { root: root.to_owned(), version: all })
    }

    /// A file of a locale, from below the locale's name; null for a locale that CLDR does not have.
    pub(super) fn main(&self, package: &str, locale: &str, file: &str) -> Result<Value, CldrError> {
        let path = self.root.join(package).join("main").join(locale).join(file);
        if !path.exists() {
            return Ok(Value::Null);
        }
        Ok(read(&path)?.pointer(&format!("/main/{locale}")).cloned().unwrap_or_default())
    }

    /// A supplemental file, from below `supplemental`.
    pub(super) fn supplemental(&self, file: &str) -> Result<Value, CldrError> {
        let path = self.root.join("cldr-core/supplemental").join(file);
        Ok(read(&path)?.get("supplemental").cloned().unwrap_or_default())
    }
}

fn read(path: &Path) -> Result<Value, CldrError> {
    let text = fs::read_to_string(path).map_err(|error| CldrError::File { path: path.to_owned(), error })?;
    serde_json::from_str(&text).map_err(|error| CldrError::Json { path: path.to_owned(), error })
}
