//! What a rule's `[match]` table says, checked and ready to be compiled into a plan.

mod phrase;
mod regex;
mod tokens;

use mtlint_text::language::LanguageId;
pub use mtlint_token::pattern::choices::expand;
pub use mtlint_token::pattern::{Near, Node, PhraseRef, Requirements, Trie, TrieBuilder, Trigger};
pub use phrase::{List, Part, Phrase, PhrasePattern};
pub use regex::RegexPattern;
pub use tokens::{Anchor, Element, TokenPattern, When};

/// One kind of match.
#[derive(Clone, Debug)]
pub enum Matcher {
    /// Words in a row, with replacements.
    Phrases(PhrasePattern),
    /// A sequence of token patterns inside one sentence.
    Tokens(TokenPattern),
    /// A regular expression inside one unit.
    Regex(RegexPattern),
    /// A native check and its options.
    Native {
        /// Name in `check::CHECKS`.
        name: String,
        /// Its options.
        options: toml::Table,
    },
}

/// What the build found out about the `[match]` table of a built-in rule.
#[derive(Clone, Copy, Debug)]
pub enum Known {
    /// Nothing.
    Nothing,
    /// Its phrases, which the table then need not hold.
    Phrases(&'static [Phrase]),
    /// What its regular expressions require, by the language that each is for; empty: for all others.
    Requirements(&'static [(&'static str, Requirements)]),
}

impl Known {
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

/// Kinds that are sugar for a native check of the same name with the table as options.
const SUGAR: &[&str] = &["count", "pair", "metric", "consistency", "compare"];

impl Matcher {
    /// Reads a `[match]` table. The error is a sentence for the author of the rule.
    pub fn parse(table: &toml::Table) -> Result<Self, String> {
        Self::parse_known(table, Known::Nothing, None)
    }

    /// The same, where something of the table for a language is known.
    pub(crate) fn parse_known(table: &toml::Table, known: Known, language: Option<LanguageId>) -> Result<Self, String> {
        let kinds: Vec<&str> = ["phrases", "tokens", "regex", "check"]
            .iter()
            .chain(SUGAR)
            .copied()
            .filter(|kind| table.contains_key(*kind))
            .collect();
        match *kinds.as_slice() {
            ["phrases"] => PhrasePattern::parse(table, known.phrases()).map(Self::Phrases),
            ["tokens"] => TokenPattern::parse(table).map(Self::Tokens),
            ["regex"] => RegexPattern::parse(table, known.requirements(language)).map(Self::Regex),
            ["check"] => native(table),
            [kind] => sugar(kind, table),
            [] => {
                Err("[match] needs one of phrases, tokens, regex, count, pair, metric, consistency, compare, check"
                    .into())
            }
            [first, second, ..] => Err(format!("[match] has both {first} and {second}; write two rules")),
        }
    }
}

fn native(table: &toml::Table) -> Result<Matcher, String> {
    let mut options = table.clone();
    let Some(toml::Value::String(name)) = options.remove("check") else {
        return Err("check must be the name of a native check".into());
    };
    Ok(Matcher::Native { name, options })
}

fn sugar(kind: &str, table: &toml::Table) -> Result<Matcher, String> {
    // Options from a user's config stand beside the kind's own table and win over it.
    let Some(toml::Value::Table(own)) = table.get(kind) else {
        return Err(format!("{kind} must be a table"));
    };
    let mut options = own.clone();
    options.extend(table.iter().filter(|(key, _)| *key != kind).map(|(k, v)| (k.clone(), v.clone())));
    Ok(Matcher::Native { name: kind.to_owned(), options })
}
