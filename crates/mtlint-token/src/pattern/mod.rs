//! Patterns over words: phrases with choices, a trie of phrases, and what a regular expression needs nearby.

pub mod choices;
mod trie;
pub mod trigger;

pub use trie::{Node, PhraseRef, Trie, TrieBuilder};
pub use trigger::{Near, Requirements, Trigger};
