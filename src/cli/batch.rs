//! All files of a command line: worked on side by side, and handed on in order.

use std::collections::HashSet;
use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use super::Streams;
use super::args::TextArgs;
use super::input::{Input, inputs};
use super::progress::Progress;
use super::threads::Threads;
use crate::config::{PairedSource, StaleBy};
use crate::pipeline::{Bytes, FileJob, Outcome, Rewrite, Run, absolute, check_file};
use crate::problem::{Problem, shown, unreadable};
use crate::setups::{Governed, Setups};
use mtlint_format::format;

/// Files are checked in batches: side by side within a batch, and reported in order after it. These limits bound the
/// memory of finished files that wait for their turn.
const BATCH_FILES: usize = 256;
const BATCH_BYTES: u64 = 4 << 20;
/// The name of standard input, unless the user gives one.
const STDIN: &str = "<stdin>";
/// One note for all files without a source if there are more than this: more notes would hide other problems.
const MOST_MISSING: usize = 3;

/// The files of a command line.
pub(super) struct Batch<'b> {
    pub paths: &'b [PathBuf],
    /// How many files are checked at a time; by default one for each core.
    pub threads: Option<NonZeroUsize>,
    pub setups: &'b mut Setups,
    pub selection: Selection<'b>,
}

/// What flags say about the files besides their paths.
#[derive(Clone, Debug, Default)]
pub(super) struct Selection<'b> {
    /// The name of standard input.
    pub stdin: Option<&'b Path>,
    /// The source of the one file.
    pub source: Option<&'b Path>,
    /// Only these files are looked at, by their absolute paths.
    pub only: Option<HashSet<PathBuf>>,
    /// Named files are treated like files from a walk.
    pub force_exclude: bool,
    /// Source records are written and need not be read.
    pub writes_records: bool,
}

/// A step of a run, in order.
pub(super) enum Step {
    Problem(Problem),
    File(FileJob),
    /// Standard input that the settings exclude.
    ExcludedStdin(Rewrite),
}

/// A file, and where its bytes are.
struct FileInput {
    path: PathBuf,
    bytes: Bytes,
    from_walk: bool,
}

/// Refuses `--source` for more than one file.
pub(super) fn one_file(texts: &TextArgs) -> Result<(), Problem> {
    if matches!(texts.inputs.paths.as_slice(), [path] if !path.is_dir()) {
        return Ok(());
    }
    let message = "--source takes one file; for folders, write [[pairs]] in mtlint.toml";
    Err(Problem::of_run(message))
}

impl<'b> Batch<'b> {
    /// All files of the command line.
    pub(super) fn new(texts: &'b TextArgs, setups: &'b mut Setups) -> Self {
        Self { paths: &texts.inputs.paths, threads: texts.threads, setups, selection: Selection::default() }
    }

    /// Checks the files and reports the outcome of each.
    pub(super) fn check(
        self,
        run: &Run,
        streams: &mut Streams<'_>,
        mut report: impl FnMut(Outcome, &mut Streams<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut missing = MissingSources::default();
        let work = |step| match step {
            Step::Problem(problem) => (None, Outcome::of(problem)),
            Step::File(job) => (Some(job.path.clone()), check_file(job, run)),
            Step::ExcludedStdin(text) => {
                (None, Outcome { rewrite: run.fixing.is_some().then_some(text), ..Outcome::default() })
            }
        };
        self.each(run, streams, work, |(path, mut outcome), streams| {
            if let (Some(path), Some(source)) = (path, outcome.missing_source.take()) {
                missing.add(path, source);
            }
            report(outcome, streams)
        })?;
        missing.notes().into_iter().try_for_each(|note| report(Outcome::of(note), streams))
    }

    /// Does `work` for each step, side by side, and reports the results in order.
    pub(super) fn each<T: Send>(
        mut self,
        run: &Run,
        streams: &mut Streams<'_>,
        work: impl Fn(Step) -> T + Sync + Send,
        mut report: impl FnMut(T, &mut Streams<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        let threads = Threads::new(self.threads);
        // With one thread nothing waits for its turn, and no file size is needed.
        let (most, size): (usize, fn(&Path) -> u64) = if threads.is_one() { (1, |_| 0) } else { (BATCH_FILES, size) };
        let progress = Progress::new(streams.terminal.progress && !streams.terminal.quiet);
        let work = |step| {
            let result = work(step);
            progress.advance();
            result
        };
        let mut inputs = inputs(self.paths).peekable();
        while inputs.peek().is_some() {
            let (mut steps, mut bytes) = (Vec::new(), 0);
            while steps.len() < most && bytes < BATCH_BYTES {
                let Some(input) = inputs.next() else { break };
                let size = if let Ok(Input::Walked(path)) = &input { size(path) } else { 0 };
                let step = self.step(input, run, streams);
                steps.extend(self.setups.take_problems().into_iter().map(Step::Problem));
                bytes += if step.is_some() { size } else { 0 };
                steps.extend(step);
            }
            let results = threads.map(steps, work);
            if progress.is_shown() {
                progress.aside(|| {
                    results.into_iter().try_for_each(|result| report(result, streams))?;
                    // Buffered output would be written over the progress line later.
                    streams.out.flush()
                })?;
            } else {
                results.into_iter().try_for_each(|result| report(result, streams))?;
            }
        }
        progress.end();
        Ok(())
    }

    /// The step for an input; `None` for a file that is skipped.
    fn step(&mut self, input: Result<Input, Problem>, run: &Run, streams: &mut Streams<'_>) -> Option<Step> {
        let file = match input.and_then(|input| self.file(input, streams)) {
            Ok(file) => file,
            Err(problem) => return Some(Step::Problem(problem)),
        };
        let path = &file.path;
        // A file with an extension that is rarely used for texts counts if the config says that it is a translation.
        if file.from_walk && !format::is_walked(path) && self.setups.source_of(path).is_none() {
            return None;
        }
        if self.selection.only.as_ref().is_some_and(|only| !only.contains(&absolute(path))) {
            return excluded(file);
        }
        match run.filters.changed.as_ref().map_or(Ok(true), |changed| Ok(changed.of(path)?.is_some())) {
            Ok(true) => {}
            Ok(false) => return excluded(file),
            Err(problem) => return Some(Step::Problem(problem)),
        }
        let Governed::By(setup) = self.setups.of(path, file.from_walk) else { return excluded(file) };
        let source = self.selection.source.map(PairedSource::named).or_else(|| self.setups.source_of(path));
        let is_recorded = source.as_ref().is_some_and(|from| from.stale == StaleBy::Hash);
        let record_path = if is_recorded { self.setups.record_path(path) } else { None };
        let reads_record = is_recorded && !self.selection.writes_records;
        let record = if reads_record { self.setups.record(path) } else { None };
        let FileInput { path, bytes, from_walk } = file;
        Some(Step::File(FileJob { path, bytes, from_walk, setup, source, record_path, record }))
    }

    fn file(&self, input: Input, streams: &mut Streams<'_>) -> Result<FileInput, Problem> {
        let (path, from_walk) = match input {
            Input::Named(path) => (path, self.selection.force_exclude),
            Input::Walked(path) => (path, true),
            Input::Stdin => {
                let path = self.selection.stdin.unwrap_or(Path::new(STDIN)).to_owned();
                let mut bytes = Vec::new();
                streams.stdin.read_to_end(&mut bytes).map_err(|e| unreadable(&path, &e))?;
                return Ok(FileInput { path, bytes: Bytes::Given(bytes), from_walk: false });
            }
        };
        Ok(FileInput { path, bytes: Bytes::OnDisk, from_walk })
    }
}

fn excluded(file: FileInput) -> Option<Step> {
    match file.bytes {
        Bytes::Given(bytes) => Some(Step::ExcludedStdin(Rewrite::stdin(file.path, bytes))),
        Bytes::OnDisk => None,
    }
}

/// In bytes; 0 if it is unknown.
fn size(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |meta| meta.len())
}

/// Translations whose source does not exist.
#[derive(Default)]
struct MissingSources {
    files: Vec<MissingSource>,
}

/// A translation, and the path of its source.
struct MissingSource {
    path: PathBuf,
    source: PathBuf,
}

impl MissingSources {
    fn add(&mut self, path: PathBuf, source: PathBuf) {
        self.files.push(MissingSource { path, source });
    }

    /// A note for each file, or one for all if there are many.
    fn notes(&self) -> Vec<Problem> {
        match self.files.as_slice() {
            [first, ..] if self.files.len() > MOST_MISSING => {
                let (count, path, source) = (self.files.len(), shown(&first.path), shown(&first.source));
                let message = format!(
                    "{count} files have no source file although [[pairs]] names one; the first is {path}, whose source would \
                     be {source}"
                );
                vec![Problem { is_error: false, ..Problem::of_run(message) }]
            }
            few => few
                .iter()
                .map(|file| Problem::note(shown(&file.path), format!("source {} does not exist", shown(&file.source))))
                .collect(),
        }
    }
}
