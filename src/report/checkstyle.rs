//! `checkstyle`: the XML of Checkstyle, which Jenkins, SonarQube and many CI tools read.

use std::io::{self, Write};

use super::xml::escape;
use super::{FileReport, Problem, Reporter, Style, Summary, level_name, sentence, visible};

struct Checkstyle {
    started: bool,
}

pub(super) fn make(_: Style) -> Box<dyn Reporter> {
    Box::new(Checkstyle { started: false })
}

impl Checkstyle {
    fn start(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if !std::mem::replace(&mut self.started, true) {
            out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n")?;
        }
        Ok(())
    }
}

impl Reporter for Checkstyle {
    fn file(&mut self, file: &FileReport<'_>, out: &mut dyn Write) -> io::Result<()> {
        if file.findings.is_empty() {
            return Ok(());
        }
        self.start(out)?;
        writeln!(out, "  <file name=\"{}\">", escape(file.path))?;
        for finding in file.findings {
            let (at, _) = file.place(finding.span);
            writeln!(
                out,
                "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"mtlint.{}\"/>",
                at.line,
                at.column,
                level_name(finding.level),
                escape(&visible(&sentence(finding))),
                // Tools take the text after the last dot as the rule.
                escape(finding.rule.as_str()),
            )?;
        }
        writeln!(out, "  </file>")
    }

    fn finish(&mut self, _: &Summary, problems: &[Problem], out: &mut dyn Write) -> io::Result<()> {
        self.start(out)?;
        for problem in problems.iter().filter(|problem| problem.is_error) {
            let path = escape(problem.path.as_deref().unwrap_or("mtlint"));
            let message = escape(&visible(&problem.message));
            writeln!(out, "  <file name=\"{path}\">\n    <exception>{message}</exception>\n  </file>")?;
        }
        writeln!(out, "</checkstyle>")
    }
}
