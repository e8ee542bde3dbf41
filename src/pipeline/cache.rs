//! `--cache`: what was found in files that have not changed since.
//!
//! A wrong answer is worse than a slow one: an answer counts only for the same bytes under the same path, checked by
//! the same program with the same rules, settings and date.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};
use twox_hash::XxHash3_128;

use super::check::Found;
use super::replace::Replacement;
use crate::config::PairedSource;
use crate::problem::{Problem, shown};
use crate::setups::Setup;
use mtlint_text::language::LanguageId;

/// The folder, in the one that the program runs in.
pub(crate) const FOLDER: &str = ".mtlint_cache";
const FILE: &str = "check.json";

/// Answers of earlier runs and of this one.
#[derive(Debug)]
pub(crate) struct Cache {
    file: PathBuf,
    program: String,
    old: BTreeMap<String, Answer>,
    new: Mutex<BTreeMap<String, Answer>>,
}

/// The file.
#[derive(Default, Serialize, Deserialize)]
struct Stored {
    program: String,
    files: BTreeMap<String, Answer>,
}

/// What came of a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Answer {
    key: String,
    /// The notes about the file.
    notes: Vec<String>,
    /// `None` if the file was skipped for its language.
    found: Option<Found>,
}

/// Everything besides the setup that decides about an answer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Question<'q> {
    pub path: &'q Path,
    pub bytes: &'q [u8],
    pub from_walk: bool,
    pub source: Option<&'q PairedSource>,
    /// Findings are to be recognised in other versions of the file.
    pub identifies: bool,
}

impl Question<'_> {
    fn key(&self, setup: &Setup) -> String {
        let hash = XxHash3_128::oneshot;
        let source = self.source.map(|from| {
            let language = |language: Option<LanguageId>| language.map(|language| language.to_string());
            serde_json::json!({
                "path": from.path.to_string_lossy(),
                "text": std::fs::read(&from.path).ok().map(|bytes| format!("{:032x}", hash(&bytes))),
                "source_language": language(from.source_lang),
                "language": language(from.lang),
                "by_pattern": from.by_pattern,
            })
        });
        let rest = serde_json::json!({
            "path": self.path.to_string_lossy(),
            "from_walk": self.from_walk,
            "identifies": self.identifies,
            "source": source,
        });
        format!("{:032x}{:032x}{:032x}", setup.digest(), hash(self.bytes), hash(rest.to_string().as_bytes()))
    }
}

impl Cache {
    /// Opens the cache in a folder, and makes it if it is not there. One that cannot be read is empty.
    pub(crate) fn open(folder: &Path) -> io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        let ignore = folder.join(".gitignore");
        if !ignore.exists() {
            std::fs::write(ignore, "*\n")?;
        }
        let (file, program) = (folder.join(FILE), program()?);
        let stored: Stored = std::fs::read(&file)
            .ok()
            .and_then(|text| serde_json::from_slice(&text).ok())
            .filter(|stored: &Stored| stored.program == program)
            .unwrap_or_default();
        Ok(Self { file, program, old: stored.files, new: Mutex::default() })
    }

    /// The answer to a question, from the cache or else by `find`. An error is not remembered.
    pub(super) fn answer(
        &self,
        question: Question<'_>,
        setup: &Setup,
        problems: &mut Vec<Problem>,
        find: impl FnOnce(&mut Vec<Problem>) -> Option<Found>,
    ) -> Option<Found> {
        let (name, key) = (shown(question.path), question.key(setup));
        if let Some(answer) = self.old.get(&name).filter(|answer| answer.key == key) {
            problems.extend(answer.notes.iter().map(|note| Problem::note(&name, note)));
            return answer.found.clone();
        }
        let mut new = Vec::new();
        let found = find(&mut new);
        if new.iter().all(|problem| *problem == Problem::note(&name, &problem.message)) {
            let notes = new.iter().map(|problem| problem.message.clone()).collect();
            let answer = Answer { key, notes, found: found.clone() };
            self.new.lock().unwrap_or_else(PoisonError::into_inner).insert(name, answer);
        }
        problems.append(&mut new);
        found
    }

    /// Writes the cache. Answers about files that are gone go, too.
    pub(crate) fn save(self) -> io::Result<()> {
        let new = self.new.into_inner().unwrap_or_else(PoisonError::into_inner);
        if new.is_empty() {
            return Ok(());
        }
        let mut files = self.old;
        files.retain(|name, _| Path::new(name).exists());
        files.extend(new);
        let mut file = Replacement::new(&self.file)?;
        serde_json::to_writer(&mut file, &Stored { program: self.program, files })?;
        file.flush()?;
        file.finish()
    }
}

/// This very program: its version, and when and how large it was built.
fn program() -> io::Result<String> {
    let meta = std::fs::metadata(std::env::current_exe()?)?;
    let built = meta.modified()?.duration_since(UNIX_EPOCH).map_err(io::Error::other)?;
    Ok(format!("{} {} {}", env!("CARGO_PKG_VERSION"), meta.len(), built.as_nanos()))
}
