//! The figures measured of the rules: `measured.toml` beside them, written by `cargo xtask measure`. docs/QUALITY.md
//! describes the method.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Figure;
use crate::rule::definition::{parse_toml, unreadable};
use crate::rule::{EmbeddedRules, Rule, RuleError};

/// The name of the file, at the root of a folder of rules.
pub const FILE_NAME: &str = "measured.toml";

/// The content of a `measured.toml`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    /// The day of the measurement, which was also the reference date of the rules: `2024-05-31`.
    pub date: String,
    /// The corpora by name.
    #[serde(default)]
    pub corpora: BTreeMap<String, Corpus>,
    /// By [`Rule::key`], then by corpus. A corpus on which the rule never fired is left out.
    #[serde(default)]
    pub rules: BTreeMap<String, BTreeMap<String, Fires>>,
}

/// Texts in one language: machine translations, human texts, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Corpus {
    /// The language of the texts, as in the names of rule folders.
    pub language: String,
    /// Its size.
    pub words: Words,
    /// Its size by source language.
    #[serde(default)]
    pub from: BTreeMap<String, Words>,
}

/// Numbers of words of a corpus. In languages without spaces between words, half the number of characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// In machine translations.
    pub mt: u64,
    /// In human translations, post-edits and originals.
    pub human: u64,
}

/// How often a rule fired on a corpus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fires {
    /// Findings on machine translations.
    pub mt: u64,
    /// Findings on human texts.
    pub human: u64,
    /// Findings per 10,000 words of machine translation.
    pub mt_per_10k: f64,
    /// Findings per 10,000 words of human text.
    pub human_per_10k: f64,
    /// Compared with the errors that raters marked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub errors: Option<Touched>,
    /// Compared with the words that post-editors changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edits: Option<Touched>,
}

/// Findings on annotated text, and the share of them that touches an annotation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Touched {
    /// Findings on annotated text.
    pub of: u64,
    /// The share that touches an annotation, 0 to 1.
    pub precision: f64,
    /// The share expected if each finding were at a random place in its segment, 0 to 1.
    pub chance: f64,
}

/// The figures of rules.
#[derive(Debug, Default)]
pub struct Figures {
    of: HashMap<Arc<str>, Figure>,
}

impl Figures {
    /// The figures of each rule, from the `measured.toml` of the folder that the rule was read from.
    ///
    /// # Errors
    /// The first file that cannot be read or understood.
    pub fn load(rules: &[Arc<Rule>]) -> Result<Self, RuleError> {
        let mut files: HashMap<Option<&Path>, Option<Measured>> = HashMap::new();
        let mut of = HashMap::new();
        for rule in rules {
            let root = rule.root.as_deref();
            let file = match files.entry(root) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(match root {
                    Some(root) => folder(root)?,
                    None => rule.embedded_in().map(embedded).transpose()?,
                }),
            };
            let figure = file.as_ref().and_then(|measured| Figure::new(rule, measured));
            of.extend(figure.map(|figure| (rule.key().into(), figure)));
        }
        Ok(Self { of })
    }

    /// The figure of a rule; none if it was not measured.
    #[must_use]
    pub fn of(&self, rule: &Rule) -> Option<&Figure> {
        self.of.get(rule.key().as_str())
    }
}

/// The figures of embedded rules.
///
/// # Errors
/// If the program has a defect: its tests read the figures.
pub fn embedded(rules: &EmbeddedRules) -> Result<Measured, RuleError> {
    serde_json::from_str(rules.measured).map_err(|e| unreadable(Path::new(FILE_NAME), &e.to_string()))
}

/// The figures in a folder of rules; none if it has no such file.
///
/// # Errors
/// If the file cannot be read or understood.
pub fn folder(root: &Path) -> Result<Option<Measured>, RuleError> {
    let path = root.join(FILE_NAME);
    match std::fs::read_to_string(&path) {
        Ok(text) => parse_toml(&path, &text).map(Some),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(unreadable(&path, &e.to_string())),
    }
}
