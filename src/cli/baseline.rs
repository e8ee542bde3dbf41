//! `mtlint baseline`.

use std::io::{self, Write};
use std::path::Path;

use super::args::{BaselineArgs, BaselineCommand, RememberArgs};
use super::batch::{self, Named};
use super::filter::{BaselineFile, Filters};
use super::output::unwritable;
use super::replace::Replacement;
use super::{CLEAN, Streams, TROUBLE};
use crate::report::{Problem, thousands, visible};

pub(super) fn run(args: &BaselineArgs, streams: &mut Streams<'_>) -> io::Result<u8> {
    match &args.command {
        BaselineCommand::Write(args) => {
            // What an earlier one knows of other paths stays.
            let known = if args.baseline.exists() {
                BaselineFile::read(&args.baseline)
            } else {
                Ok(BaselineFile::empty(&args.baseline))
            };
            remember(args, known, false, streams)
        }
        BaselineCommand::Update(args) => remember(args, BaselineFile::read(&args.baseline), true, streams),
    }
}

/// Checks the texts and writes down what was found: all of it, or only what the baseline knows already.
fn remember(
    args: &RememberArgs,
    file: Result<BaselineFile, Problem>,
    known_only: bool,
    streams: &mut Streams<'_>,
) -> io::Result<u8> {
    let layer = args.texts.layer();
    let first = args.texts.first_path().unwrap_or_default();
    let setups = args.texts.setups(layer, &first, streams.terminal.today);
    let (mut file, mut setups) = match (file, setups) {
        (Ok(file), Ok(setups)) => (file, setups),
        (file, setups) => {
            for problem in file.err().into_iter().chain(setups.err().into_iter().flatten()) {
                streams.problem(&problem)?;
            }
            return Ok(TROUBLE);
        }
    };
    let before = file.baseline.len();
    let filters = Filters { remember: true, ..Filters::default() };
    let mut trouble = false;
    batch::each(&args.texts, Named::default(), (&mut setups, &filters), streams, |done, streams| {
        for problem in done.problems {
            trouble |= problem.is_error;
            streams.problem(&problem)?;
        }
        let Some(checked) = done.file else { return Ok(()) };
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
    if let Err(e) = write(&file.path, &file.baseline.render()) {
        streams.problem(&unwritable(&file.path, &e))?;
        return Ok(TROUBLE);
    }
    let (now, path) = (file.baseline.len(), visible(&super::input::shown(&file.path)));
    writeln!(streams.out, "{path}: {} findings; before: {}", thousands(now), thousands(before))?;
    Ok(if trouble { TROUBLE } else { CLEAN })
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut file = Replacement::new(path)?;
    file.write_all(text.as_bytes())?;
    file.finish()
}
