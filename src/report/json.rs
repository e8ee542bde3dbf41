//! `json` and `jsonl`.

use std::io::{self, Write};

use serde::Serialize;

use super::record::Record;
use super::{FileReport, Problem, Reporter, Style, Summary};

/// One object. `findings` comes first, so that findings can be written at once; then `notes` and `summary`.
struct Json {
    started: bool,
}

/// One record per line.
struct JsonLines;

pub(super) fn make(_: Style) -> Box<dyn Reporter> {
    Box::new(Json { started: false })
}

pub(super) fn make_lines(_: Style) -> Box<dyn Reporter> {
    Box::new(JsonLines)
}

impl Json {
    fn start(out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{{\"version\":\"{}\",\"findings\":[", env!("CARGO_PKG_VERSION"))
    }
}

impl Reporter for Json {
    fn file(&mut self, file: &FileReport<'_>, out: &mut dyn Write) -> io::Result<()> {
        for finding in file.findings {
            if self.started {
                out.write_all(b",\n")?;
            } else {
                Self::start(out)?;
                out.write_all(b"\n")?;
                self.started = true;
            }
            write(&Record::new(file, finding), out)?;
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, problems: &[Problem], out: &mut dyn Write) -> io::Result<()> {
        if !self.started {
            Self::start(out)?;
        }
        out.write_all(b"],\n\"notes\":")?;
        let notes: Vec<_> = problems.iter().map(super::problem::record).collect();
        write(&notes, out)?;
        out.write_all(b",\n\"summary\":")?;
        write(summary, out)?;
        out.write_all(b"}\n")
    }
}

impl Reporter for JsonLines {
    fn file(&mut self, file: &FileReport<'_>, out: &mut dyn Write) -> io::Result<()> {
        for finding in file.findings {
            write(&Record::new(file, finding), out)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &Summary, _: &[Problem], _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

fn write(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(out, value).map_err(io::Error::from)
}
