//! Code actions: fixes, all safe fixes at once, and directives that suppress a finding.

use std::collections::HashMap;
use std::ops::Range as Bytes;

use gen_lsp_types::{
    CodeAction, CodeActionKind, DocumentChange, Edit, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit,
    TextDocumentIdentifier, TextEdit, WorkspaceEdit,
};

use super::convert::View;
use crate::fix::{self, Safety};
use crate::report::SourceText;
use mtlint_rules::finding::{self, Finding};
use mtlint_rules::rule::Applicability;
use mtlint_rules::suppress::{Reach, write_directive};

/// The kind of the action that applies all safe fixes.
pub(super) const FIX_ALL: &str = "source.fixAll.mtlint";
const QUICK_FIX: &str = "quickfix";
/// Directives are offered for at most this many findings, since each is tried out on the document.
const MOST_DIRECTIVES: usize = 8;

/// A request for code actions.
#[derive(Debug)]
pub(super) struct Wanted {
    /// A byte range of the text; actions are for findings that touch it.
    pub bytes: Bytes<usize>,
    /// Requested kinds, each including its sub-kinds; empty means all kinds.
    pub only: Vec<String>,
}

impl Wanted {
    /// True for a requested kind; `source.fixAll` includes `source.fixAll.mtlint`.
    fn wants(&self, kind: &str) -> bool {
        let below = |asked: &String| {
            kind.strip_prefix(asked.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.only.is_empty() || self.only.iter().any(|asked| asked.is_empty() || below(asked))
    }
}

/// A document with findings, and the code actions for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Actions<'v> {
    /// The document.
    pub view: View<'v>,
    /// Its version.
    pub version: i32,
    /// Its findings.
    pub findings: &'v [Finding],
    /// The file that it was translated from.
    pub original: Option<&'v SourceText>,
}

impl Actions<'_> {
    /// The requested actions, the best first.
    #[must_use]
    pub(super) fn all(&self, wanted: &Wanted) -> Vec<CodeAction> {
        let mut actions = Vec::new();
        let touched: Vec<&Finding> =
            self.findings.iter().filter(|finding| self.touches(finding, &wanted.bytes)).collect();
        if wanted.wants(QUICK_FIX) {
            actions.extend(touched.iter().flat_map(|finding| self.fixes(finding)));
        }
        if wanted.wants(FIX_ALL) {
            actions.extend(self.fix_all());
        }
        if wanted.wants(QUICK_FIX) {
            actions.extend(touched.iter().take(MOST_DIRECTIVES).flat_map(|finding| self.directives(finding)));
        }
        actions
    }

    fn touches(&self, finding: &Finding, bytes: &Bytes<usize>) -> bool {
        let span = self.view.source.on_disk(finding.span);
        span.start <= bytes.end as u64 && bytes.start as u64 <= span.end
    }

    fn fixes(&self, finding: &Finding) -> impl Iterator<Item = CodeAction> {
        let fixes = finding.fixes.iter().filter(|fix| fix.applicability != Applicability::Display);
        fixes.map(|fix| CodeAction {
            is_preferred: Some(fix.applicability == Applicability::Safe),
            ..self.quick_fix(format!("{} ({})", fix.title, finding.rule), finding, &fix.edits)
        })
    }

    fn fix_all(&self) -> Option<CodeAction> {
        let safe = self.findings.iter().filter_map(|finding| Some((finding, Safety::Safe.choose(finding)?)));
        let made = fix::make(self.view.source.content(), safe);
        let edits: Vec<finding::Edit> = made.patch.edits().cloned().collect();
        let (count, es) = (made.fixed.len(), if made.fixed.len() == 1 { "" } else { "es" });
        (count > 0).then(|| CodeAction {
            title: format!("Apply {count} safe fix{es} in this file"),
            kind: Some(CodeActionKind::Custom(FIX_ALL.into())),
            edit: Some(self.edit(&edits)),
            ..CodeAction::default()
        })
    }

    fn directives(&self, finding: &Finding) -> impl Iterator<Item = CodeAction> {
        let reaches = [(Reach::NextLine, "here"), (Reach::File, "in this file")];
        reaches.into_iter().filter_map(|(reach, place)| {
            let edit = write_directive(self.view.source, &finding.rule, finding.span, reach)?;
            Some(self.quick_fix(format!("Suppress {} {place}", finding.rule), finding, &[edit]))
        })
    }

    fn quick_fix(&self, title: String, finding: &Finding, edits: &[finding::Edit]) -> CodeAction {
        CodeAction {
            title,
            kind: Some(CodeActionKind::QuickFix),
            diagnostics: Some(self.view.diagnostics(std::slice::from_ref(finding), self.original)),
            edit: Some(self.edit(edits)),
            ..CodeAction::default()
        }
    }

    fn edit(&self, edits: &[finding::Edit]) -> WorkspaceEdit {
        let edit = |edit: &finding::Edit| TextEdit { range: self.view.range(edit.span), new_text: edit.text.clone() };
        let edits = edits.iter().map(edit);
        let uri = self.view.uri.clone();
        if !self.view.client.document_changes {
            let changes = Some(HashMap::from([(uri, edits.collect())]));
            return WorkspaceEdit { changes, ..WorkspaceEdit::default() };
        }
        let text_document = OptionalVersionedTextDocumentIdentifier {
            version: Some(self.version),
            text_document_identifier: TextDocumentIdentifier { uri },
        };
        let change = TextDocumentEdit { text_document, edits: edits.map(Edit::TextEdit).collect() };
        WorkspaceEdit {
            document_changes: Some(vec![DocumentChange::TextDocumentEdit(change)]),
            ..WorkspaceEdit::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Wanted;

    #[test]
    fn a_kind_includes_its_sub_kinds() {
        let wants = |only: &[&str], kind| {
            Wanted { bytes: 0..0, only: only.iter().map(|&kind| kind.to_owned()).collect() }.wants(kind)
        };
        assert!(wants(&[], "quickfix") && wants(&[""], "quickfix") && wants(&["source"], "source.fixAll.mtlint"));
        assert!(wants(&["source.fixAll"], "source.fixAll.mtlint"));
        assert!(!wants(&["source.fixAll.mtlint"], "source.fixAll") && !wants(&["source.fix"], "source.fixAll"));
    }
}
