//! The JSON record of a finding, as documented in docs/OUTPUT.md.

use serde::Serialize;

use super::{FileReport, Text};
use mtlint_rules::finding::{Edit, Finding, Fix, Related};
use mtlint_rules::rule::{Applicability, Level, Mqm};
use mtlint_token::span::{FileSpan, text_at};

/// Excerpts with more characters than this are cut and end with `…`.
pub(super) const EXCERPT: usize = 200;

/// A finding. Fields are written in this order.
#[derive(Debug, Serialize)]
pub(super) struct Record<'f> {
    path: &'f str,
    rule: &'f str,
    level: Level,
    mqm: &'f Mqm,
    message: &'f str,
    start: u64,
    end: u64,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    excerpt: String,
    language: Option<String>,
    fixes: Vec<FixRecord<'f>>,
    related: Vec<RelatedRecord<'f>>,
}

#[derive(Debug, Serialize)]
struct FixRecord<'f> {
    title: &'f str,
    applicability: Applicability,
    edits: Vec<EditRecord<'f>>,
}

#[derive(Debug, Serialize)]
struct EditRecord<'f> {
    start: u64,
    end: u64,
    text: &'f str,
}

#[derive(Debug, Serialize)]
struct RelatedRecord<'f> {
    start: u64,
    end: u64,
    line: u32,
    column: u32,
    message: &'f str,
    /// Set if it is another file than that of the finding.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'f str>,
}

impl<'f> Record<'f> {
    pub(super) fn new(file: &FileReport<'f>, finding: &'f Finding) -> Self {
        let (start, end) = on_disk(file, finding.span);
        let (from, to) = file.place(finding.span);
        Self {
            path: file.path,
            rule: finding.rule.as_str(),
            level: finding.level,
            mqm: &finding.mqm,
            message: &finding.message,
            start,
            end,
            line: from.line,
            column: from.column,
            end_line: to.line,
            end_column: to.column,
            excerpt: excerpt(text_at(file.source.content(), finding.span.range())),
            language: finding.language.or(file.language).map(|l| l.to_string()),
            fixes: finding.fixes.iter().map(|fix| fix_record(file, fix)).collect(),
            related: finding.related.iter().map(|related| related_record(file, related)).collect(),
        }
    }
}

fn on_disk(file: &FileReport<'_>, span: FileSpan) -> (u64, u64) {
    let range = file.source.on_disk(span);
    (range.start, range.end)
}

fn fix_record<'f>(file: &FileReport<'_>, fix: &'f Fix) -> FixRecord<'f> {
    let edit = |edit: &'f Edit| {
        let (start, end) = on_disk(file, edit.span);
        EditRecord { start, end, text: &edit.text }
    };
    FixRecord { title: &fix.title, applicability: fix.applicability, edits: fix.edits.iter().map(edit).collect() }
}

fn related_record<'f>(file: &FileReport<'f>, related: &'f Related) -> RelatedRecord<'f> {
    let text = Text::of(file, related);
    let on_disk = text.source.on_disk(related.span);
    let (at, _) = text.place(related.span);
    RelatedRecord {
        start: on_disk.start,
        end: on_disk.end,
        line: at.line,
        column: at.column,
        message: &related.message,
        path: (text.path != file.path).then_some(text.path),
    }
}

fn excerpt(text: &str) -> String {
    match text.char_indices().nth(EXCERPT) {
        Some((cut, _)) => format!("{}…", text_at(text, ..cut)),
        None => text.to_owned(),
    }
}
