//! `short`: one line per finding, in the form that compilers print and editors understand.

use std::io::{self, Write};

use super::human::severity;
use super::{Ansi, FileReport, Problem, Reporter, Style, Summary, level_name, visible};

struct Short(Style);

pub(super) fn make(style: Style) -> Box<dyn Reporter> {
    Box::new(Short(style))
}

impl Reporter for Short {
    fn file(&mut self, file: &FileReport<'_>, out: &mut dyn Write) -> io::Result<()> {
        let mut out = Ansi::new(out, self.0);
        for finding in file.findings {
            let at = file.lines.position(file.source.content(), finding.span.start);
            write!(out, "{}:{}:{}: ", visible(file.path), at.line, at.column)?;
            out.severity(severity(finding.level), level_name(finding.level))?;
            writeln!(out, "[{}] {}", finding.rule, visible(&finding.message))?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &Summary, _: &[Problem], _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}
