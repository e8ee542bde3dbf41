//! `mtlint check --watch`: what changes is checked again, and nothing else.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use assert_cmd::cargo::CommandCargoExt;

struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(folder: &Path, args: &[&str]) -> Self {
        let mut command = Command::cargo_bin("mtlint").unwrap();
        command.current_dir(folder).args(["check", "--watch"]).args(args);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let (tell, lines) = channel();
        let out = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| tell.send(line)));
        Self { child, lines }
    }

    /// The next line.
    fn line(&self) -> String {
        self.lines.recv_timeout(Duration::from_secs(120)).expect("nothing is said")
    }

    /// True when nothing more is said for a while.
    fn is_silent(&self) -> bool {
        self.lines.recv_timeout(Duration::from_millis(700)).is_err()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn what_changes_is_checked_again() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("mtlint.toml", "[check]\nlang = \"en\"\nselect = [\"repetition\"]\n");
    write(".gitignore", "ignored.txt\n");
    write("a.txt", "Boats left the the harbour.\n");
    write("b.txt", "That was was all.\n");
    let watching = Watching::start(folder.path(), &["--format", "short", "."]);
    assert!(watching.line().starts_with("a.txt:1:12:"));
    assert!(watching.line().starts_with("b.txt:1:6:"));

    write("a.txt", "Two boats left the the harbour.\n");
    assert!(watching.line().starts_with("a.txt:1:16:"), "only the file that changed, and no escapes in a pipe");
    write("ignored.txt", "That was was all.\n");
    write("picture.png", "the the");
    fs::remove_file(folder.path().join("b.txt")).unwrap();
    assert!(watching.is_silent(), "neither ignored files nor those that are gone");

    write("mtlint.toml", "[check]\nlang = \"en\"\n[levels]\n\"repetition/word\" = \"info\"\n");
    let line = watching.line();
    assert!(line.starts_with("a.txt:1:16: info["), "the config is read again: {line}");
}

#[test]
fn standard_input_cannot_be_watched() {
    let mut command = Command::cargo_bin("mtlint").unwrap();
    let output = command.args(["check", "--watch", "-"]).stdin(Stdio::null()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("cannot be watched"));
}
