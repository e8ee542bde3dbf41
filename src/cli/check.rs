//! `mtlint check`.

use std::io;
use std::path::PathBuf;

use super::args::CheckArgs;
use super::batch::{self, Done, Named};
use super::changed::Changed;
use super::filter::{BaselineFile, Filters};
use super::input::shown;
use super::output::Outputs;
use super::{CLEAN, FOUND, Streams, TROUBLE};
use crate::format::LineIndex;
use crate::report::{FileReport, Problem, Summary};

pub(super) fn run(args: &CheckArgs, streams: &mut Streams<'_>) -> io::Result<u8> {
    let outputs = match Outputs::open(&args.format, streams.terminal.out_style(), &args.output) {
        Ok(outputs) => outputs,
        Err(problem) => {
            streams.problem(&problem)?;
            return Ok(TROUBLE);
        }
    };
    let mut run = Run { outputs, summary: Summary::default(), told: Vec::new(), failed: false };
    let filters = match filters(args, &run.outputs, streams) {
        Ok(filters) => filters,
        Err(problem) => return run.give_up(vec![problem], streams),
    };
    if args.source.is_some()
        && let Err(problem) = batch::one_file(&args.texts)
    {
        return run.give_up(vec![problem], streams);
    }
    let mut setups = match args.texts.setups(args.layer(), &first_path(args), streams.terminal.today) {
        Ok(setups) => setups,
        Err(problems) => return run.give_up(problems, streams),
    };
    let named = Named { stdin: args.stdin_filename.as_deref(), source: args.source.as_deref() };
    batch::each(&args.texts, named, (&mut setups, &filters), streams, |done, streams| run.report(done, streams))?;
    // The process ends here, and taking rules and plans apart piece by piece would take a tenth of a short run.
    std::mem::forget(setups);
    run.finish(args, &filters, streams)
}

fn filters(args: &CheckArgs, outputs: &Outputs, streams: &mut Streams<'_>) -> Result<Filters, Problem> {
    let twice = |path: &PathBuf| path.as_os_str() == "-";
    if args.diff.as_ref().is_some_and(twice) && args.texts.inputs.paths.iter().any(twice) {
        return Err(Problem { path: None, ..Problem::error("", "standard input cannot be both the diff and a text") });
    }
    let changed = match (&args.since, &args.diff) {
        (Some(revision), _) => Some(Changed::since(revision)?),
        (None, Some(diff)) => Some(Changed::diff(diff, streams.stdin)?),
        (None, None) => None,
    };
    let baseline = args.baseline.as_deref().map(BaselineFile::read).transpose()?;
    Ok(Filters { fingerprints: outputs.want_fingerprints(), baseline, changed, ..Filters::default() })
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
}

impl Run {
    fn report(&mut self, done: Done, streams: &mut Streams<'_>) -> io::Result<()> {
        for problem in done.problems {
            self.tell(problem, streams)?;
        }
        let Some(file) = done.file else { return Ok(()) };
        self.summary.add(&file.findings, file.words as u64, file.left_out);
        self.failed |= file.findings.iter().any(|finding| finding.level >= file.fail_on);
        let Some(source) = &file.source else { return self.outputs.clean_file(&file.path, streams.out) };
        let report = FileReport {
            path: &file.path,
            source,
            lines: &LineIndex::new(source.content()),
            source_side: file.source_side.as_ref(),
            findings: &file.findings,
            fingerprints: &file.fingerprints,
            language: Some(file.language),
            fail_on: file.fail_on,
        };
        self.outputs.file(&report, streams.out)
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
        self.outputs.finish(&self.summary, &self.told, streams.out)?;
        Ok(TROUBLE)
    }

    fn finish(mut self, args: &CheckArgs, filters: &Filters, streams: &mut Streams<'_>) -> io::Result<u8> {
        if self.summary.files == 0 && self.told.is_empty() {
            let paths: Vec<String> = args.texts.inputs.paths.iter().map(|path| shown(path)).collect();
            let nothing =
                if filters.changed.is_some() { "has no changed texts" } else { "holds no text files to check" };
            self.tell(Problem::note(paths.join(", "), nothing), streams)?;
        }
        if let Some(note) = filters.baseline.as_ref().and_then(|file| self.stale(file)) {
            self.tell(note, streams)?;
        }
        self.outputs.finish(&self.summary, &self.told, streams.out)?;
        Ok(match (self.summary.errors, self.failed && !args.exit_zero) {
            (0, false) => CLEAN,
            (0, true) => FOUND,
            _ => TROUBLE,
        })
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
