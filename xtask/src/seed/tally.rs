//! The table of how many defects of each kind were found.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;

use super::defects::Kind;

/// An inserted defect, and the rules that found something in its unit.
pub(super) struct Trial {
    pub rules: Vec<String>,
    /// The unit before and after, for reading.
    pub shown: Shown,
}

/// A unit before and after.
#[derive(Default)]
pub(super) struct Shown {
    pub place: String,
    pub source: String,
    pub before: String,
    pub after: String,
}

/// All defects of a kind.
pub(super) struct Tally {
    pub kind: &'static Kind,
    pub trials: Vec<Trial>,
}

impl Tally {
    fn found_as_expected(&self) -> usize {
        let expected = |rule: &String| {
            self.kind
                .expected
                .iter()
                .any(|name| rule.strip_prefix(name).is_some_and(|r| r.is_empty() || r.starts_with('/')))
        };
        self.trials.iter().filter(|trial| trial.rules.iter().any(expected)).count()
    }

    fn missed(&self) -> impl Iterator<Item = &Trial> {
        self.trials.iter().filter(|trial| trial.rules.is_empty())
    }

    /// The rules that found most, with their counts.
    fn finders(&self) -> String {
        const MOST: usize = 3;
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for rule in self.trials.iter().flat_map(|trial| &trial.rules) {
            *counts.entry(rule).or_default() += 1;
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let named = counts.into_iter().take(MOST).map(|(rule, count)| format!("`{rule}` {count}"));
        named.collect::<Vec<_>>().join(", ")
    }
}

/// Writes the table in Markdown. A kind that did not apply to any unit has no row.
pub(super) fn table(tallies: &[Tally], out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "| kind of defect | tried | by an expected rule | by any | found | most by |\n|---|---|---|---|---|---|"
    )?;
    let (mut all, mut all_expected, mut all_found) = (0, 0, 0);
    for tally in tallies.iter().filter(|tally| !tally.trials.is_empty()) {
        let (tried, expected) = (tally.trials.len(), tally.found_as_expected());
        let found = tried - tally.missed().count();
        (all, all_expected, all_found) = (all + tried, all_expected + expected, all_found + found);
        let (name, share, by) = (tally.kind.name, percent(found, tried), tally.finders());
        writeln!(out, "| `{name}` | {tried} | {expected} | {found} | {share} | {by} |")?;
    }
    writeln!(out, "| all | {all} | {all_expected} | {all_found} | {} | |", percent(all_found, all))
}

fn percent(part: usize, whole: usize) -> String {
    // Rounds half up.
    format!("{} %", (200 * part + whole) / (2 * whole).max(1))
}

/// Writes missed defects.
pub(super) fn missed(tally: &Tally, most: usize, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "\n{}: {} missed", tally.kind.name, tally.missed().count())?;
    for Trial { shown: Shown { place, source, before, after }, .. } in tally.missed().take(most) {
        writeln!(out, "\n{place}\n  source  {}\n  target  {}", cut(source, SHOWN), change(before, after))?;
    }
    Ok(())
}

/// How many characters are printed of a source or change, and around a change.
const SHOWN: usize = 400;
const AROUND: usize = 80;

fn cut(text: &str, most: usize) -> String {
    let mut chars = text.chars();
    let head: String = chars.by_ref().take(most).collect();
    if chars.next().is_some() { head + "…" } else { head }
}

/// A change with its context, in the style of `git diff --word-diff`: `one [-two-]{+three+} four`.
fn change(before: &str, after: &str) -> String {
    let (old, new): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let part = |chars: &[char], range: Range<usize>| chars.get(range).unwrap_or_default().iter().collect::<String>();
    let start = head.saturating_sub(AROUND);
    let end = (old.len() - tail + AROUND).min(old.len());
    format!(
        "{}{}[-{}-]{{+{}+}}{}{}",
        if start > 0 { "…" } else { "" },
        part(&old, start..head),
        cut(&part(&old, head..old.len() - tail), SHOWN),
        cut(&part(&new, head..new.len() - tail), SHOWN),
        part(&old, old.len() - tail..end),
        if end < old.len() { "…" } else { "" },
    )
}

#[cfg(test)]
mod tests {
    use super::{change, percent};

    #[test]
    fn a_change_is_shown_with_its_surroundings() {
        assert_eq!(change("one two four", "one three four"), "one t[-wo-]{+hree+} four");
        assert_eq!(change("aa", "aaa"), "aa[--]{+a+}");
        assert_eq!(change("", "new"), "[--]{+new+}");
    }

    #[test]
    fn shares_are_rounded() {
        assert_eq!((percent(1, 3), percent(2, 3), percent(0, 0)), ("33 %".into(), "67 %".into(), "0 %".into()));
    }
}
