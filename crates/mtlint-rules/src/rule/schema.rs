//! A rule file as serde reads it. docs/RULES.md tells authors what each key means.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The user's policy for a rule: decides the exit code, never the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The rule does not run.
    Off,
    /// A note.
    Info,
    /// Most likely wrong.
    Warning,
    /// Wrong.
    Error,
}

/// How far a rule has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// New; runs only with `--nursery` or when selected by its id.
    #[default]
    Nursery,
    /// Measured; runs by default.
    Stable,
    /// Will go; runs only when selected by its id.
    Deprecated,
}

/// Which sides of a unit a rule looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Needs {
    /// The translation alone.
    #[default]
    Target,
    /// The source, too: the rule runs on documents that have one.
    Source,
}

/// What becomes of a finding of a rule about the translation alone where the source of its unit has the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceToo {
    /// It is reported: what is right in the source is wrong here, such as a comma that groups digits.
    #[default]
    Report,
    /// It is dropped where the rule finds the very same text in the source.
    SameText,
    /// It is dropped where the rule finds anything in the source.
    Silent,
}

/// MQM severity of the translation error (neutral 0, minor 1, major 5, critical 25 penalty points).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// No penalty.
    Neutral,
    /// Noticed, does not hinder.
    Minor,
    /// Hinders or misleads.
    Major,
    /// Makes the text unfit or harmful.
    Critical,
}

/// MQM-Core category path (`fluency/grammar`) and severity.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mqm {
    /// Mnemonic path, see `rule::mqm`.
    pub category: String,
    /// Severity.
    pub severity: Severity,
}

/// Whether a program may apply a fix.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// Keeps the meaning for certain.
    Safe,
    /// Likely right; a person should look.
    #[default]
    Suggest,
    /// For reading only.
    Display,
}

/// One rule file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// A few words for lists.
    pub title: String,
    /// Default level.
    pub level: Level,
    /// Nursery, stable or deprecated.
    #[serde(default)]
    pub status: Status,
    /// What kind of translation error it is.
    pub mqm: Mqm,
    /// What is wrong; `{match}` and the names of captures are filled in.
    pub message: String,
    /// What to do; filled in like the message.
    #[serde(default)]
    pub help: String,
    /// Why a machine writes this.
    pub why: String,
    /// Of a rule for `any` language: the languages it is for; empty: all.
    #[serde(default)]
    pub languages: Vec<String>,
    /// Source languages whose translations show this most; for readers, changes nothing.
    #[serde(default)]
    pub source_languages: Vec<String>,
    /// The rule runs only when the source language is known to be one of these.
    #[serde(default)]
    pub only_from: Vec<String>,
    /// Rules whose findings inside a finding of this rule are the same defect and are dropped.
    #[serde(default)]
    pub covers: Vec<String>,
    /// What becomes of a finding where the source of its unit has the same.
    #[serde(default)]
    pub source_too: SourceToo,
    /// Of a rule about a style that a document may have chosen: the message of the one finding that takes the place of all
    /// where most of the document does what the rule is against. `{count}` is the number of places.
    #[serde(default)]
    pub house_style: Option<String>,
    /// Whether the rule compares with the source.
    #[serde(default)]
    pub needs: Needs,
    /// Unit kinds the rule looks at; empty: all. Names as in `UnitKind`, kebab-case.
    #[serde(default)]
    pub units: Vec<String>,
    /// How to find it. The loader moves it into [`super::Rule::match_table`].
    #[serde(default, rename = "match")]
    pub matcher: toml::Table,
    /// Texts with the defect, the spans marked `[[…]]`.
    #[serde(default)]
    pub bad: Vec<Example>,
    /// Texts that look like it and are right.
    #[serde(default)]
    pub good: Vec<Example>,
}

/// A text with or without the defect.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// Plain text; a blank line divides paragraphs. In a bad example `[[` and `]]` enclose each expected finding.
    pub text: String,
    /// The text after all fixes of the rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fixed: Option<String>,
    /// Source text, for rules that compare: as many paragraphs as the text, each with its translation a unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Input format by its name; then the text is a whole file of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// Which placeholders and markup the text may hold, as PO flags: `python-format`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<String>,
    /// Source language, for rules with `only_from`; default: the first of `only_from`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_lang: Option<String>,
    /// Target language; default: the rule's folder, English for `any`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// Reference date, `2022-01-01`; default 2024-01-01.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// When the source was changed after its translation, as version control says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stale: Option<String>,
    /// Options of the rule for this example.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub options: BTreeMap<String, toml::Value>,
}
