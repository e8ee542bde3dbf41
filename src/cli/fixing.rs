//! `--fix`: the text of a file as it shall be, and its way there.

use std::io::{self, Write};
use std::path::PathBuf;

use super::batch::Checked;
use super::input::{shown, unreadable};
use super::output::unwritable;
use super::replace::Replacement;
use crate::fix::{Patch, Safety, Stop, converge};
use crate::problem::Problem;
use crate::report::unified_diff;
use mtlint_format::format::FileText;
use mtlint_rules::finding::{Finding, Fix};

/// A text as it was read and as it shall be, in bytes.
pub(super) struct Rewrite {
    pub path: PathBuf,
    /// True for standard input: its text goes to standard output.
    pub is_stdin: bool,
    pub before: Vec<u8>,
    pub after: Vec<u8>,
}

impl Rewrite {
    /// Standard input, unchanged so far.
    pub(super) fn stdin(path: PathBuf, bytes: Vec<u8>) -> Self {
        Self { path, is_stdin: true, after: bytes.clone(), before: bytes }
    }

    /// Puts the new text in the place of the old one, unless that is no longer what was read.
    pub(super) fn write(&self) -> Result<(), Problem> {
        let failed = |e: io::Error| unwritable(&self.path, &e);
        let mut file = Replacement::new(&self.path).map_err(failed)?;
        file.write_all(&self.after).map_err(failed)?;
        let now = std::fs::read(&self.path).map_err(|e| unreadable(&self.path, &e))?;
        if now != self.before {
            let message = "was changed by someone else while it was checked; its fixes were not made";
            return Err(Problem::error(shown(&self.path), message).with_help("run mtlint again"));
        }
        file.finish().map_err(failed)
    }

    /// What changes, as a unified diff of the text; empty where nothing does.
    pub(super) fn diff(&self) -> String {
        let text = |bytes: &[u8]| FileText::decode(self.path.clone(), bytes.to_vec()).ok();
        match (text(&self.before), text(&self.after)) {
            (Some(before), Some(after)) => unified_diff(&shown(&self.path), before.content(), after.content()),
            _ => String::new(),
        }
    }
}

/// Makes all fixes that `safety` allows, checking anew what comes of them, until there are none left: `checked` is then
/// what remains. What stands in the way is told, and the file left as it is.
pub(super) fn fix(
    checked: &mut Checked,
    safety: Safety,
    problems: &mut Vec<Problem>,
    mut check: impl FnMut(FileText, &Patch) -> Result<Option<Checked>, Problem>,
) -> Option<Rewrite> {
    let source = checked.source.clone()?;
    let path = source.path().to_owned();
    let error = |message: String| Problem::error(shown(&path), format!("was not fixed: {message}"));
    let mut last = None;
    let check = |content: &str, patch: &Patch| {
        let bytes = source.encode(content).map_err(|e| error(e.to_string()))?;
        let text = FileText::decode(path.clone(), bytes).map_err(|e| error(e.to_string()))?;
        last = check(text, patch).map_err(|e| error(format!("what would come of it is broken: {}", e.message)))?;
        Ok(last.as_ref().map(|checked| checked.findings.clone()).unwrap_or_default())
    };
    let findings = checked.findings.clone();
    let fixed = match converge(source.content(), findings, |finding| fix_of(finding, safety, &source), check) {
        Ok(fixed) => fixed,
        Err(Stop::Endless(e)) => {
            problems.push(error(e.to_string()).with_help("ignore one of them"));
            return None;
        }
        Err(Stop::Check(problem)) => {
            problems.push(problem);
            return None;
        }
    };
    if !fixed.at_odds.is_empty() {
        let rules: Vec<&str> = fixed.at_odds.iter().map(|rule| rule.as_str()).collect();
        let message = format!("fixes of {} undo each other and were not made", rules.join(", "));
        problems.push(Problem::note(shown(&path), message).with_help("ignore one of them"));
    }
    let unwritable =
        |finding: &&Finding| safety.choose(finding).is_some() && fix_of(finding, safety, &source).is_none();
    let left = fixed.findings.iter().filter(unwritable).count();
    if left > 0 {
        let message = format!("{left} of its fixes have characters that its encoding lacks and were not made");
        problems.push(Problem::note(shown(&path), message).with_help("save it as UTF-8"));
    }
    if fixed.content == source.content() {
        return None;
    }
    let bytes = |content: &str| source.encode(content);
    let (Ok(before), Ok(after)) = (bytes(source.content()), bytes(&fixed.content)) else { return None };
    match last {
        Some(last) => *checked = last,
        // In its new words it is in a language that nobody asked for.
        None => (checked.source, checked.findings) = (None, Vec::new()),
    }
    checked.fixed = fixed.by_rule;
    Some(Rewrite { path, is_stdin: false, before, after })
}

/// The best fix of a finding that may be made and written.
fn fix_of<'f>(finding: &'f Finding, safety: Safety, source: &FileText) -> Option<&'f Fix> {
    let writes = |fix: &&Fix| fix.edits.iter().all(|edit| source.can_write(&edit.text));
    finding.fixes.iter().filter(|fix| safety.allows(fix.applicability)).find(writes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::fs;

    use super::Rewrite;

    #[test]
    fn a_file_that_was_changed_meanwhile_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "mine").unwrap();
        let rewrite = Rewrite { path: path.clone(), is_stdin: false, before: b"read".to_vec(), after: b"new".to_vec() };
        let problem = rewrite.write().unwrap_err();
        assert!(problem.is_error && problem.message.contains("was changed by someone else"), "{problem:?}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left behind");
        Rewrite { before: b"mine".to_vec(), ..rewrite }.write().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    }
}
