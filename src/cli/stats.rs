//! `mtlint stats`.

use std::cmp::Reverse;
use std::io;

use serde::Serialize;

use super::args::{StatsArgs, TableFormat};
use super::batch::{Batch, Selection};
use super::{CLEAN, Streams, TROUBLE};
use crate::config::{Config, Configs};
use crate::pipeline::{CheckedFile, Run, Wants};
use crate::problem::Problem;
use crate::report::{Ansi, thousands, visible, width};
use crate::setups::Setups;
use mtlint_format::document::Document;
use mtlint_format::format::{FileText, LineIndex};
use mtlint_text::readability;
use mtlint_text::readability::{Counts, DocumentStats, LongSentence, Scores};

/// Longest sentences that are shown: of a document in JSON, of all in a table.
const LONGEST: usize = 5;

/// One document's figures.
#[derive(Debug, Serialize)]
struct Row {
    path: String,
    language: String,
    words: u64,
    sentences: u64,
    grade: Option<f64>,
    scores: Scores,
    findings: usize,
    findings_per_1000_words: Option<f64>,
    longest_sentences: Vec<Long>,
}

/// A long sentence and its place: bytes on disk, line and column from 1.
#[derive(Debug, Serialize)]
struct Long {
    words: u32,
    start: u64,
    end: u64,
    line: u32,
    column: u32,
    text: String,
}

pub(super) fn run(args: &StatsArgs, streams: &mut Streams<'_>) -> io::Result<u8> {
    let configs = match args.config.as_deref().map(Config::read) {
        Some(Ok(config)) => Configs::fixed(config),
        Some(Err(errors)) => {
            let problems: Vec<Problem> = errors.into_iter().map(Problem::from).collect();
            return super::rules::tell(&problems, streams);
        }
        None => Configs::default(),
    };
    let here = std::env::current_dir().unwrap_or_default();
    let mut setups = Setups::new(configs, args.inputs.layer(), Vec::new(), streams.terminal.today, here);
    let mut printer = Printer { format: args.format, rows: 0, longest: Vec::new() };
    let mut trouble = false;
    let run = Run::new(Wants { documents: true, text: true, ..Wants::default() });
    let selection = Selection::default();
    let batch = Batch { paths: &args.inputs.paths, threads: None, setups: &mut setups, selection };
    batch.check(&run, streams, |outcome, streams| {
        for problem in outcome.problems {
            trouble |= problem.is_error;
            streams.problem(&problem)?;
        }
        match outcome.file.and_then(row) {
            Some(row) => printer.row(row, streams),
            None => Ok(()),
        }
    })?;
    printer.finish(streams)?;
    Ok(if trouble { TROUBLE } else { CLEAN })
}

/// The figures of a file: of the documents in the language of the first.
fn row(file: CheckedFile) -> Option<Row> {
    let text = file.text.as_ref()?;
    let lines = LineIndex::new(text.content());
    let mut counts = Counts::new(file.language);
    let mut longest = Vec::new();
    for read in file.documents.iter().filter(|read| read.language == file.language) {
        let document = &read.document;
        for unit in readability::measure(&document.target.string, &document.unit_spans(), file.language) {
            counts.merge(&unit.counts);
            longest.extend(unit.sentences.iter().filter_map(|sentence| long(sentence, document, text, &lines)));
        }
    }
    longest.sort_by_key(|long| Reverse(long.words));
    longest.truncate(LONGEST);
    let stats = DocumentStats::new(&counts, std::iter::empty(), LONGEST, Some(file.findings.len()));
    Some(Row {
        language: stats.language,
        words: stats.words,
        sentences: stats.sentences,
        grade: stats.grade,
        scores: stats.scores,
        findings: file.findings.len(),
        findings_per_1000_words: stats.findings_per_1000_words,
        longest_sentences: longest,
        path: file.path,
    })
}

fn long(sentence: &LongSentence, document: &Document, text: &FileText, lines: &LineIndex) -> Option<Long> {
    let span = document.target.map.to_file(sentence.span)?;
    let (at, disk) = (lines.position(text.content(), span.start), text.on_disk(span));
    let words = document.target.slice(sentence.span).split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Long {
        words: sentence.words,
        start: disk.start,
        end: disk.end,
        line: at.line,
        column: at.column,
        text: words,
    })
}

/// Prints rows as they come.
struct Printer {
    format: TableFormat,
    rows: usize,
    /// The longest sentences of all documents, with the paths of those.
    longest: Vec<(String, Long)>,
}

impl Printer {
    fn row(&mut self, row: Row, streams: &mut Streams<'_>) -> io::Result<()> {
        self.rows += 1;
        if self.format == TableFormat::Json {
            write!(streams.out, "{}", if self.rows == 1 { "[\n" } else { ",\n" })?;
            return serde_json::to_writer(&mut *streams.out, &row).map_err(io::Error::from);
        }
        if self.rows == 1 {
            let head =
                "  words sentences  lang  grade   ease     FK    fog   SMOG     CL    ARI    LIX  per 1,000  file";
            Ansi::new(&mut *streams.out, streams.terminal.out_style()).bold(head)?;
            writeln!(streams.out)?;
        }
        let s = &row.scores;
        write!(streams.out, "{:>7} {:>9}  {:4}", thousands(row.words), thousands(row.sentences), row.language)?;
        let grades = [s.gunning_fog, s.smog, s.coleman_liau, s.automated_readability, s.lix];
        for score in [row.grade, s.flesch_reading_ease, s.flesch_kincaid_grade].into_iter().chain(grades) {
            write!(streams.out, " {:>6}", number(score))?;
        }
        writeln!(streams.out, " {:>10}  {}", number(row.findings_per_1000_words), visible(&row.path))?;
        self.longest.extend(row.longest_sentences.into_iter().map(|long| (row.path.clone(), long)));
        self.longest.sort_by_key(|(_, long)| Reverse(long.words));
        self.longest.truncate(LONGEST);
        Ok(())
    }

    fn finish(self, streams: &mut Streams<'_>) -> io::Result<()> {
        if self.format == TableFormat::Json {
            return streams.out.write_all(if self.rows == 0 { b"[]\n" } else { b"\n]\n" });
        }
        if self.longest.is_empty() {
            return Ok(());
        }
        writeln!(streams.out)?;
        Ansi::new(&mut *streams.out, streams.terminal.out_style()).bold("Longest sentences")?;
        writeln!(streams.out)?;
        for (path, long) in &self.longest {
            let head = format!("{:>4} words  {}:{}:{}  ", long.words, visible(path), long.line, long.column);
            let room = streams.terminal.width.saturating_sub(width(&head)).max(20);
            writeln!(streams.out, "{head}{}", cut(&visible(&long.text), room))?;
        }
        Ok(())
    }
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.1}"))
}

/// As much of a text as fits into some columns.
fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut used = 1;
    let fits = text.chars().take_while(|c| {
        used += width(c.encode_utf8(&mut [0; 4]));
        used <= columns
    });
    fits.chain(['…']).collect()
}
