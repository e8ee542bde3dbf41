//! Rule files inside a program. A build script turns them into Rust, so that a program only parses the JSON heads at
//! startup.

use super::pattern::{Prepared, Trie};
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
    /// The phrases of the rules that apply to a language.
    #[must_use]
    pub(crate) fn phrases(&self, language: LanguageId) -> Trie {
        let of = |name: &str| self.phrases.iter().find(|p| p.language == name).map(|p| p.trie.clone());
        language.fallbacks().find_map(|tag| of(&tag.to_string())).or_else(|| of("any")).unwrap_or_default()
    }
}
