//! Properties of the engine with all built-in rules on any text: soups of the words that the rules wait for, marks in
//! odd places, scripts without spaces. Debug builds also compare the plan with the naive loop on every document.
//! `PROPTEST_CASES=20000` makes a longer search.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod engine;
mod files;
mod fixing;
mod pairs;
mod soup;
mod texts;
