//! Mistakes in config files.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::problem::Problem;

/// A mistake in a config file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {message}", path.display())]
pub struct ConfigError {
    /// The config file.
    pub path: PathBuf,
    /// The text of the file; empty if it could not be read.
    pub text: Arc<str>,
    /// The half-open byte range of the mistake in `text`, if it has a place.
    pub span: Option<Range<usize>>,
    /// What is wrong.
    pub message: String,
    /// How to correct it.
    pub help: Option<String>,
}

impl ConfigError {
    /// An error about the file as a whole.
    #[must_use]
    pub fn whole(path: &Path, message: String) -> Self {
        Self { path: path.to_owned(), text: Arc::default(), span: None, message, help: None }
    }
}

impl From<ConfigError> for Problem {
    fn from(error: ConfigError) -> Self {
        let problem = Self::error(error.path.display().to_string(), error.message);
        let problem = Self { help: error.help, ..problem };
        match error.span {
            Some(span) => problem.with_place(error.text, span),
            None => problem,
        }
    }
}

/// Rewrites toml's message about an unknown key, which lists all keys; the second part suggests the most similar key.
pub(super) fn friendly(message: &str) -> (String, Option<String>) {
    let first = message.lines().next().unwrap_or_default();
    let Some((head, expected)) = first.split_once(", expected ") else { return (first.to_owned(), None) };
    if !head.starts_with("unknown field") {
        return (first.to_owned(), None);
    }
    let mut quoted = head.split('`');
    let unknown = quoted.nth(1).unwrap_or_default();
    let known: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
    let help = match mtlint_rules::rule::closest(unknown, known.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("the keys of this table are: {}", known.join(", ")),
    };
    (format!("unknown key `{unknown}`"), Some(help))
}

#[cfg(test)]
mod tests {
    use super::friendly;

    #[test]
    fn suggests_the_most_similar_key() {
        let (message, help) = friendly("unknown field `ignroe`, expected one of `select`, `ignore`");
        assert_eq!(message, "unknown key `ignroe`");
        assert_eq!(help.as_deref(), Some("did you mean `ignore`?"));
        let (_, help) = friendly("unknown field `xyz`, expected `select`");
        assert_eq!(help.as_deref(), Some("the keys of this table are: select"));
        assert_eq!(friendly("invalid type: integer `1`, expected a string").1, None);
    }
}
