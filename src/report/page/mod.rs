//! The review page: one HTML file that needs nothing beside itself.
//!
//! Texts, findings and scores lie in it as JSON in data blocks, a block a file, so that a browser parses what is looked
//! at. The script puts every text into the page as text, never as HTML, and the policy in the head lets no other script
//! run and nothing be fetched.

mod data;
mod embed;
mod part;
mod utf16;

use std::io::{self, Write};

use serde::Serialize;

pub use part::Part;

use super::FileReport;
use super::score::{PART, Sample, SchemeRecord, sample, scheme};
use crate::baseline::{Baseline, Known};
use crate::score::{Scheme, Tally};
use data::FileData;
use embed::{Embedded, block};
use mtlint_rules::rule::Level;

/// A file as the page shows it.
#[derive(Debug)]
pub struct PageFile<'f> {
    /// Its findings.
    pub report: &'f FileReport<'f>,
    /// Its documents.
    pub parts: &'f [Part],
    /// Its findings as a baseline remembers them, one each.
    pub known: &'f [Known],
    /// Its name in that baseline.
    pub key: &'f str,
    /// Its words.
    pub words: u64,
}

/// Writes the page, file by file.
#[derive(Debug)]
pub struct Page {
    scheme: Scheme,
    all: Tally,
    files: Vec<Listed>,
}

/// A file in the list of files.
#[derive(Debug)]
struct Listed {
    path: String,
    language: String,
    levels: [u64; 3],
    tally: Tally,
}

/// What stands behind the last file.
#[derive(Serialize)]
struct Index<'p> {
    version: &'static str,
    about: &'static str,
    scheme: SchemeRecord,
    all: Sample<'p>,
    files: Vec<ListedData<'p>>,
    /// The baseline that the decisions are added to: its text.
    baseline: String,
    baseline_name: &'p str,
    notes: &'p [String],
}

#[derive(Serialize)]
struct ListedData<'p> {
    path: &'p str,
    language: &'p str,
    errors: u64,
    warnings: u64,
    infos: u64,
    score: Sample<'p>,
}

impl Page {
    /// Begins a page whose scores go by a scheme.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn begin(scheme: Scheme, out: &mut dyn Write) -> io::Result<Self> {
        Embedded::get().write_head(out)?;
        Ok(Self { scheme, all: Tally::default(), files: Vec::new() })
    }

    /// Writes a file.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn file(&mut self, file: &PageFile<'_>, out: &mut dyn Write) -> io::Result<()> {
        let findings = file.report.findings;
        let mut tally = Tally::default();
        tally.add(file.words, findings.iter().map(|finding| &finding.mqm));
        let count = |level| findings.iter().filter(|finding| finding.level == level).count() as u64;
        block(&format!("file-{}", self.files.len()), &FileData::new(file), out)?;
        self.all.merge(&tally);
        self.files.push(Listed {
            path: file.report.path.to_owned(),
            language: file.report.language.map(|language| language.to_string()).unwrap_or_default(),
            levels: [Level::Error, Level::Warning, Level::Info].map(count),
            tally,
        });
        Ok(())
    }

    /// Writes what stands behind the last file. Decisions of the reader are added to `baseline`, which gets a name;
    /// `notes` are what was said about files that are not in the page.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn finish(self, baseline: &Baseline, name: &str, notes: &[String], out: &mut dyn Write) -> io::Result<()> {
        let index = Index {
            version: env!("CARGO_PKG_VERSION"),
            about: PART,
            scheme: scheme(&self.scheme),
            all: sample(&self.all, &self.scheme),
            files: self.files.iter().map(|file| file.data(&self.scheme)).collect(),
            baseline: baseline.render(),
            baseline_name: name,
            notes,
        };
        block("index", &index, out)?;
        Embedded::get().write_foot(out)
    }
}

impl Listed {
    fn data(&self, scheme: &Scheme) -> ListedData<'_> {
        let [errors, warnings, infos] = self.levels;
        let (path, language) = (&*self.path, &*self.language);
        ListedData { path, language, errors, warnings, infos, score: sample(&self.tally, scheme) }
    }
}
