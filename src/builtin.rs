//! The built-in rules: the files of rules/, embedded by the build script.

use std::borrow::Cow::Borrowed;

use mtlint_rules::rule::pattern::{Near, Node, Phrase, PhraseRef, Prepared, Requirements, Trie, Trigger};
use mtlint_rules::rule::{EmbeddedPhrases, EmbeddedRule, EmbeddedRules};

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The rules of rules/ and their figures.
pub static RULES: EmbeddedRules = EmbeddedRules {
    rules: EMBEDDED,
    phrases: PHRASES,
    measured: include_str!(concat!(env!("OUT_DIR"), "/measured.json")),
};
