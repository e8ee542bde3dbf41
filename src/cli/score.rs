//! `mtlint score`.

use std::io;

use super::args::{ScoreArgs, TableFormat};
use super::batch::Batch;
use super::{CLEAN, FOUND, Streams, TROUBLE};
use crate::pipeline::Run;
use crate::report::ScoreReport;
use crate::score::Tally;

pub(super) fn run(args: &ScoreArgs, streams: &mut Streams<'_>) -> io::Result<u8> {
    let first = args.texts.first_path().unwrap_or_default();
    let mut setups = match args.texts.setups(args.texts.layer(), &first, streams.terminal.today) {
        Ok(setups) => setups,
        Err(problems) => {
            for problem in problems {
                streams.problem(&problem)?;
            }
            return Ok(TROUBLE);
        }
    };
    let scheme = args.choice().or(setups.score(&first)).scheme();
    let mut report = ScoreReport::new(scheme, args.each);
    let mut trouble = false;
    Batch::new(&args.texts, &mut setups).check(&Run::default(), streams, |outcome, streams| {
        for problem in outcome.problems {
            trouble |= problem.is_error;
            streams.problem(&problem)?;
        }
        let Some(file) = outcome.file else { return Ok(()) };
        let mut tally = Tally::default();
        tally.add(file.words as u64, file.findings.iter().map(|finding| &finding.mqm));
        report.add(file.path, tally);
        Ok(())
    })?;
    match args.format {
        TableFormat::Table => report.table(streams.terminal.out_style(), streams.out)?,
        TableFormat::Json => report.json(streams.out)?,
    }
    Ok(match (trouble, report.fails()) {
        (true, _) => TROUBLE,
        (false, true) => FOUND,
        (false, false) => CLEAN,
    })
}
