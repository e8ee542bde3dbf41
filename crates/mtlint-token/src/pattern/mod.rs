//! Patterns over words: phrases with choices, a trie of phrases, and the literals that a regular expression requires.

pub mod choices;
mod trie;
pub mod trigger;

pub use trie::{Node, PhraseRef, Trie, TrieBuilder};
pub use trigger::{Near, Requirements, Trigger};
