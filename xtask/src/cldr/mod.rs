//! `languages/cldr/`: what CLDR knows of each language, from its JSON packages.
//!
//! ```sh
//! for package in core dates-full localenames-full misc-full numbers-full units-full; do
//!     npm pack cldr-$package@48.2.0 && mkdir cldr-$package && tar xzf cldr-$package-48.2.0.tgz -C cldr-$package --strip-components 1
//! done
//! cargo xtask cldr .
//! ```
//!
//! It writes a file for each language that has one in `languages/`, and `tags.toml` with the subtags that exist.

mod currencies;
mod dates;
mod identity;
mod language;
mod packages;
mod packed;
mod plurals;
mod tags;
mod unit_names;
mod units;
mod write;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use language::Language;
use packages::Cldr;
use write::Section;

/// Write languages/cldr from CLDR
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder with the unpacked npm packages
    packages: PathBuf,
    /// The folder of language files
    #[arg(long, default_value = "crates/mtlint-text/languages")]
    languages: PathBuf,
}

/// Why the files cannot be written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CldrError {
    /// A file cannot be read or written.
    #[error("{path}: {error}")]
    File { path: PathBuf, error: io::Error },
    /// A file is not JSON.
    #[error("{path}: {error}")]
    Json { path: PathBuf, error: serde_json::Error },
    /// A language file is not TOML, or lacks a key.
    #[error("{path}: {error}")]
    Toml { path: PathBuf, error: toml::de::Error },
    /// The packages are of different versions.
    #[error("{0} and {1} have different versions")]
    Versions(&'static str, &'static str),
}

/// Names by what they stand for: a unit, a currency, a power of ten.
type Names = BTreeMap<String, BTreeSet<String>>;

pub(crate) fn run(args: &Args) -> Result<(), CldrError> {
    let cldr = Cldr::open(&args.packages)?;
    let languages = Language::all(&args.languages)?;
    let folder = args.languages.join("cldr");
    make_empty(&folder)?;
    let mut units = units::of_languages(&cldr, &languages)?;
    for language in &languages {
        let mut sections = identity::sections(&cldr, language)?;
        sections.extend(plurals::section(&cldr, language)?);
        sections.extend(dates::section(&cldr, language)?);
        let names = units.remove(&language.code).unwrap_or_default();
        let (scales, units) = names.into_iter().partition(|(name, _)| units::is_scale(name));
        sections.push(Section::names("scales", &scales));
        sections.push(Section::names("units", &units));
        save(&folder.join(format!("{}.toml", language.code)), &cldr, &sections)?;
    }
    save(&folder.join("tags.toml"), &cldr, &tags::sections(&cldr)?)
}

fn make_empty(folder: &Path) -> Result<(), CldrError> {
    let fail = |error| CldrError::File { path: folder.to_owned(), error };
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(fail)?;
    }
    fs::create_dir_all(folder).map_err(fail)
}

fn save(path: &Path, cldr: &Cldr, sections: &[Section]) -> Result<(), CldrError> {
    let Some(text) = write::file(&cldr.version, sections) else { return Ok(()) };
    fs::write(path, text).map_err(|error| CldrError::File { path: path.to_owned(), error })
}
