//! Phrases: `[pour|poured] [the]? dirty water`.

use serde::Deserialize;

use super::super::Applicability;

/// Most variants that one phrase may expand to.
const MAX_VARIANTS: usize = 4096;

/// One phrase with all its variants.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// Every text that the phrase stands for, choices resolved.
    pub variants: Vec<String>,
    /// Replacements, best first.
    pub fix: Vec<String>,
    /// The words of the source language that a machine renders so.
    pub from: String,
}

/// The phrases of one rule.
#[derive(Clone, Debug)]
pub struct PhrasePattern {
    /// The phrases.
    pub phrases: Vec<Phrase>,
    /// Whether case counts.
    pub case_sensitive: bool,
    /// Words that must not follow a match.
    pub not_before: Vec<String>,
    /// Words that must not stand before a match.
    pub not_after: Vec<String>,
    /// Of the replacements.
    pub applicability: Applicability,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    phrases: Vec<RawPhrase>,
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
enum RawPhrase {
    Text(String),
    Full(FullPhrase),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FullPhrase {
    text: OneOrMany,
    #[serde(default)]
    fix: OneOrMany,
    #[serde(default)]
    from: String,
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
    pub(super) fn parse(table: &toml::Table) -> Result<Self, String> {
        let raw: Raw = super::options(table)?;
        let phrases = raw.phrases.into_iter().map(Phrase::parse).collect::<Result<Vec<_>, _>>()?;
        if phrases.is_empty() {
            return Err("phrases is empty".into());
        }
        Ok(Self {
            phrases,
            case_sensitive: raw.case == Case::Sensitive,
            not_before: raw.not_before,
            not_after: raw.not_after,
            applicability: raw.applicability,
        })
    }
}

impl Phrase {
    fn parse(raw: RawPhrase) -> Result<Self, String> {
        let full = match raw {
            RawPhrase::Text(text) => {
                FullPhrase { text: OneOrMany::One(text), fix: OneOrMany::default(), from: String::new() }
            }
            RawPhrase::Full(full) => full,
        };
        let mut variants = Vec::new();
        for text in Vec::from(full.text) {
            variants.extend(expand(&text)?);
        }
        Ok(Self { variants, fix: full.fix.into(), from: full.from })
    }
}

/// All texts that a phrase with choices (`[a|b]`, `[a|b]?`) stands for, white space collapsed.
pub fn expand(phrase: &str) -> Result<Vec<String>, String> {
    let mut variants = vec![String::new()];
    let mut rest = phrase;
    while let Some(open) = rest.find('[') {
        let (literal, behind) = (&rest[..open], &rest[open + 1..]);
        let close = behind.find(']').ok_or_else(|| format!("“{phrase}” has a [ without a ]"))?;
        let mut choices: Vec<&str> = behind[..close].split('|').map(str::trim).collect();
        rest = &behind[close + 1..];
        if let Some(after) = rest.strip_prefix('?') {
            rest = after;
            choices.push("");
        }
        variants = variants
            .iter()
            .flat_map(|v| choices.iter().map(move |c| format!("{v}{literal}{c}")))
            .take(MAX_VARIANTS + 1)
            .collect();
        if variants.len() > MAX_VARIANTS {
            return Err(format!("“{phrase}” stands for more than {MAX_VARIANTS} texts"));
        }
    }
    let mut expanded: Vec<String> =
        variants.iter().map(|v| format!("{v}{rest}").split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    expanded.sort_unstable();
    expanded.dedup();
    if expanded.iter().any(String::is_empty) {
        return Err(format!("“{phrase}” can stand for nothing"));
    }
    Ok(expanded)
}

#[cfg(test)]
mod tests {
    use super::expand;

    #[test]
    fn choices_expand() {
        assert_eq!(
            expand("[pour|poured] [the]? dirty water").unwrap(),
            ["pour dirty water", "pour the dirty water", "poured dirty water", "poured the dirty water"]
        );
        assert_eq!(expand("friend[s|]").unwrap(), ["friend", "friends"]);
        assert_eq!(expand("plain words").unwrap(), ["plain words"]);
        assert!(expand("[a|b").is_err());
        assert!(expand("[a]?").is_err());
        assert!(expand(&"[a|b]".repeat(13)).is_err());
    }
}
