//! Regular expressions, and what a text must contain for one to match.

use std::borrow::Cow;

use serde::Deserialize;

use super::super::Applicability;
use mtlint_token::pattern::trigger::{self, Requirements, Trigger};

/// The regular expression of one rule. The engine compiles it when a trigger is first found.
#[derive(Clone, Debug)]
pub struct RegexPattern {
    /// The pattern.
    pub regex: String,
    /// The replacement of the reported span, in the expansion syntax of the regex crate.
    pub fix: Option<String>,
    /// Matches that overlap a match of this are dropped.
    pub unless: Option<String>,
    /// Matches in a sentence in which this matches are dropped.
    pub unless_sentence: Option<String>,
    /// Matches the wording that the rule wants. Counting both shows whether a document has a style of its own.
    pub norm: Option<String>,
    /// What a text must contain for a match.
    pub requirements: Requirements,
    /// Whether a program may apply the replacement.
    pub applicability: Applicability,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RegexTable {
    regex: String,
    fix: Option<String>,
    unless: Option<String>,
    unless_sentence: Option<String>,
    norm: Option<String>,
    #[serde(default)]
    triggers: Vec<String>,
    #[serde(default)]
    applicability: Applicability,
}

impl RegexPattern {
    /// Parses a table. `prepared` are the requirements, if the build script computed them.
    pub(super) fn parse(table: &toml::Table, prepared: Option<&Requirements>) -> Result<Self, String> {
        let raw: RegexTable = super::super::options(table)?;
        let mut requirements = prepared.map_or_else(|| trigger::find(&raw.regex), |prepared| Ok(prepared.clone()))?;
        if requirements.triggers.is_empty() {
            requirements.triggers = Cow::Owned(raw.triggers.into_iter().map(Trigger::alone).collect());
        }
        Ok(Self {
            regex: raw.regex,
            fix: raw.fix,
            unless: raw.unless,
            unless_sentence: raw.unless_sentence,
            norm: raw.norm,
            requirements,
            applicability: raw.applicability,
        })
    }

    /// Compiles all patterns once, to find mistakes in the rules of a user.
    ///
    /// # Errors
    /// With the message of the regex crate.
    pub fn validate(&self) -> Result<(), String> {
        let others = [&self.unless, &self.unless_sentence, &self.norm];
        for pattern in [&self.regex].into_iter().chain(others.into_iter().flatten()) {
            regex::Regex::new(pattern).map_err(|e| e.to_string())?;
        }
        Ok(())
    }
}
