//! Rule files inside a program. A build script turns them into Rust, so that a program only parses the JSON heads at
//! startup.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use super::definition::{Matches, of_file, unreadable};
use super::pattern::{Prepared, Trie};
use super::{Rule, RuleError};
use mtlint_text::language::LanguageId;

/// A rule file in a program.
#[derive(Debug)]
pub struct EmbeddedRule {
    /// Its index in the list.
    pub index: u32,
    /// Its path below the folder of rules.
    pub path: &'static str,
    /// Everything but the examples and the `[match]` table, as JSON.
    pub head: &'static str,
    /// The `[match]` table as JSON, without the phrases in `prepared`.
    pub matches: &'static str,
    /// The text of the file.
    pub text: &'static str,
    /// The parts of the table that the build script prepared.
    pub prepared: Prepared,
}

/// The embedded phrases that apply to a language, including those of `any`.
#[derive(Debug)]
pub struct EmbeddedPhrases {
    /// The name of the folder of rules for the language.
    pub language: &'static str,
    /// The phrases, by [`EmbeddedRule::index`].
    pub trie: Trie,
}

/// A set of rules in a program.
#[derive(Debug)]
pub struct EmbeddedRules {
    /// The rules, in path order.
    pub rules: &'static [EmbeddedRule],
    /// The phrases for each language that has rules, and for `any`.
    pub phrases: &'static [EmbeddedPhrases],
    /// Their figures: `measured.toml` as JSON.
    pub measured: &'static str,
}

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

    /// The phrases of the rules that apply to a language.
    #[must_use]
    pub(crate) fn phrases(&self, language: LanguageId) -> Trie {
        let of = |name: &str| self.phrases.iter().find(|p| p.language == name).map(|p| p.trie.clone());
        language.fallbacks().find_map(|tag| of(&tag.to_string())).or_else(|| of("any")).unwrap_or_default()
    }
}
