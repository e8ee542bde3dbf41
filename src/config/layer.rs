//! One layer of settings: whatever a table of the config or the command line says, and nothing else.

use mtlint_rules::rule::{Level, Selector};
use mtlint_text::language::LanguageId;

use super::RulePages;

/// Settings that one source gives. What is `None` or empty is left to the layers below.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layer {
    /// Language of the text; else found out.
    pub lang: Option<LanguageId>,
    /// Language it was translated from.
    pub source_lang: Option<LanguageId>,
    /// Reference date for the tense rules.
    pub as_of: Option<jiff::civil::Date>,
    /// Run these rules only. Replaces the selection of the layers below.
    pub select: Option<Vec<Selector>>,
    /// Do not run these; the closer name wins over `select` of the same layer, and `ignore` where both are as close.
    pub ignore: Vec<Selector>,
    /// Report nothing below this level.
    pub level: Option<Level>,
    /// Lint fuzzy units too.
    pub fuzzy: Option<bool>,
    /// Run nursery rules too.
    pub nursery: Option<bool>,
    /// Run only rules whose measured precision is at least this, 0 to 1.
    pub min_precision: Option<f64>,
    /// The lowest level that makes the exit code 1.
    pub fail_on: Option<Level>,
    /// A finding that lies inside one of these phrases is dropped.
    pub do_not_flag: Vec<String>,
    /// Languages of the texts; a document found to be in another is skipped.
    pub languages: Option<Vec<LanguageId>>,
    /// Levels of rules; the closer name wins.
    pub levels: Vec<(Selector, Level)>,
    /// Where the pages of rules are published.
    pub rule_pages: Option<RulePages>,
    /// Options of rules, by rule id.
    pub options: Vec<(String, toml::Table)>,
}
