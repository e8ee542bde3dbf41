//! `mtlint.toml`: finding it, reading it with errors that have spans, and the settings of each path.
//!
//! Settings come in layers: the built-in defaults, `[glossary]`, `[check]`, each `[[overrides]]` whose globs match the
//! path, and the command line. A [`Layer`] is one of them; [`Settings`] are all layers that apply to one file.

mod discover;
mod error;
mod file;
mod glossary;
mod keys;
mod layer;
mod pages;
mod pairs;
mod pattern;
mod reader;
mod score;
mod settings;

pub use discover::{Broken, Configs, FILE_NAME};
pub use error::ConfigError;
pub use file::Config;
pub use layer::Layer;
pub use pages::{ParsePagesError, RulePages};
pub use pairs::{PairPattern, PairedSource, StaleBy};
pub(crate) use score::{is_points, is_threshold};
pub use settings::{RuleFacts, Settings};

/// The commented `mtlint.toml` that `mtlint init` writes, with an example of every key.
pub const TEMPLATE: &str = include_str!("template.toml");
