//! Applying fixes: from a file text and its findings to a new text. Nothing here reads or writes files.
//!
//! [`make`] applies chosen fixes once, such as those of a code action. [`converge()`] checks the new text and applies
//! fixes again until none is left.

mod converge;
mod patch;

pub use converge::{Endless, Fixed, ROUNDS, Stop, converge};
pub use patch::Patch;

use mtlint_rules::finding::{Finding, Fix};
use mtlint_rules::rule::Applicability;

/// Which fixes may be applied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Safety {
    /// Safe fixes, which certainly keep the meaning.
    #[default]
    Safe,
    /// Safe and unsafe fixes; the latter are probably right.
    Unsafe,
}

impl Safety {
    /// True if fixes of this kind may be applied. Fixes for display never are.
    #[must_use]
    pub fn allows(self, applicability: Applicability) -> bool {
        match applicability {
            Applicability::Safe => true,
            Applicability::Suggest => self == Self::Unsafe,
            Applicability::Display => false,
        }
    }

    /// The first fix of a finding that may be applied; the best fix comes first.
    #[must_use]
    pub fn choose(self, finding: &Finding) -> Option<&Fix> {
        finding.fixes.iter().find(|fix| self.allows(fix.applicability))
    }
}

/// The result of applying some fixes at once.
#[derive(Clone, Debug, Default)]
pub struct Made<'f> {
    /// The edits of the applied fixes.
    pub patch: Patch,
    /// The fixed findings, in the order of the text.
    pub fixed: Vec<&'f Finding>,
    /// Findings whose fixes were not applied because they touch other fixes or do not fit this text.
    pub left: Vec<&'f Finding>,
}

/// Applies the fixes of a text that do not touch each other. The earlier fix wins; at the same place the higher level,
/// then the longer fix, then the first rule by name. All edits of a fix are applied, or none. Findings with the same
/// edits are fixed together. The new text is `patch.apply(content)`.
#[must_use]
pub fn make<'f>(content: &str, fixes: impl IntoIterator<Item = (&'f Finding, &'f Fix)>) -> Made<'f> {
    let mut fixes: Vec<_> = fixes.into_iter().collect();
    fixes.sort_by_cached_key(|(finding, fix)| {
        let (first, last) = (fix.edits.first().map(|e| e.span.start), fix.edits.last().map(|e| e.span.end));
        (first, std::cmp::Reverse((finding.level, last)), &finding.rule)
    });
    let mut made = Made::default();
    for (finding, fix) in fixes {
        let is_made = made.patch.add(content, &fix.edits);
        let list = if is_made { &mut made.fixed } else { &mut made.left };
        list.push(finding);
    }
    made
}

#[cfg(test)]
mod tests;
