//! The session: messages in, messages out. One thread reads, one checks, this one decides.

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use gen_lsp_types::{
    CodeActionParams, DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DidSaveTextDocumentParams, HoverParams, Uri,
};
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::actions::{Actions, FIX_ALL, Wanted};
use super::checker::{Checked, Job};
use super::client::{self, Abilities, Options};
use super::convert::{self, View};
use super::document::OpenDocument;
use super::hover::{self, Markup};
use super::transport::{self, Incoming};
use crate::report::Problem;

/// A text is checked when nobody has typed for so long …
const PAUSE: Duration = Duration::from_millis(60);
/// … or at the latest so long after an edit that was not checked yet.
const PATIENCE: Duration = Duration::from_millis(400);
/// Sentences of what was measured that a hover shows; the rest stands in `mtlint explain`.
const MEASURED: usize = 2;

/// What the other threads say.
pub(super) enum Event {
    /// The reader: a message came in.
    Incoming(Incoming),
    /// The reader: the stream ended, or makes no sense any more.
    End,
    /// The checker: a document is checked.
    Checked(Box<Checked>),
}

/// What the checker is told.
pub(super) enum Task {
    /// Where documents without a file are taken to stand, and the user's options.
    Configure(PathBuf, Options),
    /// Rules and settings are to be read again.
    Renew,
    /// A document is to be checked.
    Check(Job),
}

/// How far the session has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Fresh,
    Running,
    Down,
}

/// A request that waits until its document is checked.
struct Waiting {
    id: RequestId,
    uri: Uri,
    ask: Ask,
}

/// What is asked of a checked document.
enum Ask {
    Actions(Box<CodeActionParams>),
    Hover(gen_lsp_types::Position),
}

impl Ask {
    /// What is answered where there is no document.
    fn nothing(&self) -> Value {
        match self {
            Self::Actions(_) => json!([]),
            Self::Hover(_) => Value::Null,
        }
    }
}

/// An open document and what is known of it.
struct Open {
    document: OpenDocument,
    /// When it is to be checked, if it is.
    due: Option<Instant>,
    /// The first edit that was not sent to be checked.
    waits_since: Option<Instant>,
    /// The revision that was last sent to be checked.
    sent: u64,
    /// What came of the last check; of the present text if `revision` says so.
    checked: Option<Box<Checked>>,
    /// Notes that the user has been told.
    told: HashSet<String>,
}

impl Open {
    /// What came of the check of the text as it is.
    fn current(&self) -> Option<&Checked> {
        self.checked.as_deref().filter(|checked| checked.revision == self.document.revision)
    }
}

/// The session's state.
pub(super) struct Server<'o> {
    out: &'o mut dyn Write,
    checker: Sender<Task>,
    phase: Phase,
    client: Abilities,
    root: PathBuf,
    documents: HashMap<Uri, Open>,
    waiting: Vec<Waiting>,
    /// Configs whose mistakes are shown, with the documents that showed them.
    broken: HashMap<Uri, Vec<Problem>>,
    /// The next revision of a document that is opened.
    revision: u64,
}

impl<'o> Server<'o> {
    /// A session that has not begun.
    pub(super) fn new(out: &'o mut dyn Write, checker: Sender<Task>) -> Self {
        Self {
            out,
            checker,
            phase: Phase::Fresh,
            client: Abilities::default(),
            root: PathBuf::from("/"),
            documents: HashMap::new(),
            waiting: Vec::new(),
            broken: HashMap::new(),
            revision: 0,
        }
    }

    /// Runs the session to its end; true when it ended as it should, after a `shutdown`.
    ///
    /// # Errors
    /// Those of the writer.
    pub(super) fn run(mut self, events: &Receiver<Event>) -> io::Result<bool> {
        loop {
            let next = self.documents.values().filter_map(|open| open.due).min();
            let event = match next {
                None => events.recv().map_err(RecvTimeoutError::from),
                Some(due) => events.recv_timeout(due.saturating_duration_since(Instant::now())),
            };
            match event {
                Ok(Event::Incoming(Incoming::Message(Message::Notification(note)))) if note.method == "exit" => break,
                Ok(Event::Incoming(Incoming::Message(message))) => self.message(message)?,
                Ok(Event::Incoming(Incoming::Broken(answer))) => transport::write(self.out, &answer)?,
                Ok(Event::Checked(checked)) => self.checked(checked)?,
                Ok(Event::End) | Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => {}
            }
            self.send_due();
        }
        Ok(self.phase == Phase::Down)
    }

    fn message(&mut self, message: Message) -> io::Result<()> {
        match message {
            Message::Request(request) => self.request(request),
            Message::Notification(note) if self.phase == Phase::Running => self.notification(note),
            // Nothing is expected before `initialize` and behind `shutdown`, and our own requests want no answer.
            Message::Notification(_) | Message::Response(_) => Ok(()),
        }
    }

    fn request(&mut self, request: Request) -> io::Result<()> {
        let Request { id, method, params } = request;
        match (self.phase, method.as_str()) {
            (Phase::Fresh, "initialize") => {
                let result = self.initialize(&params)?;
                self.answer(id, result)
            }
            (Phase::Fresh, _) => self.refuse(id, ErrorCode::ServerNotInitialized, "the session has not begun"),
            (Phase::Down, _) => self.refuse(id, ErrorCode::InvalidRequest, "the session has ended"),
            (Phase::Running, "initialize") => self.refuse(id, ErrorCode::InvalidRequest, "the session has begun"),
            (Phase::Running, "shutdown") => {
                self.phase = Phase::Down;
                for waiting in std::mem::take(&mut self.waiting) {
                    self.refuse(waiting.id, ErrorCode::RequestCanceled, "the session ends")?;
                }
                self.documents.clear();
                self.answer(id, Value::Null)
            }
            (Phase::Running, "textDocument/codeAction") => match read::<CodeActionParams>(params) {
                Ok(params) => {
                    let uri = params.text_document.uri.clone();
                    self.ask(Waiting { id, uri, ask: Ask::Actions(Box::new(params)) })
                }
                Err(e) => self.refuse(id, ErrorCode::InvalidParams, &e),
            },
            (Phase::Running, "textDocument/hover") => match read::<HoverParams>(params) {
                Ok(params) => {
                    let at = params.text_document_position_params;
                    self.ask(Waiting { id, uri: at.text_document.uri, ask: Ask::Hover(at.position) })
                }
                Err(e) => self.refuse(id, ErrorCode::InvalidParams, &e),
            },
            (Phase::Running, _) => self.refuse(id, ErrorCode::MethodNotFound, &format!("{method} is not known here")),
        }
    }

    fn initialize(&mut self, params: &Value) -> io::Result<Value> {
        self.phase = Phase::Running;
        self.client = Abilities::of(params);
        self.root = client::root(params).unwrap_or(std::mem::take(&mut self.root));
        self.configure(params.get("initializationOptions").unwrap_or(&Value::Null))?;
        let mut capabilities = json!({
            "positionEncoding": self.client.encoding.kind(),
            "textDocumentSync": {"openClose": true, "change": 2, "save": {"includeText": false}},
            "hoverProvider": true,
        });
        if self.client.code_actions {
            capabilities["codeActionProvider"] = json!({"codeActionKinds": ["quickfix", FIX_ALL]});
        }
        let info = json!({"name": "mtlint", "version": env!("CARGO_PKG_VERSION")});
        Ok(json!({"capabilities": capabilities, "serverInfo": info}))
    }

    /// Takes the user's options; mistakes in them are told and left out.
    fn configure(&mut self, options: &Value) -> io::Result<()> {
        let (options, wrong) = Options::read(options);
        for mistake in wrong {
            self.show(&format!("mtlint: option {mistake}"))?;
        }
        self.tell_checker(Task::Configure(self.root.clone(), options));
        Ok(())
    }

    fn notification(&mut self, note: Notification) -> io::Result<()> {
        let Notification { method, params } = note;
        match method.as_str() {
            "initialized" => self.watch(),
            "textDocument/didOpen" => self.open(params),
            "textDocument/didChange" => self.change(params),
            "textDocument/didClose" => self.close(params),
            "textDocument/didSave" => self.saved(params),
            "workspace/didChangeWatchedFiles" => {
                self.tell_checker(Task::Renew);
                self.check_all();
                Ok(())
            }
            "workspace/didChangeConfiguration" => match params.pointer("/settings/mtlint") {
                Some(options) if options.is_object() => {
                    self.configure(options)?;
                    self.check_all();
                    Ok(())
                }
                // Clients send empty settings when they start.
                _ => Ok(()),
            },
            "$/cancelRequest" => self.cancel(&params),
            // Others are not for us: `$/setTrace` and the like.
            _ => Ok(()),
        }
    }

    /// Asks the client to tell when configs, rules or glossaries change.
    fn watch(&mut self) -> io::Result<()> {
        if !self.client.watches {
            return Ok(());
        }
        let watchers = ["**/*.toml", "**/*.csv", "**/*.tbx"].map(|glob| json!({"globPattern": glob}));
        let registration = json!({
            "id": "mtlint-files",
            "method": "workspace/didChangeWatchedFiles",
            "registerOptions": {"watchers": watchers},
        });
        let params = json!({"registrations": [registration]});
        transport::write(
            self.out,
            &json!({"jsonrpc": "2.0", "id": "mtlint-1", "method": "client/registerCapability", "params": params}),
        )
    }

    fn open(&mut self, params: Value) -> io::Result<()> {
        let Ok(params) = read::<DidOpenTextDocumentParams>(params) else { return Ok(()) };
        self.revision += 1 << 32;
        let document = OpenDocument::new(params.text_document, &self.root, self.revision);
        let uri = document.uri.clone();
        let (checked, told) = Default::default();
        let open = Open { document, due: Some(Instant::now()), waits_since: None, sent: 0, checked, told };
        self.documents.insert(uri, open);
        Ok(())
    }

    fn change(&mut self, params: Value) -> io::Result<()> {
        let Ok(params) = read::<DidChangeTextDocumentParams>(params) else { return Ok(()) };
        let uri = params.text_document.text_document_identifier.uri;
        let Some(open) = self.documents.get_mut(&uri) else { return Ok(()) };
        open.document.change(params.content_changes, params.text_document.version, self.client.encoding);
        let now = Instant::now();
        let since = *open.waits_since.get_or_insert(now);
        open.due = Some((now + PAUSE).min(since + PATIENCE));
        // What was asked was about another text.
        self.drop_waiting(&uri, |server, waiting| {
            server.refuse(waiting.id, ErrorCode::ContentModified, "the document was edited")
        })
    }

    fn close(&mut self, params: Value) -> io::Result<()> {
        let Ok(params) = read::<DidCloseTextDocumentParams>(params) else { return Ok(()) };
        let uri = params.text_document.uri;
        if self.documents.remove(&uri).is_none() {
            return Ok(());
        }
        self.drop_waiting(&uri, |server, waiting| server.answer(waiting.id, waiting.ask.nothing()))?;
        self.publish(&uri, None, json!([]))
    }

    /// A saved document may be what others were translated from.
    fn saved(&mut self, params: Value) -> io::Result<()> {
        let Ok(params) = read::<DidSaveTextDocumentParams>(params) else { return Ok(()) };
        let saved = super::uri::path(&params.text_document.uri);
        for open in self.documents.values_mut() {
            let original = open.checked.as_ref().and_then(|checked| checked.original.as_ref());
            if original.is_some_and(|side| Some(side.source.path()) == saved.as_deref()) {
                open.due = Some(Instant::now());
                open.sent = 0;
            }
        }
        Ok(())
    }

    fn cancel(&mut self, params: &Value) -> io::Result<()> {
        let id = params.get("id").cloned().and_then(|id| read::<RequestId>(id).ok());
        let Some(at) = self.waiting.iter().position(|waiting| Some(&waiting.id) == id.as_ref()) else { return Ok(()) };
        let waiting = self.waiting.swap_remove(at);
        self.refuse(waiting.id, ErrorCode::RequestCanceled, "canceled")
    }

    fn ask(&mut self, waiting: Waiting) -> io::Result<()> {
        match self.documents.get_mut(&waiting.uri) {
            Some(open) if open.current().is_none() => {
                open.due = Some(Instant::now());
                self.waiting.push(waiting);
                Ok(())
            }
            _ => self.reply(waiting),
        }
    }

    /// Answers by what is known now.
    fn reply(&mut self, waiting: Waiting) -> io::Result<()> {
        let open = self.documents.get(&waiting.uri);
        let checked = open.and_then(|open| Some((open, open.current()?)));
        let result = match checked {
            Some((open, checked)) => self.result(open, checked, &waiting.ask),
            None => None,
        };
        self.answer(waiting.id, result.unwrap_or_else(|| waiting.ask.nothing()))
    }

    fn result(&self, open: &Open, checked: &Checked, ask: &Ask) -> Option<Value> {
        let view = self.view(open, checked)?;
        let text = &open.document.text;
        match ask {
            Ask::Actions(params) => {
                let byte = |position| self.client.encoding.byte(text, position);
                let only = params.context.only.iter().flatten().map(|kind| kind.to_string()).collect();
                let wanted = Wanted { bytes: byte(params.range.start)..byte(params.range.end), only };
                let original = checked.original.as_ref();
                let actions = Actions { view, version: open.document.version, findings: &checked.findings, original };
                serde_json::to_value(actions.all(&wanted)).ok()
            }
            Ask::Hover(position) => {
                let at = self.client.encoding.byte(text, *position) as u64;
                let markup = if self.client.markdown { Markup::Markdown } else { Markup::Plain };
                let here = |span| {
                    let bytes = view.source.on_disk(span);
                    bytes.start <= at && (at < bytes.end || at == bytes.start)
                };
                let here: Vec<_> = checked.findings.iter().filter(|finding| here(finding.span)).collect();
                let first = here.first()?;
                let told = here.iter().map(|finding| {
                    let measured = checked.measured(finding);
                    hover::tell(finding, measured.get(..MEASURED).unwrap_or(&measured), markup)
                });
                let value = told.collect::<Vec<_>>().join(markup.divider());
                let kind = if self.client.markdown { "markdown" } else { "plaintext" };
                Some(json!({"contents": {"kind": kind, "value": value}, "range": view.range(first.span)}))
            }
        }
    }

    fn view<'v>(&self, open: &'v Open, checked: &'v Checked) -> Option<View<'v>> {
        let source = checked.source.as_ref()?;
        Some(View { uri: &open.document.uri, text: &open.document.text, source, client: self.client })
    }

    /// Takes what came of a check.
    fn checked(&mut self, mut checked: Box<Checked>) -> io::Result<()> {
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
            // A newer one is under way, or it is closed.
            return Ok(());
        };
        let (errors, notes): (Vec<_>, Vec<_>) = checked.problems.drain(..).partition(|problem| problem.is_error);
        let notes: Vec<String> =
            notes.into_iter().map(|note| note.message).filter(|note| open.told.insert(note.clone())).collect();
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

    /// Shows mistakes in configs and rules: in the files that have them, where it can be told.
    fn show_broken(&mut self, problems: Vec<Problem>, is_renewed: bool) -> io::Result<()> {
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

    /// Lets all documents be checked again.
    fn check_all(&mut self) {
        for open in self.documents.values_mut() {
            open.due = Some(Instant::now());
            open.sent = 0;
        }
    }

    /// Sends the documents to be checked whose time has come.
    fn send_due(&mut self) {
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
            self.tell_checker(Task::Check(job));
        }
    }

    fn tell_checker(&self, task: Task) {
        // It is there as long as the session is.
        let _ = self.checker.send(task);
    }

    /// Takes the requests that wait for a document and does something with each.
    fn drop_waiting(
        &mut self,
        uri: &Uri,
        mut work: impl FnMut(&mut Self, Waiting) -> io::Result<()>,
    ) -> io::Result<()> {
        let (here, others) = std::mem::take(&mut self.waiting).into_iter().partition(|waiting| waiting.uri == *uri);
        self.waiting = others;
        let here: Vec<Waiting> = here;
        here.into_iter().try_for_each(|waiting| work(self, waiting))
    }

    fn publish(&mut self, uri: &Uri, version: Option<i32>, diagnostics: Value) -> io::Result<()> {
        let mut params = json!({"uri": uri, "diagnostics": diagnostics});
        if let Some(version) = version.filter(|_| self.client.versions) {
            params["version"] = json!(version);
        }
        self.notify("textDocument/publishDiagnostics", &params)
    }

    fn show(&mut self, message: &str) -> io::Result<()> {
        self.notify("window/showMessage", &json!({"type": 2, "message": message}))
    }

    fn log(&mut self, message: &str) -> io::Result<()> {
        self.notify("window/logMessage", &json!({"type": 3, "message": message}))
    }

    fn notify(&mut self, method: &str, params: &Value) -> io::Result<()> {
        transport::write(self.out, &json!({"jsonrpc": "2.0", "method": method, "params": params}))
    }

    fn answer(&mut self, id: RequestId, result: Value) -> io::Result<()> {
        transport::write(self.out, &json!({"jsonrpc": "2.0", "id": id, "result": result}))
    }

    fn refuse(&mut self, id: RequestId, code: ErrorCode, message: &str) -> io::Result<()> {
        let error = json!({"code": code as i32, "message": message});
        transport::write(self.out, &json!({"jsonrpc": "2.0", "id": id, "error": error}))
    }
}

fn read<T: DeserializeOwned>(params: Value) -> Result<T, String> {
    serde_json::from_value(params).map_err(|e| e.to_string())
}
