//! Reads embedded rules.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use super::definition::{Matches, of_file, unreadable};
use super::embedded::{EmbeddedRule, EmbeddedRules};
use super::{Rule, RuleError};

impl EmbeddedRules {
    /// Reads the rules, in path order.
    ///
    /// # Errors
    /// If the build script accepted a rule file that the program refuses: a defect of the program.
    pub fn read(&'static self) -> Result<Vec<Arc<Rule>>, RuleError> {
        let read = |embedded: &'static EmbeddedRule| {
            let path = Path::new(embedded.path);
            let fail = |e: serde_json::Error| unreadable(path, &e.to_string());
            let file = serde_json::from_str(embedded.head).map_err(fail)?;
            of_file(path, file, Cow::Borrowed(embedded.text), Matches::Embedded(self, embedded)).map(Arc::new)
        };
        self.rules.iter().map(read).collect()
    }
}
