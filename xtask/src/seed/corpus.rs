//! Reads the files to seed, as `mtlint check` does, and finds the units that are clean.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use mtlint::config::{Config, RuleFacts, Settings};
use mtlint::fix::Patch;
use mtlint_format::document::{Document, Unit, UnitKind};
use mtlint_format::format::{self, FileText, Format, FormatError, locale};
use mtlint_format::glossary::Entry;
use mtlint_rules::engine::{ActiveRule, Engine, LanguagePair, PlanError, Request, Worker};
use mtlint_rules::finding::Finding;
use mtlint_text::language::{Facts, LanguageId};
use mtlint_text::text::{Analysis, Words};
use mtlint_token::span::{FileSpan, items_at};
use rayon::prelude::*;

use super::SeedError;

/// The reference date for the rules about tense, fixed so that every run gives the same table.
const TODAY: Date = date(2026, 1, 1);

/// A file.
pub(super) struct File {
    pub path: PathBuf,
    pub content: String,
    pub format: &'static dyn Format,
}

/// One document of a file. Most files have one.
pub(super) struct Part {
    pub file: usize,
    /// Its index in the file.
    nth: usize,
    pub document: Document,
    pub languages: LanguagePair,
    /// For each unit the sentences of its translation, as byte ranges in it.
    pub sentences: Vec<Vec<Range<usize>>>,
    /// For each unit whether a defect may be inserted: it is translated and has no findings.
    pub clean: Vec<bool>,
}

impl Part {
    /// A document of a file, without any clean units.
    pub(super) fn new(file: usize, nth: usize, document: Document, languages: LanguagePair) -> Self {
        let sentences = sentences(&document, languages.target);
        let clean = vec![false; document.units.len()];
        Self { file, nth, document, languages, sentences, clean }
    }
}

/// The files and their documents.
pub(super) struct Corpus {
    pub files: Vec<File>,
    pub parts: Vec<Part>,
}

/// The default rules, and the terms of a configuration.
pub(super) struct Checker {
    linter: Engine,
    language: Option<LanguageId>,
    source_language: Option<LanguageId>,
    pub terms: Vec<Entry>,
    pub names: Vec<String>,
}

impl Checker {
    /// The rules that run by default, or with a configuration.
    pub(super) fn new(config: Option<&Path>) -> Result<Self, SeedError> {
        let config = config.map(Config::read).transpose().map_err(SeedError::Config)?;
        let settings = Settings::new(config.iter().flat_map(|config| config.layers(&[])));
        let active = mtlint::RULES.read()?.into_iter().filter_map(|rule| {
            let facts = RuleFacts { id: &rule.id, level: rule.file.level, status: rule.file.status, precision: None };
            let level = settings.level_of(facts)?;
            let options = settings.options_of(&rule.id);
            Some(ActiveRule { rule, level, options })
        });
        let active: Vec<ActiveRule> = active.collect();
        let option = |rule: &str, key: &str| {
            let active = active.iter().find(|active| active.rule.id.as_str() == rule);
            active.and_then(|active| active.options.get(key).cloned())
        };
        // From the files and lists in `[glossary]` of the configuration.
        let terms = option("terminology/glossary", "terms").and_then(|terms| terms.try_into().ok());
        let names = option("terminology/do-not-translate", "names").and_then(|names| names.try_into().ok());
        Ok(Self {
            language: settings.lang(),
            source_language: settings.source_lang(),
            terms: terms.unwrap_or_default(),
            names: names.unwrap_or_default(),
            linter: Engine::new(active)?,
        })
    }

    fn request(&self) -> Request {
        let (language, source_language) = (self.language, self.source_language);
        Request { language, source_language, as_of: None, today: TODAY, fuzzy: false }
    }

    /// The findings in a document.
    fn check(
        &self,
        worker: &mut Worker,
        document: &Document,
        languages: LanguagePair,
    ) -> Result<Vec<Finding>, PlanError> {
        let LanguagePair { target, source } = languages;
        let request = Request { language: Some(target), source_language: source, ..self.request() };
        Ok(self.linter.check(worker, document, &request)?.findings)
    }
}

impl Corpus {
    /// Reads files, and the files that a walk finds in folders.
    pub(super) fn read(paths: &[PathBuf], checker: &Checker) -> Result<Self, SeedError> {
        let mut files = Vec::new();
        for path in walk(paths)? {
            let bytes = fs::read(&path).map_err(|error| SeedError::Read { path: path.clone(), error })?;
            let content = FileText::decode(path.clone(), bytes)?.content().to_owned();
            let known = format::by_content(&path, &content).or_else(|| format::by_path(&path));
            if let Some(format) = known {
                files.push(File { path, content, format });
            }
        }
        let parts: Result<Vec<Vec<Part>>, SeedError> = files
            .par_iter()
            .enumerate()
            .map_init(Worker::default, |worker, (index, file)| parts(worker, checker, index, file))
            .collect();
        Ok(Self { parts: parts?.into_iter().flatten().collect(), files })
    }

    /// The file that a part belongs to.
    pub(super) fn file(&self, part: &Part) -> Option<&File> {
        self.files.get(part.file)
    }
}

/// The files among paths and below folders, in order of their names.
fn walk(paths: &[PathBuf]) -> Result<Vec<PathBuf>, SeedError> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let failed = |error| SeedError::Read { path: path.clone(), error };
        let entries: Result<Vec<_>, _> = fs::read_dir(path).map_err(failed)?.collect();
        let mut inside: Vec<PathBuf> = entries.map_err(failed)?.into_iter().map(|entry| entry.path()).collect();
        inside.retain(|path| path.is_dir() || format::is_walked(path));
        inside.sort();
        files.extend(walk(&inside)?);
    }
    Ok(files)
}

/// The documents of a file with this content.
fn documents(file: &File, content: &str) -> Result<Vec<Document>, FormatError> {
    let named = |mut document: Document| {
        document.metadata.language = document.metadata.language.or_else(|| locale::language(&file.path));
        document
    };
    file.format.parts(content).map(|document| document.map(named)).collect()
}

fn parts(worker: &mut Worker, checker: &Checker, index: usize, file: &File) -> Result<Vec<Part>, SeedError> {
    let failed = |error| SeedError::Format { path: file.path.clone(), error };
    let mut parts = Vec::new();
    for (nth, document) in documents(file, &file.content).map_err(failed)?.into_iter().enumerate() {
        let languages = Engine::languages(&document, &checker.request());
        let findings = checker.check(worker, &document, languages)?;
        let clean = (0..document.units.len()).map(|unit| is_clean(&document, unit, &findings)).collect();
        let part = Part::new(index, nth, document, languages);
        parts.push(Part { clean, ..part });
    }
    Ok(parts)
}

/// True for a translated unit with two sides and no findings.
fn is_clean(document: &Document, index: usize, findings: &[Finding]) -> bool {
    let suits = |unit: &&Unit| {
        let source = unit.source.map_or("", |side| document.source.slice(side.span));
        let is_text = |text: &str| text.chars().any(char::is_alphabetic);
        let target = document.target.slice(unit.target.span);
        unit.kind == UnitKind::Segment && unit.is_linted(false) && is_text(source) && is_text(target)
    };
    let unit = document.units.get(index).filter(suits);
    let region = unit.and_then(|_| region(document, index));
    region.is_some_and(|region| !findings.iter().any(|finding| touches(finding.span, region)))
}

/// The place of the translation of a unit in the file, including the other plural forms of its message.
pub(super) fn region(document: &Document, index: usize) -> Option<FileSpan> {
    let unit = document.units.get(index)?;
    let group = unit.plural.map(|plural| plural.group);
    let is_form = |other: &&Unit| other.plural.map(|plural| plural.group) == group;
    // The forms of a message are adjacent.
    let before = document.units.get(..index)?.iter().rev().take_while(is_form);
    let behind = document.units.get(index + 1..)?.iter().take_while(is_form);
    let others = before.chain(behind).filter(|_| group.is_some());
    let places = std::iter::once(unit).chain(others).filter_map(|unit| {
        let text = document.target.map.to_file(unit.target.outer)?;
        Some(document.target.objects_of(unit.target).fold(text, |all, (object, _)| all.to(object.file)))
    });
    places.reduce(FileSpan::to)
}

/// True if two spans overlap or are adjacent.
fn touches(a: FileSpan, b: FileSpan) -> bool {
    a.start <= b.end && b.start <= a.end
}

fn sentences(document: &Document, language: LanguageId) -> Vec<Vec<Range<usize>>> {
    let (mut words, mut analysis) = (Words::default(), Analysis::default());
    let facts = Facts::of(language);
    facts.classify(&mut words);
    let units = document.units.iter().map(|unit| (unit.target.span, unit.kind));
    analysis.fill(&document.target.string, units, &mut words, facts);
    let in_unit = |unit: &mtlint_text::text::UnitTokens| {
        let from = unit.span.start;
        let relative = |at: u32| at.saturating_sub(from) as usize;
        let sentences = items_at(&analysis.sentences, unit.sentences());
        sentences.iter().map(|sentence| relative(sentence.span.start)..relative(sentence.span.end)).collect()
    };
    analysis.units.iter().map(in_unit).collect()
}

/// A part with defects in some of its units, and its findings.
pub(super) struct Seeded {
    /// The file with the defects.
    content: String,
    patch: Patch,
    findings: Vec<Finding>,
}

impl Seeded {
    /// Applies the edits and checks the part. `None` if the file can no longer be read: such a defect is noticed
    /// without mtlint.
    pub(super) fn check(
        worker: &mut Worker,
        checker: &Checker,
        file: &File,
        part: &Part,
        patch: Patch,
    ) -> Result<Option<Self>, PlanError> {
        let content = patch.apply(&file.content);
        let Ok(documents) = documents(file, &content) else { return Ok(None) };
        let Some(document) = documents.get(part.nth) else { return Ok(None) };
        let findings = checker.check(worker, document, part.languages)?;
        Ok(Some(Self { content, patch, findings }))
    }

    /// The findings in a unit of the part.
    pub(super) fn findings_in(&self, part: &Part, index: usize) -> impl Iterator<Item = &Finding> {
        let region = region(&part.document, index).map(|region| self.patch.moved(region));
        self.findings.iter().filter(move |finding| region.is_some_and(|region| touches(finding.span, region)))
    }

    /// The text that is now at a span of the original file.
    pub(super) fn shown(&self, span: FileSpan) -> &str {
        self.patch.moved(span).of(&self.content)
    }
}
