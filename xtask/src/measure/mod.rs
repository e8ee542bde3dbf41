//! `cargo xtask measure`: runs all rules over corpora and writes the figures to rules/measured.toml.
//!
//! docs/QUALITY.md explains the figures and the public data that corpora can be made from. The help text describes
//! their format.

mod chance;
mod document;
mod lint;
mod record;
mod tally;
mod write;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use mtlint_rules::catalog;
use mtlint_rules::catalog::measured::{FILE_NAME, Measured};
use mtlint_rules::rule::RuleError;
use mtlint_rules::rule::Selector;

use record::RecordError;

/// Measure all rules on corpora and write rules/measured.toml
///
/// A corpus is a file of JSON lines in one language, one record for each segment. Its name is the file name without the
/// extension. It contains both machine translations and human texts:
///
///   {"id": "news/7/3/A", "text": "…", "side": "mt", "language": "en", "source_language": "zh", "source": "…",
///    "document": "news/7", "system": "A", "errors": [[14, 27]], "doubtful": [[30, 31]]}
///   {"id": "news/7/3/ref", "text": "…", "side": "human", "language": "en", "document": "news/7", "system": "ref"}
///
/// id, text, side and language are required. Records with the same document and system form one text, in file order; a
/// record without a document is a separate text. `errors` are the spans that raters marked, `edits` the words that a
/// post-editor changed, both as half-open ranges of characters (Unicode scalar values); `[]` means that nothing was
/// marked. A finding that touches only `doubtful` spans does not count in the precision. A machine translation without
/// a human counterpart has `"unpaired": true`: it counts in the precision but not in the rates.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    /// Corpora as files of JSON lines
    #[arg(required = true, value_name = "CORPUS")]
    corpora: Vec<PathBuf>,

    /// The folder of rules to measure
    #[arg(long, value_name = "DIR", default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../rules"), hide_default_value = true)]
    rules: PathBuf,

    /// The file to write [default: measured.toml in the folder of rules]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// Print the entries of these rules or families and write nothing
    #[arg(long, value_delimiter = ',', value_name = "RULES")]
    print: Vec<Selector>,

    /// The day of the measurement, which is also the reference date of the rules [default: today]
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,
}

/// Why nothing was measured.
#[derive(Debug, thiserror::Error)]
pub(crate) enum MeasureError {
    /// A corpus cannot be used.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// Rules cannot be used.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Rules(Vec<RuleError>),
    /// A rule cannot be compiled.
    #[error(transparent)]
    Plan(#[from] mtlint_rules::engine::PlanError),
    /// The figures cannot be written.
    #[error("{}: {error}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
}

/// Measures the rules and writes the figures.
pub(crate) fn run(args: &Args) -> Result<(), MeasureError> {
    let date = args.date.unwrap_or_else(|| jiff::Zoned::now().date());
    let rules = catalog::folder(&args.rules).map_err(MeasureError::Rules)?;
    let mut measured = Measured { date: date.to_string(), ..Measured::default() };
    measured.rules = rules.iter().map(|rule| (rule.key(), BTreeMap::new())).collect();
    let linter = lint::linter(&rules)?;
    for path in &args.corpora {
        let records = record::read(path)?;
        let findings = lint::findings(&linter, &records, date)?;
        tally::add(&mut measured, &corpus_name(path), &records, &rules, &findings);
    }
    let wanted = |key: &str| {
        let id = mtlint_rules::rule::RuleId::new(key.split_once('/').map_or(key, |(_, id)| id));
        args.print.is_empty() || args.print.iter().any(|name| name.closeness(&id) > 0)
    };
    measured.rules.retain(|key, _| wanted(key));
    let text = write::toml(&measured);
    if args.print.is_empty() {
        let path = args.out.clone().unwrap_or_else(|| args.rules.join(FILE_NAME));
        std::fs::write(&path, text).map_err(|error| MeasureError::Write { path, error })
    } else {
        let written = io::stdout().write_all(text.as_bytes());
        written.map_err(|error| MeasureError::Write { path: "<stdout>".into(), error })
    }
}

fn corpus_name(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
