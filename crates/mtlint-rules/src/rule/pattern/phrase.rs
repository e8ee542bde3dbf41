//! Phrases: `[pour|poured] [the]? dirty water`.

use std::borrow::Cow;

use serde::Deserialize;

use super::super::Applicability;
use mtlint_token::pattern::choices;

/// Texts or parts in a row; those of built-in rules stand in the binary.
pub type List<T> = Cow<'static, [T]>;

/// The choices at one place of a phrase; an empty text makes the place optional. `[hot search|hot searches]` is one
/// part of two texts, `friend[s|]` another.
pub type Part = List<Cow<'static, str>>;

/// One phrase: parts in a row, each with its choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// The texts that the phrase stands for, as sequences of parts; several where the rule gives several texts.
    pub texts: List<List<Part>>,
    /// Replacements, best first.
    pub fix: List<Cow<'static, str>>,
    /// The words of the source language that a machine renders so.
    pub from: Cow<'static, str>,
}

/// The phrases of one rule.
#[derive(Clone, Debug)]
pub struct PhrasePattern {
    /// The phrases.
    pub phrases: List<Phrase>,
    /// Whether case counts.
    pub case_sensitive: bool,
    /// Words that must not follow a match.
    pub not_before: Vec<String>,
    /// Words that must not stand before a match.
    pub not_after: Vec<String>,
    /// Of the replacements.
    pub applicability: Applicability,
}

/// All keys of the table but the phrases themselves.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
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
    /// `known` are the table's phrases where they were read before.
    pub(super) fn parse(table: &toml::Table, known: Option<&'static [Phrase]>) -> Result<Self, String> {
        let phrases = match known {
            Some(known) => Cow::Borrowed(known),
            None => Cow::Owned(phrases(table)?),
        };
        if phrases.is_empty() {
            return Err("phrases is empty".into());
        }
        let others = table.iter().filter(|(key, _)| *key != "phrases").map(|(k, v)| (k.clone(), v.clone()));
        let raw: Raw = super::super::options(&others.collect())?;
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
        return Err("phrases must be a list".into());
    };
    list.iter().map(|phrase| choices::Phrase::parse(phrase).map(Phrase::from)).collect()
}

impl From<choices::Phrase> for Phrase {
    fn from(phrase: choices::Phrase) -> Self {
        let part = |part: Vec<String>| part.into_iter().map(Cow::Owned).collect::<Vec<_>>().into();
        let text = |parts: Vec<Vec<String>>| parts.into_iter().map(part).collect::<Vec<_>>().into();
        Self {
            texts: phrase.texts.into_iter().map(text).collect::<Vec<_>>().into(),
            fix: part(phrase.fix),
            from: phrase.from.into(),
        }
    }
}
