//! The session. One thread reads messages, one checks documents, and this one answers.

mod answers;
mod documents;
mod say;

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Instant;

use gen_lsp_types::{CodeActionParams, HoverParams, Uri};
use lsp_server::{ErrorCode, Message, Notification, Request};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use self::answers::{Ask, Waiting};
use super::actions::FIX_ALL;
use super::checker::{Checked, Job};
use super::client::{self, Abilities, Options};
use super::document::OpenDocument;
use super::transport::{self, Incoming};
use crate::problem::Problem;

/// An event from another thread.
pub(super) enum Event {
    /// From the reader: a message.
    Incoming(Incoming),
    /// From the reader: the stream ended or is broken.
    End,
    /// From the checker: a document was checked.
    Checked(Box<Checked>),
}

/// A task for the checker.
pub(super) enum Task {
    /// Use this folder for documents without a file, and these options.
    Configure(PathBuf, Options),
    /// Read rules and settings again.
    Renew,
    /// Check a document.
    Check(Job),
}

/// The state of the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Fresh,
    Running,
    Down,
}

/// An open document and its last check.
struct Open {
    document: OpenDocument,
    /// When it is to be checked.
    due: Option<Instant>,
    /// The time of the first edit that was not sent to the checker.
    waits_since: Option<Instant>,
    /// The revision that was last sent to the checker.
    sent: u64,
    /// The result of the last check; it is about the current text if the revisions are equal.
    checked: Option<Box<Checked>>,
    /// Notes that were logged.
    notes: HashSet<String>,
}

impl Open {
    /// The result of the check of the current text.
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
    /// The shown mistakes in configs and rules, by file.
    broken: HashMap<Uri, Vec<Problem>>,
    /// The next revision of a document that is opened.
    revision: u64,
}

impl<'o> Server<'o> {
    /// A session before `initialize`.
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

    /// Runs the session to its end; true if it ended after a `shutdown`.
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
            // Notifications before `initialize` and after `shutdown` are ignored, and so are answers to our requests.
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
            (Phase::Fresh, _) => {
                self.refuse(id, ErrorCode::ServerNotInitialized, "the session has not been initialized")
            }
            (Phase::Down, _) => self.refuse(id, ErrorCode::InvalidRequest, "the session was shut down"),
            (Phase::Running, "initialize") => {
                self.refuse(id, ErrorCode::InvalidRequest, "the session is already initialized")
            }
            (Phase::Running, "shutdown") => {
                self.phase = Phase::Down;
                for waiting in std::mem::take(&mut self.waiting) {
                    self.refuse(waiting.id, ErrorCode::RequestCanceled, "the session is shutting down")?;
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
            (Phase::Running, _) => self.refuse(id, ErrorCode::MethodNotFound, &format!("unknown method {method}")),
        }
    }

    fn initialize(&mut self, params: &Value) -> io::Result<Value> {
        self.phase = Phase::Running;
        self.client = Abilities::of(params);
        if let Some(root) = client::root(params) {
            self.root = root;
        }
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

    /// Applies the options of the user; invalid options are reported and ignored.
    fn configure(&mut self, options: &Value) -> io::Result<()> {
        let (options, wrong) = Options::read(options);
        for mistake in wrong {
            self.show(&format!("mtlint: invalid option {mistake}"))?;
        }
        self.send(Task::Configure(self.root.clone(), options));
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
                self.send(Task::Renew);
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
            // Others are not needed: `$/setTrace` and the like.
            _ => Ok(()),
        }
    }

    /// Asks the client to report changes of configs, rules and glossaries.
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

    fn send(&self, task: Task) {
        // The checker runs as long as the session.
        let _ = self.checker.send(task);
    }
}

fn read<T: DeserializeOwned>(params: Value) -> Result<T, String> {
    serde_json::from_value(params).map_err(|e| e.to_string())
}
