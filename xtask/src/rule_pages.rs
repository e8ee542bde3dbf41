//! docs/rules/: one page for each rule and an index, from the rule files and the figures measured of them.

use std::fs;
use std::io;
use std::path::PathBuf;

use mtlint::explain::pages;
use mtlint_rules::catalog::measured::Figures;
use mtlint_rules::rule::RuleError;

/// Write docs/rules from the rule files
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder to write; its content is replaced
    #[arg(long, default_value = "docs/rules")]
    folder: PathBuf,
}

/// Why the pages were not written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PagesError {
    /// A rule or its figures cannot be read.
    #[error("{}: {}", .0.path.display(), .0.message)]
    Rule(#[from] RuleError),
    /// A page cannot be written.
    #[error("{path}: {error}")]
    Write {
        /// The page.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
}

pub(crate) fn run(args: &Args) -> Result<(), PagesError> {
    let rules = mtlint::RULES.read()?;
    let pages = pages(&rules, &Figures::load(&rules)?)?;
    // Remove pages of rules that no longer exist.
    if args.folder.exists() {
        fs::remove_dir_all(&args.folder).map_err(|error| PagesError::Write { path: args.folder.clone(), error })?;
    }
    for (name, text) in pages {
        let path = args.folder.join(name);
        let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
        folder.and_then(|()| fs::write(&path, text)).map_err(|error| PagesError::Write { path, error })?;
    }
    Ok(())
}
