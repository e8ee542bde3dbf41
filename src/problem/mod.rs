//! Problems: what goes wrong in a run, as opposed to what is wrong with a text. Unreadable files, invalid rules and
//! configs, notes about decoding.

mod path;

use std::ops::Range;
use std::sync::Arc;

use mtlint_rules::rule::RuleError;

pub use path::{shown, unreadable, unwritable};

/// An error or a note about the run or one of its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// True for an error, which makes the exit code 2; false for a note.
    pub is_error: bool,
    /// The file it is about, as shown to the user; `None` if it is about the run.
    pub path: Option<String>,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The text of the file and the half-open byte range that the problem is about.
    pub place: Option<(Arc<str>, Range<usize>)>,
}

impl Problem {
    /// An error about the run and no file in particular.
    #[must_use]
    pub fn of_run(message: impl Into<String>) -> Self {
        Self { is_error: true, path: None, message: message.into(), help: None, place: None }
    }

    /// An error about a file.
    #[must_use]
    pub fn error(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { path: Some(path.into()), ..Self::of_run(message) }
    }

    /// A note about a file.
    #[must_use]
    pub fn note(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { is_error: false, ..Self::error(path, message) }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn with_help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// Adds a byte range of the file's text.
    #[must_use]
    pub fn with_place(self, text: Arc<str>, range: Range<usize>) -> Self {
        Self { place: Some((text, range)), ..self }
    }
}

impl From<RuleError> for Problem {
    fn from(error: RuleError) -> Self {
        let problem = Self::error(shown(&error.path), error.message);
        match error.span {
            Some(span) if !error.text.is_empty() => problem.with_place(error.text, span),
            _ => problem,
        }
    }
}
