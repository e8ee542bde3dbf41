//! Checks documents on a thread of its own, with the rules and settings that the command line would take.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use gen_lsp_types::Uri;
use jiff::civil::Date;
use ropey::Rope;

use super::client::Options;
use super::document::Latest;
use crate::config::{Config, Configs, FILE_NAME};
use crate::explain;
use crate::pipeline::{Run, SourceDocument, SourceText, TextJob, Wants, check_text};
use crate::problem::Problem;
use crate::problem::shown;
use crate::setups::{Governed, Setup, Setups};
use mtlint_format::format::{self, FileText};
use mtlint_rules::finding::Finding;
use mtlint_text::language::LanguageId;

/// A larger text is not checked while somebody writes it.
const LARGEST: usize = 8 << 20;

/// A document as it was when it was to be checked.
#[derive(Debug)]
pub(super) struct Job {
    /// As the client names it.
    pub uri: Uri,
    /// Where it stands.
    pub path: PathBuf,
    /// A path whose ending says of what format it is; `None` for what is not read as text.
    pub kind: Option<PathBuf>,
    /// Which edit of it this is.
    pub revision: u64,
    /// Which edit is the latest by now.
    pub latest: Latest,
    /// The text.
    pub text: Rope,
}

/// What came of a document.
pub(super) struct Checked {
    /// As the client names it.
    pub uri: Uri,
    /// Which edit of it was checked.
    pub revision: u64,
    /// The text; `None` when it could not be read.
    pub source: Option<FileText>,
    /// What was found, by position.
    pub findings: Vec<Finding>,
    /// The file that it was translated from, where findings point into it.
    pub original: Option<SourceText>,
    /// The language it was read in.
    pub language: Option<LanguageId>,
    /// The rules and settings that were taken.
    pub setup: Option<Arc<Setup>>,
    /// What else is to be told of this document.
    pub problems: Vec<Problem>,
    /// What is to be told of configs and rules.
    pub elsewhere: Vec<Problem>,
    /// True when a config changed on disk, so that what was told of other documents is old.
    pub is_renewed: bool,
}

impl Checked {
    /// What was measured of a finding's rule, in sentences.
    pub(super) fn measured(&self, finding: &Finding) -> Vec<String> {
        let Some((setup, language)) = self.setup.as_ref().zip(self.language) else { return Vec::new() };
        explain::measured(setup.figure(&finding.rule, language).as_ref())
    }
}

/// Rules and settings, kept until a config changes.
pub(super) struct Checker {
    root: PathBuf,
    options: Options,
    today: fn() -> Date,
    day: Date,
    setups: Setups,
    /// Mistakes in the config that the options name.
    wrong: Vec<Problem>,
    /// The configs that were looked for, by the folder of a document, as they were.
    seen: HashMap<PathBuf, Vec<Stamp>>,
    /// Nothing was checked since they were read.
    is_new: bool,
}

/// A config file, its length and when it was written; `None` where there is none.
type Stamp = (PathBuf, Option<(u64, Option<SystemTime>)>);

impl Checker {
    /// A checker for documents below `root`.
    #[must_use]
    pub(super) fn new(root: PathBuf, options: Options, today: fn() -> Date) -> Self {
        let day = today();
        let (setups, wrong) = setups(&root, &options, day);
        Self { root, options, today, day, setups, wrong, seen: HashMap::new(), is_new: true }
    }

    /// Forgets rules and settings; they are read again.
    pub(super) fn renew(&mut self) {
        self.day = (self.today)();
        (self.setups, self.wrong) = setups(&self.root, &self.options, self.day);
        self.seen.clear();
        self.is_new = true;
    }

    /// Checks a document, unless it was edited or closed meanwhile.
    pub(super) fn check(&mut self, job: Job) -> Option<Checked> {
        if !job.latest.is(job.revision) {
            return None;
        }
        self.renew_if_changed(&job.path);
        let mut checked = Checked {
            uri: job.uri,
            revision: job.revision,
            source: None,
            findings: Vec::new(),
            original: None,
            language: None,
            setup: None,
            problems: Vec::new(),
            elsewhere: self.wrong.clone(),
            is_renewed: std::mem::take(&mut self.is_new),
        };
        let own = job.kind.as_deref().map(shown);
        if let Some(kind) = job.kind
            && let Err(problem) = self.fill(&mut checked, &job.path, kind, &job.text)
        {
            checked.problems.push(problem);
        }
        let (own, elsewhere): (Vec<_>, Vec<_>) = checked.problems.drain(..).partition(|problem| problem.path == own);
        checked.problems = own;
        checked.elsewhere.extend(elsewhere);
        checked.elsewhere.extend(self.setups.take_problems());
        Some(checked)
    }

    fn fill(&mut self, checked: &mut Checked, path: &Path, kind: PathBuf, text: &Rope) -> Result<(), Problem> {
        let told = shown(&kind);
        if text.len_bytes() > LARGEST {
            return Err(Problem::note(told, "is too large to be checked while it is open; `mtlint check` checks it"));
        }
        let text = FileText::of_text(kind, text.to_string()).map_err(|e| Problem::note(told, e.to_string()))?;
        // As in a walk through folders: a file of a kind that other programs use for other things must look like a
        // text.
        if format::by_content(text.path(), text.content()).is_none() {
            return Ok(());
        }
        let Governed::By(setup) = self.setups.of(path, true) else { return Ok(()) };
        let paired = self.setups.source_of(path);
        let source = paired.as_ref().filter(|from| from.path.exists()).map(SourceDocument::read).transpose();
        let source = source.map_err(|problem| checked.problems.push(problem)).unwrap_or_default();
        let run = Run::new(Wants { text: true, ..Wants::default() });
        let job = TextJob { text: text.clone(), setup: &setup, source, paired: paired.as_ref() };
        let outcome = check_text(job, &run);
        checked.problems.extend(outcome.problems);
        if let Some(file) = outcome.file {
            checked.findings = file.findings;
            checked.language = Some(file.language);
            checked.original = file.source;
        }
        checked.source = Some(text);
        checked.setup = Some(setup);
        Ok(())
    }

    /// Reads rules and settings again when a config that may govern a path has changed, or the day.
    fn renew_if_changed(&mut self, path: &Path) {
        let folder = path.parent().unwrap_or(path);
        let now = match &self.options.config {
            Some(config) => vec![stamp(self.root.join(config))],
            None => folder.ancestors().map(|folder| stamp(folder.join(FILE_NAME))).collect(),
        };
        if self.seen.get(folder).is_some_and(|before| *before != now) || self.day != (self.today)() {
            self.renew();
        }
        self.seen.insert(folder.to_owned(), now);
    }
}

fn stamp(path: PathBuf) -> Stamp {
    let known = std::fs::metadata(&path).ok().map(|meta| (meta.len(), meta.modified().ok()));
    (path, known)
}

fn setups(root: &Path, options: &Options, today: Date) -> (Setups, Vec<Problem>) {
    let (configs, wrong) = match options.config.as_ref().map(|path| Config::read(&root.join(path))) {
        Some(Ok(config)) => (Configs::fixed(config), Vec::new()),
        Some(Err(errors)) => (Configs::default(), errors.into_iter().map(Problem::from).collect()),
        None => (Configs::default(), Vec::new()),
    };
    // Paths of problems stay absolute: they become URIs.
    (Setups::new(configs, options.layer.clone(), Vec::new(), today, PathBuf::new()), wrong)
}
