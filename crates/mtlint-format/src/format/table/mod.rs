//! Tables of segments: a row for each, with named columns for source and target.

mod csv;
mod jsonl;
mod names;

pub(super) use csv::{Csv, Tsv};
pub(super) use jsonl::JsonLines;

#[cfg(test)]
mod tests;
