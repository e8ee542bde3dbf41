//! mtlint reads translated text and finds what machine translation left behind.

pub mod align;
pub mod baseline;
pub mod changes;
pub mod check;
pub mod cli;
pub mod config;
pub mod document;
pub mod engine;
pub mod explain;
pub mod fix;
pub mod format;
pub mod glossary;
pub mod inline;
pub mod language;
pub mod lexicon;
mod lsp;
mod project;
pub mod readability;
pub mod report;
pub mod rule;
pub mod score;
pub mod span;
mod span_serde;
pub mod suppress;
pub mod tagger;
pub mod text;
mod thousands;
