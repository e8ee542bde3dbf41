//! `github`: workflow commands that GitHub Actions shows as annotations beside the changed lines.
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>

use std::io::{self, Write};

use super::{FileReport, Problem, Reporter, Style, Summary, sentence, visible};
use mtlint_rules::rule::Level;

struct Github;

pub(super) fn make(_: Style) -> Box<dyn Reporter> {
    Box::new(Github)
}

impl Reporter for Github {
    fn file(&mut self, file: &FileReport<'_>, out: &mut dyn Write) -> io::Result<()> {
        for finding in file.findings {
            let command = match finding.level {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Info | Level::Off => "notice",
            };
            let (from, to) = file.place(finding.span);
            write!(out, "::{command} file={},line={},endLine={}", property(file.path), from.line, to.line)?;
            // GitHub rejects columns for an annotation of several lines.
            if from.line == to.line {
                write!(out, ",col={},endColumn={}", from.column, to.column)?;
            }
            writeln!(out, ",title={}::{}", property(finding.rule.as_str()), data(&visible(&sentence(finding))))?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &Summary, problems: &[Problem], out: &mut dyn Write) -> io::Result<()> {
        for problem in problems.iter().filter(|problem| problem.is_error) {
            write!(out, "::error")?;
            if let Some(path) = &problem.path {
                write!(out, " file={}", property(path))?;
            }
            writeln!(out, "::{}", data(&visible(&problem.message)))?;
        }
        Ok(())
    }
}

/// A message as the runner decodes it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A value of a property, which a comma or colon would end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn text_is_escaped() {
        assert_eq!(data("100 %: a,\r\nb::c"), "100 %25: a,%0D%0Ab::c");
        assert_eq!(property("a,b:c%.md"), "a%2Cb%3Ac%25.md");
    }
}
