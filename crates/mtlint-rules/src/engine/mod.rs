//! From a document to its findings: a plan compiled once per language pair, one pass over the tokens, hits turned into
//! findings in source positions.

mod facade;
mod house_style;
mod lazy_regex;
mod literals;
mod mirror;
mod phrases;
mod plan;
mod regexes;
mod resolve;
mod scan;
mod tokens;

pub use facade::{Engine, LanguagePair, Outcome, Request, Worker};
pub use plan::{ActiveRule, Plan, PlanError};
