//! Languages and their words.
//!
//! - [`language`]: languages, how the language of a text is detected, and the facts about each.
//! - [`text`]: a text as units, sentences and tokens, the view that rules have of it.
//! - [`lexicon`]: English word forms with their parts of speech and lemmas. [`tagger`] picks the part of speech that a
//!   word has in its sentence.
//! - [`readability`]: counts and readability formulas.
//!
//! The crate knows nothing about files, formats or rules.
//!
//! ```
//! use mtlint_text::language::LanguageId;
//! use mtlint_text::lexicon::{Lexicon, PartOfSpeech};
//! use mtlint_text::readability::syllables;
//!
//! let lexicon = Lexicon::of(LanguageId::EN).expect("English has a lexicon");
//! assert_eq!(lexicon.lemma("leaves", PartOfSpeech::Noun).as_deref(), Some("leaf"));
//! assert_eq!(syllables("harbour", LanguageId::EN), 2);
//! ```

pub mod language;
pub mod lexicon;
pub mod readability;
pub mod tagger;
pub mod text;
pub mod thousands;
