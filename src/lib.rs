//! mtlint reads translated text and finds what machine translation left behind.

pub mod baseline;
mod builtin;
pub mod changes;
pub mod cli;
pub mod config;
pub mod explain;
pub mod fix;
mod lsp;
mod pipeline;
pub mod problem;
pub mod report;
pub mod score;
mod setups;

pub use builtin::RULES;
