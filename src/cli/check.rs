//! `mtlint check`.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use super::args::CheckArgs;
use super::batch::{self, Done, Named};
use super::cache::{self, Cache};
use super::changed::Changed;
use super::filter::{BaselineFile, Filters};
use super::fixing::Rewrite;
use super::input::shown;
use super::output::Outputs;
use super::{CLEAN, FOUND, Streams, TROUBLE, watch};
use crate::problem::Problem;
use crate::project::Setups;
use crate::report::Summary;
use mtlint_format::format::LineIndex;

pub(super) fn run(args: &CheckArgs, streams: &mut Streams<'_>) -> io::Result<u8> {
    if args.watch { watch::run(args, streams) } else { once(args, None, streams) }
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
    let mut run = Run { outputs, summary, told: Vec::new(), failed: false, out_is_taken };
    if args.source.is_some()
        && let Err(problem) = batch::one_file(&args.texts)
    {
        return run.give_up(vec![problem], streams);
    }
    let mut setups = match args.texts.setups(args.layer(), &first_path(args), streams.terminal.today) {
        Ok(setups) => setups,
        Err(problems) => return run.give_up(problems, streams),
    };
    let mut filters = match filters(args, &run.outputs, &mut setups, streams) {
        Ok(filters) => Filters { only, ..filters },
        Err(problem) => return run.give_up(vec![problem], streams),
    };
    let named = Named { stdin: args.stdin_filename.as_deref(), source: args.source.as_deref() };
    batch::each(&args.texts, named, (&mut setups, &filters), streams, |done, streams| run.report(done, streams))?;
    if !args.watch {
        // The process ends here, and taking rules and plans apart piece by piece would take a tenth of a short run.
        std::mem::forget(setups);
    }
    if let Some(Err(e)) = filters.cache.take().map(Cache::save) {
        let problem = Problem::note(cache::FOLDER, format!("the cache cannot be written: {e}"));
        run.tell(problem, streams)?;
    }
    run.finish(args, &filters, streams)
}

fn filters(
    args: &CheckArgs,
    outputs: &Outputs,
    setups: &mut Setups,
    streams: &mut Streams<'_>,
) -> Result<Filters, Problem> {
    if args.diff.as_ref().is_some_and(is_stdin) && args.texts.inputs.paths.iter().any(is_stdin) {
        return Err(Problem { path: None, ..Problem::error("", "standard input cannot be both the diff and a text") });
    }
    let changed = match (&args.since, &args.diff) {
        (Some(revision), _) => Some(Changed::since(revision)?),
        (None, Some(diff)) => Some(Changed::diff(diff, streams.stdin)?),
        (None, None) => None,
    };
    let of_config = || if args.no_baseline { None } else { setups.baseline(&first_path(args)) };
    let baseline = args.baseline.clone().or_else(of_config).as_deref().map(BaselineFile::read).transpose()?;
    let failed = |e| Problem::error(cache::FOLDER, format!("cannot be used as a cache: {e}"));
    let cache = args.cache.then(|| Cache::open(Path::new(cache::FOLDER))).transpose().map_err(failed)?;
    let (fingerprints, fixing) = (outputs.want_fingerprints(), args.fixes.safety());
    let force_exclude = args.force_exclude;
    Ok(Filters { fingerprints, baseline, changed, force_exclude, cache, fixing, ..Filters::default() })
}

fn is_stdin(path: impl AsRef<Path>) -> bool {
    path.as_ref().as_os_str() == "-"
}

/// A path whose config stands for the run's where there is but one to ask.
fn first_path(args: &CheckArgs) -> PathBuf {
    args.texts.first_path().or(args.stdin_filename.clone()).unwrap_or_default()
}

struct Run {
    outputs: Outputs,
    summary: Summary,
    told: Vec<Problem>,
    failed: bool,
    /// Standard output is for a text or a diff; what would stand there goes to standard error.
    out_is_taken: bool,
}

impl Run {
    fn report(&mut self, done: Done, streams: &mut Streams<'_>) -> io::Result<()> {
        for problem in done.problems {
            self.tell(problem, streams)?;
        }
        if let Some(rewrite) = done.rewrite
            && !self.write(&rewrite, streams)?
        {
            // What was found is not in the file as it is now.
            return Ok(());
        }
        let Some(file) = done.file else { return Ok(()) };
        self.summary.add_fixed(&file.fixed);
        self.summary.add(&file.findings, file.words as u64, file.left_out);
        self.failed |= file.findings.iter().any(|finding| finding.level >= file.fail_on);
        let out = if self.out_is_taken { &mut *streams.err } else { &mut *streams.out };
        let Some(source) = &file.source else { return self.outputs.clean_file(&file.path, out) };
        let lines = LineIndex::new(source.content());
        let report = file.report(source, &lines);
        self.outputs.file(&report, out)
    }

    /// Puts a new text where it belongs and returns whether it is there.
    fn write(&mut self, rewrite: &Rewrite, streams: &mut Streams<'_>) -> io::Result<bool> {
        if self.summary.dry_run {
            self.failed |= rewrite.before != rewrite.after;
            streams.out.write_all(rewrite.diff().as_bytes())?;
        } else if rewrite.is_stdin {
            streams.out.write_all(&rewrite.after)?;
        } else if let Err(problem) = rewrite.write() {
            self.tell(problem, streams)?;
            return Ok(false);
        }
        Ok(true)
    }

    fn tell(&mut self, problem: Problem, streams: &mut Streams<'_>) -> io::Result<()> {
        self.summary.errors += u64::from(problem.is_error);
        streams.problem(&problem)?;
        self.told.push(problem);
        Ok(())
    }

    fn give_up(mut self, problems: Vec<Problem>, streams: &mut Streams<'_>) -> io::Result<u8> {
        for problem in problems {
            self.tell(problem, streams)?;
        }
        self.close(streams)?;
        Ok(TROUBLE)
    }

    fn finish(mut self, args: &CheckArgs, filters: &Filters, streams: &mut Streams<'_>) -> io::Result<u8> {
        if self.summary.files == 0 && self.told.is_empty() && filters.only.is_none() {
            let paths: Vec<String> = args.texts.inputs.paths.iter().map(|path| shown(path)).collect();
            let nothing =
                if filters.changed.is_some() { "has no changed texts" } else { "holds no text files to check" };
            self.tell(Problem::note(paths.join(", "), nothing), streams)?;
        }
        if let Some(note) = filters.baseline.as_ref().and_then(|file| self.stale(file)) {
            self.tell(note, streams)?;
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
        self.outputs.finish(&self.summary, &self.told, out)
    }

    /// The note about findings that a baseline remembers and that are gone, with or without their files.
    fn stale(&self, file: &BaselineFile) -> Option<Problem> {
        let gone = self.summary.left_out.gone_from_baseline;
        let without_file = file.baseline.paths().filter(|path| !file.has_file(path)).count();
        let told = match (gone, without_file) {
            (0, 0) => return None,
            (gone, 0) => format!("{gone} of its findings are gone"),
            (0, files) => format!("{files} of its files are gone"),
            (gone, files) => format!("{gone} of its findings are gone, and {files} of its files"),
        };
        let path = shown(&file.path);
        let help = format!("`mtlint baseline update --baseline {path}` with the same paths forgets them");
        Some(Problem::note(path, told).with_help(help))
    }
}
