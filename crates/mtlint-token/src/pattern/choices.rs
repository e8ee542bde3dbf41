//! Parses phrases and expands their choices: `[pour|poured] [the]? dirty water`. The build script does this for the
//! built-in rules.

/// The maximum number of texts that one phrase may expand to.
const MAX_VARIANTS: usize = 4096;

/// A phrase of a rule file, with its choices expanded part by part.
pub struct ExpandedPhrase {
    /// For each text of the phrase its parts, and for each part its alternatives.
    pub texts: Vec<Vec<Vec<String>>>,
    /// Replacements that the rule suggests.
    pub fix: Vec<String>,
    /// The source phrase that it renders; empty if the rule names none.
    pub from: String,
}

impl ExpandedPhrase {
    /// Parses a text, or a table of `text`, `fix` and `from`. Written by hand because serde copies untagged values, and
    /// there are thousands of phrases.
    ///
    /// # Errors
    /// With a sentence for the author of the rule.
    pub fn parse(value: &toml::Value) -> Result<Self, String> {
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
                _ => return Err(format!("unknown key “{key}” in a phrase; the keys are text, fix and from")),
            }
        }
        if phrase.texts.is_empty() { Err("a phrase needs the key text".into()) } else { Ok(phrase) }
    }
}
fn texts(value: &toml::Value) -> Result<Vec<Vec<Vec<String>>>, String> {
    strings(value)?.into_iter().map(parts).collect()
}
fn string(value: &toml::Value) -> Result<&str, String> {
    value.as_str().ok_or_else(|| "a phrase must be a string".to_owned())
}
/// One string or a list of them.
fn strings(value: &toml::Value) -> Result<Vec<&str>, String> {
    match value {
        toml::Value::Array(list) => list.iter().map(string).collect(),
        one => Ok(vec![string(one)?]),
    }
}

/// All texts that a phrase with choices (`[a|b]`, `[a|b]?`) expands to, with white space collapsed.
///
/// # Errors
/// With a sentence for the author of the rule.
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

/// Splits a phrase at white space outside brackets and expands the choices of each part.
fn parts(phrase: &str) -> Result<Vec<Vec<String>>, String> {
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
        return Err(format!("“{phrase}” also matches empty text; make one of its parts mandatory"));
    }
    if parts.iter().map(Vec::len).try_fold(1_usize, usize::checked_mul).is_none_or(|n| n > MAX_VARIANTS) {
        return Err(format!("“{phrase}” expands to more than {MAX_VARIANTS} texts; split it"));
    }
    Ok(parts)
}

/// The alternatives of one part.
fn choices(phrase: &str, part: &str) -> Result<Vec<String>, String> {
    if !part.contains('[') {
        return Ok(vec![part.to_owned()]);
    }
    let mut texts = vec![String::new()];
    let mut rest = part;
    while let Some(open) = rest.find('[') {
        let (literal, behind) = (&rest[..open], &rest[open + 1..]);
        let close =
            behind.find(']').ok_or_else(|| format!("“{phrase}” has an opening bracket without a closing one"))?;
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
