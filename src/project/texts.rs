//! A file's text and what is found in it: decoded, taken out by its format, put beside its source, checked.

use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::setups::{Answer, Setup};
use crate::baseline::Passages;
use crate::config::PairedSource;
use crate::problem::Problem;
use crate::problem::{shown, unreadable};
use crate::report::SourceText;
use mtlint_format::align;
use mtlint_format::document::{Difference, Document, Unit, UnitKind, UnitState};
use mtlint_format::format::{self, FileText, Format, FormatError, locale};
use mtlint_format::sources::{MadeFrom, Record, made_from, source_prints};
use mtlint_rules::finding::Finding;
use mtlint_text::language::{LanguageId, detect};

/// The format of named files whose ending says nothing.
const UNKNOWN_KIND: &str = "plain";

/// Decodes a file and takes its text out; of several documents the first.
pub(crate) fn read(path: &Path, bytes: Vec<u8>) -> Result<(FileText, Document), Problem> {
    let source = decode(path, bytes)?;
    let document = documents(&source)?.next().unwrap_or_else(|| Ok(Document::default()))?;
    Ok((source, document))
}

/// Decodes a file.
pub(crate) fn decode(path: &Path, bytes: Vec<u8>) -> Result<FileText, Problem> {
    FileText::decode(path.to_owned(), bytes).map_err(|e| Problem::error(shown(path), e.to_string()))
}

/// Takes the text out of a file by its ending and what is in it; one of an unknown kind is plain text.
fn documents(source: &FileText) -> Result<impl Iterator<Item = Result<Document, Problem>>, Problem> {
    let (path, content) = (source.path(), source.content());
    let Some(format) = format_of(source) else {
        return Err(Problem::error(shown(path), "is of an unknown kind"));
    };
    let told = |e: FormatError| Problem::error(shown(path), e.message).with_place(content.into(), e.span.range());
    Ok(format.parts(content).map(move |document| document.map(|d| with_language(d, path)).map_err(told)))
}

fn format_of(source: &FileText) -> Option<&'static dyn Format> {
    let (path, content) = (source.path(), source.content());
    let known = format::by_content(path, content).or_else(|| format::by_path(path));
    known.or_else(|| format::by_name(UNKNOWN_KIND))
}

/// Texts of one locale say their language by their path, if at all.
fn with_language(mut document: Document, path: &Path) -> Document {
    if document.units.first().is_some_and(|unit| unit.kind == UnitKind::Segment) {
        document.metadata.language = document.metadata.language.or_else(|| locale::language(path));
    }
    document
}

/// The file that another was translated from.
pub(crate) struct Original {
    document: Document,
    /// For findings that point into it.
    pub side: SourceText,
    from: PairedSource,
    /// When it was changed since it was translated, if it was and somebody asked.
    pub changed: Option<String>,
    /// What translations were made from, if somebody asked.
    pub record: Option<Arc<Record>>,
}

impl Original {
    /// Reads it.
    pub(crate) fn read(from: &PairedSource) -> Result<Self, Problem> {
        let bytes = std::fs::read(&from.path).map_err(|e| unreadable(&from.path, &e))?;
        let (source, mut document) = read(&from.path, bytes)?;
        document.metadata.language = from.source_lang.or(document.metadata.language);
        let side = SourceText::new(shown(&from.path), source);
        Ok(Self { document, side, from: from.clone(), changed: None, record: None })
    }

    /// True for a file of keys alone: an empty one, or one without any text at them.
    fn has_no_text(&self) -> bool {
        self.document.units.iter().all(|unit| unit.state == UnitState::Untranslated)
    }

    /// A translation with this as its source side. Where it holds no text, the keys of the translation are the source if they may.
    fn beside(&self, translation: Document, file: &FileText) -> Document {
        if self.has_no_text()
            && let Some(Ok(mut document)) = format_of(file).and_then(|format| format.read_by_keys(file.content()))
        {
            document.metadata.language = translation.metadata.language.or(self.from.lang);
            let own = || detect(&document.source.string).map(|found| found.language);
            document.metadata.source_language = self.document.metadata.language.or_else(own);
            return document;
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

    /// What the units of a translation stand beside.
    pub(crate) fn made_from(&self, translation: &FileText) -> Result<Vec<MadeFrom>, Problem> {
        let mut units = Vec::new();
        for document in documents(translation)? {
            units.extend(made_from(&self.beside(document?, translation)).map(|(_, unit)| unit));
        }
        Ok(units)
    }

    /// The units whose source is another text than that which the record knows, which is gone.
    fn stale_units(&self, record: &Record, paired: &Document) -> Vec<Difference> {
        let texts = source_prints(&self.document);
        let stale = made_from(paired).filter(|(_, unit)| record.is_stale(&self.from.name, *unit, &texts));
        let units = stale.filter_map(|(at, _)| paired.units.get(at));
        let difference = |unit: &Unit| Difference {
            span: paired.target.map.to_source(unit.target.span).unwrap_or_default(),
            source: unit.source.map(|side| side.span),
            ..Difference::stale("after this translation was recorded")
        };
        units.map(difference).collect()
    }
}

/// What is known of where a file's text comes from.
#[derive(Clone, Copy)]
pub(crate) enum Origin<'o> {
    /// Nothing.
    Unknown,
    /// It is a translation into this language, of a source that is not there.
    Language(LanguageId),
    /// It was translated from this.
    Original(&'o Original),
}

impl<'o> Origin<'o> {
    /// Of a file with this source, and with this place for one.
    pub(crate) fn of(original: Option<&'o Original>, from: Option<&PairedSource>) -> Self {
        match (original, from.and_then(PairedSource::lang_without_source)) {
            (Some(original), _) => Self::Original(original),
            (None, Some(language)) => Self::Language(language),
            (None, None) => Self::Unknown,
        }
    }

    /// The document with what is known of it.
    fn known_of(self, mut document: Document, file: &FileText) -> Document {
        match self {
            // A document that holds both sides needs no other.
            Self::Original(original) if !document.is_bilingual() => original.beside(document, file),
            Self::Language(language) => {
                document.metadata.language = document.metadata.language.or(Some(language));
                document
            }
            Self::Original(_) | Self::Unknown => document,
        }
    }
}

/// What the documents of a file came to.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Found {
    /// By position.
    pub findings: Vec<Finding>,
    /// How many more were silenced in the text.
    pub suppressed: u64,
    /// Filled where findings are to be known again.
    pub passages: Passages,
    /// Of the first document.
    pub language: LanguageId,
    pub words: usize,
}

/// What is found in the documents of a file; with `identify`, what makes the findings known again, too. `None` where no document is in a language that is asked for.
pub(crate) fn check_documents(
    source: &FileText,
    origin: Origin<'_>,
    (setup, identify): (&Setup, bool),
    problems: &mut Vec<Problem>,
) -> Result<Option<Found>, Problem> {
    let (name, content) = (shown(source.path()), source.content());
    let mut all: Option<Found> = None;
    for document in documents(source)? {
        let document = match document {
            Ok(document) => document,
            Err(problem) => {
                problems.push(problem);
                break;
            }
        };
        let document = origin.known_of(document, source);
        match setup.check(content, &document).map_err(|message| Problem::error(&name, message))? {
            Answer::OtherLanguage(language) => {
                let skipped = Problem::note(&name, format!("skipped: its language is {language}"));
                if !problems.contains(&skipped) {
                    problems.push(skipped);
                }
            }
            Answer::Checked { findings, suppressed, language, words } => {
                let found = all.get_or_insert_with(|| Found {
                    findings: Vec::new(),
                    suppressed: 0,
                    passages: Passages::default(),
                    language,
                    words: 0,
                });
                if identify && !findings.is_empty() {
                    found.passages.add(&document);
                }
                found.findings.extend(findings);
                found.suppressed += suppressed;
                found.words += words;
            }
        }
    }
    if let Some(found) = &mut all {
        // Documents of a file may lie inside of each other: the languages of a memory do.
        found.findings.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
    }
    Ok(all)
}

/// Shows the documents of a file that [`check_documents`] checks, each with the language it is read in; what cannot be read is
/// told there.
pub(crate) fn show_documents(
    source: &FileText,
    origin: Origin<'_>,
    setup: &Setup,
    mut show: impl FnMut(&Document, LanguageId),
) {
    for document in documents(source).into_iter().flatten().map_while(Result::ok) {
        let document = origin.known_of(document, source);
        if let Some(language) = setup.language_of(&document) {
            show(&document, language);
        }
    }
}
