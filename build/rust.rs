//! Writes the rules as Rust source: each function returns the expression for its argument.

use crate::rule::{EmbeddedRule, Prepared};
use mtlint_token::pattern::choices::ExpandedPhrase;
use mtlint_token::pattern::{Near, Node, PhraseRef, Requirements, Trie, Trigger};

/// The items that `src/builtin.rs` includes.
pub(crate) fn embedded(rules: &[EmbeddedRule], phrases: &[(&str, Trie)]) -> String {
    let rules = rules.iter().enumerate().map(|(index, r)| rule(index, r));
    let phrases =
        phrases.iter().map(|(language, t)| format!("EmbeddedPhrases {{ language: {language:?}, trie: {} }}", trie(t)));
    format!(
        "static EMBEDDED: &[EmbeddedRule] = {};\nstatic PHRASES: &[EmbeddedPhrases] = {};\n",
        slice(rules),
        slice(phrases)
    )
}

fn rule(index: usize, rule: &EmbeddedRule) -> String {
    let EmbeddedRule { file, path, head, matches, prepared } = rule;
    let file = file.display().to_string();
    let prepared = match prepared {
        Prepared::Nothing => "Prepared::Nothing".to_owned(),
        Prepared::Phrases(phrases) => format!("Prepared::Phrases({})", slice(phrases.iter().map(phrase))),
        Prepared::Requirements(found) => {
            let one = |(language, found): &(String, _)| format!("({language:?}, {})", requirements(found));
            format!("Prepared::Requirements({})", slice(found.iter().map(one)))
        }
    };
    format!(
        "EmbeddedRule {{ index: {index}, path: {path:?}, head: {head:?}, matches: {matches:?}, text: include_str!({file:?}), \
         prepared: {prepared} }}"
    )
}

fn phrase(phrase: &ExpandedPhrase) -> String {
    let ExpandedPhrase { texts, fix, from } = phrase;
    let texts = list(texts.iter().map(|parts| list(parts.iter().map(|part| list(part.iter().map(text))))));
    format!("Phrase {{ texts: {texts}, fix: {}, from: Borrowed({from:?}) }}", list(fix.iter().map(text)))
}

fn requirements(requirements: &Requirements) -> String {
    let trigger = |t: &Trigger| {
        let (before, after) = (list(t.before.iter().map(near)), list(t.after.iter().map(near)));
        format!("Trigger {{ literal: {}, before: {before}, after: {after} }}", text(&t.literal))
    };
    let triggers = list(requirements.triggers.iter().map(trigger));
    format!("Requirements {{ triggers: {triggers}, within: {:?} }}", requirements.within)
}

fn near(near: &Near) -> String {
    let Near { ascii, other, edge } = near;
    format!("Near {{ ascii: {ascii:#x}, other: {other}, edge: {edge} }}")
}

fn trie(trie: &Trie) -> String {
    let node = |n: &Node| format!("Node {{ word: {:#x}, children: {}, ends: {} }}", n.word, n.children, n.ends);
    let end = |e: &PhraseRef| format!("PhraseRef {{ rule: {}, phrase: {} }}", e.rule, e.phrase);
    let (nodes, ends) = (list(trie.nodes.iter().map(node)), list(trie.ends.iter().map(end)));
    format!("Trie {{ nodes: {nodes}, ends: {ends}, first: {} }}", list(trie.first.iter().map(text)))
}

fn text(text: impl AsRef<str>) -> String {
    format!("Borrowed({:?})", text.as_ref())
}

fn list(items: impl Iterator<Item = String>) -> String {
    format!("Borrowed({})", slice(items))
}

fn slice(items: impl Iterator<Item = String>) -> String {
    format!("&[{}]", items.collect::<Vec<_>>().join(", "))
}
