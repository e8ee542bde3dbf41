//! `mtlint report`.

use std::io::{self, Write};
use std::path::Path;

use super::args::ReportArgs;
use super::batch::{self, Batch, Selection};
use super::{CLEAN, Streams, TROUBLE};
use crate::pipeline::{BaselineFile, CheckedFile, Filters, Replacement, Run, Wants};
use crate::problem::{Problem, shown, unwritable};
use crate::report::{FileReport, Page, PageFile, Part, thousands, visible};
use crate::score::Scheme;
use crate::setups::Setups;
use mtlint_format::format::LineIndex;

/// The baseline that decisions are saved as where no other is named.
const BASELINE: &str = "mtlint-baseline.json";

pub(super) fn run(args: &ReportArgs, streams: &mut Streams<'_>) -> io::Result<u8> {
    let mut job = match Job::new(args, streams) {
        Ok(job) => job,
        Err(problems) => return give_up(&problems, streams),
    };
    if args.output.as_os_str() == "-" {
        let mut page = Vec::new();
        let written = job.write(&mut page, streams)?;
        streams.out.write_all(&page)?;
        return Ok(written.code());
    }
    let mut out = match Replacement::new(&args.output) {
        Ok(out) => out,
        Err(e) => return give_up(&[unwritable(&args.output, &e)], streams),
    };
    let written = job.write(&mut out, streams)?;
    if let Err(e) = out.finish() {
        return give_up(&[unwritable(&args.output, &e)], streams);
    }
    let path = visible(&shown(&args.output));
    let files = if written.files == 1 { "1 file".to_owned() } else { format!("{} files", thousands(written.files)) };
    writeln!(streams.out, "{path}: {} findings in {files}", thousands(written.findings))?;
    Ok(written.code())
}

fn give_up(problems: &[Problem], streams: &mut Streams<'_>) -> io::Result<u8> {
    problems.iter().try_for_each(|problem| streams.problem(problem))?;
    Ok(TROUBLE)
}

/// What was written.
#[derive(Default)]
struct Written {
    files: u64,
    findings: u64,
    trouble: bool,
    /// The problems of files.
    notes: Vec<String>,
}

impl Written {
    fn code(&self) -> u8 {
        if self.trouble { TROUBLE } else { CLEAN }
    }
}

/// A page to write.
struct Job<'a> {
    args: &'a ReportArgs,
    setups: Setups,
    run: Run,
    scheme: Scheme,
}

impl<'a> Job<'a> {
    fn new(args: &'a ReportArgs, streams: &Streams<'_>) -> Result<Self, Vec<Problem>> {
        if args.source.is_some() {
            batch::one_file(&args.texts).map_err(|problem| vec![problem])?;
        }
        let first = args.texts.first_path().unwrap_or_default();
        let mut setups = args.texts.setups(args.texts.layer(), &first, streams.terminal.today)?;
        let baseline = args.baseline.as_deref().map(BaselineFile::read).transpose().map_err(|problem| vec![problem])?;
        let scheme = setups.score(&first).scheme();
        let wants = Wants { baseline_entries: true, documents: true, text: true, ..Wants::default() };
        Ok(Self { args, setups, run: Run::new(wants).with_filters(Filters { baseline, changed: None }), scheme })
    }

    fn write(&mut self, out: &mut dyn Write, streams: &mut Streams<'_>) -> io::Result<Written> {
        let name = self.args.baseline.as_deref().unwrap_or(Path::new(BASELINE));
        let empty = BaselineFile::empty(name);
        let base = self.run.filters.baseline.as_ref().unwrap_or(&empty);
        let mut page = Page::begin(self.scheme, out)?;
        let mut written = Written::default();
        let selection = Selection { source: self.args.source.as_deref(), ..Selection::default() };
        let batch = Batch { selection, ..Batch::new(&self.args.texts, &mut self.setups) };
        batch.check(&self.run, streams, |outcome, streams| {
            for problem in outcome.problems {
                written.trouble |= problem.is_error;
                written.notes.extend(problem.path.iter().map(|path| format!("{path}: {}", problem.message)));
                streams.problem(&problem)?;
            }
            let Some(file) = outcome.file else { return Ok(()) };
            add_file(&mut page, &file, base, out)?;
            written.files += 1;
            written.findings += file.findings.len() as u64;
            Ok(())
        })?;
        let file_name = name.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        page.finish(&base.baseline, &file_name, &written.notes, out)?;
        Ok(written)
    }
}

fn add_file(page: &mut Page, file: &CheckedFile, base: &BaselineFile, out: &mut dyn Write) -> io::Result<()> {
    let Some(text) = &file.text else { return Ok(()) };
    let lines = LineIndex::new(text.content());
    let report = FileReport::of(file, text, &lines);
    let part = |read: &crate::pipeline::ReadDocument| Part::of(text.content(), &read.document, read.language);
    let parts: Vec<Part> = file.documents.iter().map(part).collect();
    let key = base.key(file.path());
    page.file(
        &PageFile { report: &report, parts: &parts, known: &file.known, key: &key, words: file.words as u64 },
        out,
    )
}
