//! All texts of a command line, checked side by side and handed on in order.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Streams;
use super::args::TextArgs;
use super::filter::Filters;
use super::input::{Input, inputs, shown, unreadable};
use super::run::{Answer, Governed, Setup, Setups};
use super::threads::Threads;
use crate::align;
use crate::baseline::{Fingerprint, Known, Passages, fingerprints};
use crate::config::PairedSource;
use crate::document::{Document, UnitKind};
use crate::engine::{Finding, Level};
use crate::format::{self, FormatError, SourceFile, locale};
use crate::language::LanguageId;
use crate::report::{LeftOut, Problem, SourceSide};

/// Files are checked in batches: side by side within one, and reported in order behind it. These bound the memory
/// that finished files take while they wait for their turn.
const BATCH_FILES: usize = 256;
const BATCH_BYTES: u64 = 4 << 20;
/// The format of named files whose ending says nothing.
const UNKNOWN_KIND: &str = "plain";
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

/// What came of a step.
#[derive(Default)]
pub(super) struct Done {
    pub problems: Vec<Problem>,
    pub file: Option<Checked>,
}

/// A text that was checked.
pub(super) struct Checked {
    /// As it is shown.
    pub path: String,
    /// Kept for files with findings only.
    pub source: Option<SourceFile>,
    pub source_side: Option<SourceSide>,
    pub findings: Vec<Finding>,
    /// One for each finding, where a report wants them.
    pub fingerprints: Vec<Fingerprint>,
    /// All findings as a baseline remembers them, where one is written.
    pub known: Vec<Known>,
    pub left_out: LeftOut,
    pub language: LanguageId,
    pub words: usize,
    pub fail_on: Level,
}

/// Checks all texts and hands on what comes of each.
pub(super) fn each(
    texts: &TextArgs,
    named: Named<'_>,
    (setups, filters): (&mut Setups, &Filters),
    streams: &mut Streams<'_>,
    mut report: impl FnMut(Done, &mut Streams<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let threads = Threads::new(texts.threads);
    let mut inputs = inputs(&texts.inputs.paths).peekable();
    while inputs.peek().is_some() {
        let (mut jobs, mut bytes) = (Vec::new(), 0);
        while jobs.len() < BATCH_FILES && bytes < BATCH_BYTES {
            let Some(input) = inputs.next() else { break };
            let size = if let Ok(Input::Met(_, size)) = &input { *size } else { 0 };
            let job = job(input, named, (setups, filters), streams);
            jobs.extend(setups.take_problems().into_iter().map(Job::Tell));
            bytes += if job.is_some() { size } else { 0 };
            jobs.extend(job);
        }
        for done in threads.map(jobs, |job| do_job(job, filters)) {
            report(done, streams)?;
        }
    }
    Ok(())
}

fn job(
    input: Result<Input, Problem>,
    named: Named<'_>,
    (setups, filters): (&mut Setups, &Filters),
    streams: &mut Streams<'_>,
) -> Option<Job> {
    let (path, source, was_met) = match input {
        Err(problem) => return Some(Job::Tell(problem)),
        Ok(Input::Named(path)) => (path, Source::Disk, false),
        Ok(Input::Met(path, _)) => (path, Source::Disk, true),
        Ok(Input::Stdin) => {
            let path = named.stdin.unwrap_or(Path::new(STDIN)).to_owned();
            let mut bytes = Vec::new();
            if let Err(e) = streams.stdin.read_to_end(&mut bytes) {
                return Some(Job::Tell(unreadable(&path, &e)));
            }
            (path, Source::Bytes(bytes), false)
        }
    };
    match filters.looks_at(&path) {
        Ok(true) => {}
        Ok(false) => return None,
        Err(problem) => return Some(Job::Tell(problem)),
    }
    match setups.of(&path, was_met) {
        Governed::By(setup) => {
            let by_flag =
                |path: &Path| PairedSource { path: path.to_owned(), source_lang: None, lang: None, by_pattern: false };
            let translated_from = named.source.map(by_flag).or_else(|| setups.source_of(&path));
            Some(Job::File { path, source, setup, was_met, translated_from })
        }
        Governed::Excluded | Governed::Broken => None,
    }
}

fn do_job(job: Job, filters: &Filters) -> Done {
    match job {
        Job::Tell(problem) => Done { problems: vec![problem], file: None },
        Job::File { path, source, setup, was_met, translated_from } => {
            let original = translated_from.as_ref();
            let done = check_file((&path, source, was_met), original, &setup, filters);
            done.unwrap_or_else(|problem| Done { problems: vec![problem], file: None })
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
    (path, source, was_met): (&Path, Source, bool),
    translated_from: Option<&PairedSource>,
    setup: &Setup,
    filters: &Filters,
) -> Result<Done, Problem> {
    let bytes = match source {
        Source::Disk => std::fs::read(path).map_err(|e| unreadable(path, &e))?,
        Source::Bytes(bytes) => bytes,
    };
    let source = decode(path, bytes)?;
    if was_met && format::by_content(path, source.content()).is_none() {
        return Ok(Done::default());
    }
    let note = source.note().map(|note| Problem::note(shown(path), note));
    let mut problems: Vec<_> = note.into_iter().collect();
    let original = match translated_from {
        Some(from) if from.by_pattern && !from.path.exists() => {
            problems.push(Problem::note(shown(path), format!("its source {} does not exist", shown(&from.path))));
            None
        }
        Some(from) => Some(Original::read(from)?),
        None => None,
    };
    let found = match check_documents(&source, original.as_ref(), (setup, filters), &mut problems) {
        Ok(found) => found,
        Err(problem) => {
            problems.push(problem);
            None
        }
    };
    let mut file = found.map(|found| filtered(path, source, found, setup.fail_on, filters)).transpose()?;
    if let Some(file) = file.as_mut().filter(|file| file.source.is_some()) {
        file.source_side = original.map(|original| original.side);
    }
    Ok(Done { problems, file })
}

/// What the documents of a file came to.
struct Found {
    findings: Vec<Finding>,
    suppressed: u64,
    /// Filled where findings are to be known again.
    passages: Passages,
    /// Of the first document.
    language: LanguageId,
    words: usize,
}

/// Leaves out what is to be left out, and adds what the reports want.
fn filtered(
    path: &Path,
    source: SourceFile,
    mut found: Found,
    fail_on: Level,
    filters: &Filters,
) -> Result<Checked, Problem> {
    let (content, passages, findings) = (source.content(), &found.passages, &mut found.findings);
    let known = if filters.remember { Known::all(content, passages, findings) } else { Vec::new() };
    let mut left_out = filters.apply(path, content, passages, findings)?;
    left_out.suppressed = found.suppressed;
    let wanted = filters.fingerprints && !findings.is_empty();
    let fingerprints = if wanted { fingerprints(content, passages, findings) } else { Vec::new() };
    Ok(Checked {
        path: shown(path),
        source: (!found.findings.is_empty()).then_some(source),
        source_side: None,
        findings: found.findings,
        fingerprints,
        known,
        left_out,
        language: found.language,
        words: found.words,
        fail_on,
    })
}

/// What is found in the documents of a file; `None` where no document is in a language that is asked for.
fn check_documents(
    source: &SourceFile,
    original: Option<&Original>,
    (setup, filters): (&Setup, &Filters),
    problems: &mut Vec<Problem>,
) -> Result<Option<Found>, Problem> {
    let (name, content) = (shown(source.path()), source.content());
    let mut all: Option<Found> = None;
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
            Answer::Checked { findings, suppressed, language, words } => {
                let found = all.get_or_insert_with(|| Found {
                    findings: Vec::new(),
                    suppressed: 0,
                    passages: Passages::default(),
                    language,
                    words: 0,
                });
                if filters.identify() && !findings.is_empty() {
                    found.passages.add(&document);
                }
                found.findings.extend(findings);
                found.suppressed += suppressed;
                found.words += words;
            }
        }
    }
    if let Some(found) = &mut all {
        // Documents of a file may lie inside of each other: the languages of a memory do.
        found.findings.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
    }
    Ok(all)
}
