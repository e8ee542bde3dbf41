//! `mtlint sources`.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use super::args::{SourcesArgs, SourcesCommand};
use super::batch::{self, Named};
use super::filter::Filters;
use super::output::unwritable;
use super::replace;
use super::{CLEAN, Streams, TROUBLE};
use crate::problem::Problem;
use crate::project::read_record;
use crate::report::{thousands, visible};
use mtlint_format::sources::Record;

pub(super) fn run(args: &SourcesArgs, streams: &mut Streams<'_>) -> io::Result<u8> {
    let (texts, all) = match &args.command {
        SourcesCommand::Write(texts) => (texts, true),
        SourcesCommand::Update(texts) => (texts, false),
    };
    let first = texts.first_path().unwrap_or_default();
    let mut setups = match texts.setups(texts.layer(), &first, streams.terminal.today) {
        Ok(setups) => setups,
        Err(problems) => return report(&problems, streams),
    };
    let filters = Filters { sources: true, ..Filters::default() };
    let mut records: BTreeMap<PathBuf, Record> = BTreeMap::new();
    let mut trouble = Vec::new();
    batch::each(texts, Named::default(), (&mut setups, &filters), streams, |done, streams| {
        for problem in done.problems {
            match problem.is_error {
                true => trouble.push(problem),
                false => streams.problem(&problem)?,
            }
        }
        let Some(made_from) = done.made_from else { return Ok(()) };
        if !records.contains_key(&made_from.record) {
            match read(&made_from.record) {
                Ok(record) => drop(records.insert(made_from.record.clone(), record)),
                Err(problem) => trouble.push(problem),
            }
        }
        if let Some(record) = records.get_mut(&made_from.record) {
            match all {
                true => record.set(&made_from.name, made_from.units),
                false => record.update(&made_from.name, &made_from.units),
            }
        }
        Ok(())
    })?;
    if records.is_empty() && trouble.is_empty() {
        let message = "none of these texts has a source defined by [[pairs]] with `stale = \"hash\"`";
        trouble.push(Problem::of_run(message));
    }
    for (file, record) in records {
        match replace::write(&file, &record.render()) {
            Ok(()) => {
                let (path, units) = (visible(&super::input::shown(&file)), thousands(record.len() as u64));
                writeln!(streams.out, "{path}: sources of {units} units recorded")?;
            }
            Err(e) => trouble.push(unwritable(&file, &e)),
        }
    }
    report(&trouble, streams)
}

/// Reads a record; an empty one if the file does not exist.
fn read(file: &Path) -> Result<Record, Problem> {
    if file.exists() { read_record(file) } else { Ok(Record::default()) }
}

/// Reports problems and returns the exit code.
fn report(problems: &[Problem], streams: &mut Streams<'_>) -> io::Result<u8> {
    problems.iter().try_for_each(|problem| streams.problem(problem))?;
    Ok(if problems.is_empty() { CLEAN } else { TROUBLE })
}
