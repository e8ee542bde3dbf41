//! Reads rule files.

use std::io;
use std::path::{Path, PathBuf};

use mtlint_token::pattern::choices::ExpandedPhrase;
use mtlint_token::pattern::trigger::{self, Requirements};

/// A rule to embed.
pub(crate) struct EmbeddedRule {
    pub(crate) file: PathBuf,
    /// The path below rules/, with slashes.
    pub(crate) path: String,
    /// Everything but the examples and the `[match]` table, as JSON.
    pub(crate) head: String,
    /// The `[match]` table without its phrases, as JSON.
    pub(crate) matches: String,
    pub(crate) prepared: Prepared,
}

/// The parts of a `[match]` table that the build script prepares.
pub(crate) enum Prepared {
    Nothing,
    /// The phrases, with their choices expanded.
    Phrases(Vec<ExpandedPhrase>),
    /// What each regular expression requires, by the language it is for; the empty language means all others.
    Requirements(Vec<(String, Requirements)>),
}

impl EmbeddedRule {
    /// Reads a file. An error names the file.
    pub(crate) fn read(root: &Path, file: &Path) -> io::Result<Self> {
        let fail = |message: String| io::Error::other(format!("{}: {message}", file.display()));
        let mut table = crate::read(file)?;
        table.retain(|key, _| key != "bad" && key != "good");
        let Some(toml::Value::Table(mut matches)) = table.remove("match") else {
            return Err(fail("the rule has no [match] table".into()));
        };
        let prepared = prepare(&mut matches).map_err(fail)?;
        let path = file.strip_prefix(root).map_err(io::Error::other)?.to_string_lossy().replace('\\', "/");
        let (head, matches) = (crate::json(&table)?, crate::json(&matches)?);
        Ok(Self { file: file.to_owned(), path, head, matches, prepared })
    }

    /// The language, from the name of its folder.
    pub(crate) fn language(&self) -> &str {
        self.path.split('/').next().unwrap_or_default()
    }
}

/// Takes the phrases out of a `[match]` table, or computes the requirements of its regular expressions.
fn prepare(matches: &mut toml::Table) -> Result<Prepared, String> {
    let by_language = matches.get("language").and_then(toml::Value::as_table).cloned().unwrap_or_default();
    let same_for_all = by_language.values().all(|own| own.get("phrases").is_none());
    if let Some(toml::Value::Array(phrases)) = matches.get_mut("phrases").filter(|_| same_for_all) {
        return std::mem::take(phrases)
            .iter()
            .map(ExpandedPhrase::parse)
            .collect::<Result<_, _>>()
            .map(Prepared::Phrases);
    }
    let regex = |table: &toml::Table| table.get("regex").and_then(toml::Value::as_str).map(str::to_owned);
    let own = by_language.iter().filter_map(|(code, own)| Some((code.clone(), regex(own.as_table()?)?)));
    let all = regex(matches).map(|regex| (String::new(), regex)).into_iter().chain(own);
    let found = all.map(|(code, regex)| Ok((code, trigger::find(&regex)?))).collect::<Result<Vec<_>, String>>()?;
    Ok(if found.is_empty() { Prepared::Nothing } else { Prepared::Requirements(found) })
}
