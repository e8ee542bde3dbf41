//! From a document to its findings: a plan compiled once per language pair, one pass over the tokens, hits turned into
//! findings in source positions.

mod comparable;
mod context;
mod finding;
mod hit;
mod house_style;
mod lazy_regex;
mod linter;
mod literals;
mod mirror;
mod phrases;
mod plan;
mod regexes;
mod resolve;
mod scan;
mod template;
mod tokens;
mod word_set;

pub use context::{Context, Pair, SourceView};
pub use finding::{Applicability, Edit, Finding, Fix, Level, Mqm, Related, RelatedFile};
pub use hit::{Hit, Sink, TextFix};
pub use linter::{Linter, Outcome, Request, Worker};
pub use plan::{ActiveRule, Plan, PlanError};
pub(crate) use template::fill;
pub use word_set::WordSet;
