//! `mtlint report`.

use std::io::{self, Write};
use std::path::Path;

use super::args::ReportArgs;
use super::batch::{self, Done, Named};
use super::filter::{BaselineFile, Filters};
use super::input::shown;
use super::output::unwritable;
use super::replace::Replacement;
use super::{CLEAN, Streams, TROUBLE};
use crate::problem::Problem;
use crate::project::Setups;
use crate::report::{Page, PageFile, thousands, visible};
use crate::score::Scheme;
use mtlint_format::format::LineIndex;

/// The baseline that decisions are saved as where no other is named.
const BASELINE: &str = "mtlint-baseline.json";

pub(super) fn run(args: &ReportArgs, streams: &mut Streams<'_>) -> io::Result<u8> {
    let (mut setups, filters) = match prepare(args, streams) {
        Ok(ready) => ready,
        Err(problems) => return give_up(&problems, streams),
    };
    let scheme = setups.score(&args.texts.first_path().unwrap_or_default()).scheme();
    if args.output.as_os_str() == "-" {
        let mut page = Vec::new();
        let written = write(args, (&mut setups, &filters, scheme), &mut page, streams)?;
        streams.out.write_all(&page)?;
        return Ok(written.code());
    }
    let mut out = match Replacement::new(&args.output) {
        Ok(out) => out,
        Err(e) => return give_up(&[unwritable(&args.output, &e)], streams),
    };
    let written = write(args, (&mut setups, &filters, scheme), &mut out, streams)?;
    if let Err(e) = out.finish() {
        return give_up(&[unwritable(&args.output, &e)], streams);
    }
    let path = visible(&shown(&args.output));
    let files = if written.files == 1 { "1 file".to_owned() } else { format!("{} files", thousands(written.files)) };
    writeln!(streams.out, "{path}: {} findings in {files}", thousands(written.findings))?;
    Ok(written.code())
}

fn prepare(args: &ReportArgs, streams: &Streams<'_>) -> Result<(Setups, Filters), Vec<Problem>> {
    if args.source.is_some() {
        batch::one_file(&args.texts).map_err(|problem| vec![problem])?;
    }
    let first = args.texts.first_path().unwrap_or_default();
    let setups = args.texts.setups(args.texts.layer(), &first, streams.terminal.today)?;
    let baseline = args.baseline.as_deref().map(BaselineFile::read).transpose().map_err(|problem| vec![problem])?;
    Ok((setups, Filters { remember: true, pages: true, baseline, ..Filters::default() }))
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
    /// What was said of files.
    notes: Vec<String>,
}

impl Written {
    fn code(&self) -> u8 {
        if self.trouble { TROUBLE } else { CLEAN }
    }
}

fn write(
    args: &ReportArgs,
    (setups, filters, scheme): (&mut Setups, &Filters, Scheme),
    out: &mut dyn Write,
    streams: &mut Streams<'_>,
) -> io::Result<Written> {
    let name = args.baseline.as_deref().unwrap_or(Path::new(BASELINE));
    let empty = BaselineFile::empty(name);
    let base = filters.baseline.as_ref().unwrap_or(&empty);
    let mut page = Page::begin(scheme, out)?;
    let mut written = Written::default();
    let named = Named { stdin: None, source: args.source.as_deref() };
    batch::each(&args.texts, named, (setups, filters), streams, |done, streams| {
        let Done { problems, file, .. } = done;
        for problem in problems {
            written.trouble |= problem.is_error;
            written.notes.extend(problem.path.iter().map(|path| format!("{path}: {}", problem.message)));
            streams.problem(&problem)?;
        }
        let Some(file) = file else { return Ok(()) };
        let Some(source) = &file.source else { return Ok(()) };
        let lines = LineIndex::new(source.content());
        let report = file.report(source, &lines);
        let key = base.key(Path::new(&file.path));
        let words = file.words as u64;
        let shown = PageFile { report: &report, parts: &file.parts, known: &file.known, key: &key, words };
        page.file(&shown, out)?;
        written.files += 1;
        written.findings += file.findings.len() as u64;
        Ok(())
    })?;
    let file_name = name.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    page.finish(&base.baseline, &file_name, &written.notes, out)?;
    Ok(written)
}
