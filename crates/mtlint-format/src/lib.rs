//! From the bytes of a file to a document: decoding, formats, inline code, and a translation beside its source.

pub mod align;
pub mod document;
pub mod format;
pub mod glossary;
pub mod inline;
pub mod sources;
