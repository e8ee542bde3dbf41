//! `mtlint baseline`.

use std::io;
use std::path::Path;

use super::args::{BaselineArgs, BaselineCommand, RecordArgs};
use super::batch::Batch;
use super::{CLEAN, Streams, TROUBLE};
use crate::pipeline::{BaselineFile, Run, Wants, write_file};
use crate::problem::{Problem, shown, unwritable};
use crate::report::{count, thousands, visible};

/// The baseline file, unless the flag or the config names another.
const FILE: &str = "mtlint-baseline.json";

pub(super) fn run(args: &BaselineArgs, streams: &mut Streams<'_>) -> io::Result<u8> {
    let outcome = match &args.command {
        BaselineCommand::Write(args) => record(args, false, streams)?,
        BaselineCommand::Update(args) => record(args, true, streams)?,
    };
    outcome.or_else(|problems| {
        problems.iter().try_for_each(|problem| streams.problem(problem))?;
        Ok(TROUBLE)
    })
}

/// Checks the texts and records the findings: all of them, or only those that the baseline already has.
fn record(args: &RecordArgs, known_only: bool, streams: &mut Streams<'_>) -> io::Result<Result<u8, Vec<Problem>>> {
    let first = args.texts.first_path().unwrap_or_default();
    let mut setups = match args.texts.setups(args.texts.layer(), &first, streams.terminal.today) {
        Ok(setups) => setups,
        Err(problems) => return Ok(Err(problems)),
    };
    let path = args.baseline.clone().or_else(|| setups.baseline(&first)).unwrap_or_else(|| FILE.into());
    // Entries for other paths are kept.
    let is_new = !known_only && !path.exists();
    let file = if is_new { Ok(BaselineFile::empty(&path)) } else { BaselineFile::read(&path) };
    let mut file = match file {
        Ok(file) => file,
        Err(problem) => return Ok(Err(vec![problem])),
    };
    let before = file.baseline.len();
    let run = Run::new(Wants { baseline_entries: true, ..Wants::default() });
    let mut trouble = false;
    Batch::new(&args.texts, &mut setups).check(&run, streams, |outcome, streams| {
        for problem in outcome.problems {
            trouble |= problem.is_error;
            streams.problem(&problem)?;
        }
        let Some(checked) = outcome.file else { return Ok(()) };
        let key = file.key(Path::new(&checked.path));
        let mut known = checked.known;
        if known_only {
            let (old, _) = file.baseline.split(&key, &known);
            let mut old = old.into_iter();
            known.retain(|_| old.next().unwrap_or_default());
        }
        file.baseline.set(&key, known);
        Ok(())
    })?;
    let gone: Vec<String> = file.baseline.paths().filter(|path| !file.has_file(path)).map(str::to_owned).collect();
    file.baseline.retain(|path| !gone.iter().any(|name| name == path));
    if let Err(e) = write_file(&file.path, &file.baseline.render()) {
        return Ok(Err(vec![unwritable(&file.path, &e)]));
    }
    let (now, path) = (file.baseline.len(), visible(&shown(&file.path)));
    writeln!(streams.out, "{path}: {} recorded, {} before", count(now, "finding"), thousands(before))?;
    Ok(Ok(if trouble { TROUBLE } else { CLEAN }))
}
