//! From a document to its findings.
//!
//! For each pair of languages the active rules are compiled into a [`Plan`]. One pass over the tokens of a document
//! gives hits. These are filtered and converted into findings at positions of the file.

mod facade;
mod house_style;
mod lazy_regex;
mod literals;
mod mirror;
mod phrases;
mod plan;
mod regexes;
mod request;
mod resolve;
mod scan;
mod tokens;

pub use facade::{Engine, Worker};
pub use plan::{ActiveRule, Plan, PlanError};
pub use request::{LanguagePair, Outcome, Request};
