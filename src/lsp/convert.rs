//! Converts findings and problems to diagnostics.

use std::path::Path;

use gen_lsp_types::{
    Code, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, Message, Range, Uri,
};
use ropey::Rope;
use serde_json::json;

use super::client::Abilities;
use super::position::Encoding;
use super::uri;
use crate::config::RulePages;
use crate::problem::Problem;
use crate::report::{SourceText, sentence};
use mtlint_format::format::FileText;
use mtlint_rules::finding::{Finding, RelatedFile};
use mtlint_rules::rule::{Applicability, Level};
use mtlint_token::span::FileSpan;

/// The source of diagnostics.
pub(super) const SOURCE: &str = "mtlint";

/// A checked document, and the client it is shown to.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'v> {
    /// The URI that the client uses.
    pub uri: &'v Uri,
    /// The text in the client.
    pub text: &'v Rope,
    /// The checked text, without a byte order mark.
    pub source: &'v FileText,
    /// The capabilities of the client.
    pub client: Abilities,
    /// Where the rule pages are published.
    pub pages: Option<&'v RulePages>,
}

impl View<'_> {
    /// The range of a span of the checked text.
    #[must_use]
    pub(super) fn range(&self, span: FileSpan) -> Range {
        let bytes = self.source.on_disk(span);
        let narrow = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
        self.client.encoding.range(self.text, narrow(bytes.start)..narrow(bytes.end))
    }

    /// The diagnostics for findings, with their related places.
    #[must_use]
    pub(super) fn diagnostics(&self, findings: &[Finding], original: Option<&SourceText>) -> Vec<Diagnostic> {
        let other = original.map(|side| (uri::of_path(side.text.path()), Rope::from_str(side.text.content())));
        findings.iter().map(|finding| self.diagnostic(finding, other.as_ref())).collect()
    }

    fn diagnostic(&self, finding: &Finding, other: Option<&(Uri, Rope)>) -> Diagnostic {
        Diagnostic {
            range: self.range(finding.span),
            severity: Some(severity(finding.level)),
            code: Some(Code::String(finding.rule.to_string())),
            code_description: self.page(finding),
            source: Some(SOURCE.to_owned()),
            message: Message::String(sentence(finding)),
            related_information: self.client.related.then(|| self.related(finding, other)).filter(|r| !r.is_empty()),
            data: self.client.data.then(|| data(finding)),
            ..Diagnostic::default()
        }
    }

    fn page(&self, finding: &Finding) -> Option<CodeDescription> {
        let pages = self.pages.filter(|_| self.client.code_description)?;
        Some(CodeDescription { href: Uri(pages.url(&finding.rule)) })
    }

    fn related(&self, finding: &Finding, other: Option<&(Uri, Rope)>) -> Vec<DiagnosticRelatedInformation> {
        let places = finding.related.iter().map(|related| {
            let location = match (related.file, other) {
                (RelatedFile::Own, _) => Location { uri: self.uri.clone(), range: self.range(related.span) },
                (RelatedFile::Source, Some((uri, text))) => {
                    Location { uri: uri.clone(), range: self.client.encoding.range(text, related.span.range()) }
                }
                (RelatedFile::Source, None) => return None,
            };
            Some(DiagnosticRelatedInformation { location, message: related.message.clone() })
        });
        places.flatten().collect()
    }
}

/// Details of a finding for programs.
fn data(finding: &Finding) -> serde_json::Value {
    let best = finding.fixes.iter().map(|fix| fix.applicability).find(|a| *a != Applicability::Display);
    json!({"title": finding.title, "mqm": finding.mqm, "fix": best})
}

fn severity(level: Level) -> DiagnosticSeverity {
    match level {
        Level::Error => DiagnosticSeverity::Error,
        Level::Warning => DiagnosticSeverity::Warning,
        Level::Info => DiagnosticSeverity::Information,
        Level::Off => DiagnosticSeverity::Hint,
    }
}

/// The diagnostic for a problem of a file, at the start of the file if the place is not known.
#[must_use]
pub(super) fn problem(problem: &Problem, encoding: Encoding) -> Diagnostic {
    let range = problem.place.as_ref().map(|(text, range)| encoding.range(&Rope::from_str(text), range.clone()));
    let message = match &problem.help {
        Some(help) => format!("{}; {help}", problem.message),
        None => problem.message.clone(),
    };
    let severity = if problem.is_error { DiagnosticSeverity::Error } else { DiagnosticSeverity::Information };
    Diagnostic {
        range: range.unwrap_or_default(),
        severity: Some(severity),
        source: Some(SOURCE.to_owned()),
        message: Message::String(message),
        ..Diagnostic::default()
    }
}

/// The URI of the file that a problem is about.
#[must_use]
pub(super) fn place(problem: &Problem) -> Option<Uri> {
    let path = Path::new(problem.path.as_deref()?);
    path.is_absolute().then(|| uri::of_path(path))
}
