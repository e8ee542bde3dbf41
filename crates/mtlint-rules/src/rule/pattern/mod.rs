//! The pattern in the `[match]` table of a rule, parsed and ready to be compiled into a plan.

mod phrase;
mod regex;
mod tokens;

use mtlint_text::language::LanguageId;
pub use mtlint_token::pattern::choices::expand;
pub use mtlint_token::pattern::{Near, Node, PhraseRef, Requirements, Trie, TrieBuilder, Trigger};
pub use phrase::{List, Part, Phrase, PhrasePattern};
pub use regex::RegexPattern;
pub use tokens::{Anchor, Element, TokenPattern, When};

/// The pattern of a rule.
#[derive(Clone, Debug)]
pub enum Matcher {
    /// Fixed sequences of words, with replacements.
    Phrases(PhrasePattern),
    /// A sequence of token patterns inside one sentence.
    Tokens(TokenPattern),
    /// A regular expression inside one unit.
    Regex(RegexPattern),
    /// A native check and its options.
    Native {
        /// Its name in `check::CHECKS`.
        name: String,
        /// Its options.
        options: toml::Table,
    },
}

/// The parts of the `[match]` table of a built-in rule that the build script prepared.
#[derive(Clone, Copy, Debug)]
pub enum Prepared {
    /// Nothing.
    Nothing,
    /// Its phrases, which the table leaves out.
    Phrases(&'static [Phrase]),
    /// The requirements of its regular expressions, by the language that each is for; `""` for all others.
    Requirements(&'static [(&'static str, Requirements)]),
}

impl Prepared {
    fn phrases(self) -> Option<&'static [Phrase]> {
        if let Self::Phrases(phrases) = self { Some(phrases) } else { None }
    }

    fn requirements(self, language: Option<LanguageId>) -> Option<&'static Requirements> {
        let Self::Requirements(list) = self else { return None };
        let of = |name: &str| list.iter().find(|(language, _)| *language == name).map(|(_, found)| found);
        let of_tag = |tag: LanguageId| of(&tag.to_string());
        language.and_then(|language| language.fallbacks().find_map(of_tag)).or_else(|| of(""))
    }
}

/// Kinds that abbreviate a native check of the same name, with their table as its options.
const SUGAR: &[&str] = &["count", "pair", "metric", "consistency", "compare"];

impl Matcher {
    /// Parses a `[match]` table.
    ///
    /// # Errors
    /// With a sentence for the author of the rule.
    pub fn parse(table: &toml::Table) -> Result<Self, String> {
        Self::parse_prepared(table, Prepared::Nothing, None)
    }

    /// Parses a `[match]` table for a language, parts of which the build script prepared.
    pub(crate) fn parse_prepared(
        table: &toml::Table,
        prepared: Prepared,
        language: Option<LanguageId>,
    ) -> Result<Self, String> {
        let kinds: Vec<&str> = ["phrases", "tokens", "regex", "check"]
            .iter()
            .chain(SUGAR)
            .copied()
            .filter(|kind| table.contains_key(*kind))
            .collect();
        match *kinds.as_slice() {
            ["phrases"] => PhrasePattern::parse(table, prepared.phrases()).map(Self::Phrases),
            ["tokens"] => TokenPattern::parse(table).map(Self::Tokens),
            ["regex"] => RegexPattern::parse(table, prepared.requirements(language)).map(Self::Regex),
            ["check"] => native(table),
            [kind] => sugar(kind, table),
            [] => {
                Err("[match] must have one of the keys phrases, tokens, regex, count, pair, metric, consistency, compare, check"
                    .into())
            }
            [first, second, ..] => Err(format!("[match] has both {first} and {second}; split them into two rules")),
        }
    }
}

fn native(table: &toml::Table) -> Result<Matcher, String> {
    let mut options = table.clone();
    let Some(toml::Value::String(name)) = options.remove("check") else {
        return Err("check must be a string: the name of a native check".into());
    };
    Ok(Matcher::Native { name, options })
}

fn sugar(kind: &str, table: &toml::Table) -> Result<Matcher, String> {
    // Options from a user's configuration are beside the table of the kind and override it.
    let Some(toml::Value::Table(own)) = table.get(kind) else {
        return Err(format!("{kind} must be a table"));
    };
    let mut options = own.clone();
    options.extend(table.iter().filter(|(key, _)| *key != kind).map(|(k, v)| (k.clone(), v.clone())));
    Ok(Matcher::Native { name: kind.to_owned(), options })
}
