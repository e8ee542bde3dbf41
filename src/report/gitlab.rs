//! `gitlab`: the Code Quality report that GitLab shows in merge requests.
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>

use std::io::{self, Write};

use serde_json::json;

use super::{FileReport, Problem, Reporter, Style, Summary, sentence, visible};
use mtlint_rules::rule::Level;

struct Gitlab {
    started: bool,
}

pub(super) fn make(_: Style) -> Box<dyn Reporter> {
    Box::new(Gitlab { started: false })
}

impl Reporter for Gitlab {
    fn file(&mut self, file: &FileReport<'_>, out: &mut dyn Write) -> io::Result<()> {
        for (finding, print) in file.findings.iter().zip(file.fingerprints) {
            out.write_all(if self.started { b",\n" } else { b"[\n" })?;
            self.started = true;
            let (from, to) = file.place(finding.span);
            let record = json!({
                "description": visible(&sentence(finding)),
                "check_name": finding.rule.as_str(),
                "fingerprint": print.id([file.path, finding.rule.as_str()]),
                "severity": severity(finding.level),
                "location": {"path": file.path, "lines": {"begin": from.line, "end": to.line}},
            });
            serde_json::to_writer(&mut *out, &record)?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &Summary, _: &[Problem], out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.started { b"\n]\n" } else { b"[]\n" })
    }
}

/// GitLab's severities are info, minor, major, critical and blocker.
fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "major",
        Level::Warning => "minor",
        Level::Info | Level::Off => "info",
    }
}
