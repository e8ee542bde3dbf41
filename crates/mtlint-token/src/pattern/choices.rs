//! Reads phrases and resolves their choices: `[pour|poured] [the]? dirty water`. The build reads those of the built-in rules.

/// Most variants that one phrase may expand to.
const MAX_VARIANTS: usize = 4096;

/// A phrase as its rule gives it, choices resolved part by part.
pub struct Phrase {
    /// See [`super::Phrase`].
    pub texts: Vec<Vec<Vec<String>>>,
    /// Replacements for the phrase.
    pub fix: Vec<String>,
    /// The source phrase that it renders; empty if none is given.
    pub from: String,
}

impl Phrase {
    /// Reads a text, or a table of text, fix and from. By hand, since there are many of them, and serde copies what it has to
    /// look at twice.
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
                _ => return Err(format!("a phrase takes text, fix and from, not {key}")),
            }
        }
        if phrase.texts.is_empty() { Err("a phrase needs a text".into()) } else { Ok(phrase) }
    }
}
fn texts(value: &toml::Value) -> Result<Vec<Vec<Vec<String>>>, String> {
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
        return Err(format!("“{phrase}” can stand for nothing"));
    }
    if parts.iter().map(Vec::len).try_fold(1_usize, usize::checked_mul).is_none_or(|n| n > MAX_VARIANTS) {
        return Err(format!("“{phrase}” stands for more than {MAX_VARIANTS} texts"));
    }
    Ok(parts)
}

/// All texts of one part.
fn choices(phrase: &str, part: &str) -> Result<Vec<String>, String> {
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
