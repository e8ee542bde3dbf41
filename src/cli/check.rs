//! `mtlint check`.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use super::args::CheckArgs;
use super::batch::{self, Batch, Selection};
use super::output::Outputs;
use super::{CLEAN, FOUND, Streams, TROUBLE};
use crate::pipeline::{BaselineFile, CACHE_FOLDER, Cache, ChangedFiles, Filters, Outcome, Rewrite, Run, Wants};
use crate::problem::{Problem, shown};
use crate::report::{FileReport, Summary, unified_diff};
use crate::setups::Setups;
use mtlint_format::format::LineIndex;

pub(super) fn run(args: &CheckArgs, streams: &mut Streams<'_>) -> io::Result<u8> {
    once(args, None, streams)
}

/// Checks the texts, or only these of them, by their absolute paths.
pub(super) fn once(args: &CheckArgs, only: Option<HashSet<PathBuf>>, streams: &mut Streams<'_>) -> io::Result<u8> {
    let reads_stdin = args.texts.inputs.paths.iter().any(is_stdin);
    let out_is_taken = args.fixes.dry_run || (args.fixes.fix && reads_stdin);
    let style = if out_is_taken { streams.terminal.err_style() } else { streams.terminal.out_style() };
    let outputs = match Outputs::open(&args.format, style, &args.output) {
        Ok(outputs) => outputs,
        Err(problem) => {
            streams.problem(&problem)?;
            return Ok(TROUBLE);
        }
    };
    let summary = Summary { dry_run: args.fixes.dry_run, ..Summary::default() };
    let mut report = Report { outputs, summary, problems: Vec::new(), failed: false, out_is_taken };
    if args.source.is_some()
        && let Err(problem) = batch::one_file(&args.texts)
    {
        return report.give_up(vec![problem], streams);
    }
    let mut setups = match args.texts.setups(args.layer(), &first_path(args), streams.terminal.today) {
        Ok(setups) => setups,
        Err(problems) => return report.give_up(problems, streams),
    };
    let mut run = match what_to_do(args, &report.outputs, &mut setups, streams) {
        Ok(run) => run,
        Err(problem) => return report.give_up(vec![problem], streams),
    };
    let is_partial = only.is_some();
    let selection = Selection {
        stdin: args.stdin_filename.as_deref(),
        source: args.source.as_deref(),
        only,
        force_exclude: args.force_exclude,
        writes_records: false,
    };
    let batch = Batch { selection, ..Batch::new(&args.texts, &mut setups) };
    batch.check(&run, streams, |outcome, streams| report.add(outcome, streams))?;
    if !args.watch {
        // The process ends here, and taking rules and plans apart piece by piece would take a tenth of a short run.
        std::mem::forget(setups);
    }
    if let Some(Err(e)) = run.cache.take().map(Cache::save) {
        let problem = Problem::note(CACHE_FOLDER, format!("the cache cannot be written: {e}"));
        report.problem(problem, streams)?;
    }
    if report.is_empty() && !is_partial {
        report.problem(nothing_checked(args, &run), streams)?;
    }
    report.finish(args, &run, streams)
}

/// The note for a run without files.
fn nothing_checked(args: &CheckArgs, run: &Run) -> Problem {
    let paths: Vec<String> = args.texts.inputs.paths.iter().map(|path| shown(path)).collect();
    let message = if run.filters.changed.is_some() { "no text file has changed" } else { "no text files to check" };
    Problem::note(paths.join(", "), message)
}

fn what_to_do(
    args: &CheckArgs,
    outputs: &Outputs,
    setups: &mut Setups,
    streams: &mut Streams<'_>,
) -> Result<Run, Problem> {
    if args.diff.as_ref().is_some_and(is_stdin) && args.texts.inputs.paths.iter().any(is_stdin) {
        return Err(Problem {
            path: None,
            ..Problem::error("", "standard input cannot be both the diff and a file to check")
        });
    }
    let changed = match (&args.since, &args.diff) {
        (Some(revision), _) => Some(ChangedFiles::since(revision)?),
        (None, Some(diff)) => Some(ChangedFiles::diff(diff, streams.stdin)?),
        (None, None) => None,
    };
    let of_config = || if args.no_baseline { None } else { setups.baseline(&first_path(args)) };
    let baseline = args.baseline.clone().or_else(of_config).as_deref().map(BaselineFile::read).transpose()?;
    let failed = |e| Problem::error(CACHE_FOLDER, format!("cannot be used as a cache: {e}"));
    let cache = args.cache.then(|| Cache::open(Path::new(CACHE_FOLDER))).transpose().map_err(failed)?;
    let wants = Wants { fingerprints: outputs.want_fingerprints(), ..Wants::default() };
    let filters = Filters { baseline, changed };
    let mut run = Run::new(wants).with_filters(filters);
    (run.cache, run.fixing) = (cache, args.fixes.safety());
    Ok(run)
}

fn is_stdin(path: impl AsRef<Path>) -> bool {
    path.as_ref().as_os_str() == "-"
}

/// The path whose config governs the run as a whole: the baseline, and names on the command line.
fn first_path(args: &CheckArgs) -> PathBuf {
    args.texts.first_path().or(args.stdin_filename.clone()).unwrap_or_default()
}

/// What is written about a run.
struct Report {
    outputs: Outputs,
    summary: Summary,
    problems: Vec<Problem>,
    failed: bool,
    /// Standard output is used for a text or a diff, so the report goes to standard error.
    out_is_taken: bool,
}

impl Report {
    fn add(&mut self, outcome: Outcome, streams: &mut Streams<'_>) -> io::Result<()> {
        for problem in outcome.problems {
            self.problem(problem, streams)?;
        }
        if let Some(rewrite) = outcome.rewrite
            && !self.write(&rewrite, streams)?
        {
            // The findings are not those of the file as it is now.
            return Ok(());
        }
        let Some(file) = outcome.file else { return Ok(()) };
        self.summary.add_fixed(&file.fixed);
        self.summary.add(&file.findings, file.words as u64, file.left_out);
        self.failed |= file.fails();
        let out = if self.out_is_taken { &mut *streams.err } else { &mut *streams.out };
        let Some(text) = &file.text else { return self.outputs.clean_file(&file.path, out) };
        let lines = LineIndex::new(text.content());
        self.outputs.file(&FileReport::of(&file, text, &lines), out)
    }

    /// Writes a fixed text and returns whether it was written.
    fn write(&mut self, rewrite: &Rewrite, streams: &mut Streams<'_>) -> io::Result<bool> {
        if self.summary.dry_run {
            self.failed |= rewrite.before != rewrite.after;
            streams.out.write_all(diff(rewrite).as_bytes())?;
        } else if rewrite.is_stdin {
            streams.out.write_all(&rewrite.after)?;
        } else if let Err(problem) = rewrite.write() {
            self.problem(problem, streams)?;
            return Ok(false);
        }
        Ok(true)
    }

    fn problem(&mut self, problem: Problem, streams: &mut Streams<'_>) -> io::Result<()> {
        self.summary.errors += u64::from(problem.is_error);
        streams.problem(&problem)?;
        self.problems.push(problem);
        Ok(())
    }

    /// True if no file was checked and nothing was said about it.
    fn is_empty(&self) -> bool {
        self.summary.files == 0 && self.problems.is_empty()
    }

    fn give_up(mut self, problems: Vec<Problem>, streams: &mut Streams<'_>) -> io::Result<u8> {
        for problem in problems {
            self.problem(problem, streams)?;
        }
        self.close(streams)?;
        Ok(TROUBLE)
    }

    fn finish(mut self, args: &CheckArgs, run: &Run, streams: &mut Streams<'_>) -> io::Result<u8> {
        if let Some(note) = run.filters.baseline.as_ref().and_then(|file| self.unmatched_entries(file)) {
            self.problem(note, streams)?;
        }
        let (errors, failed) = (self.summary.errors, self.failed && !args.exit_zero);
        self.close(streams)?;
        Ok(match (errors, failed) {
            (0, false) => CLEAN,
            (0, true) => FOUND,
            _ => TROUBLE,
        })
    }

    /// Ends all reports.
    fn close(self, streams: &mut Streams<'_>) -> io::Result<()> {
        streams.out.flush()?;
        let out = if self.out_is_taken { &mut *streams.err } else { &mut *streams.out };
        self.outputs.finish(&self.summary, &self.problems, out)
    }

    /// The note about baseline entries that match no finding any more, and about files that no longer exist.
    fn unmatched_entries(&self, file: &BaselineFile) -> Option<Problem> {
        let entries = self.summary.left_out.gone_from_baseline;
        let files = file.baseline.paths().filter(|path| !file.has_file(path)).count();
        let gone_entries = match entries {
            1 => "1 entry no longer matches any finding".to_owned(),
            n => format!("{n} entries no longer match any finding"),
        };
        let gone_files = match files {
            1 => "1 of its files no longer exists".to_owned(),
            n => format!("{n} of its files no longer exist"),
        };
        let message = match (entries, files) {
            (0, 0) => return None,
            (_, 0) => gone_entries,
            (0, _) => gone_files,
            (_, _) => format!("{gone_entries}, and {gone_files}"),
        };
        let path = shown(&file.path);
        let help = format!("remove them with `mtlint baseline update --baseline {path}` and the same paths");
        Some(Problem::note(path, message).with_help(help))
    }
}

/// The change as a unified diff of the text; empty if nothing changes.
fn diff(rewrite: &Rewrite) -> String {
    match rewrite.texts() {
        Some((before, after)) => unified_diff(&shown(&rewrite.path), before.content(), after.content()),
        None => String::new(),
    }
}
