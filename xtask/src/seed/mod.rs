//! `cargo xtask seed`: puts defects into translations and counts how many of them the default rules find.
//!
//! This is mutation testing of the rules. docs/QUALITY.md explains what the figures mean.

mod case;
mod corpus;
mod defects;
mod rng;
mod tally;

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use mtlint::config::ConfigError;
use mtlint::fix::Patch;
use mtlint_format::document::OBJECT;
use mtlint_format::format::{DecodeError, FormatError};
use mtlint_rules::engine::{PlanError, Worker};
use mtlint_rules::finding::Edit;
use mtlint_rules::rule::RuleError;
use mtlint_text::language::{LanguageId, can_detect};
use rayon::prelude::*;

use case::{Case, Loan};
use corpus::{Checker, Corpus, Part, Seeded};
use defects::{KINDS, Kind};
use rng::Rng;
use tally::{Shown, Tally, Trial};

/// Insert defects into translations and count how many the default rules find
///
/// Reads files with both sides (PO, XLIFF, TMX, CSV, JSON lines, xcstrings). Takes some of the units without findings,
/// inserts one defect into the translation of each, and checks the file again: the defect is found if the unit now has
/// a finding. An “expected rule” is one made for the kind of defect. Units that a kind does not apply to do not count.
///
/// The same files, rules and options give the same table.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Files with both sides, and folders that contain them
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// The kinds to try [default: all]
    #[arg(long, value_delimiter = ',', value_name = "KINDS")]
    kinds: Vec<String>,

    /// The number of defects to try for each kind, if there are enough units
    #[arg(long, default_value_t = 400, value_name = "N")]
    tries: usize,

    /// Also print missed defects of these kinds
    #[arg(long, value_delimiter = ',', value_name = "KINDS")]
    show: Vec<String>,

    /// The number of missed defects to print for each kind
    #[arg(long, default_value_t = 20, value_name = "N", requires = "show")]
    examples: usize,

    /// An mtlint.toml with a glossary; `term` and `name` change its terms and names
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Files with translations into other languages, for `third-language`
    #[arg(long, value_name = "FILE")]
    third: Vec<PathBuf>,

    /// The seed of the random choice of units
    #[arg(long, default_value_t = 20_261_128, value_name = "N")]
    seed: u64,
}

/// Why no table was made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SeedError {
    /// No kind of defect has this name.
    #[error("{name}: {message}")]
    Kind {
        /// The name.
        name: String,
        /// The names that exist.
        message: String,
    },
    /// A file or folder cannot be read.
    #[error("{}: {error}", path.display())]
    Read {
        /// The path.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
    /// A file is not text.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// A file is not valid in its format.
    #[error("{}: {error}", path.display())]
    Format {
        /// The path.
        path: PathBuf,
        /// What is wrong with it.
        error: FormatError,
    },
    /// The config has mistakes.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Config(Vec<ConfigError>),
    /// A rule cannot be read.
    #[error("{}: {}", .0.path.display(), .0.message)]
    Rule(#[from] RuleError),
    /// A rule cannot be compiled.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The table cannot be written.
    #[error("<stdout>: {0}")]
    Write(io::Error),
}

/// Inserts the defects, checks the files and prints the table.
pub(crate) fn run(args: &Args) -> Result<(), SeedError> {
    let kinds = if args.kinds.is_empty() { KINDS.iter().collect() } else { named(&args.kinds)? };
    let shown = named(&args.show)?;
    let checker = Checker::new(args.config.as_deref())?;
    let foreign = foreign(&Corpus::read(&args.third, &checker)?);
    let loan = Loan { foreign, terms: checker.terms.clone(), names: checker.names.clone() };
    let field = Field { corpus: Corpus::read(&args.files, &checker)?, checker, loan, seed: args.seed };
    let tallies: Result<Vec<Tally>, _> = kinds.into_iter().map(|kind| field.sow(kind, args.tries)).collect();
    let (tallies, mut out) = (tallies?, io::stdout().lock());
    tally::table(&tallies, &mut out).map_err(SeedError::Write)?;
    for tally in tallies.iter().filter(|tally| shown.iter().any(|kind| kind.name == tally.kind.name)) {
        tally::missed(tally, args.examples, &mut out).map_err(SeedError::Write)?;
    }
    Ok(())
}

fn named(names: &[String]) -> Result<Vec<&'static Kind>, SeedError> {
    let kind =
        |name: &String| defects::by_name(name).map_err(|message| SeedError::Kind { name: name.clone(), message });
    names.iter().map(kind).collect()
}

/// Plain translations with their languages. Languages that cannot be detected would say nothing about the rules.
fn foreign(corpus: &Corpus) -> Vec<(LanguageId, String)> {
    let mut plain = Vec::new();
    for part in corpus.parts.iter().filter(|part| can_detect(part.languages.target)) {
        let units = part.document.units.iter().zip(&part.clean).filter(|(_, clean)| **clean);
        let texts = units.map(|(unit, _)| part.document.target.slice(unit.target.span));
        plain.extend(
            texts.filter(|text| !text.contains([OBJECT, '\n'])).map(|text| (part.languages.target, text.to_owned())),
        );
    }
    plain
}

/// The files that defects are inserted into, and the rules that look for them.
struct Field {
    corpus: Corpus,
    checker: Checker,
    loan: Loan,
    seed: u64,
}

/// A unit, by the index of its part and its index there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Spot {
    part: usize,
    unit: usize,
}

impl Field {
    /// Inserts a kind of defect into units and checks them.
    fn sow(&self, kind: &'static Kind, tries: usize) -> Result<Tally, SeedError> {
        let chosen = self.choose(kind, tries);
        let parts: Vec<_> = chosen.into_iter().collect();
        let trials: Result<Vec<Vec<Trial>>, PlanError> = parts
            .par_iter()
            .map_init(Worker::default, |worker, (part, units)| self.trials(worker, kind, *part, units))
            .collect();
        let mut trials: Vec<Trial> = trials?.into_iter().flatten().collect();
        // The first few should come from all files.
        trials.sort_by_cached_key(|trial| Rng::named(self.seed, &[&trial.shown.place]).next());
        Ok(Tally { kind, trials })
    }

    /// Some of the units that the kind applies to, by part, in an order that only the seed decides. Few of each part
    /// and no neighbours: otherwise one defect might hide another or change the character of the file.
    fn choose(&self, kind: &Kind, tries: usize) -> BTreeMap<usize, Vec<usize>> {
        const ONE_IN: usize = 8;
        let spots = self.corpus.parts.par_iter().enumerate().flat_map_iter(|(at, part)| {
            let clean = part.clean.iter().enumerate().filter(|(_, clean)| **clean);
            clean.map(move |(unit, _)| Spot { part: at, unit }).filter(|spot| self.edits(kind, *spot).is_some())
        });
        let mut spots: Vec<Spot> = spots.collect();
        spots.sort_by_cached_key(|spot| (self.rng("order", *spot).next(), *spot));
        let (mut chosen, mut left): (BTreeMap<usize, Vec<usize>>, _) = (BTreeMap::new(), tries);
        for Spot { part: at, unit: index } in spots {
            let Some(part) = self.corpus.parts.get(at).filter(|_| left > 0) else { break };
            let units = chosen.entry(at).or_default();
            let is_full = units.len() > part.clean.len() / ONE_IN;
            if !is_full && units.iter().all(|other| index.abs_diff(*other) > 1 && !is_one_message(part, index, *other))
            {
                units.push(index);
                left -= 1;
            }
        }
        chosen
    }

    /// Inserts the defects into a part, all at once, and collects the findings in each unit.
    fn trials(&self, worker: &mut Worker, kind: &Kind, at: usize, units: &[usize]) -> Result<Vec<Trial>, PlanError> {
        let Some((part, file)) = self.corpus.parts.get(at).and_then(|part| Some((part, self.corpus.file(part)?)))
        else {
            return Ok(Vec::new());
        };
        let mut patch = Patch::default();
        let edited = |unit: &&usize| {
            self.edits(kind, Spot { part: at, unit: **unit }).is_some_and(|edits| patch.add(&file.content, &edits))
        };
        let units: Vec<usize> = units.iter().filter(edited).copied().collect();
        let Some(seeded) = Seeded::check(worker, &self.checker, file, part, patch)? else { return Ok(Vec::new()) };
        let trial = |index: &usize| {
            let mut rules: Vec<String> =
                seeded.findings_in(part, *index).map(|finding| finding.rule.as_str().to_owned()).collect();
            rules.dedup();
            Trial { rules, shown: self.shown(Spot { part: at, unit: *index }, &seeded) }
        };
        Ok(units.iter().map(trial).collect())
    }

    /// The edits that insert a defect into a unit, in file order.
    fn edits(&self, kind: &Kind, spot: Spot) -> Option<Vec<Edit>> {
        let mut edits = (kind.inject)(&self.case(spot)?, &mut self.rng(kind.name, spot))?;
        edits.sort_by_key(|edit| edit.span);
        Some(edits)
    }

    fn case(&self, spot: Spot) -> Option<Case<'_>> {
        let part = self.corpus.parts.get(spot.part)?;
        Case::new(self.corpus.file(part)?, part, spot.unit, &self.loan)
    }

    fn rng(&self, purpose: &str, spot: Spot) -> Rng {
        let part = self.corpus.parts.get(spot.part);
        let path = part.and_then(|part| self.corpus.file(part)).map(|file| file.path.to_string_lossy());
        let (part, unit) = (spot.part.to_string(), spot.unit.to_string());
        Rng::named(self.seed, &[purpose, path.as_deref().unwrap_or_default(), &part, &unit])
    }

    fn shown(&self, spot: Spot, seeded: &Seeded) -> Shown {
        let Some(case) = self.case(spot) else { return Shown::default() };
        // Line ends are only the layout of the file.
        let line = |raw: &str| raw.replace("\"\n\"", "").split_whitespace().collect::<Vec<_>>().join(" ");
        Shown {
            place: format!("{}, unit {}", case.file.path.display(), case.index),
            source: line(case.source.whole_raw().unwrap_or_default()),
            before: line(case.target.whole_raw().unwrap_or_default()),
            after: line(case.target.whole().map_or("", |place| seeded.shown(place))),
        }
    }
}

/// True for two plural forms of one message.
fn is_one_message(part: &Part, a: usize, b: usize) -> bool {
    let group = |index: usize| part.document.units.get(index)?.plural.map(|plural| plural.group);
    group(a).is_some() && group(a) == group(b)
}
