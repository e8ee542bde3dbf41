//! `junit`: a test suite for each file, with a test for each finding. A file without findings has one test that passes.

use std::io::{self, Write};

use super::xml::escape;
use super::{FileReport, Problem, Reporter, Style, Summary, level_name, sentence, visible};
use mtlint_rules::finding::Finding;

struct Junit {
    started: bool,
}

/// The tests of a suite.
struct Counts {
    tests: usize,
    failures: usize,
    errors: usize,
}

pub(super) fn make(_: Style) -> Box<dyn Reporter> {
    Box::new(Junit { started: false })
}

impl Junit {
    fn start(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if !std::mem::replace(&mut self.started, true) {
            out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"mtlint\">\n")?;
        }
        Ok(())
    }

    fn suite(&mut self, name: &str, counts: Counts, out: &mut dyn Write) -> io::Result<()> {
        self.start(out)?;
        let Counts { tests, failures, errors } = counts;
        let name = escape(name);
        writeln!(
            out,
            "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"0\">"
        )
    }
}

impl Reporter for Junit {
    fn file(&mut self, file: &FileReport<'_>, out: &mut dyn Write) -> io::Result<()> {
        let failures = file.findings.iter().filter(|finding| finding.level >= file.fail_on).count();
        self.suite(file.path, Counts { tests: file.findings.len(), failures, errors: 0 }, out)?;
        for finding in file.findings {
            test(file, finding, out)?;
        }
        writeln!(out, "  </testsuite>")
    }

    fn clean_file(&mut self, path: &str, out: &mut dyn Write) -> io::Result<()> {
        self.suite(path, Counts { tests: 1, failures: 0, errors: 0 }, out)?;
        writeln!(out, "    <testcase name=\"mtlint\" classname=\"{}\"/>\n  </testsuite>", escape(path))
    }

    fn finish(&mut self, _: &Summary, problems: &[Problem], out: &mut dyn Write) -> io::Result<()> {
        self.start(out)?;
        for problem in problems.iter().filter(|problem| problem.is_error) {
            let path = problem.path.as_deref().unwrap_or("mtlint");
            self.suite(path, Counts { tests: 1, failures: 0, errors: 1 }, out)?;
            let message = escape(&visible(&problem.message));
            writeln!(out, "    <testcase name=\"mtlint\" classname=\"{}\">", escape(path))?;
            writeln!(out, "      <error message=\"{message}\"/>\n    </testcase>\n  </testsuite>")?;
        }
        writeln!(out, "</testsuites>")
    }
}

/// A finding as a test: a failure if it makes the exit code 1, otherwise a passed test with output.
fn test(file: &FileReport<'_>, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let (at, _) = file.place(finding.span);
    let (path, rule) = (escape(file.path), escape(finding.rule.as_str()));
    let (line, column) = (at.line, at.column);
    let message = escape(&visible(&sentence(finding)));
    let level = level_name(finding.level);
    writeln!(
        out,
        "    <testcase name=\"{rule} at {line}:{column}\" classname=\"{path}\" file=\"{path}\" line=\"{line}\">"
    )?;
    if finding.level >= file.fail_on {
        writeln!(out, "      <failure type=\"{level}\" message=\"{message}\">{path}:{line}:{column}</failure>")?;
    } else {
        writeln!(out, "      <system-out>{level}: {message}</system-out>")?;
    }
    writeln!(out, "    </testcase>")
}
