//! Answers that need the findings in a document. They wait until it is checked.

use std::io;
use std::time::Instant;

use gen_lsp_types::{CodeActionParams, Position, Uri};
use lsp_server::{ErrorCode, RequestId};
use serde_json::{Value, json};

use super::{Open, Server, read};
use crate::lsp::actions::{Actions, Wanted};
use crate::lsp::checker::Checked;
use crate::lsp::convert::View;
use crate::lsp::hover::{self, Markup};

/// The number of sentences about measured figures in a hover; `mtlint explain` shows all.
const MEASURED: usize = 2;

/// A request that waits until its document is checked.
pub(super) struct Waiting {
    pub(super) id: RequestId,
    pub(super) uri: Uri,
    pub(super) ask: Ask,
}

/// A request about a checked document.
pub(super) enum Ask {
    Actions(Box<CodeActionParams>),
    Hover(Position),
}

impl Ask {
    /// The answer if there is no document.
    pub(super) fn nothing(&self) -> Value {
        match self {
            Self::Actions(_) => json!([]),
            Self::Hover(_) => Value::Null,
        }
    }
}

impl Server<'_> {
    pub(super) fn ask(&mut self, waiting: Waiting) -> io::Result<()> {
        match self.documents.get_mut(&waiting.uri) {
            Some(open) if open.current().is_none() => {
                open.due = Some(Instant::now());
                self.waiting.push(waiting);
                Ok(())
            }
            _ => self.reply(waiting),
        }
    }

    /// Answers with the current findings.
    pub(super) fn reply(&mut self, waiting: Waiting) -> io::Result<()> {
        let open = self.documents.get(&waiting.uri);
        let checked = open.and_then(|open| Some((open, open.current()?)));
        let result = match checked {
            Some((open, checked)) => self.result(open, checked, &waiting.ask),
            None => None,
        };
        self.answer(waiting.id, result.unwrap_or_else(|| waiting.ask.nothing()))
    }

    pub(super) fn result(&self, open: &Open, checked: &Checked, ask: &Ask) -> Option<Value> {
        let view = self.view(open, checked)?;
        let text = &open.document.text;
        match ask {
            Ask::Actions(params) => {
                let byte = |position| self.client.encoding.byte(text, position);
                let only = params.context.only.iter().flatten().map(|kind| kind.to_string()).collect();
                let wanted = Wanted { bytes: byte(params.range.start)..byte(params.range.end), only };
                let source_text = checked.source_text.as_ref();
                let actions =
                    Actions { view, version: open.document.version, findings: &checked.findings, source_text };
                serde_json::to_value(actions.all(&wanted)).ok()
            }
            Ask::Hover(position) => {
                let at = self.client.encoding.byte(text, *position) as u64;
                let markup = if self.client.markdown { Markup::Markdown } else { Markup::Plain };
                let touches = |span| {
                    let bytes = view.source.on_disk(span);
                    bytes.start <= at && (at < bytes.end || at == bytes.start)
                };
                let touched: Vec<_> = checked.findings.iter().filter(|finding| touches(finding.span)).collect();
                let first = touched.first()?;
                let texts = touched.iter().map(|finding| {
                    let measured = checked.measured(finding);
                    hover::text(finding, measured.get(..MEASURED).unwrap_or(&measured), markup)
                });
                let value = texts.collect::<Vec<_>>().join(markup.divider());
                let kind = if self.client.markdown { "markdown" } else { "plaintext" };
                Some(json!({"contents": {"kind": kind, "value": value}, "range": view.range(first.span)}))
            }
        }
    }

    pub(super) fn view<'v>(&self, open: &'v Open, checked: &'v Checked) -> Option<View<'v>> {
        let source = checked.source.as_ref()?;
        let pages = checked.setup.as_ref().and_then(|setup| setup.pages.as_ref());
        Some(View { uri: &open.document.uri, text: &open.document.text, source, client: self.client, pages })
    }

    pub(super) fn cancel(&mut self, params: &Value) -> io::Result<()> {
        let id = params.get("id").cloned().and_then(|id| read::<RequestId>(id).ok());
        let Some(at) = self.waiting.iter().position(|waiting| Some(&waiting.id) == id.as_ref()) else { return Ok(()) };
        let waiting = self.waiting.swap_remove(at);
        self.refuse(waiting.id, ErrorCode::RequestCanceled, "canceled")
    }

    /// Removes the requests that wait for a document and runs `work` for each.
    pub(super) fn drop_waiting(
        &mut self,
        uri: &Uri,
        mut work: impl FnMut(&mut Self, Waiting) -> io::Result<()>,
    ) -> io::Result<()> {
        let (removed, others) = std::mem::take(&mut self.waiting).into_iter().partition(|waiting| waiting.uri == *uri);
        self.waiting = others;
        let removed: Vec<Waiting> = removed;
        removed.into_iter().try_for_each(|waiting| work(self, waiting))
    }
}
