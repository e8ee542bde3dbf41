//! Which rules and settings a file has: configs and rule folders become setups that check documents.

mod catalog;
mod do_not_flag;
mod finder;
mod setup;

pub(crate) use catalog::Catalog;
pub(crate) use finder::{Governed, Setups, read_record};
pub(crate) use setup::{Answer, CheckedDocument, Setup};
