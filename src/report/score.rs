//! Scores as a table and as JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::{Ansi, Style, thousands, visible};
use crate::score::{Counts, Dimension, MAXIMUM, Multipliers, Scheme, Score, Tally, Verdict};
use mtlint_rules::rule::mqm;

/// A caveat that is printed with every score.
pub(super) const PART: &str = "The score covers only errors that rules can find, and counts their false alarms. No \
    rule finds a wrong meaning in a fluent sentence. The score does not replace a human MQM evaluation.";

/// The scores of some texts.
#[derive(Clone, Debug)]
pub struct ScoreReport {
    scheme: Scheme,
    /// Each text is a separate sample.
    each: bool,
    all: Tally,
    files: Vec<(String, Tally)>,
}

impl ScoreReport {
    /// A report without texts. With `each`, each text is a separate sample, otherwise all texts are one sample.
    #[must_use]
    pub fn new(scheme: Scheme, each: bool) -> Self {
        Self { scheme, each, all: Tally::default(), files: Vec::new() }
    }

    /// Adds a text, with its path as shown to the user.
    pub fn add(&mut self, path: String, tally: Tally) {
        self.all.merge(&tally);
        self.files.push((path, tally));
    }

    /// True if a sample fails.
    #[must_use]
    pub fn fails(&self) -> bool {
        let fails = |tally: &Tally| Score::of(tally, &self.scheme).verdict.fails();
        if self.each { self.files.iter().any(|(_, tally)| fails(tally)) } else { fails(&self.all) }
    }

    /// Writes the scores as a table.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn table(&self, style: Style, out: &mut dyn Write) -> io::Result<()> {
        if self.files.len() > 1 || self.each {
            self.files_table(style, out)?;
        }
        self.types_table(style, out)?;
        if !self.each {
            self.verdict(style, out)?;
        }
        writeln!(out)?;
        writeln!(out, "{}", super::wrap(PART, style.width.min(100)))
    }

    fn files_table(&self, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let head = "   words   penalty  per 1,000      raw  calibrated  verdict    file";
        Ansi::new(&mut *out, style).bold(head)?;
        writeln!(out)?;
        for (path, tally) in &self.files {
            let score = Score::of(tally, &self.scheme);
            write!(out, "{:>8} {:>9}", thousands(tally.words()), points(score.penalty))?;
            write!(out, " {:>10} {:>8}", number(score.per_1000_words), number(score.raw))?;
            let verdict = if self.each { verdict_word(score.verdict) } else { "" };
            writeln!(out, " {:>11}  {verdict:<9}  {}", number(score.calibrated), visible(path))?;
        }
        writeln!(out)
    }

    fn types_table(&self, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let head = format!("{:<42} neutral   minor   major  critical   penalty", "MQM dimension and type");
        Ansi::new(&mut *out, style).bold(&head)?;
        writeln!(out)?;
        let mut row = |name: &str, counts: Counts| {
            let Counts { neutral, minor, major, critical } = counts;
            let penalty = points(counts.penalty(&self.scheme.multipliers));
            writeln!(out, "{name:<42} {neutral:>7} {minor:>7} {major:>7} {critical:>9} {penalty:>9}")
        };
        for Dimension { path, counts, types } in self.all.dimensions() {
            row(name(path), counts)?;
            types.iter().try_for_each(|(path, counts)| row(&format!("  {}", name(path)), *counts))?;
        }
        row("All", self.all.all())
    }

    fn verdict(&self, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let (score, scheme) = (Score::of(&self.all, &self.scheme), &self.scheme);
        let files = self.files.len();
        let texts = if files == 1 { "1 text".to_owned() } else { format!("{} texts", thousands(files as u64)) };
        writeln!(out)?;
        writeln!(out, "Words                    {:>9}  in {texts}", thousands(self.all.words()))?;
        writeln!(out, "Penalty per 1,000 words  {:>9}", number(score.per_1000_words))?;
        writeln!(out, "Raw score                {:>9}  of 100", number(score.raw))?;
        let (threshold, acceptable) = (points(scheme.threshold), points(scheme.acceptable));
        let scale = format!("of 100; passes at {threshold}, which is {acceptable} penalty points per 1,000 words");
        writeln!(out, "Calibrated score         {:>9}  {scale}", number(score.calibrated))?;
        write!(out, "Verdict                  ")?;
        Ansi::new(&mut *out, style).bold(&format!("{:>9}", verdict_word(score.verdict)))?;
        let reason = self.reason(score.verdict);
        writeln!(out, "{}{reason}", if reason.is_empty() { "" } else { "  " })
    }

    fn reason(&self, verdict: Verdict) -> String {
        match verdict {
            Verdict::Pass => String::new(),
            Verdict::Fail => "below the threshold".to_owned(),
            Verdict::FailCritical => "a finding is critical".to_owned(),
            Verdict::TooShort => {
                format!("fewer than {} words, so that a single error would decide", thousands(self.scheme.floor))
            }
        }
    }

    /// Writes the scores as JSON.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let files = self.files.iter().map(|(path, tally)| FileRecord { path, sample: sample(tally, &self.scheme) });
        let report = Record {
            version: env!("CARGO_PKG_VERSION"),
            about: PART,
            scheme: scheme(&self.scheme),
            judged: if self.each { "each" } else { "all" },
            fails: self.fails(),
            all: sample(&self.all, &self.scheme),
            files: files.collect(),
        };
        serde_json::to_writer_pretty(&mut *out, &report)?;
        writeln!(out)
    }
}

/// The JSON object. Fields are written in this order.
#[derive(Serialize)]
struct Record<'r> {
    version: &'static str,
    about: &'static str,
    scheme: SchemeRecord,
    judged: &'static str,
    fails: bool,
    all: Sample<'r>,
    files: Vec<FileRecord<'r>>,
}

#[derive(Serialize)]
struct FileRecord<'r> {
    path: &'r str,
    #[serde(flatten)]
    sample: Sample<'r>,
}

/// A scheme in JSON.
#[derive(Serialize)]
pub(super) struct SchemeRecord {
    maximum: f64,
    #[serde(flatten)]
    scheme: Scheme,
}

/// A sample in JSON.
#[derive(Serialize)]
pub(super) struct Sample<'r> {
    words: u64,
    findings: u64,
    penalty: f64,
    penalty_per_1000_words: Option<f64>,
    raw: Option<f64>,
    calibrated: Option<f64>,
    verdict: Verdict,
    dimensions: Vec<DimensionRecord<'r>>,
}

#[derive(Serialize)]
struct DimensionRecord<'r> {
    #[serde(flatten)]
    row: Row<'r>,
    types: Vec<Row<'r>>,
}

#[derive(Serialize)]
struct Row<'r> {
    category: &'r str,
    name: &'r str,
    #[serde(flatten)]
    counts: Counts,
    penalty: f64,
}

impl<'r> Row<'r> {
    fn new(category: &'r str, counts: Counts, by: &Multipliers) -> Self {
        Self { category, name: name(category), counts, penalty: counts.penalty(by) }
    }
}

/// A scheme as a record.
pub(super) fn scheme(scheme: &Scheme) -> SchemeRecord {
    SchemeRecord { maximum: MAXIMUM, scheme: *scheme }
}

/// A tally and its score as a record.
pub(super) fn sample<'r>(tally: &'r Tally, scheme: &Scheme) -> Sample<'r> {
    let (score, by) = (Score::of(tally, scheme), &scheme.multipliers);
    let dimension = |dimension: Dimension<'r>| DimensionRecord {
        row: Row::new(dimension.path, dimension.counts, by),
        types: dimension.types.into_iter().map(|(path, counts)| Row::new(path, counts, by)).collect(),
    };
    Sample {
        words: tally.words(),
        findings: tally.all().total(),
        penalty: score.penalty,
        penalty_per_1000_words: score.per_1000_words,
        raw: score.raw,
        calibrated: score.calibrated,
        verdict: score.verdict,
        dimensions: tally.dimensions().into_iter().map(dimension).collect(),
    }
}

fn name(path: &str) -> &str {
    mqm::category(path).map_or(path, |category| category.name)
}

fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "pass",
        Verdict::Fail | Verdict::FailCritical => "fail",
        Verdict::TooShort => "none",
    }
}

/// Points, without a fraction if they are whole.
fn points(value: f64) -> String {
    if value.fract() == 0.0 { format!("{value:.0}") } else { format!("{value:.2}") }
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.2}"))
}
