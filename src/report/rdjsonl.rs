//! `rdjsonl`: the Reviewdog Diagnostic Format, one diagnostic per line.
//! <https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{FileReport, Problem, Reporter, Style, Summary, Text, sentence, visible};
use mtlint_rules::finding::{Finding, Fix, Related};
use mtlint_rules::rule::{Applicability, Level};
use mtlint_token::span::FileSpan;

struct Rdjsonl;

pub(super) fn make(_: Style) -> Box<dyn Reporter> {
    Box::new(Rdjsonl)
}

impl Reporter for Rdjsonl {
    fn file(&mut self, file: &FileReport<'_>, out: &mut dyn Write) -> io::Result<()> {
        for finding in file.findings {
            serde_json::to_writer(&mut *out, &diagnostic(file, finding))?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &Summary, _: &[Problem], _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

fn diagnostic(file: &FileReport<'_>, finding: &Finding) -> Value {
    let severity = match finding.level {
        Level::Error => "ERROR",
        Level::Warning => "WARNING",
        Level::Info | Level::Off => "INFO",
    };
    let mut diagnostic = json!({
        "source": {"name": "mtlint"},
        "code": {"value": finding.rule.as_str()},
        "severity": severity,
        "message": visible(&sentence(finding)),
        "location": location(Text::own(file), finding.span),
    });
    if let Some(pages) = file.pages {
        diagnostic["code"]["url"] = pages.url(&finding.rule).into();
    }
    let suggestions: Vec<Value> = finding.fixes.iter().filter_map(|fix| suggestion(file, fix)).collect();
    if !suggestions.is_empty() {
        diagnostic["suggestions"] = suggestions.into();
    }
    let related = |related: &Related| {
        let location = location(Text::of(file, related), related.span);
        json!({"message": visible(&related.message), "location": location})
    };
    let related: Vec<Value> = finding.related.iter().map(related).collect();
    if !related.is_empty() {
        diagnostic["relatedLocations"] = related.into();
    }
    diagnostic
}

/// A fix as a suggestion. A suggestion is a single replacement, so fixes with several edits are left out.
fn suggestion(file: &FileReport<'_>, fix: &Fix) -> Option<Value> {
    let [edit] = fix.edits.as_slice() else { return None };
    (fix.applicability != Applicability::Display)
        .then(|| json!({"range": range(Text::own(file), edit.span), "text": edit.text}))
}

fn location(file: Text<'_>, span: FileSpan) -> Value {
    json!({"path": file.path, "range": range(file, span)})
}

fn range(file: Text<'_>, span: FileSpan) -> Value {
    json!({"start": position(file, span.start), "end": position(file, span.end)})
}

/// A position; columns of this format count UTF-8 bytes from 1.
fn position(file: Text<'_>, byte: u32) -> Value {
    let line = file.lines.position(file.content(), byte).line;
    let start = file.lines.line_range(line).map_or(0, |range| range.start);
    json!({"line": line, "column": byte.saturating_sub(start) + 1})
}
