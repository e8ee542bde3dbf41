//! The web address of rule pages.

use std::str::FromStr;
use std::sync::Arc;

use mtlint_rules::rule::RuleId;

/// The placeholder for the rule id.
const PLACE: &str = "{rule}";

/// The web address of rule pages, with `{rule}` in place of the rule id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulePages(Arc<str>);

/// A text that is not such an address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not an address of rule pages; write an address such as https://example.org/rules/{{rule}}.html")]
pub struct ParsePagesError(String);

impl FromStr for RulePages {
    type Err = ParsePagesError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_web = text.starts_with("https://") || text.starts_with("http://");
        // It is printed to terminals without escaping.
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
    fn an_address_contains_the_placeholder() {
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
