//! The rules, and the engine that runs them on documents.
//!
//! - [`rule`]: a rule as a TOML file describes it, with its `[match]` table. [`catalog`] loads and validates folders of
//!   rule files and reads what was measured of each rule.
//! - [`check`]: native checks, written in Rust, that rules name. They look at a document through a [`context`].
//! - [`engine`]: compiles rules and turns a document into [`finding`]s.
//! - [`suppress`]: `mtlint-disable` comments.
//! - [`examples`]: runs the examples inside rule files.
//!
//! The crate knows nothing about the command line, configuration files, output formats or the clock: the caller says
//! which rules are active and what day it is.
//!
//! # Checking a document
//!
//! An [`engine::Engine`] is made once from [`engine::ActiveRule`]s, that is, rules with the user's level and options.
//! It compiles a plan for each [`engine::LanguagePair`] on first use. Each thread has an [`engine::Worker`], which
//! keeps buffers between documents. [`engine::Engine::check`] takes a document and an [`engine::Request`], and returns
//! an
//! [`engine::Outcome`].
//!
//! ```
//! use std::path::Path;
//! use std::sync::Arc;
//!
//! use mtlint_format::format;
//! use mtlint_rules::catalog;
//! use mtlint_rules::engine::{ActiveRule, Engine, Request, Worker};
//!
//! let rule = catalog::parse(
//!     Path::new("en/calque/new-crown.toml"),
//!     r#"
//!         title = "“new crown” for the coronavirus"
//!         level = "warning"
//!         mqm = { category = "accuracy/mistranslation", severity = "major" }
//!         message = "“{match}” renders {from} word for word"
//!         why = "The Chinese short name 新冠 is made of the characters “new” and “crown”."
//!         [match]
//!         phrases = [{ text = "new crown [virus|epidemic]", fix = "coronavirus", from = "新冠" }]
//!     "#,
//! )?;
//! let level = rule.file.level;
//! let engine = Engine::new(vec![ActiveRule { rule: Arc::new(rule), level, options: toml::Table::new() }])?;
//!
//! let document = format::by_name("plain").expect("plain text").read("The new crown virus spreads.")?;
//! let request = Request {
//!     language: Some("en".parse()?),
//!     source_language: None,
//!     as_of: None,
//!     today: jiff::civil::date(2024, 5, 31),
//!     fuzzy: false,
//! };
//! let outcome = engine.check(&mut Worker::default(), &document, &request)?;
//! assert_eq!(outcome.findings[0].message, "“new crown virus” renders 新冠 word for word");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod catalog;
pub mod check;
pub mod context;
pub mod engine;
pub mod examples;
pub mod finding;
pub mod rule;
pub mod suppress;
mod template;
