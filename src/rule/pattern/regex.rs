//! Regular expressions, and the literal that must stand in the text before one is worth running.

use serde::Deserialize;

use super::super::Applicability;
use super::literal;

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
    /// Literal texts, one of which every match holds, whatever its case; empty: none known.
    pub triggers: Vec<String>,
    /// A trigger ends within this many bytes from the start of its unit; none: it may stand anywhere.
    pub within: Option<usize>,
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
    #[serde(default)]
    triggers: Vec<String>,
    within: Option<usize>,
    #[serde(default)]
    applicability: Applicability,
}

impl RegexPattern {
    pub(super) fn parse(table: &toml::Table) -> Result<Self, String> {
        let raw: Raw = super::options(table)?;
        let found = if raw.triggers.is_empty() { Some(literal::find(&raw.regex)?) } else { None };
        let (triggers, within) = found.map_or((raw.triggers, raw.within), |f| (f.literals, f.within));
        Ok(Self {
            regex: raw.regex,
            fix: raw.fix,
            unless: raw.unless,
            unless_sentence: raw.unless_sentence,
            triggers,
            within,
            applicability: raw.applicability,
        })
    }

    /// Compiles all patterns once, to find mistakes when a rule is loaded from a user's folder.
    pub fn validate(&self) -> Result<(), String> {
        for pattern in [Some(&self.regex), self.unless.as_ref(), self.unless_sentence.as_ref()].into_iter().flatten() {
            regex::Regex::new(pattern).map_err(|e| e.to_string())?;
        }
        Ok(())
    }
}
