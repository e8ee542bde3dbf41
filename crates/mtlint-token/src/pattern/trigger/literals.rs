//! Finds a set of literals such that every match of a regular expression contains one of them. The regex crate does
//! this for prefixes and suffixes; a plan needs inner literals as well.

use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{Hir, HirKind, Repetition};

/// A set with more literals than this is not used as a trigger.
const MAX_LITERALS: usize = 48;

/// A literal and its place in the pattern.
#[derive(Clone)]
pub(super) struct Found {
    /// In lower case.
    pub(super) literal: String,
    /// The parts before it.
    pub(super) before: Vec<Hir>,
    /// The part that begins with it, and all parts after that.
    pub(super) parts: Vec<Hir>,
}

/// The parts of a pattern around one of them.
#[derive(Clone, Default)]
struct Around {
    before: Vec<Hir>,
    after: Vec<Hir>,
}

impl Around {
    fn found(&self, node: &[Hir], literals: Vec<String>) -> Vec<Found> {
        let parts: Vec<Hir> = node.iter().chain(&self.after).cloned().collect();
        let found = |literal| Found { literal, before: self.before.clone(), parts: parts.clone() };
        literals.into_iter().map(found).collect()
    }

    /// The surroundings of a part of a sequence.
    fn of_part(&self, parts: &[Hir], index: usize) -> Self {
        let before = self.before.iter().chain(parts.iter().take(index)).cloned().collect();
        let after = parts.iter().skip(index + 1).chain(&self.after).cloned().collect();
        Self { before, after }
    }

    /// The surroundings of the first of several repetitions.
    fn of_first(&self, repetition: &Repetition) -> Self {
        let more = Hir::repetition(Repetition { min: 0, ..repetition.clone() });
        Self { before: self.before.clone(), after: std::iter::once(more).chain(self.after.iter().cloned()).collect() }
    }
}

/// The rarest set of literals such that every match contains one; empty if there is no such set.
pub(super) fn rarest(hir: &Hir, insensitive: bool) -> Vec<Found> {
    let mut best = None;
    collect(hir, &Around::default(), insensitive, &mut best);
    best.unwrap_or_default()
}

/// The literals with which every match begins; none if they cannot be a trigger.
pub(super) fn first(hir: &Hir, insensitive: bool) -> Option<Vec<Found>> {
    let mut literals = prefixes(hir, insensitive)?;
    literals.sort_unstable();
    literals.dedup();
    let usable = !literals.is_empty() && literals.len() <= MAX_LITERALS && literals.iter().all(|l| rarity(l) > 0);
    usable.then(|| Around::default().found(std::slice::from_ref(hir), literals))
}

fn collect(hir: &Hir, around: &Around, insensitive: bool, best: &mut Option<Vec<Found>>) {
    let candidate = |node: &[Hir], around: &Around| {
        prefixes(&Hir::concat(node.to_vec()), insensitive).map(|literals| around.found(node, literals))
    };
    offer(candidate(std::slice::from_ref(hir), around), best);
    match hir.kind() {
        HirKind::Capture(capture) => collect(&capture.sub, around, insensitive, best),
        HirKind::Repetition(repetition) if repetition.min > 0 => {
            collect(&repetition.sub, &around.of_first(repetition), insensitive, best);
        }
        HirKind::Concat(parts) => {
            for (start, part) in parts.iter().enumerate() {
                // Every match passes here, so every match contains one of the literals that can come first from here
                // on.
                let rest = Around { after: around.after.clone(), ..around.of_part(parts, start) };
                offer(candidate(&parts[start..], &rest), best);
                collect(part, &around.of_part(parts, start), insensitive, best);
            }
        }
        HirKind::Alternation(branches) => {
            let mut union = Vec::new();
            for branch in branches {
                let mut of_branch = None;
                collect(branch, around, insensitive, &mut of_branch);
                match of_branch {
                    Some(found) => union.extend(found),
                    None => return,
                }
            }
            offer(Some(union), best);
        }
        _ => {}
    }
}

fn prefixes(hir: &Hir, insensitive: bool) -> Option<Vec<String>> {
    let mut extractor = Extractor::new();
    extractor.limit_class(10).limit_repeat(4).limit_literal_len(24).limit_total(MAX_LITERALS * 4);
    let sequence = extractor.extract(hir);
    let mut literals = Vec::new();
    for literal in sequence.literals()? {
        let text = std::str::from_utf8(literal.as_bytes()).ok()?;
        let folds_outside_ascii = insensitive && text.chars().any(|c| !c.is_ascii() && c.is_alphabetic());
        if folds_outside_ascii {
            return None;
        }
        literals.push(text.to_ascii_lowercase());
    }
    Some(literals)
}

fn offer(candidate: Option<Vec<Found>>, best: &mut Option<Vec<Found>>) {
    let Some(candidate) = candidate.filter(|c| !c.is_empty()) else { return };
    let worth = worth(&candidate);
    if worth.0 > 0 && worth.1.0 <= MAX_LITERALS && best.as_ref().is_none_or(|b| worth > self::worth(b)) {
        *best = Some(candidate);
    }
}

/// The set whose most common literal is rarer wins, then the smaller set.
fn worth(found: &[Found]) -> (usize, std::cmp::Reverse<usize>) {
    let literals: std::collections::BTreeSet<&str> = found.iter().map(|f| f.literal.as_str()).collect();
    (literals.iter().map(|l| rarity(l)).min().unwrap_or(0), std::cmp::Reverse(literals.len()))
}

/// An estimate of how rare a literal is in running text: longer literals and characters outside ASCII are rarer.
fn rarity(literal: &str) -> usize {
    let common = matches!(
        literal.trim(),
        "" | "the"
            | "and"
            | "of"
            | "to"
            | "in"
            | "a"
            | "an"
            | "is"
            | "on"
            | "at"
            | "by"
            | "for"
            | "it"
            | "as"
            | "or"
            | ","
            | "."
            | "-"
            | "'"
            | "\""
            | "s"
    );
    if common {
        return usize::from(!literal.trim().is_empty());
    }
    literal.chars().map(|c| if c.is_ascii_alphanumeric() || c == ' ' { 2 } else { 5 }).sum()
}
