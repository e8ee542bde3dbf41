//! The settings of one file, from its layers.

use mtlint_rules::rule::{Level, RuleId, Selector, Status};
use mtlint_text::language::LanguageId;

use super::{Layer, RulePages};

/// The properties of a rule that decide whether it runs.
#[derive(Clone, Copy, Debug)]
pub struct RuleFacts<'r> {
    /// Its id.
    pub id: &'r RuleId,
    /// Its level in the rule file.
    pub level: Level,
    /// Its status.
    pub status: Status,
    /// Its measured precision, from 0 to 1. Used only if the settings ask for a minimum.
    pub precision: Option<f64>,
}

/// Whether a rule runs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    No,
    /// If it is stable, or if nursery rules run.
    ByStatus,
    /// Whatever its status, since the user named it.
    ByName,
}

/// Layers of settings, lowest first.
#[derive(Clone, Debug, Default)]
pub struct Settings<'c> {
    layers: Vec<&'c Layer>,
}

impl<'c> Settings<'c> {
    /// Settings from layers, lowest first.
    #[must_use]
    pub fn new(layers: impl IntoIterator<Item = &'c Layer>) -> Self {
        Self { layers: layers.into_iter().collect() }
    }

    /// The language of the text, if set.
    #[must_use]
    pub fn lang(&self) -> Option<LanguageId> {
        self.top(|l| l.lang)
    }

    /// The source language, if set.
    #[must_use]
    pub fn source_lang(&self) -> Option<LanguageId> {
        self.top(|l| l.source_lang)
    }

    /// The date that tense rules treat as today, if set.
    #[must_use]
    pub fn as_of(&self) -> Option<jiff::civil::Date> {
        self.top(|l| l.as_of)
    }

    /// Whether fuzzy units of bilingual formats are checked. Default: no.
    #[must_use]
    pub fn fuzzy(&self) -> bool {
        self.top(|l| l.fuzzy).unwrap_or(false)
    }

    /// The lowest level that is reported. Default: info.
    #[must_use]
    pub fn level(&self) -> Level {
        self.top(|l| l.level).unwrap_or(Level::Info)
    }

    /// The lowest measured precision of rules that run, if set.
    #[must_use]
    pub fn min_precision(&self) -> Option<f64> {
        self.top(|l| l.min_precision)
    }

    /// The lowest level that makes the exit code 1. Default: warning.
    #[must_use]
    pub fn fail_on(&self) -> Level {
        self.top(|l| l.fail_on).unwrap_or(Level::Warning)
    }

    /// The languages that documents can be detected to be in; `None` means any.
    #[must_use]
    pub fn languages(&self) -> Option<&[LanguageId]> {
        self.layers.iter().rev().find_map(|l| l.languages.as_deref())
    }

    /// Where the rule pages are published, if set.
    #[must_use]
    pub fn rule_pages(&self) -> Option<&'c RulePages> {
        self.layers.iter().rev().find_map(|l| l.rule_pages.as_ref())
    }

    /// The do-not-flag phrases of all layers.
    pub fn do_not_flag(&self) -> impl Iterator<Item = &str> {
        self.layers.iter().flat_map(|l| l.do_not_flag.iter().map(String::as_str))
    }

    /// The level at which a rule runs, or `None` if it does not run.
    #[must_use]
    pub fn level_of(&self, rule: RuleFacts<'_>) -> Option<Level> {
        let wanted = self.wanted(rule.id);
        let runs = match (wanted, rule.status) {
            (Wanted::No, _) | (Wanted::ByStatus, Status::Deprecated) => false,
            (Wanted::ByName, _) | (Wanted::ByStatus, Status::Stable) => true,
            (Wanted::ByStatus, Status::Nursery) => self.top(|l| l.nursery).unwrap_or(false),
        };
        let is_sure = self.min_precision().is_none_or(|least| rule.precision.is_some_and(|p| p >= least));
        let level = match self.level_set_for(rule.id) {
            Some(level) => level,
            // A rule that is off by default but named by the user runs at the lowest level.
            None if wanted == Wanted::ByName => rule.level.max(Level::Info),
            None => rule.level,
        };
        (runs && is_sure && level != Level::Off && level >= self.level()).then_some(level)
    }

    /// The options of a rule. Values of higher layers replace those of lower layers key by key.
    #[must_use]
    pub fn options_of(&self, rule: &RuleId) -> toml::Table {
        let tables = self.layers.iter().flat_map(|l| &l.options).filter(|(id, _)| id == rule.as_str());
        tables.flat_map(|(_, table)| table.clone()).collect()
    }

    fn wanted(&self, rule: &RuleId) -> Wanted {
        let mut wanted = Wanted::ByStatus;
        for layer in &self.layers {
            let selected = layer.select.as_ref().map(|select| Selector::best(select, rule));
            wanted = match selected {
                Some(0) => Wanted::No,
                Some(3) => Wanted::ByName,
                Some(_) => Wanted::ByStatus,
                None => wanted,
            };
            let ignored = Selector::best(&layer.ignore, rule);
            if ignored > 0 && ignored >= selected.unwrap_or(0) {
                wanted = Wanted::No;
            }
        }
        wanted
    }

    fn level_set_for(&self, rule: &RuleId) -> Option<Level> {
        self.layers.iter().rev().find_map(|layer| {
            let close = layer.levels.iter().map(|(s, level)| (s.closeness(rule), *level)).filter(|(c, _)| *c > 0);
            close.max_by_key(|(closeness, _)| *closeness).map(|(_, level)| level)
        })
    }

    fn top<T>(&self, get: impl Fn(&Layer) -> Option<T>) -> Option<T> {
        self.layers.iter().rev().find_map(|layer| get(layer))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{RuleFacts, Settings};
    use crate::config::Layer;
    use mtlint_rules::rule::{Level, RuleId, Selector, Status};

    fn selectors(names: &[&str]) -> Vec<Selector> {
        names.iter().map(|n| n.parse().unwrap()).collect()
    }

    fn level(layers: &[&Layer], id: &str, own: Level, status: Status) -> Option<Level> {
        let id = RuleId::new(id);
        Settings::new(layers.iter().copied()).level_of(RuleFacts { id: &id, level: own, status, precision: None })
    }

    #[test]
    fn stable_rules_run_by_default_at_their_own_level() {
        assert_eq!(level(&[], "a/b", Level::Warning, Status::Stable), Some(Level::Warning));
        assert_eq!(level(&[], "a/b", Level::Warning, Status::Nursery), None);
        assert_eq!(level(&[], "a/b", Level::Off, Status::Stable), None);
        let nursery = Layer { nursery: Some(true), ..Layer::default() };
        assert_eq!(level(&[&nursery], "a/b", Level::Info, Status::Nursery), Some(Level::Info));
        assert_eq!(level(&[&nursery], "a/b", Level::Info, Status::Deprecated), None);
    }

    #[test]
    fn naming_a_rule_runs_it_whatever_its_status() {
        let one = Layer { select: Some(selectors(&["a/b"])), ..Layer::default() };
        assert_eq!(level(&[&one], "a/b", Level::Off, Status::Deprecated), Some(Level::Info));
        assert_eq!(level(&[&one], "a/c", Level::Error, Status::Stable), None);
        let family = Layer { select: Some(selectors(&["a"])), ..Layer::default() };
        assert_eq!(level(&[&family], "a/b", Level::Info, Status::Nursery), None);
    }

    #[test]
    fn the_more_specific_name_wins_within_a_layer_and_the_higher_layer_over_the_lower() {
        let layer =
            Layer { select: Some(selectors(&["a/b", "c"])), ignore: selectors(&["a", "c/d"]), ..Layer::default() };
        assert!(level(&[&layer], "a/b", Level::Info, Status::Stable).is_some());
        assert!(level(&[&layer], "c/d", Level::Info, Status::Stable).is_none());
        assert!(level(&[&layer], "c/e", Level::Info, Status::Stable).is_some());
        let above = Layer { select: Some(selectors(&["c/d"])), ..Layer::default() };
        assert!(level(&[&layer, &above], "c/d", Level::Info, Status::Stable).is_some());
        assert!(level(&[&layer, &above], "a/b", Level::Info, Status::Stable).is_none());
    }

    #[test]
    fn levels_by_id_by_family_and_the_floor() {
        let levels = vec![("a/b".parse().unwrap(), Level::Error), ("a".parse().unwrap(), Level::Off)];
        let layer = Layer { levels, ..Layer::default() };
        assert_eq!(level(&[&layer], "a/b", Level::Info, Status::Stable), Some(Level::Error));
        assert_eq!(level(&[&layer], "a/c", Level::Info, Status::Stable), None);
        let floor = Layer { level: Some(Level::Warning), ..Layer::default() };
        assert_eq!(level(&[&floor], "x/y", Level::Info, Status::Stable), None);
        assert_eq!(level(&[&layer, &floor], "a/b", Level::Info, Status::Stable), Some(Level::Error));
    }

    #[test]
    fn a_minimum_precision_applies_to_named_rules_too() {
        let id = RuleId::new("a/b");
        let least = |share| Layer { min_precision: Some(share), select: Some(selectors(&["a/b"])), ..Layer::default() };
        let runs = |layer: &Layer, precision| {
            let facts = RuleFacts { id: &id, level: Level::Info, status: Status::Stable, precision };
            Settings::new([layer]).level_of(facts).is_some()
        };
        assert!(runs(&least(0.8), Some(0.8)) && runs(&Layer::default(), None));
        assert!(!runs(&least(0.8), Some(0.79)) && !runs(&least(0.0), None));
    }

    #[test]
    fn options_of_later_layers_replace_key_by_key() {
        let with = |text: &str| Layer { options: vec![("a/b".to_owned(), text.parse().unwrap())], ..Layer::default() };
        let (low, high) = (with("max = 1\nmin = 0"), with("max = 2"));
        let options = Settings::new([&low, &high]).options_of(&RuleId::new("a/b"));
        assert_eq!(options, "max = 2\nmin = 0".parse().unwrap());
    }
}
