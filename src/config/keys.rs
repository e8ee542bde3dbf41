//! `mtlint.toml` as serde reads it, before its values are checked.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;
use toml::Spanned;

use mtlint_rules::rule::Level;

use super::pairs::StaleBy;
use super::score::ScoreKeys;

/// The whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Raw {
    pub check: Keys,
    pub levels: Levels,
    pub options: Options,
    pub overrides: Vec<Spanned<RawOverride>>,
    pub pairs: Vec<Spanned<RawPair>>,
    pub glossary: GlossaryKeys,
    pub score: ScoreKeys,
}

pub(super) type Levels = BTreeMap<Spanned<String>, Level>;
pub(super) type Options = BTreeMap<Spanned<String>, toml::Table>;

/// `[glossary]`: terms for the rules of the family `terminology`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct GlossaryKeys {
    pub files: Vec<Spanned<PathBuf>>,
    pub do_not_translate: Vec<String>,
    pub forbidden: Vec<String>,
}

/// `[check]`. Keys that are also flags of `mtlint check` have the name of the flag.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Keys {
    pub lang: Option<Spanned<String>>,
    pub source_lang: Option<Spanned<String>>,
    pub as_of: Option<Spanned<toml::Value>>,
    pub select: Option<Vec<Spanned<String>>>,
    pub ignore: Vec<Spanned<String>>,
    pub level: Option<Spanned<Level>>,
    pub nursery: Option<bool>,
    pub min_precision: Option<Spanned<f64>>,
    pub fuzzy: Option<bool>,
    pub fail_on: Option<Spanned<Level>>,
    pub do_not_flag: Vec<Spanned<String>>,
    pub languages: Option<Vec<Spanned<String>>>,
    pub exclude: Vec<Spanned<String>>,
    pub rules: Vec<PathBuf>,
    pub baseline: Option<PathBuf>,
    pub sources: Option<PathBuf>,
    pub rule_pages: Option<Spanned<String>>,
}

/// One table of `[[overrides]]`: globs, the keys of `[check]` that can differ between files, levels and options.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawOverride {
    pub paths: Vec<Spanned<String>>,
    pub lang: Option<Spanned<String>>,
    pub source_lang: Option<Spanned<String>>,
    pub as_of: Option<Spanned<toml::Value>>,
    pub select: Option<Vec<Spanned<String>>>,
    pub ignore: Vec<Spanned<String>>,
    pub level: Option<Spanned<Level>>,
    pub nursery: Option<bool>,
    pub min_precision: Option<Spanned<f64>>,
    pub fuzzy: Option<bool>,
    pub fail_on: Option<Spanned<Level>>,
    pub do_not_flag: Vec<Spanned<String>>,
    pub languages: Option<Vec<Spanned<String>>>,
    pub levels: Levels,
    pub options: Options,
}

impl RawOverride {
    /// The keys that it shares with `[check]`.
    pub(super) fn keys(self) -> (Keys, Levels, Options) {
        let keys = Keys {
            lang: self.lang,
            source_lang: self.source_lang,
            as_of: self.as_of,
            select: self.select,
            ignore: self.ignore,
            level: self.level,
            nursery: self.nursery,
            min_precision: self.min_precision,
            fuzzy: self.fuzzy,
            fail_on: self.fail_on,
            do_not_flag: self.do_not_flag,
            languages: self.languages,
            ..Keys::default()
        };
        (keys, self.levels, self.options)
    }
}

/// One table of `[[pairs]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawPair {
    pub source: String,
    pub target: String,
    pub source_lang: Option<Spanned<String>>,
    #[serde(default)]
    pub stale: StaleBy,
}
