//! Applies fixes to the text of a file, again and again until none is left.

use std::io::{self, Write};
use std::path::PathBuf;

use super::checked::CheckedFile;
use super::replace::Replacement;
use crate::fix::{Patch, Safety, Stop, converge};
use crate::problem::{Problem, shown, unreadable, unwritable};
use mtlint_format::format::FileText;
use mtlint_rules::finding::{Finding, Fix};

/// The bytes of a file before and after its fixes.
pub(crate) struct Rewrite {
    pub path: PathBuf,
    /// The file is standard input; its text goes to standard output.
    pub is_stdin: bool,
    pub before: Vec<u8>,
    pub after: Vec<u8>,
}

impl Rewrite {
    /// Standard input without fixes.
    pub(crate) fn stdin(path: PathBuf, bytes: Vec<u8>) -> Self {
        Self { path, is_stdin: true, after: bytes.clone(), before: bytes }
    }

    /// Writes the new bytes, unless the file changed since it was read.
    pub(crate) fn write(&self) -> Result<(), Problem> {
        let failed = |e: io::Error| unwritable(&self.path, &e);
        let mut file = Replacement::new(&self.path).map_err(failed)?;
        file.write_all(&self.after).map_err(failed)?;
        let now = std::fs::read(&self.path).map_err(|e| unreadable(&self.path, &e))?;
        if now != self.before {
            let message = "changed on disk while it was being checked; its fixes were not applied";
            return Err(Problem::error(shown(&self.path), message).with_help("run mtlint again"));
        }
        file.finish().map_err(failed)
    }
}

impl Rewrite {
    /// The decoded text before and after.
    pub(crate) fn texts(&self) -> Option<(FileText, FileText)> {
        let text = |bytes: &[u8]| FileText::decode(self.path.clone(), bytes.to_vec()).ok();
        Some((text(&self.before)?, text(&self.after)?))
    }
}

/// Applies all fixes that `safety` allows and checks the result, until no such fix is left. `file` is then the last
/// result. `None` if nothing changed; if fixes cannot be applied, that is a problem.
pub(super) fn fix(
    file: &mut CheckedFile,
    safety: Safety,
    problems: &mut Vec<Problem>,
    mut check: impl FnMut(FileText, &Patch) -> Result<Option<CheckedFile>, Problem>,
) -> Option<Rewrite> {
    let source = file.text.clone()?;
    let path = source.path().to_owned();
    let error = |message: String| Problem::error(shown(&path), format!("could not be fixed: {message}"));
    let mut last = None;
    let check = |content: &str, patch: &Patch| {
        let bytes = source.encode(content).map_err(|e| error(e.to_string()))?;
        let text = FileText::decode(path.clone(), bytes).map_err(|e| error(e.to_string()))?;
        last = check(text, patch).map_err(|e| error(format!("the fixed text is broken: {}", e.message)))?;
        Ok(last.as_ref().map(|file: &CheckedFile| file.findings.clone()).unwrap_or_default())
    };
    let findings = file.findings.clone();
    let fixed = match converge(source.content(), findings, |finding| fix_of(finding, safety, &source), check) {
        Ok(fixed) => fixed,
        Err(Stop::Endless(e)) => {
            problems.push(error(e.to_string()).with_help("ignore one of these rules"));
            return None;
        }
        Err(Stop::Check(problem)) => {
            problems.push(problem);
            return None;
        }
    };
    if !fixed.at_odds.is_empty() {
        let rules: Vec<&str> = fixed.at_odds.iter().map(|rule| rule.as_str()).collect();
        let message = format!("fixes of {} undo each other and were not applied", rules.join(", "));
        problems.push(Problem::note(shown(&path), message).with_help("ignore one of these rules"));
    }
    let unwritable =
        |finding: &&Finding| safety.choose(finding).is_some() && fix_of(finding, safety, &source).is_none();
    let left = fixed.findings.iter().filter(unwritable).count();
    if left > 0 {
        let message = match left {
            1 => "1 fix needs a character that the encoding of the file lacks; it was not applied".to_owned(),
            n => format!("{n} fixes need characters that the encoding of the file lacks; they were not applied"),
        };
        problems.push(Problem::note(shown(&path), message).with_help("save it as UTF-8"));
    }
    if fixed.content == source.content() {
        return None;
    }
    let bytes = |content: &str| source.encode(content);
    let (Ok(before), Ok(after)) = (bytes(source.content()), bytes(&fixed.content)) else { return None };
    match last {
        Some(last) => *file = last,
        // The fixed text is in a language that the config does not list.
        None => (file.text, file.findings) = (None, Vec::new()),
    }
    file.fixed = fixed.by_rule;
    Some(Rewrite { path, is_stdin: false, before, after })
}

/// The first fix of a finding that is allowed and can be written in the encoding of the file.
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
        assert!(problem.is_error && problem.message.contains("changed on disk"), "{problem:?}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left behind");
        Rewrite { before: b"mine".to_vec(), ..rewrite }.write().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    }
}
