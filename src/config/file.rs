//! One config file: its settings, and which of them apply to a path.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use mtlint_rules::rule::{RuleNames, Selector};

use super::error::friendly;
use super::glossary::{self, Glossary};
use super::keys::Raw;
use super::pairs::{PairPattern, PairedSource};
use super::pattern::Patterns;
use super::reader::{NamedRules, Override, Reader};
use super::{ConfigError, Layer};
use crate::score::Choice;

#[cfg(test)]
mod tests;

/// The source record, unless the config names another.
const SOURCES: &str = "mtlint-sources.json";

/// A valid config file. It may still name rules that do not exist, see [`Config::check_names`].
#[derive(Debug)]
pub struct Config {
    path: PathBuf,
    folder: PathBuf,
    text: Arc<str>,
    /// The terms of `[glossary]` as options of rules: the lowest layer, so that `[options]` win.
    terms: Layer,
    base: Layer,
    overrides: Vec<Override>,
    pairs: Vec<PairPattern>,
    exclude: Patterns,
    baseline: Option<PathBuf>,
    sources: PathBuf,
    rule_folders: Vec<PathBuf>,
    score: Choice,
    glossary: Glossary,
    names: Vec<NamedRules>,
    with_options: Vec<NamedRules>,
}

impl Config {
    /// Reads a config file and the glossaries it names. Paths and globs in it are relative to its folder.
    ///
    /// # Errors
    /// All mistakes that could be found, or only the first if the syntax or the type of a value is wrong.
    pub fn read(path: &Path) -> Result<Self, Vec<ConfigError>> {
        let text = std::fs::read_to_string(path)
            .map_err(|e| vec![ConfigError::whole(path, format!("cannot be read: {e}"))])?;
        let folder = folder_of(path);
        // Paths are compared with absolute paths without symbolic links.
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let mut config = Self::parse_in(path, &folder, &text)?;
        config.read_glossary()?;
        Ok(config)
    }

    /// Parses the text of a config file at `path`. Reads no files: the terms of glossary files are missing.
    ///
    /// # Errors
    /// As for [`Config::read`].
    pub fn parse(path: &Path, text: &str) -> Result<Self, Vec<ConfigError>> {
        Self::parse_in(path, folder_of(path), text)
    }

    fn parse_in(path: &Path, folder: &Path, text: &str) -> Result<Self, Vec<ConfigError>> {
        let mut reader = Reader::new(path, text);
        let mut raw: Raw = match toml::from_str(text) {
            Ok(raw) => raw,
            Err(e) => {
                let (message, help) = friendly(e.message());
                reader.error(e.span(), message, help);
                return Err(reader.errors);
            }
        };
        let exclude = reader.patterns(&raw.check.exclude);
        let rule_folders = raw.check.rules.iter().map(|rules| folder.join(rules)).collect();
        let baseline = raw.check.baseline.take().map(|file| folder.join(file));
        let sources = folder.join(raw.check.sources.take().as_deref().unwrap_or(Path::new(SOURCES)));
        let base = reader.layer(raw.check, raw.levels, raw.options);
        let overrides = raw.overrides.into_iter().map(|o| reader.one_override(o)).collect();
        let pairs = raw.pairs.into_iter().filter_map(|pair| reader.pair(pair)).collect();
        let (score, mistakes) = raw.score.read();
        mistakes.into_iter().for_each(|wrong| reader.error(Some(wrong.span), wrong.message.to_owned(), None));
        if !reader.errors.is_empty() {
            return Err(reader.errors);
        }
        let Reader { text, names, with_options, .. } = reader;
        let glossary = Glossary::new(raw.glossary);
        Ok(Self {
            path: path.to_owned(),
            folder: folder.to_owned(),
            text,
            terms: Layer { options: glossary.options(), ..Layer::default() },
            base,
            overrides,
            pairs,
            exclude,
            baseline,
            sources,
            rule_folders,
            score,
            glossary,
            names,
            with_options,
        })
    }

    /// Reads the glossary files.
    fn read_glossary(&mut self) -> Result<(), Vec<ConfigError>> {
        let (mut entries, mut errors) = (Vec::new(), Vec::new());
        for file in &self.glossary.files {
            match glossary::read(&self.folder.join(&file.path), self.base.source_lang) {
                Ok(more) => entries.extend(more),
                Err(message) => {
                    let message = format!("{}: {message}", file.path.display());
                    errors.push(ConfigError { span: Some(file.span.clone()), ..self.error(message) });
                }
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        self.glossary.entries = entries;
        self.terms.options = self.glossary.options();
        Ok(())
    }

    /// The path of the file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folders with rules that it names.
    #[must_use]
    pub fn rule_folders(&self) -> &[PathBuf] {
        &self.rule_folders
    }

    /// The settings in `[score]`.
    #[must_use]
    pub fn score(&self) -> Choice {
        self.score
    }

    /// The baseline that it names, with the folder of the config.
    #[must_use]
    pub fn baseline(&self) -> Option<&Path> {
        self.baseline.as_deref()
    }

    /// The source record, with the folder of the config.
    #[must_use]
    pub fn sources(&self) -> &Path {
        &self.sources
    }

    /// True if `exclude` matches a path, which must start with the folder of the config.
    #[must_use]
    pub fn excludes(&self, path: &Path) -> bool {
        self.exclude.matches(self.relative(path))
    }

    /// The source of a translation by `[[pairs]]`: of the pairs whose `target` matches the path, the first whose source
    /// exists, or the first if none exists.
    #[must_use]
    pub fn source_of(&self, path: &Path) -> Option<PairedSource> {
        let relative = path.strip_prefix(&self.folder).ok()?;
        let found = self.pairs.iter().filter_map(|pair| pair.source_of(relative));
        let mut all = found.map(|found| PairedSource { path: self.folder.join(&found.path), ..found });
        let first = all.next()?;
        if first.path.exists() {
            return Some(first);
        }
        Some(all.find(|other| other.path.exists()).unwrap_or(first))
    }

    /// The indices of the overrides that match a path, in file order. Paths with the same indices have the same
    /// settings.
    #[must_use]
    pub fn matching(&self, path: &Path) -> Vec<usize> {
        let relative = self.relative(path);
        let hits = self.overrides.iter().enumerate().filter(|(_, o)| o.paths.matches(relative));
        hits.map(|(index, _)| index).collect()
    }

    /// The layers for the overrides with these indices, lowest first.
    pub fn layers<'c>(&'c self, matching: &'c [usize]) -> impl Iterator<Item = &'c Layer> {
        let overrides = matching.iter().filter_map(|&i| self.overrides.get(i)).map(|o| &o.layer);
        [&self.terms, &self.base].into_iter().chain(overrides)
    }

    /// The errors for rules and families that do not exist.
    #[must_use]
    pub fn check_names(&self, known: &RuleNames) -> Vec<ConfigError> {
        let unknown = self.names.iter().filter(|name| !known.knows(&name.selector));
        let error = |name: &NamedRules| {
            let (message, help) = known.complain(&name.selector);
            ConfigError { span: Some(name.span.clone()), help: Some(help), ..self.error(message) }
        };
        unknown.map(error).collect()
    }

    /// The error for options that a rule does not accept.
    #[must_use]
    pub fn bad_option(&self, rule: &str, message: String) -> ConfigError {
        let is_of_rule = |table: &&NamedRules| matches!(&table.selector, Selector::Rule(id) if id == rule);
        let span = self.with_options.iter().find(is_of_rule).map(|table| table.span.clone());
        ConfigError { span, ..self.error(format!("{rule}: {message}")) }
    }

    fn error(&self, message: String) -> ConfigError {
        ConfigError { path: self.path.clone(), text: self.text.clone(), span: None, message, help: None }
    }

    fn relative<'p>(&self, path: &'p Path) -> &'p Path {
        path.strip_prefix(&self.folder).unwrap_or(path)
    }
}

/// The folder of a file, `.` for a bare name.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
