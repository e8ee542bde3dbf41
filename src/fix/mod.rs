//! Fixes made: findings and a content in, another content out. Nothing here reads or writes files or knows of rules.
//!
//! [`make`] is one step, for whoever has chosen fixes himself: an editor's code action, the accepted findings of a
//! review. [`converge`] checks and steps until nothing is left to do.

mod converge;
mod patch;

pub use converge::{Endless, Fixed, ROUNDS, Stop, converge};
pub use patch::Patch;

use mtlint_rules::finding::{Finding, Fix};
use mtlint_rules::rule::Applicability;

/// Which fixes a program may make.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Safety {
    /// Those that keep the meaning for certain.
    #[default]
    Safe,
    /// Those that are likely right, too.
    Unsafe,
}

impl Safety {
    /// True for fixes of this kind; those for display are never made.
    #[must_use]
    pub fn allows(self, applicability: Applicability) -> bool {
        match applicability {
            Applicability::Safe => true,
            Applicability::Suggest => self == Self::Unsafe,
            Applicability::Display => false,
        }
    }

    /// The first fix of a finding that may be made: fixes stand in the order of how good they are.
    #[must_use]
    pub fn choose(self, finding: &Finding) -> Option<&Fix> {
        finding.fixes.iter().find(|fix| self.allows(fix.applicability))
    }
}

/// What came of making some fixes at once.
#[derive(Clone, Debug, Default)]
pub struct Made<'f> {
    /// The edits of the fixes that were made.
    pub patch: Patch,
    /// The findings that they mend, in the order of the text.
    pub mended: Vec<&'f Finding>,
    /// Findings whose fixes were left for later, since they get in the way of others, or are no fixes of this content.
    pub left: Vec<&'f Finding>,
}

/// Makes fixes of one content as far as they do not touch each other: the earlier one wins; of two at one place the one
/// of the higher level, then the one that reaches farther, then the one whose rule comes first by name. All edits of a
/// fix are made or none. Two findings with the same edits are mended by one of them. The text is `patch.apply(content)`.
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
        let list = if is_made { &mut made.mended } else { &mut made.left };
        list.push(finding);
    }
    made
}

#[cfg(test)]
mod tests;
