//! docs/QUALITY.md: its tables, from what was measured of the rules.

use std::fs;
use std::io;
use std::path::PathBuf;

use mtlint::explain::quality;
use mtlint_rules::catalog::measured::embedded;
use mtlint_rules::rule::RuleError;

/// Write the tables of docs/QUALITY.md from rules/measured.toml
///
/// A table is what lies between the comments `<!-- table: NAME -->` and `<!-- end of table -->`. The rest of the page
/// stays.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The page
    #[arg(long, default_value = "docs/QUALITY.md")]
    page: PathBuf,
}

/// Why the page was not written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum QualityError {
    /// The rules or the figures cannot be read.
    #[error("{}: {}", .0.path.display(), .0.message)]
    Rule(#[from] RuleError),
    /// The page has a comment that begins no table.
    #[error("{}: {message}", path.display())]
    Page {
        /// The page.
        path: PathBuf,
        /// What is wrong with the comment.
        message: String,
    },
    /// The page cannot be read or written.
    #[error("{}: {error}", path.display())]
    File {
        /// The page.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
}

pub(crate) fn run(args: &Args) -> Result<(), QualityError> {
    let failed = |error| QualityError::File { path: args.page.clone(), error };
    let page = fs::read_to_string(&args.page).map_err(failed)?;
    let new = quality(&page, &mtlint::RULES.read()?, &embedded(&mtlint::RULES)?)
        .map_err(|message| QualityError::Page { path: args.page.clone(), message })?;
    fs::write(&args.page, new).map_err(failed)
}
