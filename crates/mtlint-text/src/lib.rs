//! Languages and their words: facts of a language, sentences, the lexicon, parts of speech, readability.

pub mod language;
pub mod lexicon;
pub mod readability;
pub mod tagger;
pub mod text;
pub mod thousands;
