//! `mtlint check`.

use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::args::CheckArgs;
use super::input::{Input, inputs, shown, unreadable};
use super::run::{Answer, Governed, Setup, Setups};
use super::{CLEAN, FOUND, Streams, TROUBLE};
use crate::align;
use crate::config::{Config, Configs, PairedSource};
use crate::document::{Document, UnitKind};
use crate::engine::{Finding, Level};
use crate::format::{self, FormatError, LineIndex, SourceFile, locale};
use crate::language::LanguageId;
use crate::report::{FORMATS, FileReport, Problem, Reporter, SourceSide, Summary};

/// Files are checked in batches: side by side within one, and reported in order behind it. These bound the memory
/// that finished files take while they wait for their turn.
const BATCH_FILES: usize = 256;
const BATCH_BYTES: u64 = 4 << 20;
/// The format of named files whose ending says nothing.
const UNKNOWN_KIND: &str = "plain";
/// The name of standard input where the user gives none.
pub(super) const STDIN: &str = "<stdin>";

/// A step of a run, in order.
enum Job {
    Tell(Problem),
    File { path: PathBuf, source: Source, setup: Arc<Setup>, was_met: bool, translated_from: Option<PairedSource> },
}

enum Source {
    Disk,
    /// What standard input held.
    Bytes(Vec<u8>),
}

/// What came of a job.
#[derive(Default)]
struct Done {
    problems: Vec<Problem>,
    file: Option<Checked>,
}

struct Checked {
    path: String,
    /// Kept for files with findings only.
    source: Option<SourceFile>,
    source_side: Option<SourceSide>,
    findings: Vec<Finding>,
    language: LanguageId,
    words: usize,
    fail_on: Level,
}

pub(super) fn run(args: &CheckArgs, streams: &mut Streams<'_>) -> io::Result<u8> {
    let reporter = FORMATS.iter().find(|f| f.name == args.format).or(FORMATS.first());
    let Some(reporter) = reporter.map(|f| (f.make)(streams.terminal.out_style())) else { return Ok(TROUBLE) };
    let mut run = Run { streams, reporter, summary: Summary::default(), told: Vec::new(), failed: false };
    let configs = match args.config.as_deref().map(Config::read) {
        Some(Ok(config)) => Configs::fixed(config),
        Some(Err(errors)) => return run.give_up(errors.into_iter().map(Problem::from).collect()),
        None => Configs::default(),
    };
    let mut setups = Setups::new(configs, args.layer(), args.choice.rules.clone(), run.streams.terminal.today);
    if args.source.is_some() && !matches!(args.paths.as_slice(), [path] if !path.is_dir()) {
        let message = "--source is for one file; for folders write [[pairs]] in mtlint.toml";
        return run.give_up(vec![Problem { path: None, ..Problem::error("", message) }]);
    }
    let wrong = setups.check_flags(&first_path(args));
    if !wrong.is_empty() {
        return run.give_up(wrong);
    }
    run.all(args, &mut setups)?;
    // The process ends here, and taking rules and plans apart piece by piece would take a tenth of a short run.
    std::mem::forget(setups);
    run.finish(args)
}

/// A path whose config stands for the run's where there is but one to ask.
fn first_path(args: &CheckArgs) -> PathBuf {
    match args.paths.first() {
        Some(path) if path.is_dir() => path.join("x"),
        Some(path) if path.as_os_str() != "-" => path.clone(),
        _ => args.stdin_filename.clone().unwrap_or_default(),
    }
}

struct Run<'r, 's> {
    streams: &'r mut Streams<'s>,
    reporter: Box<dyn Reporter>,
    summary: Summary,
    told: Vec<Problem>,
    failed: bool,
}

impl Run<'_, '_> {
    fn all(&mut self, args: &CheckArgs, setups: &mut Setups) -> io::Result<()> {
        let threads = Threads::new(args.threads);
        let mut inputs = inputs(&args.paths);
        loop {
            let (mut jobs, mut bytes) = (Vec::new(), 0);
            while jobs.len() < BATCH_FILES && bytes < BATCH_BYTES {
                let Some(input) = inputs.next() else { break };
                if let Ok(Input::Met(_, size)) = &input {
                    bytes += size;
                }
                let job = self.job(input, args, setups);
                jobs.extend(setups.take_problems().into_iter().map(Job::Tell));
                jobs.extend(job);
            }
            if jobs.is_empty() {
                return Ok(());
            }
            for done in threads.map(jobs, do_job) {
                self.report(done)?;
            }
        }
    }

    fn job(&mut self, input: Result<Input, Problem>, args: &CheckArgs, setups: &mut Setups) -> Option<Job> {
        let (path, source, was_met) = match input {
            Err(problem) => return Some(Job::Tell(problem)),
            Ok(Input::Named(path)) => (path, Source::Disk, false),
            Ok(Input::Met(path, _)) => (path, Source::Disk, true),
            Ok(Input::Stdin) => {
                let path = args.stdin_filename.clone().unwrap_or_else(|| STDIN.into());
                let mut bytes = Vec::new();
                if let Err(e) = self.streams.stdin.read_to_end(&mut bytes) {
                    return Some(Job::Tell(unreadable(&path, &e)));
                }
                (path, Source::Bytes(bytes), false)
            }
        };
        match setups.of(&path, was_met) {
            Governed::By(setup) => {
                let named = args.source.clone().map(|path| PairedSource {
                    path,
                    source_lang: None,
                    lang: None,
                    by_pattern: false,
                });
                let translated_from = named.or_else(|| setups.source_of(&path));
                Some(Job::File { path, source, setup, was_met, translated_from })
            }
            Governed::Excluded | Governed::Broken => None,
        }
    }

    fn report(&mut self, done: Done) -> io::Result<()> {
        for problem in done.problems {
            self.tell(problem)?;
        }
        let Some(file) = done.file else { return Ok(()) };
        self.summary.add(&file.findings, file.words as u64);
        self.failed |= file.findings.iter().any(|finding| finding.level >= file.fail_on);
        if let Some(source) = &file.source {
            let lines = LineIndex::new(source.content());
            let (findings, language) = (file.findings.as_slice(), Some(file.language));
            let source_side = file.source_side.as_ref();
            let report = FileReport { path: &file.path, source, lines: &lines, source_side, findings, language };
            self.reporter.file(&report, self.streams.out)?;
        }
        Ok(())
    }

    fn tell(&mut self, problem: Problem) -> io::Result<()> {
        self.summary.errors += u64::from(problem.is_error);
        self.streams.problem(&problem)?;
        self.told.push(problem);
        Ok(())
    }

    fn give_up(mut self, problems: Vec<Problem>) -> io::Result<u8> {
        for problem in problems {
            self.tell(problem)?;
        }
        self.reporter.finish(&self.summary, &self.told, self.streams.out)?;
        Ok(TROUBLE)
    }

    fn finish(mut self, args: &CheckArgs) -> io::Result<u8> {
        if self.summary.files == 0 && self.told.is_empty() {
            let paths: Vec<String> = args.paths.iter().map(|path| shown(path)).collect();
            self.tell(Problem::note(paths.join(", "), "holds no text files to check"))?;
        }
        self.reporter.finish(&self.summary, &self.told, self.streams.out)?;
        self.streams.out.flush()?;
        Ok(match (self.summary.errors, self.failed && !args.exit_zero) {
            (0, false) => CLEAN,
            (0, true) => FOUND,
            _ => TROUBLE,
        })
    }
}

fn do_job(job: Job) -> Done {
    match job {
        Job::Tell(problem) => Done { problems: vec![problem], file: None },
        Job::File { path, source, setup, was_met, translated_from } => {
            check_file(&path, source, &setup, was_met, translated_from.as_ref())
                .unwrap_or_else(|problem| Done { problems: vec![problem], file: None })
        }
    }
}

/// Decodes a file and takes its text out; of several documents the first.
pub(super) fn read(path: &Path, bytes: Vec<u8>) -> Result<(SourceFile, Document), Problem> {
    let source = decode(path, bytes)?;
    let document = documents(&source)?.next().unwrap_or_else(|| Ok(Document::default()))?;
    Ok((source, document))
}

fn decode(path: &Path, bytes: Vec<u8>) -> Result<SourceFile, Problem> {
    SourceFile::decode(path.to_owned(), bytes).map_err(|e| Problem::error(shown(path), e.to_string()))
}

/// Takes the text out of a file by its ending and what is in it; one of an unknown kind is plain text.
fn documents(source: &SourceFile) -> Result<impl Iterator<Item = Result<Document, Problem>>, Problem> {
    let (path, content) = (source.path(), source.content());
    let known = format::by_content(path, content).or_else(|| format::by_path(path));
    let Some(format) = known.or_else(|| format::by_name(UNKNOWN_KIND)) else {
        return Err(Problem::error(shown(path), "is of an unknown kind"));
    };
    let told = |e: FormatError| Problem::error(shown(path), e.message).with_place(content.into(), e.span.range());
    Ok(format.parts(content).map(move |document| document.map(|d| with_language(d, path)).map_err(told)))
}

/// Texts of one locale say their language by their path, if at all.
fn with_language(mut document: Document, path: &Path) -> Document {
    if document.units.first().is_some_and(|unit| unit.kind == UnitKind::Segment) {
        document.metadata.language = document.metadata.language.or_else(|| locale::language(path));
    }
    document
}

/// The file that another was translated from.
struct Original {
    document: Document,
    side: SourceSide,
    from: PairedSource,
}

impl Original {
    fn read(from: &PairedSource) -> Result<Self, Problem> {
        let bytes = std::fs::read(&from.path).map_err(|e| unreadable(&from.path, &e))?;
        let (source, mut document) = read(&from.path, bytes)?;
        document.metadata.language = from.source_lang.or(document.metadata.language);
        Ok(Self { document, side: SourceSide::new(shown(&from.path), source), from: from.clone() })
    }

    /// A translation with this as its source side.
    fn beside(&self, translation: Document) -> Document {
        let mut paired = align::pair(&self.document, translation, &self.from.path);
        paired.metadata.language = paired.metadata.language.or(self.from.lang);
        paired
    }
}

fn check_file(
    path: &Path,
    source: Source,
    setup: &Setup,
    was_met: bool,
    translated_from: Option<&PairedSource>,
) -> Result<Done, Problem> {
    let bytes = match source {
        Source::Disk => std::fs::read(path).map_err(|e| unreadable(path, &e))?,
        Source::Bytes(bytes) => bytes,
    };
    let name = shown(path);
    let source = decode(path, bytes)?;
    if was_met && format::by_content(path, source.content()).is_none() {
        return Ok(Done::default());
    }
    let mut problems: Vec<_> = source.note().map(|note| Problem::note(&name, note)).into_iter().collect();
    let original = match translated_from {
        Some(from) if from.by_pattern && !from.path.exists() => {
            problems.push(Problem::note(&name, format!("its source {} does not exist", shown(&from.path))));
            None
        }
        Some(from) => Some(Original::read(from)?),
        None => None,
    };
    let checked = match check_documents(&source, setup, original.as_ref(), &mut problems) {
        Ok(checked) => checked,
        Err(problem) => {
            problems.push(problem);
            None
        }
    };
    let file = checked.map(|(findings, language, words)| {
        let source = (!findings.is_empty()).then_some(source);
        let source_side = original.filter(|_| source.is_some()).map(|original| original.side);
        Checked { path: name, source, source_side, findings, language, words, fail_on: setup.fail_on }
    });
    Ok(Done { problems, file })
}

/// Findings in the documents of a file, the language of the first and the number of words; `None` where no document is
/// in a language that is asked for.
fn check_documents(
    source: &SourceFile,
    setup: &Setup,
    original: Option<&Original>,
    problems: &mut Vec<Problem>,
) -> Result<Option<(Vec<Finding>, LanguageId, usize)>, Problem> {
    let (name, content) = (shown(source.path()), source.content());
    let mut all: Option<(Vec<Finding>, LanguageId, usize)> = None;
    for document in documents(source)? {
        let document = match document {
            Ok(document) => document,
            Err(problem) => {
                problems.push(problem);
                break;
            }
        };
        let document = match original {
            // A document that holds both sides needs no other.
            Some(original) if !document.is_bilingual() => original.beside(document),
            _ => document,
        };
        match setup.check(content, &document).map_err(|message| Problem::error(&name, message))? {
            Answer::OtherLanguage(language) => {
                let skipped = Problem::note(&name, format!("skipped: its language is {language}"));
                if !problems.contains(&skipped) {
                    problems.push(skipped);
                }
            }
            Answer::Checked { findings, language, words } => {
                let (found, _, count) = all.get_or_insert_with(|| (Vec::new(), language, 0));
                found.extend(findings);
                *count += words;
            }
        }
    }
    if let Some((findings, ..)) = &mut all {
        // Documents of a file may lie inside of each other: the languages of a memory do.
        findings.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
    }
    Ok(all)
}

/// Runs jobs on threads, or without any where there is nothing to share out.
struct Threads {
    wanted: usize,
    pool: std::cell::OnceCell<Option<rayon::ThreadPool>>,
}

impl Threads {
    fn new(wanted: Option<NonZeroUsize>) -> Self {
        let wanted = wanted.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        Self { wanted, pool: std::cell::OnceCell::new() }
    }

    /// The results in the order of the jobs.
    fn map<J: Send, D: Send>(&self, jobs: Vec<J>, work: impl Fn(J) -> D + Sync + Send) -> Vec<D> {
        if self.wanted > 1 && jobs.len() > 1 {
            let build = || rayon::ThreadPoolBuilder::new().num_threads(self.wanted).build().ok();
            if let Some(pool) = self.pool.get_or_init(build) {
                return pool.install(|| jobs.into_par_iter().map(work).collect());
            }
        }
        jobs.into_iter().map(work).collect()
    }
}
