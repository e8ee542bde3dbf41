//! `suppression`: gives the rules about directives in comments a place among the others. What they report is found
//! where directives meet findings, in [`crate::suppress`], not in the text.

use super::Check;
use crate::context::{Context, Sink};
use mtlint_text::text::Words;

struct Suppression;

pub(super) fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    match table.keys().next() {
        None => Ok(Box::new(Suppression)),
        Some(key) => Err(format!("suppression takes no `{key}`")),
    }
}

impl Check for Suppression {
    fn run(&self, _: &Context<'_>, _: &mut Sink<'_>) {}
}
