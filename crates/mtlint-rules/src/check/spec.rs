//! What a native check is.

use crate::context::{Context, Sink};
use mtlint_text::text::{UnitTokens, Words};

/// A check, ready to run on documents.
pub trait Check: Send + Sync {
    /// Looks at a whole document and reports what it finds.
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>);

    /// True for a check that looks at the text alone, so that it can also look for the same defect in the source.
    fn reads_text_only(&self) -> bool {
        false
    }

    /// The number of places in a unit that follow the check, to find out whether the document has another style.
    fn following(&self, _context: &Context<'_>, _unit: &UnitTokens) -> usize {
        0
    }
}

/// A check by its name. Each check's file has one as `CHECK`.
pub struct CheckSpec {
    /// The name that rule files use.
    pub name: &'static str,
    /// What it finds, for docs/RULES.md; a `*` in front: it compares with the source, and skips units without one.
    pub finds: &'static str,
    /// Its options and their defaults, for docs/RULES.md.
    pub options: &'static str,
    /// Makes the check from the options in a rule's `[match]` table; words that it compares with are interned here.
    pub build: Build,
}

/// Makes a check from its options; the error is a sentence for the author of the rule.
pub type Build = fn(&toml::Table, &mut Words) -> Result<Box<dyn Check>, String>;

/// Refuses any option, for a check that has none.
pub(super) fn without_options(table: &toml::Table) -> Result<(), String> {
    match table.keys().next() {
        None => Ok(()),
        Some(key) => Err(format!("unknown option “{key}”; this check has no options")),
    }
}
