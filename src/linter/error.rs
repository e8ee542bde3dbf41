//! Why texts could not be checked.

use std::fmt;

use super::Position;
use crate::problem;
use mtlint_format::format::LineIndex;
use mtlint_token::span::FileSpan;

/// Why a linter could not be built or a text not be checked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A setting has a value that cannot be used.
    #[error("{setting}: {message}")]
    Setting {
        /// The method of [`LinterBuilder`](super::LinterBuilder).
        setting: &'static str,
        /// What is wrong with the value.
        message: String,
    },
    /// Configs, rules or files are broken or cannot be read.
    #[error("{}", list(.0))]
    Problems(Vec<Problem>),
}

/// Something that went wrong outside the text: an unreadable file, a broken config or rule, a note about decoding.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// True for an error, false for a note.
    pub is_error: bool,
    /// The file.
    pub path: Option<String>,
    /// The place in the file.
    pub position: Option<Position>,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.path {
            write!(f, "{path}:")?;
            if let Some(Position { line, column }) = self.position {
                write!(f, "{line}:{column}:")?;
            }
            f.write_str(" ")?;
        }
        f.write_str(&self.message)?;
        self.help.as_ref().map_or(Ok(()), |help| write!(f, "; {help}"))
    }
}

impl Problem {
    pub(super) fn new(problem: problem::Problem) -> Self {
        let position = problem.place.as_ref().map(|(text, range)| {
            let at = FileSpan::from_range(range.clone()).start;
            Position::new(LineIndex::new(text).position(text, at))
        });
        let problem::Problem { is_error, path, message, help, .. } = problem;
        Self { is_error, path, position, message, help }
    }
}

impl Error {
    pub(super) fn of_problem(problem: problem::Problem) -> Self {
        Self::of_problems(vec![problem])
    }

    pub(super) fn of_problems(problems: Vec<problem::Problem>) -> Self {
        Self::Problems(problems.into_iter().map(Problem::new).collect())
    }
}

fn list(problems: &[Problem]) -> String {
    problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("\n")
}
