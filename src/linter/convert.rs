//! Findings of the pipeline as plain data.

use super::{Edit, Error, Finding, Fix, Level, Position, Problem, Related, Report, Safety, Severity, Span};
use crate::pipeline::{CheckedFile, Outcome};
use mtlint_format::format::{FileText, LineIndex};
use mtlint_rules::{finding, rule};
use mtlint_token::span::FileSpan;

/// The report of a file.
pub(super) fn report(outcome: Outcome) -> Result<Report, Error> {
    let Outcome { problems, file, .. } = outcome;
    if file.is_none() && problems.iter().any(|problem| problem.is_error) {
        return Err(Error::of_problems(problems));
    }
    let problems = problems.into_iter().map(Problem::new).collect();
    let Some(file) = file else { return Ok(Report { problems, ..Report::default() }) };
    Ok(Report {
        language: Some(file.language.to_string()),
        words: file.words,
        findings: findings(&file),
        suppressed: usize::try_from(file.left_out.suppressed).unwrap_or(usize::MAX),
        problems,
        path: file.path,
    })
}

fn findings(file: &CheckedFile) -> Vec<Finding> {
    let Some(text) = &file.text else { return Vec::new() };
    let lines = LineIndex::new(text.content());
    let own = Place { path: None, text, lines: &lines };
    let source =
        file.source.as_ref().map(|source| Place { path: Some(&source.path), text: &source.text, lines: &source.lines });
    let places = Places { own, source: source.unwrap_or(own) };
    let finding = |found: &finding::Finding| Finding {
        unit: file.keys.at(found.span).map(str::to_owned),
        related: found.related.iter().map(|related| places.related(related)).collect(),
        fixes: found.fixes.iter().map(|f| fix(f, |span| own.span(span))).collect(),
        span: own.span(found.span),
        start: own.position(found.span.start),
        end: own.position(found.span.end),
        ..without_place(found, found.span.of(text.content()))
    };
    file.findings.iter().map(finding).collect()
}

/// A finding at no place.
pub(super) fn without_place(found: &finding::Finding, excerpt: &str) -> Finding {
    Finding {
        rule: found.rule.to_string(),
        title: found.title.clone(),
        level: level(found.level),
        category: found.mqm.category.clone(),
        severity: severity(found.mqm.severity),
        span: Span::default(),
        start: START,
        end: START,
        excerpt: excerpt.to_owned(),
        message: found.message.clone(),
        help: found.help.clone(),
        why: found.why.clone(),
        fixes: Vec::new(),
        related: Vec::new(),
        unit: None,
    }
}

/// The first character of a text.
const START: Position = Position { line: 1, column: 1 };

/// A fix whose spans `place` converts.
pub(super) fn fix(fix: &finding::Fix, place: impl Fn(FileSpan) -> Span) -> Fix {
    let safety = match fix.applicability {
        rule::Applicability::Safe => Safety::Safe,
        rule::Applicability::Suggest => Safety::Suggested,
        rule::Applicability::Display => Safety::DisplayOnly,
    };
    let edits = fix.edits.iter().map(|edit| Edit { span: place(edit.span), text: edit.text.clone() }).collect();
    Fix { title: fix.title.clone(), safety, edits }
}

/// A file that spans point into.
#[derive(Clone, Copy)]
struct Place<'f> {
    /// Set if it is not the checked file.
    path: Option<&'f str>,
    text: &'f FileText,
    lines: &'f LineIndex,
}

impl Place<'_> {
    fn span(self, span: FileSpan) -> Span {
        let bytes = self.text.on_disk(span);
        let narrow = |byte| usize::try_from(byte).unwrap_or(usize::MAX);
        Span { start: narrow(bytes.start), end: narrow(bytes.end) }
    }

    fn position(self, byte: u32) -> Position {
        Position::new(self.lines.position(self.text.content(), byte))
    }
}

/// The checked file and its source; the same file twice if it has both sides.
struct Places<'f> {
    own: Place<'f>,
    source: Place<'f>,
}

impl Places<'_> {
    fn related(&self, related: &finding::Related) -> Related {
        let place = match related.file {
            finding::RelatedFile::Own => self.own,
            finding::RelatedFile::Source => self.source,
        };
        Related {
            path: place.path.map(str::to_owned),
            unit: None,
            is_source: related.is_source,
            span: place.span(related.span),
            start: place.position(related.span.start),
            message: related.message.clone(),
        }
    }
}

fn level(level: rule::Level) -> Level {
    match level {
        rule::Level::Off | rule::Level::Info => Level::Info,
        rule::Level::Warning => Level::Warning,
        rule::Level::Error => Level::Error,
    }
}

fn severity(severity: rule::Severity) -> Severity {
    match severity {
        rule::Severity::Neutral => Severity::Neutral,
        rule::Severity::Minor => Severity::Minor,
        rule::Severity::Major => Severity::Major,
        rule::Severity::Critical => Severity::Critical,
    }
}
