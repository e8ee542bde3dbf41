//! Checks the values of a config file and turns them into layers.

use std::convert::Infallible;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use toml::Spanned;

use mtlint_rules::rule::{Level, Selector};

use super::keys::{Keys, Levels, Options, RawOverride, RawPair};
use super::pairs::PairPattern;
use super::pattern::Patterns;
use super::{ConfigError, Layer};

/// One table of `[[overrides]]`.
#[derive(Debug)]
pub(super) struct Override {
    /// The files it applies to.
    pub paths: Patterns,
    /// Its settings.
    pub layer: Layer,
}

/// A name of a rule or family in the file.
#[derive(Debug)]
pub(super) struct NamedRules {
    pub selector: Selector,
    pub span: Range<usize>,
}

/// Checks values, and collects mistakes and the names of rules.
pub(super) struct Reader<'p> {
    path: &'p Path,
    pub text: Arc<str>,
    pub errors: Vec<ConfigError>,
    /// All names of rules and families.
    pub names: Vec<NamedRules>,
    /// The rules for which there is a table of options.
    pub with_options: Vec<NamedRules>,
}

impl<'p> Reader<'p> {
    /// A reader of the file at `path`.
    pub(super) fn new(path: &'p Path, text: &str) -> Self {
        Self { path, text: text.into(), errors: Vec::new(), names: Vec::new(), with_options: Vec::new() }
    }

    pub(super) fn layer(&mut self, keys: Keys, levels: Levels, options: Options) -> Layer {
        Layer {
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
        }
    }

    pub(super) fn one_override(&mut self, raw: Spanned<RawOverride>) -> Override {
        let span = raw.span();
        let raw = raw.into_inner();
        if raw.paths.is_empty() {
            let help = "name the files it applies to, such as paths = [\"docs/**\"]".to_owned();
            self.error(Some(span), "an override without `paths` applies to no file".to_owned(), Some(help));
        }
        let paths = self.patterns(&raw.paths);
        let (keys, levels, options) = raw.keys();
        Override { paths, layer: self.layer(keys, levels, options) }
    }

    pub(super) fn pair(&mut self, raw: Spanned<RawPair>) -> Option<PairPattern> {
        let span = raw.span();
        let raw = raw.into_inner();
        let source_lang = self.value(raw.source_lang);
        let pair = PairPattern::new(&raw.source, &raw.target, source_lang, raw.stale);
        pair.map_err(|message| self.error(Some(span), message, None)).ok()
    }

    pub(super) fn patterns(&mut self, globs: &[Spanned<String>]) -> Patterns {
        Patterns::new(globs.iter().map(|g| g.get_ref().as_str())).unwrap_or_else(|bad| {
            self.error(globs.get(bad.index).map(Spanned::span), format!("invalid glob: {}", bad.message), None);
            Patterns::default()
        })
    }

    pub(super) fn error(&mut self, span: Option<Range<usize>>, message: String, help: Option<String>) {
        self.errors.push(ConfigError { path: self.path.to_owned(), text: self.text.clone(), span, message, help });
    }

    fn value<T: std::str::FromStr<Err: std::fmt::Display>>(&mut self, raw: Option<Spanned<String>>) -> Option<T> {
        let raw = raw?;
        raw.get_ref().parse().map_err(|e: T::Err| self.error(Some(raw.span()), e.to_string(), None)).ok()
    }

    /// A date of TOML, or a string with one.
    fn date(&mut self, raw: Option<Spanned<toml::Value>>) -> Option<jiff::civil::Date> {
        let raw = raw?;
        let text = match raw.get_ref() {
            toml::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let date = text.parse();
        if date.is_err() {
            let help = "write a date such as 2024-05-31".to_owned();
            self.error(Some(raw.span()), format!("“{text}” is not a date"), Some(help));
        }
        date.ok()
    }

    fn threshold(&mut self, raw: Option<Spanned<Level>>) -> Option<Level> {
        let raw = raw?;
        if *raw.get_ref() == Level::Off {
            let help = "use error, warning or info".to_owned();
            self.error(Some(raw.span()), "the level `off` is not allowed here".to_owned(), Some(help));
        }
        Some(raw.into_inner())
    }

    fn share(&mut self, raw: Option<Spanned<f64>>) -> Option<f64> {
        let raw = raw?;
        if !(0.0..=1.0).contains(raw.get_ref()) {
            let help = "for 80 %, write 0.8".to_owned();
            self.error(Some(raw.span()), format!("{} is not a number from 0 to 1", raw.get_ref()), Some(help));
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
        self.names.push(NamedRules { selector: selector.clone(), span: name.span() });
        selector
    }

    fn levels(&mut self, raw: Levels) -> Vec<(Selector, Level)> {
        raw.into_iter().map(|(name, level)| (self.selector(&name), level)).collect()
    }

    fn options(&mut self, raw: Options) -> Vec<(String, toml::Table)> {
        let mut options = Vec::new();
        for (name, table) in raw {
            let selector = self.selector(&name);
            if let Selector::Rule(id) = &selector {
                options.push((id.clone(), table));
                self.with_options.push(NamedRules { selector, span: name.span() });
            } else {
                let help = "write [options.\"family/name\"]".to_owned();
                self.error(Some(name.span()), "options are set for one rule, not for a family".to_owned(), Some(help));
            }
        }
        options
    }
}
