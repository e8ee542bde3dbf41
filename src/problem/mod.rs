//! What goes wrong in a run besides the text: unreadable files, broken rules and configs, notes about decoding.

mod path;

use std::ops::Range;
use std::sync::Arc;

use mtlint_rules::rule::RuleError;

pub use path::{shown, unreadable, unwritable};

/// Something to tell the user that is not a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// True when it makes the exit code 2, false for a mere note.
    pub is_error: bool,
    /// The file that it is about.
    pub path: Option<String>,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The text of that file and the half-open byte range in it.
    pub place: Option<(Arc<str>, Range<usize>)>,
}

impl Problem {
    /// An error about a file.
    #[must_use]
    pub fn error(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { is_error: true, path: Some(path.into()), message: message.into(), help: None, place: None }
    }

    /// A note about a file.
    #[must_use]
    pub fn note(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { is_error: false, ..Self::error(path, message) }
    }

    /// The same with advice.
    #[must_use]
    pub fn with_help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// The same with a place in the file's text.
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
