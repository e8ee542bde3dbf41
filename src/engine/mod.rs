//! From a document to its findings.

mod finding;

pub use finding::{Applicability, Edit, Finding, Fix, Level, Mqm, Related};
