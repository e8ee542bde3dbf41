//! The schema of a rule file. docs/RULES.md describes the keys for authors.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The user's policy for a rule. It decides the exit code and never affects the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The rule does not run.
    Off,
    /// Worth a look.
    Info,
    /// Most likely wrong.
    Warning,
    /// Wrong.
    Error,
}

/// The maturity of a rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// New. Runs only with `--nursery` or if selected by its id.
    #[default]
    Nursery,
    /// Measured. Runs by default.
    Stable,
    /// To be removed. Runs only if selected by its id.
    Deprecated,
}

/// Which sides of a unit a rule looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Needs {
    /// The translation alone.
    #[default]
    Target,
    /// The translation and its source. The rule runs only on documents with sources.
    Source,
}

/// What to do with a finding about the translation if the source of its unit has the same defect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceToo {
    /// Report it: what is right in the source language is wrong here, such as a comma that groups digits.
    #[default]
    Report,
    /// Drop it if the rule finds the same text in the source.
    SameText,
    /// Drop it if the rule finds anything in the source.
    Silent,
}

/// MQM severity of the translation error (neutral 0, minor 1, major 5, critical 25 penalty points).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// No penalty.
    Neutral,
    /// Noticeable, but does not impede understanding.
    Minor,
    /// Impedes understanding or misleads.
    Major,
    /// Makes the text unfit or harmful.
    Critical,
}

/// MQM-Core category path (`fluency/grammar`) and severity.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mqm {
    /// The mnemonic path, see [`super::mqm`].
    pub category: String,
    /// The severity.
    pub severity: Severity,
}

/// Whether a program may apply a fix.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// Certainly keeps the meaning.
    Safe,
    /// Probably right, but a person should check it.
    #[default]
    Suggest,
    /// Only for reading; never applied.
    Display,
}

/// One rule file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// A few words that name the defect, for lists.
    pub title: String,
    /// The default level.
    pub level: Level,
    /// Nursery, stable or deprecated.
    #[serde(default)]
    pub status: Status,
    /// What kind of translation error it is.
    pub mqm: Mqm,
    /// What is wrong. `{match}` and the names of captures in braces are filled in.
    pub message: String,
    /// What to do. Filled in like the message.
    #[serde(default)]
    pub help: String,
    /// Why a machine writes this.
    pub why: String,
    /// The languages that a rule for `any` language is for; empty: all.
    #[serde(default)]
    pub languages: Vec<String>,
    /// Source languages whose translations show this most. Only information for readers.
    #[serde(default)]
    pub source_languages: Vec<String>,
    /// The rule runs only if the source language is known to be one of these.
    #[serde(default)]
    pub only_from: Vec<String>,
    /// Rules whose findings inside a finding of this rule are dropped: they are the same defect.
    #[serde(default)]
    pub covers: Vec<String>,
    /// What to do with a finding if the source of its unit has the same defect.
    #[serde(default)]
    pub source_too: SourceToo,
    /// For a rule about a style that a document may have chosen: if most of the document violates the rule, a single
    /// finding with this message replaces all findings. `{count}` is their number.
    #[serde(default)]
    pub house_style: Option<String>,
    /// Whether the rule compares with the source.
    #[serde(default)]
    pub needs: Needs,
    /// The kinds of units that the rule looks at, in kebab-case; empty: all but furniture.
    #[serde(default)]
    pub units: Vec<String>,
    /// The pattern. The loader moves it into [`super::Rule::match_table`].
    #[serde(default, rename = "match")]
    pub matcher: toml::Table,
    /// Texts with the defect; each expected finding is marked with `[[…]]`.
    #[serde(default)]
    pub bad: Vec<Example>,
    /// Texts that are similar but correct.
    #[serde(default)]
    pub good: Vec<Example>,
}

/// A text with or without the defect.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// Plain text; blank lines separate paragraphs. In a bad example `[[` and `]]` enclose each expected finding.
    pub text: String,
    /// The text after applying all fixes of the rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fixed: Option<String>,
    /// The source text, for rules that compare. It has as many paragraphs as the text; each pair is a unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The name of an input format; the text is then a whole file in this format.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// The placeholders and markup that the text may contain, as PO flags: `python-format`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<String>,
    /// The source language, for rules with `only_from`; default: the first of `only_from`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_lang: Option<String>,
    /// The target language; default: the folder of the rule, English for `any`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// The reference date, `2022-01-01`; default 2024-01-01.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// When the source was changed after the translation, in the words of version control.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stale: Option<String>,
    /// Options of the rule for this example.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub options: BTreeMap<String, toml::Value>,
}
