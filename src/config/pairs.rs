//! `[[pairs]]`: which file a translation was made from, by path.

use std::path::{Path, PathBuf};

use regex::Regex;
use serde::Deserialize;

use mtlint_format::format::locale;
use mtlint_text::language::LanguageId;
use mtlint_token::span::text_at;

/// One table of `[[pairs]]`. Both patterns are relative to the folder of the config. `*` matches a part of a name, `**`
/// any number of folders, and `{lang}` in the pattern of translations a language tag.
#[derive(Clone, Debug)]
pub struct PairPattern {
    target: Regex,
    /// The pattern of sources, split at its wildcards.
    source: Vec<String>,
    source_lang: Option<LanguageId>,
    stale: StaleBy,
}

/// How stale translations are detected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StaleBy {
    /// Not at all.
    #[default]
    Never,
    /// By the last commits of both files.
    Git,
    /// Unit by unit, by the source record.
    Hash,
}

/// The source of a translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairedSource {
    /// Its path.
    pub path: PathBuf,
    /// Its language, if the config names it.
    pub source_lang: Option<LanguageId>,
    /// The language in the path of the translation.
    pub lang: Option<LanguageId>,
    /// True if it was found by `[[pairs]]`, false if the user named it.
    pub by_pattern: bool,
    /// How stale translations are detected.
    pub stale: StaleBy,
    /// The path of the translation relative to the folder of the config, with slashes: its name in the source record.
    pub name: String,
}

impl PairedSource {
    /// The source that a user names for a file.
    #[must_use]
    pub fn named(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            source_lang: None,
            lang: None,
            by_pattern: false,
            stale: StaleBy::Never,
            name: String::new(),
        }
    }

    /// The language in the path of the translation if the source does not exist. Only known language codes count, since
    /// `docs/api/` may be just a folder.
    #[must_use]
    pub fn lang_without_source(&self) -> Option<LanguageId> {
        self.lang.filter(|lang| locale::is_code(lang.code()))
    }
}

impl PairPattern {
    /// Compiles the patterns.
    ///
    /// # Errors
    /// A message for the user.
    pub(super) fn new(
        source: &str,
        target: &str,
        source_lang: Option<LanguageId>,
        stale: StaleBy,
    ) -> Result<Self, String> {
        let (source_parts, target_parts) = (split(source), split(target));
        if source_parts.contains(&Part::Lang) {
            return Err("`source` cannot contain `{lang}`; write the source language, such as docs/en/**".to_owned());
        }
        let (in_source, in_target) = (wildcards(&source_parts), wildcards(&target_parts));
        if in_source != in_target {
            return Err("`source` and `target` must have the same wildcards in the same order".to_owned());
        }
        let mut pattern = String::from("^");
        let mut has_lang = false;
        for part in &target_parts {
            pattern.push_str(&match part {
                Part::Text(text) => regex::escape(text),
                Part::Star => "([^/]*?)".to_owned(),
                Part::Folders => "(.*)".to_owned(),
                Part::Lang if has_lang => LANG.replace("?P<lang>", "?:"),
                Part::Lang => {
                    has_lang = true;
                    LANG.to_owned()
                }
            });
        }
        pattern.push('$');
        let mut pieces = vec![String::new()];
        for part in source_parts {
            match (part, pieces.last_mut()) {
                (Part::Text(text), Some(last)) => last.push_str(text),
                _ => pieces.push(String::new()),
            }
        }
        let target = Regex::new(&pattern).map_err(|e| e.to_string())?;
        Ok(Self { target, source: pieces, source_lang, stale })
    }

    /// The source of a path relative to the folder of the config; `None` if it does not match `target`.
    pub(super) fn source_of(&self, relative: &Path) -> Option<PairedSource> {
        let path = relative.to_str()?.replace('\\', "/");
        let name = path.clone();
        let found = self.target.captures(&path)?;
        let lang = found.name("lang").and_then(|lang| lang.as_str().parse().ok());
        let names = self.target.capture_names().skip(1);
        let mut wildcards = names.zip(found.iter().skip(1)).filter(|(name, _)| name.is_none()).map(|(_, text)| text);
        let mut source = String::new();
        for (index, piece) in self.source.iter().enumerate() {
            if index > 0 {
                source.push_str(wildcards.next().flatten().map_or("", |text| text.as_str()));
            }
            source.push_str(piece);
        }
        (source != path).then(|| PairedSource {
            path: source.into(),
            source_lang: self.source_lang,
            lang,
            by_pattern: true,
            stale: self.stale,
            name,
        })
    }
}

/// A language tag as in names of folders and files: `fr`, `pt-BR`, `pt-br`, `zh_Hant`, Android's `fr-rCA`.
const LANG: &str = "(?P<lang>[a-z]{2,3}(?:[-_+](?:(?:r?[A-Z]{2}|[a-z]{2})|[0-9]{3}|[A-Za-z][a-z]{3}))*)";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part<'p> {
    Text(&'p str),
    Star,
    Folders,
    Lang,
}

fn wildcards<'p>(parts: &[Part<'p>]) -> Vec<Part<'p>> {
    parts.iter().copied().filter(|part| matches!(part, Part::Star | Part::Folders)).collect()
}

fn split(pattern: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = pattern.strip_prefix("./").or(pattern.strip_prefix('/')).unwrap_or(pattern);
    while !rest.is_empty() {
        let specials = [("**", Part::Folders), ("*", Part::Star), ("{lang}", Part::Lang)];
        let special = specials.into_iter().find(|(text, _)| rest.starts_with(text));
        let length = match special {
            Some((text, part)) => {
                parts.push(part);
                text.len()
            }
            None => {
                let first = rest.chars().next().map_or(1, char::len_utf8);
                let next = rest.get(first..).and_then(|tail| tail.find(['*', '{'])).map_or(rest.len(), |at| at + first);
                parts.push(Part::Text(text_at(rest, ..next)));
                next
            }
        };
        rest = text_at(rest, length..);
    }
    parts
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::path::Path;

    use super::{PairPattern, StaleBy};

    fn source(source: &str, target: &str, path: &str) -> Option<(String, Option<String>)> {
        let found = PairPattern::new(source, target, None, StaleBy::Never).unwrap().source_of(Path::new(path))?;
        Some((found.path.to_str().unwrap().to_owned(), found.lang.map(|lang| lang.to_string())))
    }

    fn some(path: &str, lang: Option<&str>) -> Option<(String, Option<String>)> {
        Some((path.to_owned(), lang.map(str::to_owned)))
    }

    #[test]
    fn paths_lead_to_their_sources() {
        let docs = |path| source("docs/en/**", "docs/{lang}/**", path);
        assert_eq!(docs("docs/fr/a/guide.md"), some("docs/en/a/guide.md", Some("fr")));
        assert_eq!(docs("docs/pt-BR/guide.md"), some("docs/en/guide.md", Some("pt-BR")));
        assert_eq!(docs("docs/pt-br/guide.md"), some("docs/en/guide.md", Some("pt-BR")));
        assert_eq!(docs("docs/zh-hant/guide.md"), some("docs/en/guide.md", Some("zh-Hant")));
        assert_eq!(docs("docs/zh-hant-tw/guide.md"), some("docs/en/guide.md", Some("zh-Hant-TW")));
        assert_eq!(docs("docs/es-419/guide.md"), some("docs/en/guide.md", Some("es-419")));
        assert_eq!(docs("docs/en/guide.md"), None);
        assert_eq!(docs("docs/images/guide.md"), None);
        assert_eq!(docs("x/docs/fr/guide.md"), None);
        let java = |path| source("src/*.properties", "src/*_{lang}.properties", path);
        assert_eq!(java("src/app_pt_BR.properties"), some("src/app.properties", Some("pt-BR")));
        let android = |path| source("res/values/*.xml", "res/values-{lang}/*.xml", path);
        assert_eq!(android("res/values-fr-rCA/strings.xml"), some("res/values/strings.xml", Some("fr-CA")));
        assert_eq!(source("README.md", "README.{lang}.md", "README.de.md"), some("README.md", Some("de")));
        assert_eq!(source("a/**/en.md", "a/**/x.md", "a/b/c/x.md"), some("a/b/c/en.md", None));
    }

    #[test]
    fn mistakes_are_reported() {
        assert!(PairPattern::new("docs/{lang}/**", "docs/**", None, StaleBy::Never).unwrap_err().contains("{lang}"));
        assert!(
            PairPattern::new("docs/en/*.md", "docs/{lang}/**", None, StaleBy::Never).unwrap_err().contains("wildcards")
        );
    }
}
