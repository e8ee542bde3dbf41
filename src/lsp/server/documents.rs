//! Opening, editing and closing documents, and the results of their checks.

use std::collections::HashSet;
use std::io;
use std::time::{Duration, Instant};

use gen_lsp_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams, Uri,
};
use lsp_server::ErrorCode;
use serde_json::{Value, json};

use super::{Open, Server, Task, read};
use crate::lsp::checker::{Checked, Job};
use crate::lsp::convert;
use crate::lsp::document::OpenDocument;
use crate::lsp::uri;
use crate::problem::Problem;

/// A text is checked when nothing was typed for this long …
const PAUSE: Duration = Duration::from_millis(60);
/// … or at the latest this long after the first unchecked edit.
const PATIENCE: Duration = Duration::from_millis(400);

impl Server<'_> {
    pub(super) fn open(&mut self, params: Value) -> io::Result<()> {
        let Ok(params) = read::<DidOpenTextDocumentParams>(params) else { return Ok(()) };
        self.revision += 1 << 32;
        let document = OpenDocument::new(params.text_document, &self.root, self.revision);
        let uri = document.uri.clone();
        let due = Some(Instant::now());
        let open = Open { document, due, waits_since: None, sent: 0, checked: None, notes: HashSet::new() };
        self.documents.insert(uri, open);
        Ok(())
    }

    pub(super) fn change(&mut self, params: Value) -> io::Result<()> {
        let Ok(params) = read::<DidChangeTextDocumentParams>(params) else { return Ok(()) };
        let uri = params.text_document.text_document_identifier.uri;
        let Some(open) = self.documents.get_mut(&uri) else { return Ok(()) };
        open.document.change(params.content_changes, params.text_document.version, self.client.encoding);
        let now = Instant::now();
        let since = *open.waits_since.get_or_insert(now);
        open.due = Some((now + PAUSE).min(since + PATIENCE));
        // The requests were about the old text.
        self.drop_waiting(&uri, |server, waiting| {
            server.refuse(waiting.id, ErrorCode::ContentModified, "the document was edited")
        })
    }

    pub(super) fn close(&mut self, params: Value) -> io::Result<()> {
        let Ok(params) = read::<DidCloseTextDocumentParams>(params) else { return Ok(()) };
        let uri = params.text_document.uri;
        if self.documents.remove(&uri).is_none() {
            return Ok(());
        }
        self.drop_waiting(&uri, |server, waiting| server.answer(waiting.id, waiting.ask.nothing()))?;
        self.publish(&uri, None, json!([]))
    }

    /// Checks the translations of a saved document again.
    pub(super) fn saved(&mut self, params: Value) -> io::Result<()> {
        let Ok(params) = read::<DidSaveTextDocumentParams>(params) else { return Ok(()) };
        let saved = uri::path(&params.text_document.uri);
        for open in self.documents.values_mut() {
            let original = open.checked.as_ref().and_then(|checked| checked.original.as_ref());
            if original.is_some_and(|side| Some(side.text.path()) == saved.as_deref()) {
                open.due = Some(Instant::now());
                open.sent = 0;
            }
        }
        Ok(())
    }

    /// Handles the result of a check.
    pub(super) fn checked(&mut self, mut checked: Box<Checked>) -> io::Result<()> {
        if checked.is_renewed {
            let fresh = checked.uri.clone();
            for open in self.documents.values_mut().filter(|open| open.document.uri != fresh) {
                open.due = Some(Instant::now());
                open.sent = 0;
            }
        }
        let elsewhere = std::mem::take(&mut checked.elsewhere);
        self.show_broken(elsewhere, checked.is_renewed)?;
        let uri = checked.uri.clone();
        let Some(open) = self.documents.get_mut(&uri).filter(|open| open.document.revision == checked.revision) else {
            // A newer revision is being checked, or the document is closed.
            return Ok(());
        };
        let (errors, notes): (Vec<_>, Vec<_>) = checked.problems.drain(..).partition(|problem| problem.is_error);
        let notes: Vec<String> =
            notes.into_iter().map(|note| note.message).filter(|note| open.notes.insert(note.clone())).collect();
        open.checked = Some(checked);
        let mut diagnostics: Vec<_> =
            errors.iter().map(|error| convert::problem(error, self.client.encoding)).collect();
        let Some(open) = self.documents.get(&uri) else { return Ok(()) };
        if let Some(checked) = open.current()
            && let Some(view) = self.view(open, checked)
        {
            diagnostics.extend(view.diagnostics(&checked.findings, checked.original.as_ref()));
        }
        let version = open.document.version;
        self.publish(&uri, Some(version), json!(diagnostics))?;
        for note in notes {
            self.log(&format!("{}: {note}", uri.0))?;
        }
        self.drop_waiting(&uri, Self::reply)
    }

    /// Schedules a check of all documents.
    pub(super) fn check_all(&mut self) {
        for open in self.documents.values_mut() {
            open.due = Some(Instant::now());
            open.sent = 0;
        }
    }

    /// Sends the documents that are due to the checker.
    pub(super) fn send_due(&mut self) {
        let now = Instant::now();
        let mut jobs = Vec::new();
        for open in self.documents.values_mut().filter(|open| open.due.is_some_and(|due| due <= now)) {
            (open.due, open.waits_since) = (None, None);
            let document = &open.document;
            if open.sent == document.revision {
                continue;
            }
            open.sent = document.revision;
            jobs.push(Job {
                uri: document.uri.clone(),
                path: document.path.clone(),
                kind: document.kind.clone(),
                revision: document.revision,
                latest: document.latest.clone(),
                text: document.text.clone(),
            });
        }
        for job in jobs {
            self.send(Task::Check(job));
        }
    }

    /// Shows mistakes in configs and rules, as diagnostics of their files if possible.
    pub(super) fn show_broken(&mut self, problems: Vec<Problem>, is_renewed: bool) -> io::Result<()> {
        let mut touched: HashSet<Uri> = HashSet::new();
        if is_renewed {
            touched.extend(self.broken.keys().cloned());
            self.broken.clear();
        }
        for problem in problems {
            match convert::place(&problem) {
                Some(uri) => {
                    let known = self.broken.entry(uri.clone()).or_default();
                    if !known.contains(&problem) {
                        known.push(problem);
                        touched.insert(uri);
                    }
                }
                None => self.show(&format!("mtlint: {}", problem.message))?,
            }
        }
        for uri in touched {
            let problems = self.broken.get(&uri).map_or(&[][..], Vec::as_slice);
            let diagnostics: Vec<_> = problems.iter().map(|p| convert::problem(p, self.client.encoding)).collect();
            self.publish(&uri, None, json!(diagnostics))?;
        }
        Ok(())
    }
}
