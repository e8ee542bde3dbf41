//! Where the pages of rules are published.

use std::str::FromStr;
use std::sync::Arc;

use mtlint_rules::rule::RuleId;

/// What stands for the id of a rule in an address.
const PLACE: &str = "{rule}";

/// The address of the page of any rule, a web address with `{rule}` in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulePages(Arc<str>);

/// A text that is no such address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no address of rule pages; write one like https://example.org/rules/{{rule}}.html")]
pub struct ParsePagesError(String);

impl FromStr for RulePages {
    type Err = ParsePagesError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_web = text.starts_with("https://") || text.starts_with("http://");
        // It goes to terminals as it is.
        let is_plain = text.chars().all(|c| c.is_ascii_graphic());
        if is_web && is_plain && text.contains(PLACE) {
            Ok(Self(text.into()))
        } else {
            Err(ParsePagesError(text.to_owned()))
        }
    }
}

impl RulePages {
    /// The address of a rule's page.
    #[must_use]
    pub fn url(&self, rule: &RuleId) -> String {
        self.0.replace(PLACE, rule.as_str())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::RulePages;
    use mtlint_rules::rule::RuleId;

    #[test]
    fn an_address_has_a_place_for_the_rule() {
        let pages: RulePages = "https://example.org/rules/{rule}.html".parse().unwrap();
        assert_eq!(pages.url(&RuleId::new("quotes/mixed")), "https://example.org/rules/quotes/mixed.html");
        for wrong in [
            "https://example.org/rules",
            "docs/{rule}.md",
            "javascript:{rule}",
            "https://x/{rule}\u{1b}",
            "https://x y/{rule}",
        ] {
            assert!(wrong.parse::<RulePages>().is_err(), "{wrong}");
        }
    }
}
