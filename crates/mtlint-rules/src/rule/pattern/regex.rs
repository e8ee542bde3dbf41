//! Regular expressions, and the literal that must stand in the text before one is worth running.

use std::borrow::Cow;

use serde::Deserialize;

use super::super::Applicability;
use mtlint_token::pattern::trigger::{self, Requirements, Trigger};

/// The regular expression of one rule; compiled by the plan when a trigger is first seen.
#[derive(Clone, Debug)]
pub struct RegexPattern {
    /// The pattern.
    pub regex: String,
    /// Replacement of the reported span, in the regex crate's expansion syntax.
    pub fix: Option<String>,
    /// A match that overlaps a match of this is dropped.
    pub unless: Option<String>,
    /// A match in a sentence where this matches is dropped.
    pub unless_sentence: Option<String>,
    /// What the rule wants in its place: counted to tell whether a document has a style of its own.
    pub norm: Option<String>,
    /// Where it is worth running.
    pub requirements: Requirements,
    /// Of the replacement.
    pub applicability: Applicability,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
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
    /// `known` are the pattern's requirements where they were found before.
    pub(super) fn parse(table: &toml::Table, known: Option<&Requirements>) -> Result<Self, String> {
        let raw: Raw = super::super::options(table)?;
        let mut requirements = known.map_or_else(|| trigger::find(&raw.regex), |known| Ok(known.clone()))?;
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

    /// Compiles all patterns once, to find mistakes when a rule is loaded from a user's folder.
    pub fn validate(&self) -> Result<(), String> {
        let others = [&self.unless, &self.unless_sentence, &self.norm];
        for pattern in [&self.regex].into_iter().chain(others.into_iter().flatten()) {
            regex::Regex::new(pattern).map_err(|e| e.to_string())?;
        }
        Ok(())
    }
}
