//! Puts the phrases for each language into a trie.

use std::collections::BTreeSet;

use crate::rule::{EmbeddedRule, Prepared};
use mtlint_token::pattern::choices::ExpandedPhrase;
use mtlint_token::pattern::{PhraseRef, Trie, TrieBuilder};
use mtlint_token::span::TextSpan;
use mtlint_token::{WordId, Words, tokenize};

/// For each language folder of rules/, the phrases of its rules and of those in `any`. A phrase refers to its rule by
/// the index in the list.
pub(crate) fn of_languages(rules: &[EmbeddedRule]) -> Vec<(&str, Trie)> {
    let languages: BTreeSet<&str> = rules.iter().map(EmbeddedRule::language).chain(["any"]).collect();
    languages.into_iter().map(|language| (language, of_language(rules, language))).collect()
}

fn of_language(rules: &[EmbeddedRule], language: &str) -> Trie {
    let mut builder = TrieBuilder::default();
    let mut words = Words::default();
    for (number, rule) in (0_u32..).zip(rules).filter(|(_, rule)| is_for(rule.language(), language)) {
        let Prepared::Phrases(phrases) = &rule.prepared else { continue };
        for (phrase, ExpandedPhrase { texts, .. }) in (0_u32..).zip(phrases) {
            for parts in texts {
                let mut part = |part: &Vec<String>| part.iter().map(|text| ids(text, &mut words)).collect();
                let parts: Vec<_> = parts.iter().map(&mut part).collect();
                builder.insert(&parts, &words, PhraseRef { rule: number, phrase });
            }
        }
    }
    builder.finish()
}

/// True if rules of a folder are for texts in a language: `zh` for `zh-Hant`.
fn is_for(folder: &str, language: &str) -> bool {
    folder == "any" || language.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

fn ids(text: &str, words: &mut Words) -> Vec<WordId> {
    let mut tokens = Vec::new();
    tokenize(text, TextSpan::from_range(0..text.len()), words, &mut tokens);
    tokens.iter().map(|t| t.word).collect()
}
