//! Spans, tokens and word patterns: the lowest layer of mtlint.
//!
//! - [`span`]: byte ranges of extracted text and of files, as types that cannot be mixed up.
//! - [`tokenize`]: splits a text into [`Token`]s, whose words are numbers in a vocabulary ([`Words`]).
//! - [`pattern`]: phrases in a trie, and the literals that a regular expression requires. mtlint's build script uses
//!   this to prepare the built-in rules.
//!
//! The crate knows no language: lexical classes such as [`ClassBits::FUNCTION`] come from whoever fills the vocabulary.
//! It knows nothing about files, formats or rules either.
//!
//! ```
//! use mtlint_token::span::TextSpan;
//! use mtlint_token::{ClassBits, Words, tokenize};
//!
//! let text = "China’s 41 harbours";
//! let (mut words, mut tokens) = (Words::default(), Vec::new());
//! tokenize(text, TextSpan::from_range(0..text.len()), &mut words, &mut tokens);
//!
//! let texts: Vec<&str> = tokens.iter().map(|token| token.span.of(text)).collect();
//! assert_eq!(texts, ["China", "’s", "41", "harbours"]);
//! assert!(tokens[2].is(ClassBits::NUMBER));
//! assert_eq!(words.find("HARBOURS"), Some(tokens[3].word));
//! ```

mod case;
mod class;
mod object_mark;
pub mod pattern;
pub mod script;
pub mod span;
mod token;
mod tokenize;
mod words;

pub use case::like_case;
pub use class::ClassBits;
pub use object_mark::OBJECT;
pub use token::Token;
pub use tokenize::tokenize;
pub use words::{JoinKey, WordId, Words};
