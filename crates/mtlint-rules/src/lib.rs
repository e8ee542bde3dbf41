//! Rules as data, the native checks that they name, and the engine that runs them on documents.

pub mod catalog;
pub mod check;
pub mod context;
pub mod engine;
pub mod examples;
pub mod finding;
pub mod rule;
pub mod suppress;
mod template;
