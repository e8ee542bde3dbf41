//! A file from its bytes to what is reported of it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::cache::Question;
use super::check::{Found, check_documents};
use super::checked::CheckedFile;
use super::documents::decode;
use super::filter::{FileFindings, LeftOut};
use super::fixing::{self, Rewrite};
use super::run::Run;
use super::source::{Origin, SourceDocument};
use crate::baseline::{Known, fingerprints};
use crate::changes::ChangedSpans;
use crate::config::{PairedSource, StaleBy};
use crate::problem::{Problem, shown, unreadable};
use crate::setups::Setup;
use mtlint_format::format::{self, FileText};
use mtlint_format::sources::Record;

/// A file to check.
pub(crate) struct FileJob {
    pub path: PathBuf,
    pub bytes: Bytes,
    /// The file was found while walking a folder, so it must look like its format; a named file is always checked.
    pub from_walk: bool,
    pub setup: Arc<Setup>,
    /// Where the source is, if the config or the user says so.
    pub source: Option<PairedSource>,
    /// The file of the source record, if the config asks for one.
    pub record_path: Option<PathBuf>,
    /// The source record, if it was read.
    pub record: Option<Arc<Record>>,
}

/// Where the bytes of a file come from.
pub(crate) enum Bytes {
    /// The file at the path.
    OnDisk,
    /// These, such as those of standard input.
    Given(Vec<u8>),
}

/// A text to check, and the setup that governs it.
pub(crate) struct TextJob<'s> {
    pub text: FileText,
    pub setup: &'s Setup,
    /// The source, if there is one.
    pub source: Option<SourceDocument>,
    /// Where the source would be.
    pub paired: Option<&'s PairedSource>,
}

/// The result for one file.
#[derive(Default)]
pub(crate) struct Outcome {
    pub problems: Vec<Problem>,
    /// `None` if the file was skipped or could not be read.
    pub file: Option<CheckedFile>,
    /// The fixed text, if fixes were applied.
    pub rewrite: Option<Rewrite>,
    /// The place of a source that a pattern names and that does not exist.
    pub missing_source: Option<PathBuf>,
}

impl Outcome {
    /// Nothing but a problem.
    pub(crate) fn of(problem: Problem) -> Self {
        Self { problems: vec![problem], ..Self::default() }
    }
}

/// Checks a file.
pub(crate) fn check_file(job: FileJob, run: &Run) -> Outcome {
    let mut outcome = Outcome::default();
    if let Err(problem) = read_and_check(job, run, &mut outcome) {
        outcome.problems.push(problem);
    }
    outcome
}

fn read_and_check(job: FileJob, run: &Run, outcome: &mut Outcome) -> Result<(), Problem> {
    let path = job.path.as_path();
    let (bytes, is_file) = match job.bytes {
        Bytes::OnDisk => (std::fs::read(path).map_err(|e| unreadable(path, &e))?, true),
        Bytes::Given(bytes) => (bytes, false),
    };
    // Text from standard input goes to standard output, fixed or not.
    outcome.rewrite = (!is_file && run.fixing.is_some()).then(|| Rewrite::stdin(path.to_owned(), bytes.clone()));
    // The cache knows files by their path, and neither git nor the source record.
    let is_cacheable = is_file && job.source.as_ref().is_none_or(|from| from.stale == StaleBy::Never);
    let cache = run.cache.as_ref().filter(|_| is_cacheable);
    let cached_bytes = cache.map(|_| bytes.clone()).unwrap_or_default();
    let text = decode(path.to_owned(), bytes)?;
    if job.from_walk && format::by_content(path, text.content()).is_none() {
        return Ok(());
    }
    outcome.problems.extend(text.note().map(|note| Problem::note(shown(path), note)));
    let source = match &job.source {
        Some(from) if from.by_pattern && !from.path.exists() => {
            outcome.missing_source = Some(from.path.clone());
            None
        }
        Some(from) => Some(SourceDocument::read(from)?.with_staleness(path, job.record)?),
        None => None,
    };
    let check = TextCheck { setup: &job.setup, origin: Origin::of(source.as_ref(), job.source.as_ref()), run };
    let changed = run.filters.changed_spans(path, text.content())?;
    let find = |problems: &mut Vec<Problem>| check.find(&text, problems);
    let found = match cache {
        Some(cache) => {
            let question = Question {
                path,
                bytes: &cached_bytes,
                from_walk: job.from_walk,
                source: job.source.as_ref(),
                identifies: run.wants().identity(),
            };
            cache.answer(question, &job.setup, &mut outcome.problems, find)
        }
        None => find(&mut outcome.problems),
    };
    let Some(found) = found else { return Ok(()) };
    let mut file = check.report(text, found, changed.as_ref());
    check.fix(&mut file, changed, outcome);
    if file.text.is_some() {
        file.source = source.map(|source| source.text);
    }
    outcome.file = Some(file);
    Ok(())
}

/// Checks a text that is already decoded, with its source. Nothing is left out or fixed.
pub(crate) fn check_text(job: TextJob<'_>, run: &Run) -> Outcome {
    let mut outcome = Outcome::default();
    let origin = Origin::of(job.source.as_ref(), job.paired);
    let check = TextCheck { setup: job.setup, origin, run };
    if let Some(found) = check.find(&job.text, &mut outcome.problems) {
        let mut file = check.report(job.text, found, None);
        file.source = job.source.map(|source| source.text);
        outcome.file = Some(file);
    }
    outcome
}

/// What texts of one file are checked with: the text as it was read, and the texts that fixes make of it.
struct TextCheck<'c> {
    setup: &'c Setup,
    origin: Origin<'c>,
    run: &'c Run,
}

impl TextCheck<'_> {
    fn find(&self, text: &FileText, problems: &mut Vec<Problem>) -> Option<Found> {
        check_documents(text, self.origin, self.setup, self.run.wants(), problems).unwrap_or_else(|problem| {
            problems.push(problem);
            None
        })
    }

    /// Leaves out findings, and adds what the run wants.
    fn report(&self, text: FileText, mut found: Found, changed: Option<&ChangedSpans>) -> CheckedFile {
        let (wants, path, content) = (self.run.wants(), text.path(), text.content());
        let file = FileFindings { path, content, passages: &found.passages, findings: &mut found.findings };
        let left_out = LeftOut { suppressed: found.suppressed, ..self.run.filters.leave_out(file, changed) };
        let findings = found.findings;
        let known = if wants.baseline_entries { Known::all(content, &found.passages, &findings) } else { Vec::new() };
        let has_prints = wants.fingerprints && !findings.is_empty();
        let fingerprints = if has_prints { fingerprints(content, &found.passages, &findings) } else { Vec::new() };
        CheckedFile {
            path: shown(path),
            text: (wants.text || !findings.is_empty()).then_some(text),
            source: None,
            findings,
            fingerprints,
            known,
            documents: found.documents,
            keys: found.keys,
            left_out,
            fixed: BTreeMap::new(),
            language: found.language,
            words: found.words,
            fail_on: self.setup.fail_on,
            pages: self.setup.pages.clone(),
        }
    }

    /// Applies fixes, if the run wants that and the file has no error.
    fn fix(&self, file: &mut CheckedFile, mut changed: Option<ChangedSpans>, outcome: &mut Outcome) {
        let Some(safety) = self.run.fixing else { return };
        if outcome.problems.iter().any(|problem| problem.is_error) {
            return;
        }
        let fixed = fixing::fix(file, safety, &mut outcome.problems, |text, patch| {
            changed = changed.take().map(|changed| changed.moved(patch));
            let mut problems = Vec::new();
            let found = self.find(&text, &mut problems);
            let file = found.map(|found| self.report(text, found, changed.as_ref()));
            problems.into_iter().find(|problem| problem.is_error).map_or(Ok(file), Err)
        });
        let Some(fixed) = fixed else { return };
        outcome.rewrite = Some(match outcome.rewrite.take() {
            Some(stdin) => Rewrite { after: fixed.after, ..stdin },
            None => fixed,
        });
    }
}
