//! Phrases: `[pour|poured] [the]? dirty water`.

use std::borrow::Cow;

use serde::Deserialize;

use super::super::Applicability;
use mtlint_token::pattern::choices;

/// A sequence of texts or parts. Those of built-in rules are static data.
pub type List<T> = Cow<'static, [T]>;

/// The alternatives at one place of a phrase. An empty text makes the place optional. `[hot search|hot searches]` is
/// one part with two texts, and so is `friend[s|]`.
pub type Part = List<Cow<'static, str>>;

/// One phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// The texts of the phrase, each a sequence of parts. Most phrases have one text.
    pub texts: List<List<Part>>,
    /// Replacements, best first.
    pub fix: List<Cow<'static, str>>,
    /// The words of the source language that a machine renders this way; may be empty.
    pub from: Cow<'static, str>,
}

/// The phrases of one rule.
#[derive(Clone, Debug)]
pub struct PhrasePattern {
    /// The phrases.
    pub phrases: List<Phrase>,
    /// Whether case matters.
    pub case_sensitive: bool,
    /// Words that must not follow a match.
    pub not_before: Vec<String>,
    /// Words that must not precede a match.
    pub not_after: Vec<String>,
    /// Whether a program may apply the replacements.
    pub applicability: Applicability,
}

/// The keys of the table, without `phrases`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PhraseTable {
    #[serde(default)]
    case: Case,
    #[serde(default)]
    not_before: Vec<String>,
    #[serde(default)]
    not_after: Vec<String>,
    #[serde(default)]
    applicability: Applicability,
}

#[derive(Default, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Case {
    #[default]
    Insensitive,
    Sensitive,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(crate) enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl Default for OneOrMany {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

impl From<OneOrMany> for Vec<String> {
    fn from(value: OneOrMany) -> Self {
        match value {
            OneOrMany::One(text) => vec![text],
            OneOrMany::Many(texts) => texts,
        }
    }
}

impl PhrasePattern {
    /// Parses a table. `prepared` are its phrases, if the build script parsed them.
    pub(super) fn parse(table: &toml::Table, prepared: Option<&'static [Phrase]>) -> Result<Self, String> {
        let phrases = match prepared {
            Some(prepared) => Cow::Borrowed(prepared),
            None => Cow::Owned(phrases(table)?),
        };
        if phrases.is_empty() {
            return Err("phrases must not be empty".into());
        }
        let others = table.iter().filter(|(key, _)| *key != "phrases").map(|(k, v)| (k.clone(), v.clone()));
        let raw: PhraseTable = super::super::options(&others.collect())?;
        Ok(Self {
            phrases,
            case_sensitive: raw.case == Case::Sensitive,
            not_before: raw.not_before,
            not_after: raw.not_after,
            applicability: raw.applicability,
        })
    }
}

fn phrases(table: &toml::Table) -> Result<Vec<Phrase>, String> {
    let Some(toml::Value::Array(list)) = table.get("phrases") else {
        return Err("phrases must be an array".into());
    };
    list.iter().map(|phrase| choices::ExpandedPhrase::parse(phrase).map(Phrase::from)).collect()
}

impl From<choices::ExpandedPhrase> for Phrase {
    fn from(phrase: choices::ExpandedPhrase) -> Self {
        let part = |part: Vec<String>| part.into_iter().map(Cow::Owned).collect::<Vec<_>>().into();
        let text = |parts: Vec<Vec<String>>| parts.into_iter().map(part).collect::<Vec<_>>().into();
        Self {
            texts: phrase.texts.into_iter().map(text).collect::<Vec<_>>().into(),
            fix: part(phrase.fix),
            from: phrase.from.into(),
        }
    }
}
