//! Rules as data: the schema of a rule file, and the patterns in its `[match]` table.

pub(crate) mod definition;
mod embedded;
mod load_embedded;
pub mod mqm;
mod options;
pub mod pattern;
mod schema;
mod selector;

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use definition::{Rule, RuleError};
pub use embedded::{EmbeddedPhrases, EmbeddedRule, EmbeddedRules};
pub(crate) use options::{only_of, options};
pub use schema::{Applicability, Example, Level, Mqm, Needs, RuleFile, Severity, SourceToo, Status};
pub use selector::{RuleNames, Selector, closest};

/// `family/name`: the path of a rule file below its language folder, without the extension.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct RuleId(Arc<str>);

impl From<String> for RuleId {
    fn from(id: String) -> Self {
        Self(id.into())
    }
}

impl From<RuleId> for String {
    fn from(id: RuleId) -> Self {
        id.0.as_ref().to_owned()
    }
}

impl RuleId {
    /// The id with this text.
    #[must_use]
    pub fn new(id: &str) -> Self {
        Self(id.into())
    }

    /// The text of the id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part before the slash.
    #[must_use]
    pub fn family(&self) -> &str {
        self.0.split('/').next().unwrap_or_default()
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
