//! The language server: findings while somebody writes, fixes and silence as code actions, reasons on hover.
//!
//! `position`, `document`, `convert`, `actions` and `hover` are plain functions over texts and findings; `transport`,
//! `server` and `checker` know of streams, time and files.

mod actions;
mod checker;
mod client;
mod convert;
mod document;
mod hover;
mod position;
mod server;
mod transport;
mod uri;

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use jiff::civil::Date;

use checker::Checker;
use client::Options;
use server::{Event, Server, Task};

/// Runs a session over two streams; true when it ended as the protocol wants it.
///
/// # Errors
/// Those of the writer.
pub(crate) fn serve(input: &mut (dyn Read + Send), out: &mut dyn Write, today: fn() -> Date) -> io::Result<bool> {
    let (tell, events) = mpsc::channel();
    let (give, tasks) = mpsc::channel();
    thread::scope(|scope| {
        let reader = tell.clone();
        scope.spawn(move || listen(&mut BufReader::new(input), &reader));
        scope.spawn(move || check(&tasks, &tell, today));
        Server::new(out, give).run(&events)
    })
}

/// Reads messages until the stream or the session ends. When nobody takes them any more, that is the end, too.
fn listen(input: &mut dyn BufRead, events: &Sender<Event>) {
    while let Ok(Some(incoming)) = transport::read(input) {
        let is_last = incoming.is_exit();
        if events.send(Event::Incoming(incoming)).is_err() || is_last {
            return;
        }
    }
    // The session may have ended already.
    let _ = events.send(Event::End);
}

/// Does tasks until there is nobody to give any.
fn check(tasks: &Receiver<Task>, events: &Sender<Event>, today: fn() -> Date) {
    let mut checker = Checker::new(PathBuf::from("/"), Options::default(), today);
    for task in tasks {
        let checked = match task {
            Task::Configure(root, options) => {
                checker = Checker::new(root, options, today);
                None
            }
            Task::Renew => {
                checker.renew();
                None
            }
            Task::Check(job) => checker.check(job),
        };
        if let Some(checked) = checked
            && events.send(Event::Checked(Box::new(checked))).is_err()
        {
            return;
        }
    }
}
