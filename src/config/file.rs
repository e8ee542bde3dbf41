//! One config file: its keys, its mistakes, and its layers for a path.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use crate::score::Choice;
use mtlint_format::glossary::Entry;
use mtlint_rules::rule::Level;
use mtlint_text::language::LanguageId;

use super::error::friendly;
use super::pairs::{PairPattern, PairedSource, StaleBy};
use super::pattern::Patterns;
use super::score::ScoreKeys;
use super::{ConfigError, Layer, glossary};
use mtlint_rules::rule::{Names, Selector};

/// `mtlint.toml` as serde reads it.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Raw {
    check: Keys,
    levels: Levels,
    options: Options,
    overrides: Vec<Spanned<Override>>,
    pairs: Vec<Spanned<RawPair>>,
    glossary: GlossaryKeys,
    score: ScoreKeys,
}

/// `[glossary]`: terms for the rules of the family `terminology`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct GlossaryKeys {
    files: Vec<Spanned<PathBuf>>,
    do_not_translate: Vec<String>,
    forbidden: Vec<String>,
}

type Levels = BTreeMap<Spanned<String>, Level>;
type Options = BTreeMap<Spanned<String>, toml::Table>;

/// `[check]`: its keys bear the names of the flags of `mtlint check`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Keys {
    lang: Option<Spanned<String>>,
    source_lang: Option<Spanned<String>>,
    as_of: Option<Spanned<toml::Value>>,
    select: Option<Vec<Spanned<String>>>,
    ignore: Vec<Spanned<String>>,
    level: Option<Spanned<Level>>,
    nursery: Option<bool>,
    min_precision: Option<Spanned<f64>>,
    fuzzy: Option<bool>,
    fail_on: Option<Spanned<Level>>,
    do_not_flag: Vec<Spanned<String>>,
    languages: Option<Vec<Spanned<String>>>,
    exclude: Vec<Spanned<String>>,
    rules: Vec<Spanned<PathBuf>>,
    baseline: Option<PathBuf>,
    sources: Option<PathBuf>,
    rule_pages: Option<Spanned<String>>,
}

/// The record of sources, unless the config names another.
const SOURCES: &str = "mtlint-sources.json";

/// One `[[overrides]]`: globs, then the keys of `[check]` that make sense for a path, its levels and options.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Override {
    paths: Vec<Spanned<String>>,
    lang: Option<Spanned<String>>,
    source_lang: Option<Spanned<String>>,
    as_of: Option<Spanned<toml::Value>>,
    select: Option<Vec<Spanned<String>>>,
    ignore: Vec<Spanned<String>>,
    level: Option<Spanned<Level>>,
    nursery: Option<bool>,
    min_precision: Option<Spanned<f64>>,
    fuzzy: Option<bool>,
    fail_on: Option<Spanned<Level>>,
    do_not_flag: Vec<Spanned<String>>,
    languages: Option<Vec<Spanned<String>>>,
    levels: Levels,
    options: Options,
}

/// One `[[pairs]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawPair {
    source: String,
    target: String,
    source_lang: Option<Spanned<String>>,
    #[serde(default)]
    stale: StaleBy,
}

/// A config file that holds no mistake but, maybe, names of rules that do not exist ([`Config::check_names`]).
#[derive(Debug)]
pub struct Config {
    path: PathBuf,
    /// Where it stands, absolute.
    folder: PathBuf,
    text: Arc<str>,
    base: Layer,
    overrides: Vec<(Patterns, Layer)>,
    pairs: Vec<PairPattern>,
    exclude: Patterns,
    baseline: Option<PathBuf>,
    sources: PathBuf,
    rule_folders: Vec<PathBuf>,
    score: Choice,
    names: Vec<(Selector, Range<usize>)>,
    option_tables: Vec<(String, Range<usize>)>,
}

impl Config {
    /// Reads a config file. Paths and globs in it are relative to its folder.
    ///
    /// # Errors
    /// Every mistake that could be found: all of them, or the first one of syntax and types.
    pub fn read(path: &Path) -> Result<Self, Vec<ConfigError>> {
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(path, &text),
            Err(e) => Err(vec![ConfigError::whole(path, format!("cannot be read: {e}"))]),
        }
    }

    /// Reads the text of a config file that stands at `path`.
    ///
    /// # Errors
    /// As [`Config::read`].
    pub fn parse(path: &Path, text: &str) -> Result<Self, Vec<ConfigError>> {
        let mut reader =
            Reader { path, text: text.into(), errors: Vec::new(), names: Vec::new(), option_tables: Vec::new() };
        let mut raw: Raw = match toml::from_str(text) {
            Ok(raw) => raw,
            Err(e) => {
                let (message, help) = friendly(e.message());
                reader.error(e.span(), message, help);
                return Err(reader.errors);
            }
        };
        let (baseline, sources) = (raw.check.baseline.take(), raw.check.sources.take());
        let (mut base, exclude, folders) = reader.check(raw.check, raw.levels, raw.options);
        let glossary = reader.glossary(raw.glossary, base.source_lang);
        // The user's own [options] win.
        base.options.splice(0..0, glossary);
        let overrides = raw.overrides.into_iter().map(|o| reader.one_override(o)).collect();
        let pairs = raw.pairs.into_iter().filter_map(|pair| reader.pair(pair)).collect();
        let (score, wrong) = raw.score.read();
        wrong.into_iter().for_each(|(span, message)| reader.error(Some(span), message.to_owned(), None));
        if !reader.errors.is_empty() {
            return Err(reader.errors);
        }
        let folder = path.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // The paths that globs are held against are absolute and free of links.
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let rule_folders = folders.iter().map(|f| folder.join(f)).collect();
        let baseline = baseline.map(|file| folder.join(file));
        let sources = folder.join(sources.as_deref().unwrap_or(Path::new(SOURCES)));
        let Reader { text, names, option_tables, .. } = reader;
        Ok(Self {
            path: path.to_owned(),
            folder,
            text,
            base,
            overrides,
            pairs,
            exclude,
            baseline,
            sources,
            rule_folders,
            score,
            names,
            option_tables,
        })
    }

    /// Where the file stands.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folders of rules that it names.
    #[must_use]
    pub fn rule_folders(&self) -> &[PathBuf] {
        &self.rule_folders
    }

    /// What `[score]` says.
    #[must_use]
    pub fn score(&self) -> Choice {
        self.score
    }

    /// The file of known findings that it names, absolute.
    #[must_use]
    pub fn baseline(&self) -> Option<&Path> {
        self.baseline.as_deref()
    }

    /// The record of the sources that translations were made from, absolute.
    #[must_use]
    pub fn sources(&self) -> &Path {
        &self.sources
    }

    /// True when a path is excluded from walks. `path` must begin with the config's folder to be looked at.
    #[must_use]
    pub fn excludes(&self, path: &Path) -> bool {
        self.exclude.matches(self.relative(path))
    }

    /// The file that a path was translated from, by the first of `[[pairs]]` that its path matches and whose source is there;
    /// else by the first that it matches.
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
        let hits = self.overrides.iter().enumerate().filter(|(_, (patterns, _))| patterns.matches(relative));
        hits.map(|(index, _)| index).collect()
    }

    /// The layers for the overrides with these indices, lowest first.
    pub fn layers<'c>(&'c self, matching: &'c [usize]) -> impl Iterator<Item = &'c Layer> {
        let overrides = matching.iter().filter_map(|&i| self.overrides.get(i));
        std::iter::once(&self.base).chain(overrides.map(|(_, layer)| layer))
    }

    /// Finds rules and families that are named here and do not exist.
    #[must_use]
    pub fn check_names(&self, known: &Names) -> Vec<ConfigError> {
        let unknown = self.names.iter().filter(|(selector, _)| !known.knows(selector));
        let error = |(selector, span): &(Selector, Range<usize>)| {
            let (message, help) = known.complain(selector);
            let (path, text) = (self.path.clone(), self.text.clone());
            ConfigError { path, text, span: Some(span.clone()), message, help: Some(help) }
        };
        unknown.map(error).collect()
    }

    /// The error for options that a rule does not take.
    #[must_use]
    pub fn bad_option(&self, rule: &str, message: String) -> ConfigError {
        let span = self.option_tables.iter().find(|(id, _)| id == rule).map(|(_, span)| span.clone());
        ConfigError {
            path: self.path.clone(),
            text: self.text.clone(),
            span,
            message: format!("{rule}: {message}"),
            help: None,
        }
    }

    fn relative<'p>(&self, path: &'p Path) -> &'p Path {
        path.strip_prefix(&self.folder).unwrap_or(path)
    }
}

/// Turns raw keys into layers and collects mistakes and names of rules on the way.
struct Reader<'p> {
    path: &'p Path,
    text: Arc<str>,
    errors: Vec<ConfigError>,
    names: Vec<(Selector, Range<usize>)>,
    option_tables: Vec<(String, Range<usize>)>,
}

impl Reader<'_> {
    fn check(&mut self, keys: Keys, levels: Levels, options: Options) -> (Layer, Patterns, Vec<PathBuf>) {
        let exclude = self.patterns(&keys.exclude);
        let folders = keys.rules.into_iter().map(Spanned::into_inner).collect();
        let layer = Layer {
            lang: self.value(keys.lang),
            source_lang: self.value(keys.source_lang),
            as_of: self.date(keys.as_of),
            select: keys.select.map(|names| self.selectors(names)),
            ignore: self.selectors(keys.ignore),
            level: self.threshold(keys.level),
            nursery: keys.nursery,
            min_precision: self.share(keys.min_precision),
            fuzzy: keys.fuzzy,
            fail_on: self.threshold(keys.fail_on),
            do_not_flag: self.phrases(keys.do_not_flag),
            languages: keys.languages.map(|tags| tags.into_iter().filter_map(|t| self.value(Some(t))).collect()),
            rule_pages: self.value(keys.rule_pages),
            levels: self.levels(levels),
            options: self.options(options),
        };
        (layer, exclude, folders)
    }

    /// The terms as options of the rules that look for them.
    fn glossary(&mut self, keys: GlossaryKeys, source: Option<LanguageId>) -> Vec<(String, toml::Table)> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let mut entries = Vec::new();
        for file in keys.files {
            match glossary::read(&folder.join(file.get_ref()), source) {
                Ok(more) => entries.extend(more),
                Err(message) => {
                    let message = format!("{}: {message}", file.get_ref().display());
                    self.error(Some(file.span()), message, None);
                }
            }
        }
        let forbidden = |word: &String| Entry { forbidden: vec![word.clone()], ..Entry::default() };
        let all: Vec<Entry> = entries.iter().cloned().chain(keys.forbidden.iter().map(forbidden)).collect();
        let table = |key: &str, value: Result<toml::Value, toml::ser::Error>| {
            toml::Table::from_iter(value.ok().map(|value| (key.to_owned(), value)))
        };
        let terms = |list: &[Entry]| table("terms", toml::Value::try_from(list));
        let mut options = Vec::new();
        if !entries.is_empty() {
            options.push(("terminology/glossary".to_owned(), terms(&entries)));
        }
        if !all.is_empty() {
            options.push(("terminology/forbidden".to_owned(), terms(&all)));
        }
        if !keys.do_not_translate.is_empty() {
            let names = table("names", toml::Value::try_from(&keys.do_not_translate));
            options.push(("terminology/do-not-translate".to_owned(), names));
        }
        options
    }

    fn one_override(&mut self, raw: Spanned<Override>) -> (Patterns, Layer) {
        let span = raw.span();
        let raw = raw.into_inner();
        if raw.paths.is_empty() {
            let help = "write which files it is for: paths = [\"docs/**\"]".to_owned();
            self.error(Some(span), "an override without `paths` matches nothing".to_owned(), Some(help));
        }
        let patterns = self.patterns(&raw.paths);
        let keys = Keys {
            lang: raw.lang,
            source_lang: raw.source_lang,
            as_of: raw.as_of,
            select: raw.select,
            ignore: raw.ignore,
            level: raw.level,
            nursery: raw.nursery,
            min_precision: raw.min_precision,
            fuzzy: raw.fuzzy,
            fail_on: raw.fail_on,
            do_not_flag: raw.do_not_flag,
            languages: raw.languages,
            exclude: Vec::new(),
            rules: Vec::new(),
            baseline: None,
            sources: None,
            rule_pages: None,
        };
        (patterns, self.check(keys, raw.levels, raw.options).0)
    }

    fn pair(&mut self, raw: Spanned<RawPair>) -> Option<PairPattern> {
        let span = raw.span();
        let raw = raw.into_inner();
        let source_lang = self.value(raw.source_lang);
        let pair = PairPattern::new(&raw.source, &raw.target, source_lang, raw.stale);
        pair.map_err(|message| self.error(Some(span), message, None)).ok()
    }

    fn error(&mut self, span: Option<Range<usize>>, message: String, help: Option<String>) {
        self.errors.push(ConfigError { path: self.path.to_owned(), text: self.text.clone(), span, message, help });
    }

    fn value<T: std::str::FromStr<Err: std::fmt::Display>>(&mut self, raw: Option<Spanned<String>>) -> Option<T> {
        let raw = raw?;
        raw.get_ref().parse().map_err(|e: T::Err| self.error(Some(raw.span()), e.to_string(), None)).ok()
    }

    fn date(&mut self, raw: Option<Spanned<toml::Value>>) -> Option<jiff::civil::Date> {
        let raw = raw?;
        let text = match raw.get_ref() {
            toml::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let date = text.parse();
        if date.is_err() {
            let help = "write a date like 2024-05-31".to_owned();
            self.error(Some(raw.span()), format!("“{text}” is not a date"), Some(help));
        }
        date.ok()
    }

    fn threshold(&mut self, raw: Option<Spanned<Level>>) -> Option<Level> {
        let raw = raw?;
        if *raw.get_ref() == Level::Off {
            let help = "write error, warning or info".to_owned();
            self.error(Some(raw.span()), "a threshold cannot be `off`".to_owned(), Some(help));
        }
        Some(raw.into_inner())
    }

    fn share(&mut self, raw: Option<Spanned<f64>>) -> Option<f64> {
        let raw = raw?;
        if !(0.0..=1.0).contains(raw.get_ref()) {
            let help = "write a number from 0 to 1, like 0.8".to_owned();
            self.error(Some(raw.span()), format!("“{}” is not a share", raw.get_ref()), Some(help));
        }
        Some(raw.into_inner())
    }

    fn phrases(&mut self, raw: Vec<Spanned<String>>) -> Vec<String> {
        for phrase in &raw {
            if phrase.get_ref().trim().is_empty() {
                self.error(Some(phrase.span()), "an empty phrase matches nothing".to_owned(), None);
            }
        }
        raw.into_iter().map(Spanned::into_inner).collect()
    }

    fn selectors(&mut self, raw: Vec<Spanned<String>>) -> Vec<Selector> {
        raw.iter().map(|name| self.selector(name)).collect()
    }

    fn selector(&mut self, name: &Spanned<String>) -> Selector {
        let Ok(selector): Result<Selector, Infallible> = name.get_ref().parse();
        self.names.push((selector.clone(), name.span()));
        selector
    }

    fn levels(&mut self, raw: Levels) -> Vec<(Selector, Level)> {
        raw.into_iter().map(|(name, level)| (self.selector(&name), level)).collect()
    }

    fn options(&mut self, raw: Options) -> Vec<(String, toml::Table)> {
        let mut options = Vec::new();
        for (name, table) in raw {
            match self.selector(&name) {
                Selector::Rule(id) => {
                    self.option_tables.push((id.clone(), name.span()));
                    options.push((id, table));
                }
                Selector::Family(_) | Selector::All => {
                    let help = "write [options.\"family/name\"]".to_owned();
                    self.error(Some(name.span()), "options belong to one rule".to_owned(), Some(help));
                }
            }
        }
        options
    }

    fn patterns(&mut self, globs: &[Spanned<String>]) -> Patterns {
        Patterns::new(globs.iter().map(|g| g.get_ref().as_str())).unwrap_or_else(|(index, message)| {
            self.error(globs.get(index).map(Spanned::span), format!("bad glob: {message}"), None);
            Patterns::default()
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use std::path::Path;

    use super::Config;
    use crate::config::{Settings, TEMPLATE};
    use mtlint_rules::rule::Names;
    use mtlint_rules::rule::{Level, RuleId};

    fn parse(text: &str) -> Result<Config, Vec<super::ConfigError>> {
        Config::parse(Path::new("/project/mtlint.toml"), text)
    }

    /// The first mistake: what stands at its span, its message, its help.
    fn mistake(text: &str) -> (String, String, String) {
        let error = parse(text).unwrap_err().remove(0);
        let place = error.span.map(|span| text[span].to_owned()).unwrap_or_default();
        (place, error.message, error.help.unwrap_or_default())
    }

    #[test]
    fn mistakes_have_their_place() {
        for (text, place, message) in [
            ("[check]\nignroe = []", "ignroe", "unknown key `ignroe`"),
            ("[check]\nlang = 'english'", "'english'", "not a known language"),
            ("[check]\nas-of = 'today'", "'today'", "not a date"),
            ("[check]\nnursery = 'yes'", "'yes'", "expected a boolean"),
            ("[check]\nlevel = 'off'", "'off'", "threshold"),
            ("[check]\nfail-on = 'fatal'", "'fatal'", "unknown variant `fatal`"),
            ("[check]\nmin-precision = 80", "80", "not a share"),
            ("[check]\nexclude = ['a', 'b[c']", "'b[c'", "bad glob"),
            ("[check]\ndo-not-flag = ['']", "''", "empty phrase"),
            ("[levels]\nquotes = 'loud'", "'loud'", "unknown variant `loud`"),
            ("[options.quotes]\nmax = 1", "quotes", "belong to one rule"),
            ("[[overrides]]\nselect = ['a/b']", "", "without `paths`"),
            ("[score]\nthreshold = 100", "100", "less than 100"),
            ("[score]\nacceptable = 0", "0", "more than 0"),
            ("[score]\nmultipliers = { major = -1 }", "{ major = -1 }", "numbers from 0"),
            ("[score]\nflor = 1", "flor", "unknown key `flor`"),
            ("[check\n", "", ""),
        ] {
            let (found, said, _) = mistake(text);
            assert!(found.contains(place), "{text}: at {found:?}");
            assert!(said.contains(message), "{text}: {said}");
        }
        assert_eq!(mistake("[check]\nignroe = []").2, "did you mean `ignore`?");
    }

    #[test]
    fn every_mistake_is_told_at_once() {
        assert_eq!(parse("[check]\nlang = 'english'\nas-of = 'now'").unwrap_err().len(), 2);
    }

    #[test]
    fn unknown_rules_are_told_with_a_suggestion() {
        let text = "[check]\nselect = ['quots']\n[levels]\n'tense/past' = 'info'\n[options.'tense/pst']\nmax = 1";
        let ids = [RuleId::new("quotes/mixed"), RuleId::new("tense/past")];
        let errors = parse(text).unwrap().check_names(&ids.iter().collect::<Names>());
        let told: Vec<_> =
            errors.iter().map(|e| (&text[e.span.clone().unwrap()], e.help.as_deref().unwrap())).collect();
        assert_eq!(told, [("'quots'", "did you mean `quotes`?"), ("'tense/pst'", "did you mean `tense/past`?")]);
    }

    #[test]
    fn later_overrides_lie_on_top() {
        let config = parse(
            "[check]\nlang = 'en'\nas-of = 2024-05-31\n\
             [[overrides]]\npaths = ['docs/**']\nlang = 'de'\nlevel = 'warning'\n\
             [[overrides]]\npaths = ['*.fr.md']\nlang = 'fr'\n",
        )
        .unwrap();
        let lang = |path: &str| {
            let matching = config.matching(Path::new(path));
            Settings::new(config.layers(&matching)).lang().unwrap().to_string()
        };
        assert_eq!(lang("/project/a.md"), "en");
        assert_eq!(lang("/project/docs/x/a.md"), "de");
        assert_eq!(lang("/project/docs/a.fr.md"), "fr");
        assert_eq!(lang("/elsewhere/docs/a.md"), "en");
        let matching = config.matching(Path::new("/project/docs/a.fr.md"));
        let settings = Settings::new(config.layers(&matching));
        assert_eq!(settings.level(), Level::Warning);
        assert_eq!(settings.as_of().unwrap().to_string(), "2024-05-31");
    }

    #[test]
    fn the_template_holds_with_every_key_uncommented() {
        parse(TEMPLATE).unwrap();
        let uncommented: Vec<&str> = TEMPLATE.lines().map(|l| l.strip_prefix("#:").unwrap_or(l).trim_start()).collect();
        let config = parse(&uncommented.join("\n")).unwrap_or_else(|e| panic!("{e:?}"));
        assert!(config.base.lang.is_some() && config.base.fail_on.is_some() && !config.base.levels.is_empty());
        assert!(!config.overrides.is_empty() && !config.rule_folders.is_empty());
        assert_eq!(config.score.scheme(), crate::score::Scheme::default());
        assert!(config.score.threshold.is_some() && config.score.multipliers.is_some());
    }
}
