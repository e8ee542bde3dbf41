//! Rule files inside a program: a build script reads them and writes them down as Rust, so that a start reads JSON heads and
//! nothing else.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use super::definition::{Matches, of_file, unreadable};
use super::pattern::{Known, Trie};
use super::{Rule, RuleError};
use mtlint_text::language::LanguageId;

/// A rule file in the program.
#[derive(Debug)]
pub struct EmbeddedRule {
    /// Its place in the list.
    pub index: u32,
    /// Its path below the folder of rules.
    pub path: &'static str,
    /// All but the examples and the `[match]` table, as JSON.
    pub head: &'static str,
    /// The `[match]` table, as JSON, without the phrases in `known`.
    pub matches: &'static str,
    /// The file's text.
    pub text: &'static str,
    /// What the build found out about the table.
    pub known: Known,
}

/// The embedded phrases that apply to a language, those of `any` included.
#[derive(Debug)]
pub struct EmbeddedPhrases {
    /// The name of the language's folder of rules.
    pub language: &'static str,
    /// The phrases, by [`EmbeddedRule::index`].
    pub trie: Trie,
}

/// A set of rules in the program.
#[derive(Debug)]
pub struct EmbeddedRules {
    /// By path.
    pub rules: &'static [EmbeddedRule],
    /// One for each language that has rules, and one for `any`.
    pub phrases: &'static [EmbeddedPhrases],
    /// Their figures: `measured.toml` as JSON.
    pub measured: &'static str,
}

impl EmbeddedRules {
    /// Reads the rules, in path order.
    ///
    /// # Errors
    /// A rule file that the build accepted and this program does not: a defect of the program.
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
