//! All texts of a command line, checked side by side and handed on in order.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Streams;
use super::args::TextArgs;
use super::cache::Question;
use super::filter::Filters;
use super::fixing::{self, Rewrite};
use super::git;
use super::input::{Input, inputs, shown, unreadable};
use super::progress::Progress;
use super::threads::Threads;
use crate::baseline::{Fingerprint, Known, fingerprints};
use crate::changes::ChangedSpans;
use crate::config::{PairedSource, RulePages, StaleBy};
use crate::problem::Problem;
use crate::project::{Found, Governed, Origin, Original, Setup, Setups, check_documents, decode, show_documents};
use crate::report::{FileReport, LeftOut, Part, SourceText};
use mtlint_format::format::{self, FileText, LineIndex};
use mtlint_format::sources::{MadeFrom, Record};
use mtlint_rules::finding::Finding;
use mtlint_rules::rule::Level;
use mtlint_rules::rule::RuleId;
use mtlint_text::language::LanguageId;

/// Files are checked in batches: side by side within one, and reported in order behind it. These bound the memory
/// that finished files take while they wait for their turn.
const BATCH_FILES: usize = 256;
const BATCH_BYTES: u64 = 4 << 20;
/// The name of standard input where the user gives none.
pub(super) const STDIN: &str = "<stdin>";

/// Files that flags name besides the texts.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Named<'p> {
    /// The name of standard input.
    pub stdin: Option<&'p Path>,
    /// What the one text was translated from.
    pub source: Option<&'p Path>,
}

/// Refuses `--source` for more than one file.
pub(super) fn one_file(texts: &TextArgs) -> Result<(), Problem> {
    if matches!(texts.inputs.paths.as_slice(), [path] if !path.is_dir()) {
        return Ok(());
    }
    let message = "--source is for one file; for folders write [[pairs]] in mtlint.toml";
    Err(Problem { path: None, ..Problem::error("", message) })
}

/// A step of a run, in order.
enum Job {
    Tell(Problem),
    File {
        path: PathBuf,
        source: Source,
        setup: Arc<Setup>,
        from_walk: bool,
        translated_from: Option<PairedSource>,
        record: Option<Arc<Record>>,
    },
    /// A translation whose sources are recorded.
    Record {
        path: PathBuf,
        from: PairedSource,
        record: PathBuf,
    },
    /// Standard input that nobody looks at and that is to be handed on.
    Echo(Rewrite),
}

enum Source {
    Disk,
    /// What standard input held.
    Bytes(Vec<u8>),
}

/// What came of a step.
#[derive(Default)]
pub(super) struct Done {
    pub problems: Vec<Problem>,
    pub file: Option<Checked>,
    /// Where fixes are made, what is to be written.
    pub rewrite: Option<Rewrite>,
    /// What its units were made from, where that is recorded.
    pub made_from: Option<MadeFromFile>,
    /// Set for a translation by its path whose source does not exist.
    without_source: Option<WithoutSource>,
}

/// What the units of a translation were made from.
pub(super) struct MadeFromFile {
    /// The record that it goes to.
    pub record: PathBuf,
    /// The file's name there.
    pub name: String,
    pub units: Vec<MadeFrom>,
}

/// A translation by its path, and where its source would be.
struct WithoutSource {
    path: PathBuf,
    source: PathBuf,
}

/// A note for each file without a source; one for all where they are many.
fn notes_of(without_source: &[WithoutSource]) -> Vec<Problem> {
    /// More of them hide the other problems.
    const MOST: usize = 3;
    let note = |file: &WithoutSource| {
        Problem::note(shown(&file.path), format!("its source {} does not exist", shown(&file.source)))
    };
    match without_source {
        [first, ..] if without_source.len() > MOST => {
            let (count, path, source) = (without_source.len(), shown(&first.path), shown(&first.source));
            let message =
                format!("{count} files have no source by [[pairs]], the first {path}: {source} does not exist");
            vec![Problem { path: None, ..Problem::note("", message) }]
        }
        few => few.iter().map(note).collect(),
    }
}

impl Done {
    fn told(problem: Problem) -> Self {
        Self { problems: vec![problem], ..Self::default() }
    }
}

/// A text that was checked.
pub(super) struct Checked {
    /// As it is shown.
    pub path: String,
    /// Kept for files with findings, and where texts are shown.
    pub source: Option<FileText>,
    pub source_side: Option<SourceText>,
    pub findings: Vec<Finding>,
    /// One for each finding, where a report wants them.
    pub fingerprints: Vec<Fingerprint>,
    /// The findings as a baseline remembers them, where one is written.
    pub known: Vec<Known>,
    /// The documents, where texts are shown.
    pub parts: Vec<Part>,
    pub left_out: LeftOut,
    /// How many findings of each rule were mended.
    pub fixed: BTreeMap<RuleId, u64>,
    pub language: LanguageId,
    pub words: usize,
    pub fail_on: Level,
    pub pages: Option<RulePages>,
}

impl Checked {
    /// What reporters see of it; the text and its lines are the caller's, who knows that there is a text.
    pub(super) fn report<'f>(&'f self, source: &'f FileText, lines: &'f LineIndex) -> FileReport<'f> {
        FileReport {
            path: &self.path,
            source,
            lines,
            source_side: self.source_side.as_ref(),
            findings: &self.findings,
            fingerprints: &self.fingerprints,
            language: Some(self.language),
            fail_on: self.fail_on,
            pages: self.pages.as_ref(),
        }
    }
}

/// Checks all texts and hands on what comes of each.
pub(super) fn each(
    texts: &TextArgs,
    named: Named<'_>,
    (setups, filters): (&mut Setups, &Filters),
    streams: &mut Streams<'_>,
    mut tell: impl FnMut(Done, &mut Streams<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let threads = Threads::new(texts.threads);
    // With one thread nothing waits for its turn, and no size need be known.
    let (most, size): (usize, fn(&Path) -> u64) = if threads.is_one() { (1, |_| 0) } else { (BATCH_FILES, size) };
    let progress = Progress::new(streams.terminal.progress && !streams.terminal.quiet);
    let mut inputs = inputs(&texts.inputs.paths).peekable();
    let mut without_source = Vec::new();
    let mut report = |mut done: Done, streams: &mut Streams<'_>| {
        without_source.extend(done.without_source.take());
        tell(done, streams)
    };
    while inputs.peek().is_some() {
        let (mut jobs, mut bytes) = (Vec::new(), 0);
        while jobs.len() < most && bytes < BATCH_BYTES {
            let Some(input) = inputs.next() else { break };
            let size = if let Ok(Input::Walked(path)) = &input { size(path) } else { 0 };
            let job = job(input, named, (setups, filters), streams);
            jobs.extend(setups.take_problems().into_iter().map(Job::Tell));
            bytes += if job.is_some() { size } else { 0 };
            jobs.extend(job);
        }
        let work = |job| {
            let done = do_job(job, filters);
            progress.advance();
            done
        };
        let done = threads.map(jobs, work);
        if progress.is_shown() {
            progress.aside(|| {
                done.into_iter().try_for_each(|done| report(done, streams))?;
                // Nothing is left to be written while the line is there.
                streams.out.flush()
            })?;
        } else {
            done.into_iter().try_for_each(|done| report(done, streams))?;
        }
    }
    progress.end();
    notes_of(&without_source).into_iter().try_for_each(|note| tell(Done::told(note), streams))
}

/// In bytes; 0 where there is no telling.
fn size(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |meta| meta.len())
}

fn job(
    input: Result<Input, Problem>,
    named: Named<'_>,
    (setups, filters): (&mut Setups, &Filters),
    streams: &mut Streams<'_>,
) -> Option<Job> {
    let (path, source, from_walk) = match input {
        Err(problem) => return Some(Job::Tell(problem)),
        Ok(Input::Named(path)) if filters.force_exclude => (path, Source::Disk, true),
        Ok(Input::Named(path)) => (path, Source::Disk, false),
        Ok(Input::Walked(path)) => (path, Source::Disk, true),
        Ok(Input::Stdin) => {
            let path = named.stdin.unwrap_or(Path::new(STDIN)).to_owned();
            let mut bytes = Vec::new();
            if let Err(e) = streams.stdin.read_to_end(&mut bytes) {
                return Some(Job::Tell(unreadable(&path, &e)));
            }
            (path, Source::Bytes(bytes), false)
        }
    };
    // Of files that are hardly ever texts, those count that the config calls translations.
    if from_walk && !format::is_walked(&path) && setups.source_of(&path).is_none() {
        return None;
    }
    match filters.looks_at(&path) {
        Ok(true) => {}
        Ok(false) => return echo(path, source, filters),
        Err(problem) => return Some(Job::Tell(problem)),
    }
    match setups.of(&path, from_walk) {
        Governed::By(setup) => {
            let by_flag = |path: &Path| PairedSource {
                path: path.to_owned(),
                source_lang: None,
                lang: None,
                by_pattern: false,
                stale: StaleBy::Never,
                name: String::new(),
            };
            let translated_from = named.source.map(by_flag).or_else(|| setups.source_of(&path));
            let by_hash = translated_from.as_ref().is_some_and(|from| from.stale == StaleBy::Hash);
            if filters.sources {
                let record = setups.record_path(&path).filter(|_| by_hash);
                return translated_from.zip(record).map(|(from, record)| Job::Record { path, from, record });
            }
            let record = by_hash.then(|| setups.record(&path)).flatten();
            Some(Job::File { path, source, setup, from_walk, translated_from, record })
        }
        Governed::Excluded | Governed::Broken => echo(path, source, filters),
    }
}

fn echo(path: PathBuf, source: Source, filters: &Filters) -> Option<Job> {
    match source {
        Source::Bytes(bytes) if filters.fixing.is_some() => Some(Job::Echo(Rewrite::stdin(path, bytes))),
        Source::Bytes(_) | Source::Disk => None,
    }
}

fn do_job(job: Job, filters: &Filters) -> Done {
    match job {
        Job::Tell(problem) => Done::told(problem),
        Job::Echo(rewrite) => Done { rewrite: Some(rewrite), ..Done::default() },
        Job::Record { path, from, record } => made_from(&path, &from, record).unwrap_or_else(Done::told),
        Job::File { path, source, setup, from_walk, translated_from, record } => {
            let original = translated_from.as_ref();
            let echo = match &source {
                Source::Bytes(bytes) if filters.fixing.is_some() => Some(Rewrite::stdin(path.clone(), bytes.clone())),
                Source::Bytes(_) | Source::Disk => None,
            };
            let mut done =
                check_file((&path, source, from_walk), (original, record), &setup, filters).unwrap_or_else(Done::told);
            done.rewrite = match (echo, done.rewrite) {
                (Some(echo), fixed) => Some(Rewrite { after: fixed.map_or(echo.after, |fixed| fixed.after), ..echo }),
                (None, rewrite) => rewrite,
            };
            done
        }
    }
}

fn check_file(
    (path, source, from_walk): (&Path, Source, bool),
    (translated_from, record): (Option<&PairedSource>, Option<Arc<Record>>),
    setup: &Setup,
    filters: &Filters,
) -> Result<Done, Problem> {
    let is_file = matches!(source, Source::Disk);
    let bytes = match source {
        Source::Disk => std::fs::read(path).map_err(|e| unreadable(path, &e))?,
        Source::Bytes(bytes) => bytes,
    };
    // Of what is not on the disk the path says nothing, and the cache knows neither git nor the record of sources.
    let can_be_kept = is_file && translated_from.is_none_or(|from| matches!(from.stale, StaleBy::Never));
    let (cache, kept) = match &filters.cache {
        Some(cache) if can_be_kept => (Some(cache), bytes.clone()),
        _ => (None, Vec::new()),
    };
    let source = decode(path, bytes)?;
    if from_walk && format::by_content(path, source.content()).is_none() {
        return Ok(Done::default());
    }
    let note = source.note().map(|note| Problem::note(shown(path), note));
    let mut problems: Vec<_> = note.into_iter().collect();
    let mut without_source = None;
    let original = match translated_from {
        Some(from) if from.by_pattern && !from.path.exists() => {
            without_source = Some(from.path.clone());
            None
        }
        Some(from) => {
            let changed = match from.stale {
                StaleBy::Never | StaleBy::Hash => None,
                StaleBy::Git => git::changed_since(&from.path, path)?,
            };
            let mut original = Original::read(from)?;
            original.changed = changed;
            original.record = record;
            Some(original)
        }
        None => None,
    };
    let origin = Origin::of(original.as_ref(), translated_from);
    let file = File { path, setup, origin, filters };
    let mut changed = filters.changed_spans(path, source.content())?;
    let find = |problems: &mut Vec<Problem>| file.find(&source, problems);
    let found = match cache {
        Some(cache) => {
            let question = Question { path, bytes: &kept, from_walk, translated_from, identify: filters.identify() };
            cache.answer(question, setup, &mut problems, find)
        }
        None => find(&mut problems),
    };
    let mut checked = found.map(|found| file.filtered(source, found, changed.as_ref()));
    let mut rewrite = None;
    if let (Some(safety), Some(checked)) = (filters.fixing, &mut checked)
        && !problems.iter().any(|problem| problem.is_error)
    {
        rewrite = fixing::fix(checked, safety, &mut problems, |source, patch| {
            changed = changed.take().map(|changed| changed.moved(patch));
            let mut told = Vec::new();
            let checked = file.check(source, changed.as_ref(), &mut told);
            told.into_iter().find(|problem| problem.is_error).map_or(Ok(checked), Err)
        });
    }
    if let Some(Checked { source: Some(source), parts, .. }) = checked.as_mut().filter(|_| filters.pages) {
        show_documents(source, origin, setup, |document, language| {
            parts.push(Part::of(source.content(), document, language));
        });
    }
    if let Some(checked) = checked.as_mut().filter(|checked| checked.source.is_some()) {
        checked.source_side = original.map(|original| original.side);
    }
    let without_source = without_source.map(|source| WithoutSource { path: path.to_owned(), source });
    Ok(Done { problems, file: checked, rewrite, made_from: None, without_source })
}

/// What the units of a translation stand beside now.
fn made_from(path: &Path, from: &PairedSource, record: PathBuf) -> Result<Done, Problem> {
    if !from.path.exists() {
        return Ok(Done::default());
    }
    let source = decode(path, std::fs::read(path).map_err(|e| unreadable(path, &e))?)?;
    let units = Original::read(from)?.made_from(&source)?;
    Ok(Done { made_from: Some(MadeFromFile { record, name: from.name.clone(), units }), ..Done::default() })
}

/// A file and what it is checked by; its content may be checked in several versions.
struct File<'f> {
    path: &'f Path,
    setup: &'f Setup,
    origin: Origin<'f>,
    filters: &'f Filters,
}

impl File<'_> {
    /// What is found and not left out; `None` where no document is in a language that is asked for or can be read.
    fn check(&self, source: FileText, changed: Option<&ChangedSpans>, problems: &mut Vec<Problem>) -> Option<Checked> {
        let found = self.find(&source, problems)?;
        Some(self.filtered(source, found, changed))
    }

    /// What is found.
    fn find(&self, source: &FileText, problems: &mut Vec<Problem>) -> Option<Found> {
        let setup = (self.setup, self.filters.identify());
        check_documents(source, self.origin, setup, problems).unwrap_or_else(|problem| {
            problems.push(problem);
            None
        })
    }

    /// Leaves out what is to be left out, and adds what the reports want.
    fn filtered(&self, source: FileText, mut found: Found, changed: Option<&ChangedSpans>) -> Checked {
        let (content, passages, findings) = (source.content(), &found.passages, &mut found.findings);
        let filters = self.filters;
        let mut left_out = filters.apply(self.path, content, passages, changed, findings);
        let known = if filters.remember { Known::all(content, passages, findings) } else { Vec::new() };
        left_out.suppressed = found.suppressed;
        let wanted = filters.fingerprints && !findings.is_empty();
        let fingerprints = if wanted { fingerprints(content, passages, findings) } else { Vec::new() };
        Checked {
            path: shown(self.path),
            source: (filters.pages || !found.findings.is_empty()).then_some(source),
            source_side: None,
            findings: found.findings,
            fingerprints,
            known,
            parts: Vec::new(),
            left_out,
            fixed: BTreeMap::new(),
            language: found.language,
            words: found.words,
            fail_on: self.setup.fail_on,
            pages: self.setup.pages.clone(),
        }
    }
}
