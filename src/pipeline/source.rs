//! The source of a translation that is in another file.

use std::sync::Arc;

use super::documents::{decode, documents, first_document, format_of};
use super::git;
use crate::config::{PairedSource, StaleBy};
use crate::problem::{Problem, shown, unreadable};
use mtlint_format::align;
use mtlint_format::document::{Difference, Document, Unit, UnitState};
use mtlint_format::format::{FileText, LineIndex};
use mtlint_format::sources::{MadeFrom, Record, made_from, source_prints};
use mtlint_text::language::{LanguageId, detect};

/// The text of a source file, for findings that point into it.
#[derive(Clone, Debug)]
pub struct SourceText {
    /// The path as it is shown.
    pub path: String,
    /// The file's text.
    pub text: FileText,
    /// Lines of the text.
    pub lines: LineIndex,
}

impl SourceText {
    /// The text of the file at a path.
    #[must_use]
    pub fn new(path: String, text: FileText) -> Self {
        let lines = LineIndex::new(text.content());
        Self { path, text, lines }
    }
}

/// A source file, read.
pub(crate) struct SourceDocument {
    document: Document,
    pub text: SourceText,
    from: PairedSource,
    /// When the source changed after the translation, if git was asked and knows.
    changed: Option<String>,
    /// The source record, if there is one.
    record: Option<Arc<Record>>,
}

impl SourceDocument {
    /// Reads a source file.
    ///
    /// # Errors
    /// A file that cannot be read, decoded or understood.
    pub(crate) fn read(from: &PairedSource) -> Result<Self, Problem> {
        let bytes = std::fs::read(&from.path).map_err(|e| unreadable(&from.path, &e))?;
        Self::of_text(decode(from.path.clone(), bytes)?, from)
    }

    /// The source with this text.
    pub(crate) fn of_text(text: FileText, from: &PairedSource) -> Result<Self, Problem> {
        let mut document = first_document(&text)?;
        document.metadata.language = from.source_lang.or(document.metadata.language);
        let text = SourceText::new(shown(&from.path), text);
        Ok(Self { document, text, from: from.clone(), changed: None, record: None })
    }

    /// The same, and whether it changed after `translation` was made, if the config asks for that.
    ///
    /// # Errors
    /// When git is asked and cannot be run.
    pub(super) fn with_staleness(
        mut self,
        translation: &std::path::Path,
        record: Option<Arc<Record>>,
    ) -> Result<Self, Problem> {
        if self.from.stale == StaleBy::Git {
            self.changed = git::changed_since(&self.from.path, translation)?;
        }
        self.record = record;
        Ok(self)
    }

    /// Puts a translation beside this source. If the source has keys only, the translation's keys are its source, if
    /// its format allows that.
    fn beside(&self, translation: Document, file: &FileText) -> Document {
        if self.has_no_text()
            && let Some(Ok(document)) = format_of(file).and_then(|format| format.read_by_keys(file.content()))
        {
            return self.beside_keys(translation, document);
        }
        let mut paired = align::pair(&self.document, translation, &self.from.path);
        paired.metadata.language = paired.metadata.language.or(self.from.lang);
        paired.differences.extend(self.changed.as_deref().map(Difference::stale));
        if let Some(record) = &self.record {
            let stale = self.stale_units(record, &paired);
            paired.differences.extend(stale);
        }
        paired
    }

    fn beside_keys(&self, translation: Document, mut keyed: Document) -> Document {
        keyed.metadata.language = translation.metadata.language.or(self.from.lang);
        let detected = || detect(&keyed.source.string).map(|found| found.language);
        keyed.metadata.source_language = self.document.metadata.language.or_else(detected);
        keyed
    }

    /// True for a file of keys without any text.
    fn has_no_text(&self) -> bool {
        self.document.units.iter().all(|unit| unit.state == UnitState::Untranslated)
    }

    /// The source text of each unit of a translation, as hashes.
    ///
    /// # Errors
    /// A translation that its format cannot read.
    pub(crate) fn made_from(&self, translation: &FileText) -> Result<Vec<MadeFrom>, Problem> {
        let mut units = Vec::new();
        for document in documents(translation)? {
            units.extend(made_from(&self.beside(document?, translation)).map(|(_, unit)| unit));
        }
        Ok(units)
    }

    /// The units whose recorded source text is no longer in the source.
    fn stale_units(&self, record: &Record, paired: &Document) -> Vec<Difference> {
        let texts = source_prints(&self.document);
        let stale = made_from(paired).filter(|(_, unit)| record.is_stale(&self.from.name, *unit, &texts));
        let units = stale.filter_map(|(at, _)| paired.units.get(at));
        let difference = |unit: &Unit| Difference {
            span: paired.target.map.to_file(unit.target.span).unwrap_or_default(),
            source: unit.source.map(|side| side.span),
            ..Difference::stale("after this translation was recorded")
        };
        units.map(difference).collect()
    }
}

/// What is known about the source of a file.
#[derive(Clone, Copy)]
pub(super) enum Origin<'o> {
    /// Nothing.
    Unknown,
    /// The file is a translation into this language; its source is missing.
    Language(LanguageId),
    /// The file is a translation of this source.
    Source(&'o SourceDocument),
}

impl<'o> Origin<'o> {
    /// The origin of a file with this source and this place for a source.
    pub(super) fn of(source: Option<&'o SourceDocument>, from: Option<&PairedSource>) -> Self {
        match (source, from.and_then(PairedSource::lang_without_source)) {
            (Some(source), _) => Self::Source(source),
            (None, Some(language)) => Self::Language(language),
            (None, None) => Self::Unknown,
        }
    }

    /// Adds what is known to a document of the file. A document that has both sides needs no source.
    pub(super) fn add_to(self, mut document: Document, file: &FileText) -> Document {
        match self {
            Self::Source(source) if !document.is_bilingual() => source.beside(document, file),
            Self::Language(language) => {
                document.metadata.language = document.metadata.language.or(Some(language));
                document
            }
            Self::Source(_) | Self::Unknown => document,
        }
    }
}
