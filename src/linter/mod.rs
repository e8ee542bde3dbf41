//! The door for other programs: settings in, findings as plain data out.

mod builder;
mod convert;
mod error;
mod report;
mod segments;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

pub use builder::LinterBuilder;
pub use error::{Error, Problem};
pub use report::{Edit, Finding, Fix, Level, Position, Related, Report, Safety, Severity, Span};
pub use segments::Segment;

use crate::config::PairedSource;
use crate::pipeline::{Bytes, FileJob, Run, SourceDocument, TextJob, Wants, check_file, check_text};
use crate::setups::{Governed, Setup, Setups};
use mtlint_format::format::FileText;

/// Checks translated texts.
///
/// A linter loads its rules once. It can be shared between threads: all methods take `&self`.
///
/// The findings are those that `mtlint check` reports for the same files and settings.
pub struct Linter {
    setups: Mutex<Setups>,
    run: Run,
}

/// A text with a name. The extension of the name tells the format: `guide.md`, `strings.xml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedText<'t> {
    /// The name, as a path.
    pub name: &'t str,
    /// The text.
    pub text: &'t str,
}

impl<'t> NamedText<'t> {
    /// A text with a name.
    #[must_use]
    pub fn new(name: &'t str, text: &'t str) -> Self {
        Self { name, text }
    }
}

impl std::fmt::Debug for Linter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Linter").finish_non_exhaustive()
    }
}

impl Linter {
    /// A linter with default settings, to be changed before it is built.
    pub fn builder() -> LinterBuilder {
        LinterBuilder::default()
    }

    fn new(setups: Setups) -> Self {
        let wants = Wants { text: true, keys: true, ..Wants::default() };
        Self { setups: Mutex::new(setups), run: Run::new(wants) }
    }

    /// Checks a text. The extension of `name` tells the format; a text with an unknown extension is plain text.
    ///
    /// # Errors
    /// When the format cannot read the text, or when a config or a rule for this file is broken.
    pub fn check_text(&self, name: &str, text: &str) -> Result<Report, Error> {
        let path = Path::new(name);
        let governed = self.governed(path)?;
        let source = governed.source.as_ref().filter(|from| from.path.exists());
        let source = source.map(SourceDocument::read).transpose().map_err(Error::of_problem)?;
        self.check_decoded(NamedText { name, text }, &governed, source)
    }

    /// Checks the translation `target` beside its `source`.
    ///
    /// # Errors
    /// When the format cannot read one of the texts, or when a config or a rule for the target is broken.
    pub fn check_text_pair(&self, source: NamedText<'_>, target: NamedText<'_>) -> Result<Report, Error> {
        let from = PairedSource::named(Path::new(source.name));
        let document = SourceDocument::of_text(file_text(source)?, &from).map_err(Error::of_problem)?;
        let governed = FileSettings { source: Some(from), ..self.governed(Path::new(target.name))? };
        self.check_decoded(target, &governed, Some(document))
    }

    /// Checks a file. Its source is read, too, if a config names it.
    ///
    /// # Errors
    /// When the file cannot be read, decoded or understood, or when a config or a rule for this file is broken.
    pub fn check_file(&self, path: impl AsRef<Path>) -> Result<Report, Error> {
        let governed = self.governed(path.as_ref())?;
        self.check_on_disk(path.as_ref(), governed)
    }

    /// Checks the file `target`, which is a translation of the file `source`.
    ///
    /// # Errors
    /// When one of the files cannot be read, decoded or understood, or when a config or a rule for the target is
    /// broken.
    pub fn check_pair(&self, source: impl AsRef<Path>, target: impl AsRef<Path>) -> Result<Report, Error> {
        let governed = self.governed(target.as_ref())?;
        let source = Some(PairedSource::named(source.as_ref()));
        self.check_on_disk(target.as_ref(), FileSettings { source, ..governed })
    }

    /// Checks segments as one document, each translation beside its source. In the report, spans and positions are
    /// those of the target text of the segment that [`Finding::unit`] names.
    ///
    /// # Errors
    /// When a config or a rule is broken, or when the texts are larger than 4 GiB.
    pub fn check_segments(&self, segments: impl IntoIterator<Item = Segment>) -> Result<Report, Error> {
        let governed = self.governed(Path::new("segments"))?;
        segments::check(&segments.into_iter().collect::<Vec<_>>(), &governed.setup)
    }

    fn check_on_disk(&self, path: &Path, governed: FileSettings) -> Result<Report, Error> {
        let FileSettings { setup, source } = governed;
        let path = path.to_owned();
        let job =
            FileJob { path, bytes: Bytes::OnDisk, from_walk: false, setup, source, record_path: None, record: None };
        convert::report(check_file(job, &self.run))
    }

    fn check_decoded(
        &self,
        text: NamedText<'_>,
        governed: &FileSettings,
        source: Option<SourceDocument>,
    ) -> Result<Report, Error> {
        let job = TextJob { text: file_text(text)?, setup: &governed.setup, source, paired: governed.source.as_ref() };
        convert::report(check_text(job, &self.run))
    }

    /// The setup of a file, and its source by a config.
    fn governed(&self, path: &Path) -> Result<FileSettings, Error> {
        let mut setups = self.setups.lock().unwrap_or_else(PoisonError::into_inner);
        let governed = setups.of(path, false);
        let source = setups.source_of(path);
        let problems = setups.take_problems();
        match governed {
            Governed::By(setup) => Ok(FileSettings { setup, source }),
            Governed::Excluded | Governed::Broken => Err(Error::of_problems(problems)),
        }
    }
}

/// The rules and settings of a file, and its source.
struct FileSettings {
    setup: Arc<Setup>,
    source: Option<PairedSource>,
}

fn file_text(text: NamedText<'_>) -> Result<FileText, Error> {
    FileText::of_text(text.name.into(), text.text.to_owned())
        .map_err(|e| Error::of_problem(crate::problem::Problem::error(text.name, e.to_string())))
}
