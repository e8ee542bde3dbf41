//! Native checks: what no pattern can say. One file each; a rule file names one by `check = "name"` and gives its options.

mod pronoun_antecedent;
mod root_echo;

use crate::engine::{Context, Sink};
use crate::text::Words;

/// A check, ready to run on documents.
pub trait Check: Send + Sync {
    /// Looks at a whole document and reports what it finds.
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>);
}

/// A check by its name.
pub struct CheckSpec {
    /// What rule files write.
    pub name: &'static str,
    /// Makes the check from the options in a rule's `[match]` table; words that it compares with are interned here.
    pub build: fn(&toml::Table, &mut Words) -> Result<Box<dyn Check>, String>,
}

/// All native checks.
pub const CHECKS: &[CheckSpec] = &[
    CheckSpec { name: "pronoun-antecedent", build: pronoun_antecedent::build },
    CheckSpec { name: "root-echo", build: root_echo::build },
];

/// Makes a check by name.
pub fn build(name: &str, options: &toml::Table, words: &mut Words) -> Result<Box<dyn Check>, String> {
    let spec = CHECKS.iter().find(|c| c.name == name).ok_or_else(|| {
        let names: Vec<&str> = CHECKS.iter().map(|c| c.name).collect();
        format!("no check “{name}”; there are: {}", names.join(", "))
    })?;
    (spec.build)(options, words)
}

/// Reports whether a check would take these options.
pub fn validate(name: &str, options: &toml::Table) -> Result<(), String> {
    build(name, options, &mut Words::default()).map(|_| ())
}
