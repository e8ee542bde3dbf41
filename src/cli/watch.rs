//! `mtlint check --watch`: checks files again as they change.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use notify::{Event, RecursiveMode, Watcher};

use super::args::CheckArgs;
use super::input::shown;
use super::rules::fail;
use super::{Streams, check};
use crate::config::FILE_NAME;
use crate::pipeline::absolute;
use crate::problem::Problem;
use mtlint_format::format;

/// Programs write a file in several steps. Steps with shorter pauses than this count as one change.
const PAUSE: Duration = Duration::from_millis(100);
/// Extensions of configs, rules and glossaries. When such a file changes, everything is checked again.
const SETTINGS: [&str; 3] = ["toml", "csv", "tbx"];

/// Checks all files, then each file again that changes, until the process is stopped.
pub(super) fn run(args: &CheckArgs, streams: &mut Streams<'_>) -> io::Result<u8> {
    let paths = &args.texts.inputs.paths;
    if paths.iter().any(|path| path.as_os_str() == "-") {
        return fail(&[Problem::of_run("standard input cannot be watched")], streams);
    }
    let (sender, events) = channel();
    // Watching starts before the first check, so that no change is missed.
    let watcher = match watch(args, sender) {
        Ok(watcher) => watcher,
        Err(problem) => return fail(&[problem], streams),
    };
    let mut code = check::once(args, None, streams)?;
    while let Some(changed) = next(&events) {
        let only = match selected(&changed, paths) {
            None => None,
            Some(only) if only.is_empty() => continue,
            only => only,
        };
        if streams.terminal.is_out {
            // Clears the screen and moves the cursor to its first line.
            write!(streams.out, "\x1b[2J\x1b[3J\x1b[H")?;
        }
        code = check::once(args, only, streams)?;
    }
    drop(watcher);
    Ok(code)
}

fn watch(args: &CheckArgs, events: Sender<notify::Result<Event>>) -> Result<impl Watcher, Problem> {
    let mut watcher = notify::recommended_watcher(events).map_err(|e| unwatched(Path::new("."), &e))?;
    for (folder, mode) in folders(args) {
        watcher.watch(&folder, mode).map_err(|e| unwatched(&folder, &e))?;
    }
    Ok(watcher)
}

fn unwatched(path: &Path, error: &notify::Error) -> Problem {
    Problem::error(shown(path), format!("cannot be watched: {error}"))
}

/// The folders to watch: those named on the command line, and the folders of named files and configs. Files themselves
/// are not watched, since many programs replace them.
fn folders(args: &CheckArgs) -> Vec<(PathBuf, RecursiveMode)> {
    let mut folders = Vec::new();
    let mut configs: Vec<PathBuf> = args.texts.config.iter().map(|config| absolute(config)).collect();
    for path in args.texts.inputs.paths.iter().chain(&args.texts.choice.rules) {
        let path = absolute(path);
        let is_folder = path.is_dir();
        let folder = if is_folder { path.as_path() } else { path.parent().unwrap_or(&path) };
        configs.extend(folder.ancestors().map(|above| above.join(FILE_NAME)).find(|config| config.is_file()));
        let mode = if is_folder { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
        folders.push((folder.to_owned(), mode));
    }
    for config in configs {
        let folder = config.parent().unwrap_or(&config).to_owned();
        if !folders.iter().any(|(known, _)| *known == folder) {
            folders.push((folder, RecursiveMode::NonRecursive));
        }
    }
    folders
}

/// The paths of the next change; `None` if watching has ended.
fn next(events: &Receiver<notify::Result<Event>>) -> Option<HashSet<PathBuf>> {
    let mut changed = HashSet::new();
    while changed.is_empty() {
        changed.extend(paths(events.recv().ok()?));
    }
    while let Ok(event) = events.recv_timeout(PAUSE) {
        changed.extend(paths(event));
    }
    Some(changed)
}

fn paths(event: notify::Result<Event>) -> Vec<PathBuf> {
    event.ok().filter(|event| !event.kind.is_access()).map_or_else(Vec::new, |event| event.paths)
}

/// The texts among the changed files; `None` if all texts are to be checked again.
fn selected(changed: &HashSet<PathBuf>, named: &[PathBuf]) -> Option<HashSet<PathBuf>> {
    let named: HashSet<PathBuf> = named.iter().map(|path| absolute(path)).collect();
    let is_text = |path: &Path| named.contains(path) || format::is_walked(path);
    let is_setting = |path: &Path| {
        let extension = path.extension().and_then(|extension| extension.to_str());
        extension.is_some_and(|extension| SETTINGS.contains(&extension)) && !named.contains(path)
    };
    if changed.iter().any(|path| is_setting(path)) {
        return None;
    }
    Some(changed.iter().filter(|path| is_text(path) && path.is_file()).cloned().collect())
}
