//! The rules that a run has to choose from.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::builtin::RULES;
use crate::problem::Problem;
use mtlint_rules::catalog;
use mtlint_rules::catalog::measured::Figures;
use mtlint_rules::rule::{Rule, RuleNames, Selector};

/// The built-in rules and those of rule folders.
#[derive(Debug)]
pub(crate) struct Catalog {
    /// Sorted by id, then by language; each pair of both occurs once.
    pub rules: Vec<Arc<Rule>>,
    pub(super) names: RuleNames,
}

impl Catalog {
    /// Loads the built-in rules and the rules in `folders`. A later rule replaces one with the same id and language.
    ///
    /// # Errors
    /// Every folder that cannot be read and every broken rule file.
    pub(crate) fn load<'f>(folders: impl IntoIterator<Item = &'f Path>) -> Result<Self, Vec<Problem>> {
        let mut rules = RULES.read().map_err(|e| vec![Problem::from(e)])?;
        let mut problems = Vec::new();
        for folder in folders {
            match catalog::folder(folder) {
                Ok(more) => rules.extend(more),
                Err(errors) => problems.extend(errors.into_iter().map(Problem::from)),
            }
        }
        if problems.is_empty() { Ok(Self::of(rules)) } else { Err(problems) }
    }

    fn of(rules: Vec<Arc<Rule>>) -> Self {
        let by_key: BTreeMap<_, _> = rules.into_iter().map(|rule| ((rule.id.clone(), rule.language), rule)).collect();
        let rules: Vec<_> = by_key.into_values().collect();
        let names = rules.iter().map(|rule| &rule.id).collect();
        Self { rules, names }
    }

    /// The measured figures of the rules. Reads them at each call, because most runs never need them.
    ///
    /// # Errors
    /// A `measured.toml` that cannot be read.
    pub(crate) fn figures(&self) -> Result<Figures, Problem> {
        Figures::load(&self.rules).map_err(Problem::from)
    }

    /// Problems for the selectors that match no rule. The message names `flag` if the selectors are those of a flag.
    pub(crate) fn unknown_selectors(&self, flag: Option<&str>, selectors: &[Selector]) -> Vec<Problem> {
        let unknown = selectors.iter().filter(|selector| !self.names.knows(selector));
        unknown
            .map(|selector| {
                let (message, help) = self.names.complain(selector);
                let message = flag.map_or_else(|| message.clone(), |flag| format!("{flag}: {message}"));
                Problem::of_run(message).with_help(help)
            })
            .collect()
    }

    /// The rules that a selector matches.
    pub(crate) fn selected<'c>(&'c self, selector: &'c Selector) -> impl Iterator<Item = &'c Arc<Rule>> {
        self.rules.iter().filter(|rule| selector.closeness(&rule.id) > 0)
    }
}
