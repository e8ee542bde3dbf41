//! The language server: findings while the user types, fixes and directives as code actions, explanations on hover.
//!
//! `position`, `document`, `convert`, `actions` and `hover` are functions of texts and findings. `transport`, `server`
//! and `checker` handle streams, time and files.

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

/// Runs a session over two streams; true if it ended as the protocol requires.
///
/// # Errors
/// Those of the writer.
pub(crate) fn serve(input: &mut (dyn Read + Send), out: &mut dyn Write, today: fn() -> Date) -> io::Result<bool> {
    let (events_out, events) = mpsc::channel();
    let (tasks_out, tasks) = mpsc::channel();
    thread::scope(|scope| {
        let reader = events_out.clone();
        scope.spawn(move || listen(&mut BufReader::new(input), &reader));
        scope.spawn(move || check(&tasks, &events_out, today));
        Server::new(out, tasks_out).run(&events)
    })
}

/// Reads messages until the stream or the session ends.
fn listen(input: &mut dyn BufRead, events: &Sender<Event>) {
    while let Ok(Some(incoming)) = transport::read(input) {
        let is_last = incoming.is_exit();
        if events.send(Event::Incoming(incoming)).is_err() || is_last {
            return;
        }
    }
    // Fails if the session has already ended.
    let _ = events.send(Event::End);
}

/// Runs tasks until the session ends.
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
