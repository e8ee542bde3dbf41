//! `mtlint.toml`: read, validated with spans, found upward from each file, and resolved to the settings of one path.
//!
//! Settings come in layers: the built-in defaults, `[check]`, every `[[overrides]]` whose globs match the path, and
//! the command line. Each is a [`Layer`]; [`Settings`] is what they add up to for one file.

mod discover;
mod error;
mod file;
mod glossary;
mod layer;
mod pages;
mod pairs;
mod pattern;
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

/// A commented `mtlint.toml` with every key at its default, as `mtlint init` writes it.
pub const TEMPLATE: &str = include_str!("template.toml");
