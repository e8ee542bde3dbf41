//! The MQM quality score: from the number of errors by type and severity to penalty points, and from points to scores.
//!
//! The formulas are those of the linear scoring model of MQM: The MQM Council, *The MQM Scoring Models* (2024), and
//! Lommel and others, *The Multi-Range Theory of Translation Quality Measurement* (2024, arXiv 2405.16969). The score
//! covers only errors that a program finds, which is a part of an evaluation. Nothing here reads files or prints.

mod scheme;
mod tally;
mod verdict;

pub use scheme::{Choice, MAXIMUM, Multipliers, Scheme};
pub use tally::{Counts, Dimension, Tally};
pub use verdict::{Score, Verdict};
