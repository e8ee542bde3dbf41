//! `mtlint sources`.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io;
use std::path::{Path, PathBuf};

use super::args::{SourcesArgs, SourcesCommand};
use super::batch::{Batch, Selection, Step};
use super::{CLEAN, Streams, TROUBLE};
use crate::pipeline::{FileJob, Run, SourceDocument, decode, write_file};
use crate::problem::{Problem, shown, unreadable, unwritable};
use crate::report::{count, visible};
use crate::setups::read_record;
use mtlint_format::sources::{MadeFrom, Record};

/// The source texts of one translation.
struct Recorded {
    /// The file of the source record.
    file: PathBuf,
    /// The translation's name in the record.
    name: String,
    units: Vec<MadeFrom>,
}

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
    let mut records = Records { all, files: BTreeMap::new() };
    let mut trouble = Vec::new();
    let selection = Selection { writes_records: true, ..Selection::default() };
    let batch = Batch { selection, ..Batch::new(texts, &mut setups) };
    batch.each(&Run::default(), streams, recorded, |result, streams| {
        match result.and_then(|recorded| recorded.map_or(Ok(()), |recorded| records.add(recorded))) {
            Ok(()) => {}
            Err(problem) if problem.is_error => trouble.push(problem),
            Err(note) => streams.problem(&note)?,
        }
        Ok(())
    })?;
    if records.files.is_empty() && trouble.is_empty() {
        let message = "none of these files has a source defined by [[pairs]] with `stale = \"hash\"`";
        trouble.push(Problem::of_run(message));
    }
    for (file, record) in records.files {
        match write_file(&file, &record.render()) {
            Ok(()) => {
                let (path, units) = (visible(&shown(&file)), count(record.len() as u64, "unit"));
                writeln!(streams.out, "{path}: sources of {units} recorded")?;
            }
            Err(e) => trouble.push(unwritable(&file, &e)),
        }
    }
    report(&trouble, streams)
}

/// Reads what a translation was made from; `None` for a file without a source or a record.
fn recorded(step: Step) -> Result<Option<Recorded>, Problem> {
    let job = match step {
        Step::Problem(problem) => return Err(problem),
        Step::ExcludedStdin(_) => return Ok(None),
        Step::File(job) => job,
    };
    let FileJob { path, source: Some(from), record_path: Some(file), .. } = job else { return Ok(None) };
    if !from.path.exists() {
        return Ok(None);
    }
    let bytes = std::fs::read(&path).map_err(|e| unreadable(&path, &e))?;
    let text = decode(path, bytes)?;
    let units = SourceDocument::read(&from)?.made_from(&text)?;
    Ok(Some(Recorded { file, name: from.name, units }))
}

/// The records to write, by their files.
struct Records {
    /// Entries are replaced, not updated.
    all: bool,
    files: BTreeMap<PathBuf, Record>,
}

impl Records {
    fn add(&mut self, recorded: Recorded) -> Result<(), Problem> {
        let record = match self.files.entry(recorded.file) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => {
                let record = read(entry.key())?;
                entry.insert(record)
            }
        };
        match self.all {
            true => record.set(&recorded.name, recorded.units),
            false => record.update(&recorded.name, &recorded.units),
        }
        Ok(())
    }
}

/// Reads a record; an empty one if the file does not exist.
fn read(file: &Path) -> Result<Record, Problem> {
    if file.exists() { read_record(file) } else { Ok(Record::default()) }
}

fn report(problems: &[Problem], streams: &mut Streams<'_>) -> io::Result<u8> {
    problems.iter().try_for_each(|problem| streams.problem(problem))?;
    Ok(if problems.is_empty() { CLEAN } else { TROUBLE })
}
