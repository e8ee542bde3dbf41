//! One layer of settings: those of one table of the config, or of the command line.

use mtlint_rules::rule::{Level, Selector};
use mtlint_text::language::LanguageId;

use super::RulePages;

/// The settings of one layer. A setting that is `None` or empty is left to the layers below.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layer {
    /// Language of the texts.
    pub lang: Option<LanguageId>,
    /// Language they were translated from.
    pub source_lang: Option<LanguageId>,
    /// The date that tense rules treat as today.
    pub as_of: Option<jiff::civil::Date>,
    /// Run only these rules. Replaces the selection of the layers below.
    pub select: Option<Vec<Selector>>,
    /// Do not run these rules. If `select` of the same layer names a rule, too, the more specific name wins, and
    /// `ignore` if both are equally specific.
    pub ignore: Vec<Selector>,
    /// Report only findings at or above this level.
    pub level: Option<Level>,
    /// Also check fuzzy units.
    pub fuzzy: Option<bool>,
    /// Also run nursery rules.
    pub nursery: Option<bool>,
    /// Run only rules with at least this measured precision, from 0 to 1.
    pub min_precision: Option<f64>,
    /// The lowest level that makes the exit code 1.
    pub fail_on: Option<Level>,
    /// Do-not-flag phrases: findings inside one of them are dropped.
    pub do_not_flag: Vec<String>,
    /// Languages of the texts; a document that is detected to be in another language is skipped.
    pub languages: Option<Vec<LanguageId>>,
    /// Levels of rules and families; the more specific name wins.
    pub levels: Vec<(Selector, Level)>,
    /// Where the rule pages are published.
    pub rule_pages: Option<RulePages>,
    /// Options of rules, by rule id.
    pub options: Vec<(String, toml::Table)>,
}
