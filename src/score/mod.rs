//! The quality score of MQM: error counts by type and severity become penalty points, points become scores.
//!
//! Formulas are those of the linear scoring model of MQM: The MQM Council, *The MQM Scoring Models* (2024), and Lommel and
//! others, *The Multi-Range Theory of Translation Quality Measurement* (2024, arXiv 2405.16969). What comes of them here
//! rates what a program finds, which is a part of an evaluation. Nothing here reads files or prints.

mod scheme;
mod tally;
mod verdict;

pub use scheme::{Choice, MAXIMUM, Multipliers, Scheme};
pub use tally::{Counts, Dimension, Tally};
pub use verdict::{Score, Verdict};
