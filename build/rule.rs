//! Reads a rule file.

use std::io;
use std::path::{Path, PathBuf};

use mtlint_token::pattern::choices::Phrase;
use mtlint_token::pattern::trigger::{self, Requirements};

/// A rule as it is put into the binary.
pub(crate) struct EmbeddedRule {
    pub(crate) file: PathBuf,
    /// The path below rules/, with slashes.
    pub(crate) path: String,
    /// All but the examples and the `[match]` table, as JSON.
    pub(crate) head: String,
    /// The `[match]` table without its phrases, as JSON.
    pub(crate) matches: String,
    pub(crate) known: Known,
}

/// What is found out about a `[match]` table.
pub(crate) enum Known {
    Nothing,
    Phrases(Vec<Phrase>),
    /// By the language that the regular expression is for; empty: for all others.
    Requirements(Vec<(String, Requirements)>),
}

impl EmbeddedRule {
    /// Reads a file. A mistake in it is an error of the build that names the file.
    pub(crate) fn read(root: &Path, file: &Path) -> io::Result<Self> {
        let fail = |message: String| io::Error::other(format!("{}: {message}", file.display()));
        let mut table = crate::read(file)?;
        table.retain(|key, _| key != "bad" && key != "good");
        let Some(toml::Value::Table(mut matches)) = table.remove("match") else {
            return Err(fail("no [match] table".into()));
        };
        let known = known(&mut matches).map_err(fail)?;
        let path = file.strip_prefix(root).map_err(io::Error::other)?.to_string_lossy().replace('\\', "/");
        let (head, matches) = (crate::json(&table)?, crate::json(&matches)?);
        Ok(Self { file: file.to_owned(), path, head, matches, known })
    }

    /// The language that its folder names.
    pub(crate) fn language(&self) -> &str {
        self.path.split('/').next().unwrap_or_default()
    }
}

fn known(matches: &mut toml::Table) -> Result<Known, String> {
    let by_language = matches.get("language").and_then(toml::Value::as_table).cloned().unwrap_or_default();
    let one_for_all = by_language.values().all(|own| own.get("phrases").is_none());
    if let Some(toml::Value::Array(phrases)) = matches.get_mut("phrases").filter(|_| one_for_all) {
        return std::mem::take(phrases).iter().map(Phrase::parse).collect::<Result<_, _>>().map(Known::Phrases);
    }
    let regex = |table: &toml::Table| table.get("regex").and_then(toml::Value::as_str).map(str::to_owned);
    let own = by_language.iter().filter_map(|(code, own)| Some((code.clone(), regex(own.as_table()?)?)));
    let all = regex(matches).map(|regex| (String::new(), regex)).into_iter().chain(own);
    let found = all.map(|(code, regex)| Ok((code, trigger::find(&regex)?))).collect::<Result<Vec<_>, String>>()?;
    Ok(if found.is_empty() { Known::Nothing } else { Known::Requirements(found) })
}
