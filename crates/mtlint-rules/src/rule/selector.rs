//! Rule selectors: an id, a family, or all.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use crate::rule::RuleId;

/// One or many rules: `quotes/mixed-styles` is a rule; `quotes`, `quotes/` and `quotes/*` are its family; `all` and
/// `*` are every rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Selector {
    /// Every rule.
    All,
    /// The rules of a family.
    Family(String),
    /// The rule with this id.
    Rule(String),
}

impl Selector {
    /// Parses a selector. Every text is one; [`RuleNames::knows`] says whether it selects a rule.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let text = text.trim();
        let stem = text.strip_suffix("/*").or_else(|| text.strip_suffix('/')).unwrap_or(text);
        match stem {
            "all" | "*" => Self::All,
            id if id.contains('/') => Self::Rule(id.to_owned()),
            family => Self::Family(family.to_owned()),
        }
    }

    /// How specifically the selector selects the rule: 3 by its id, 2 by its family, 1 by `all`, 0 not at all.
    #[must_use]
    pub fn closeness(&self, rule: &RuleId) -> u8 {
        match self {
            Self::Rule(id) if id == rule.as_str() => 3,
            Self::Family(family) if family == rule.family() => 2,
            Self::All => 1,
            Self::Family(_) | Self::Rule(_) => 0,
        }
    }

    /// The highest closeness of several selectors.
    #[must_use]
    pub fn best<'s>(selectors: impl IntoIterator<Item = &'s Self>, rule: &RuleId) -> u8 {
        selectors.into_iter().map(|s| s.closeness(rule)).max().unwrap_or(0)
    }
}

impl FromStr for Selector {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self::new(text))
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::All => "all",
            Self::Family(name) | Self::Rule(name) => name,
        })
    }
}

/// The existing rule ids and families, for validating selectors.
#[derive(Clone, Debug, Default)]
pub struct RuleNames {
    rules: BTreeSet<String>,
    families: BTreeSet<String>,
}

impl RuleNames {
    /// True if the selector selects at least one rule.
    #[must_use]
    pub fn knows(&self, selector: &Selector) -> bool {
        match selector {
            Selector::All => true,
            Selector::Family(name) => self.families.contains(name),
            Selector::Rule(id) => self.rules.contains(id),
        }
    }

    /// The rule or family most similar to a text, if any is similar.
    #[must_use]
    pub fn suggest(&self, written: &str) -> Option<&str> {
        let name = written.rsplit('/').next().unwrap_or_default();
        // The most common mistake is a right name in a wrong family, or without one.
        let same_name = |id: &&String| id.rsplit('/').next() == Some(name);
        let all = || self.rules.iter().chain(&self.families).map(String::as_str);
        self.rules.iter().find(same_name).map(String::as_str).or_else(|| closest(written, all()))
    }

    /// A message that a selector is unknown, and a suggestion.
    #[must_use]
    pub fn complain(&self, selector: &Selector) -> (String, String) {
        let kind = if matches!(selector, Selector::Rule(_)) { "rule" } else { "rule or family" };
        let help = match self.suggest(&selector.to_string()) {
            Some(name) => format!("did you mean `{name}`?"),
            None => "`mtlint rules` lists all rules".to_owned(),
        };
        (format!("there is no {kind} `{selector}`"), help)
    }
}

impl<'r> FromIterator<&'r RuleId> for RuleNames {
    fn from_iter<T: IntoIterator<Item = &'r RuleId>>(ids: T) -> Self {
        let mut names = Self::default();
        for id in ids {
            names.rules.insert(id.as_str().to_owned());
            names.families.insert(id.family().to_owned());
        }
        names
    }
}

/// The candidate most similar to `written`: Jaro–Winkler similarity of at least 0.8, slightly stricter than clap.
#[must_use]
pub fn closest<'c>(written: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let scored = candidates.into_iter().map(|name| (strsim::jaro_winkler(written, name), name));
    let best = scored.filter(|(score, _)| *score > 0.8).max_by(|a, b| a.0.total_cmp(&b.0));
    best.map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{RuleNames, Selector};
    use crate::rule::RuleId;

    #[test]
    fn three_ways_to_write_a_family() {
        for text in ["quotes", "quotes/", "quotes/*", " quotes "] {
            assert_eq!(text.parse(), Ok(Selector::Family("quotes".to_owned())), "{text}");
        }
        assert_eq!("quotes/mixed".parse(), Ok(Selector::Rule("quotes/mixed".to_owned())));
        assert_eq!("*".parse(), Ok(Selector::All));
    }

    #[test]
    fn an_id_names_a_rule_more_closely_than_a_family() {
        let rule = RuleId::new("quotes/mixed");
        let closeness = |text: &str| text.parse::<Selector>().unwrap().closeness(&rule);
        assert!(closeness("quotes/mixed") > closeness("quotes"));
        assert!(closeness("quotes") > closeness("all"));
        assert_eq!(closeness("quote"), 0);
    }

    #[test]
    fn suggests_what_may_be_meant() {
        let ids = [RuleId::new("quotes/mixed"), RuleId::new("tense/past-year-future")];
        let names: RuleNames = ids.iter().collect();
        assert_eq!(names.suggest("quote"), Some("quotes"));
        assert_eq!(names.suggest("past-year-future"), Some("tense/past-year-future"));
        assert_eq!(names.suggest("quotes/mixd"), Some("quotes/mixed"));
        assert_eq!(names.suggest("xyzzy"), None);
    }
}
