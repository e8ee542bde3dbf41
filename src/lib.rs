//! mtlint reads translated text and finds what machine translation left behind.
//!
//! ```
//! # fn main() -> Result<(), mtlint::Error> {
//! use mtlint::Linter;
//!
//! let linter = Linter::builder().target("en").source("zh").build()?;
//! let report = linter.check_text("news.txt", "Nobody knew knew of the new crown epidemic.")?;
//! for finding in &report.findings {
//!     println!("{}:{} {}: {}", finding.start.line, finding.start.column, finding.rule, finding.message);
//! }
//! # assert_eq!(report.findings.len(), 2);
//! # Ok(())
//! # }
//! ```
//!
//! A [`Linter`] is built once and checks texts ([`Linter::check_text`]), files ([`Linter::check_file`]), a translation
//! beside its source ([`Linter::check_pair`], [`Linter::check_text_pair`]) and segments that a program holds
//! ([`Linter::check_segments`]). It returns a [`Report`]: plain data. The findings are those of the program `mtlint`,
//! which is another user of the same code.
//!
//! # Features
//!
//! The default features build the program. A library needs none of them: `default-features = false`.
//!
//! | feature | adds |
//! |---|---|
//! | `cli` | the program, with all features below |
//! | `lsp` | the language server |
//! | `parallel` | files checked side by side |
//! | `report` | output formats and the review page |

// Hidden modules are for the program, and for the tests and tasks of this repository. They are no part of the library.
#[doc(hidden)]
pub mod baseline;
mod builtin;
#[doc(hidden)]
pub mod changes;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
mod clock;
#[doc(hidden)]
#[cfg_attr(not(feature = "cli"), allow(unused_imports, reason = "the program uses all of it"))]
pub mod config;
#[doc(hidden)]
pub mod explain;
#[doc(hidden)]
pub mod fix;
mod linter;
#[cfg(feature = "lsp")]
mod lsp;
#[cfg_attr(
    not(feature = "cli"),
    allow(dead_code, unreachable_pub, unused_imports, reason = "the program uses all of it")
)]
mod pipeline;
#[doc(hidden)]
pub mod problem;
#[cfg(feature = "report")]
#[doc(hidden)]
pub mod report;
#[doc(hidden)]
pub mod score;
#[cfg_attr(
    not(feature = "cli"),
    allow(dead_code, unreachable_pub, unused_imports, reason = "the program uses all of it")
)]
mod setups;

#[doc(hidden)]
pub use builtin::RULES;
pub use linter::{
    Edit, Error, Finding, Fix, Level, Linter, LinterBuilder, NamedText, Position, Problem, Related, Report, Safety,
    Segment, Severity, Span,
};
