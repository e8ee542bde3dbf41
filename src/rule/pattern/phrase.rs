//! Phrases: `[pour|poured] [the]? dirty water`.

use serde::Deserialize;

use super::super::Applicability;

/// Most variants that one phrase may expand to.
const MAX_VARIANTS: usize = 4096;

/// One phrase: parts in a row, each with its choices.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// The texts that the phrase stands for, as sequences of parts; several where the rule gives several texts.
    pub texts: Vec<Vec<Part>>,
    /// Replacements, best first.
    pub fix: Vec<String>,
    /// The words of the source language that a machine renders so.
    pub from: String,
}

/// The choices at one place of a phrase; an empty text makes the place optional. `[hot search|hot searches]` is one
/// part of two texts, `friend[s|]` another.
pub type Part = Vec<String>;

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
    pub(super) fn parse(table: &toml::Table) -> Result<Self, String> {
        let Some(toml::Value::Array(list)) = table.get("phrases") else {
            return Err("phrases must be a list".into());
        };
        // By hand, since there are many phrases, each a text or a table, and serde copies what it has to look at twice.
        let phrases = list.iter().map(Phrase::parse).collect::<Result<Vec<_>, _>>()?;
        if phrases.is_empty() {
            return Err("phrases is empty".into());
        }
        let others = table.iter().filter(|(key, _)| *key != "phrases").map(|(k, v)| (k.clone(), v.clone()));
        let raw: Raw = super::options(&others.collect())?;
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
    fn parse(value: &toml::Value) -> Result<Self, String> {
        let mut phrase = Self { texts: Vec::new(), fix: Vec::new(), from: String::new() };
        let toml::Value::Table(table) = value else {
            phrase.texts = texts(value)?;
            return Ok(phrase);
        };
        for (key, value) in table {
            match (key.as_str(), value) {
                ("text", _) => phrase.texts = texts(value)?,
                ("fix", _) => phrase.fix = strings(value)?.into_iter().map(str::to_owned).collect(),
                ("from", toml::Value::String(from)) => phrase.from.clone_from(from),
                _ => return Err(format!("a phrase takes text, fix and from, not {key}")),
            }
        }
        if phrase.texts.is_empty() { Err("a phrase needs a text".into()) } else { Ok(phrase) }
    }
}

fn texts(value: &toml::Value) -> Result<Vec<Vec<Part>>, String> {
    strings(value)?.into_iter().map(parts).collect()
}

fn string(value: &toml::Value) -> Result<&str, String> {
    value.as_str().ok_or_else(|| "expected a text".to_owned())
}

/// One string or a list of them.
fn strings(value: &toml::Value) -> Result<Vec<&str>, String> {
    match value {
        toml::Value::Array(list) => list.iter().map(string).collect(),
        one => Ok(vec![string(one)?]),
    }
}

/// All texts that a phrase with choices (`[a|b]`, `[a|b]?`) stands for, white space collapsed.
pub fn expand(phrase: &str) -> Result<Vec<String>, String> {
    let mut texts = vec![String::new()];
    for part in parts(phrase)? {
        let longer = |text: &String| {
            let text = text.clone();
            part.iter().map(move |p| format!("{text} {p}").trim().to_owned()).collect::<Vec<_>>()
        };
        texts = texts.iter().flat_map(longer).collect();
    }
    texts.sort_unstable();
    texts.dedup();
    Ok(texts)
}

/// Cuts a phrase at the white space outside brackets and resolves the choices of each part.
fn parts(phrase: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let (mut start, mut depth) = (None, 0_usize);
    for (at, c) in phrase.char_indices() {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if c.is_whitespace() && depth == 0 {
            if let Some(start) = start.take() {
                parts.push(choices(phrase, &phrase[start..at])?);
            }
        } else {
            start.get_or_insert(at);
        }
    }
    if let Some(start) = start {
        parts.push(choices(phrase, &phrase[start..])?);
    }
    if parts.iter().all(|part| part.iter().any(String::is_empty)) {
        return Err(format!("“{phrase}” can stand for nothing"));
    }
    if parts.iter().map(Vec::len).try_fold(1_usize, usize::checked_mul).is_none_or(|n| n > MAX_VARIANTS) {
        return Err(format!("“{phrase}” stands for more than {MAX_VARIANTS} texts"));
    }
    Ok(parts)
}

/// All texts of one part.
fn choices(phrase: &str, part: &str) -> Result<Part, String> {
    if !part.contains('[') {
        return Ok(vec![part.to_owned()]);
    }
    let mut texts = vec![String::new()];
    let mut rest = part;
    while let Some(open) = rest.find('[') {
        let (literal, behind) = (&rest[..open], &rest[open + 1..]);
        let close = behind.find(']').ok_or_else(|| format!("“{phrase}” has a [ without a ]"))?;
        let mut choices: Vec<&str> = behind[..close].split('|').map(str::trim).collect();
        rest = &behind[close + 1..];
        if let Some(after) = rest.strip_prefix('?') {
            rest = after;
            choices.push("");
        }
        let longer = |text: &String| {
            let text = text.clone();
            choices.iter().map(move |c| format!("{text}{literal}{c}")).collect::<Vec<_>>()
        };
        texts = texts.iter().flat_map(longer).take(MAX_VARIANTS + 1).collect();
    }
    for text in &mut texts {
        text.push_str(rest);
    }
    Ok(texts)
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
