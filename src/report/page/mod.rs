//! The review page: one HTML file without other files.
//!
//! Texts, findings and scores are in data blocks as JSON, one block for each file, so that a browser parses only what
//! it shows. The script inserts texts as text, never as HTML. The policy in the head allows no other scripts and no
//! requests.

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
    /// A baseline entry for each finding.
    pub known: &'f [Known],
    /// Its name in the baseline.
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

/// The data after the last file.
#[derive(Serialize)]
struct Index<'p> {
    version: &'static str,
    about: &'static str,
    scheme: SchemeRecord,
    all: Sample<'p>,
    files: Vec<ListedData<'p>>,
    /// The text of the baseline to which rejected findings are added.
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
    /// Starts a page with scores by a scheme.
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

    /// Writes the end of the page. Rejected findings are added to `baseline`, whose file name is `name`; `notes` are
    /// problems with files.
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
