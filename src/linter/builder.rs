//! Settings of a linter.

use std::path::{Path, PathBuf};

use super::{Error, Level, Linter};
use crate::clock;
use crate::config::{Config, Configs, Layer};
use crate::problem::Problem;
use crate::setups::Setups;
use mtlint_rules::rule::{self, Selector};

/// The name of a config that is given as text.
const CONFIG_TEXT: &str = "mtlint.toml";

/// Settings of a [`Linter`]. What is not set is as in `mtlint check` without flags.
///
/// A setting wins over the same key of the config. A mistake in a setting is reported by [`build`](Self::build).
#[derive(Clone, Debug, Default)]
#[must_use = "a builder does nothing until it is built"]
pub struct LinterBuilder {
    target: Option<String>,
    source: Option<String>,
    select: Option<Vec<String>>,
    ignore: Vec<String>,
    level: Option<Level>,
    nursery: Option<bool>,
    min_precision: Option<f64>,
    fuzzy: Option<bool>,
    do_not_flag: Vec<String>,
    as_of: Option<String>,
    today: Option<String>,
    rules: Vec<PathBuf>,
    config: ConfigSource,
}

/// Where the config comes from.
#[derive(Clone, Debug, Default)]
enum ConfigSource {
    #[default]
    None,
    /// The `mtlint.toml` nearest to each file.
    Nearest,
    File(PathBuf),
    Text(String),
}

impl LinterBuilder {
    /// The language of the texts, as a BCP 47 tag. By default it is what a file declares, otherwise it is detected.
    pub fn target(mut self, language: impl Into<String>) -> Self {
        self.target = Some(language.into());
        self
    }

    /// The language that the texts were translated from, as a BCP 47 tag. Rules for one source language need it.
    pub fn source(mut self, language: impl Into<String>) -> Self {
        self.source = Some(language.into());
        self
    }

    /// Runs only these rules and families: `quotes/unbalanced`, `quotes`.
    pub fn select<S: Into<String>>(mut self, rules: impl IntoIterator<Item = S>) -> Self {
        self.select = Some(rules.into_iter().map(Into::into).collect());
        self
    }

    /// Does not run these rules and families.
    pub fn ignore<S: Into<String>>(mut self, rules: impl IntoIterator<Item = S>) -> Self {
        self.ignore = rules.into_iter().map(Into::into).collect();
        self
    }

    /// Reports nothing below this level.
    pub fn level(mut self, level: Level) -> Self {
        self.level = Some(level);
        self
    }

    /// Runs nursery rules, too: rules that are not measured yet.
    pub fn nursery(mut self, nursery: bool) -> Self {
        self.nursery = Some(nursery);
        self
    }

    /// Runs only rules whose measured precision is at least this, from 0 to 1.
    pub fn min_precision(mut self, precision: f64) -> Self {
        self.min_precision = Some(precision);
        self
    }

    /// Checks fuzzy units, too.
    pub fn fuzzy(mut self, fuzzy: bool) -> Self {
        self.fuzzy = Some(fuzzy);
        self
    }

    /// Reports nothing inside these phrases.
    pub fn do_not_flag<S: Into<String>>(mut self, phrases: impl IntoIterator<Item = S>) -> Self {
        self.do_not_flag = phrases.into_iter().map(Into::into).collect();
        self
    }

    /// The reference date of the tense rules, as `2024-05-31`. By default it is the date that a text gives, otherwise
    /// today.
    pub fn as_of(mut self, date: impl Into<String>) -> Self {
        self.as_of = Some(date.into());
        self
    }

    /// Today's date, as `2024-05-31`. By default it is read from the system's clock.
    pub fn today(mut self, date: impl Into<String>) -> Self {
        self.today = Some(date.into());
        self
    }

    /// Adds the rules in a folder. A rule with the id of a built-in rule replaces it.
    pub fn rules(mut self, folder: impl Into<PathBuf>) -> Self {
        self.rules.push(folder.into());
        self
    }

    /// Uses this config file for all texts.
    pub fn config(mut self, path: impl Into<PathBuf>) -> Self {
        self.config = ConfigSource::File(path.into());
        self
    }

    /// Uses the text of a config for all texts. Paths in it are relative to the current folder.
    pub fn config_text(mut self, toml: impl Into<String>) -> Self {
        self.config = ConfigSource::Text(toml.into());
        self
    }

    /// Uses the `mtlint.toml` nearest to each file, upward from its folder, as `mtlint check` does.
    pub fn find_config(mut self) -> Self {
        self.config = ConfigSource::Nearest;
        self
    }

    /// Builds the linter.
    ///
    /// # Errors
    /// A setting with a value that cannot be used, a config or rule file that is broken or cannot be read, or a rule
    /// that does not exist.
    pub fn build(self) -> Result<Linter, Error> {
        let today = self.today.as_deref().map(|text| date("today", text)).transpose()?;
        let layer = self.layer()?;
        let configs = match self.config {
            ConfigSource::None => Configs::none(),
            ConfigSource::Nearest => Configs::default(),
            ConfigSource::File(path) => fixed(Config::read(&path))?,
            ConfigSource::Text(text) => fixed(Config::parse(Path::new(CONFIG_TEXT), &text))?,
        };
        let mut setups = Setups::new(configs, layer, self.rules, today.unwrap_or_else(clock::today), PathBuf::new());
        let mut problems = setups.check_flags(Path::new(""));
        problems.extend(setups.take_problems());
        if problems.is_empty() { Ok(Linter::new(setups)) } else { Err(Error::of_problems(problems)) }
    }

    fn layer(&self) -> Result<Layer, Error> {
        if self.min_precision.is_some_and(|precision| !(0.0..=1.0).contains(&precision)) {
            return Err(setting("min_precision", "must be from 0 to 1"));
        }
        let language = |name, tag: &Option<String>| {
            tag.as_deref().map(|tag| tag.parse().map_err(|e| setting(name, e))).transpose()
        };
        Ok(Layer {
            lang: language("target", &self.target)?,
            source_lang: language("source", &self.source)?,
            as_of: self.as_of.as_deref().map(|text| date("as_of", text)).transpose()?,
            select: self.select.as_ref().map(|rules| selectors(rules)),
            ignore: selectors(&self.ignore),
            level: self.level.map(|level| match level {
                Level::Info => rule::Level::Info,
                Level::Warning => rule::Level::Warning,
                Level::Error => rule::Level::Error,
            }),
            nursery: self.nursery,
            min_precision: self.min_precision,
            fuzzy: self.fuzzy,
            do_not_flag: self.do_not_flag.clone(),
            ..Layer::default()
        })
    }
}

fn setting(setting: &'static str, message: impl ToString) -> Error {
    Error::Setting { setting, message: message.to_string() }
}

fn date(name: &'static str, text: &str) -> Result<jiff::civil::Date, Error> {
    text.parse().map_err(|_| setting(name, format!("“{text}” is not a date; write one like 2024-05-31")))
}

fn selectors(rules: &[String]) -> Vec<Selector> {
    rules.iter().map(|rule| Selector::new(rule)).collect()
}

fn fixed(config: Result<Config, Vec<crate::config::ConfigError>>) -> Result<Configs, Error> {
    let of_errors = |errors: Vec<_>| Error::of_problems(errors.into_iter().map(Problem::from).collect());
    config.map(Configs::fixed).map_err(of_errors)
}
