//! `cargo xtask seed`: puts defects into translations and counts how many of them the default rules find.
//!
//! Mutation testing of the rules. What such figures say and what not is in docs/QUALITY.md.

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

/// Put defects into translations and count how many the default rules find
///
/// Reads files that hold both sides (PO, XLIFF, TMX, CSV, JSON lines, xcstrings), and those in folders. Of the units in
/// which nothing is found it takes some, puts one defect into the translation of each, as the file writes it, and checks
/// the file again: the defect is found when something is reported in the unit now. “By an expected rule”: by one that is
/// there for the kind of defect. Units that a kind does not apply to are not counted.
///
/// The same files, rules and options give the same table.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Files with both sides, and folders of them
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// The kinds to try [default: all]
    #[arg(long, value_delimiter = ',', value_name = "KINDS")]
    kinds: Vec<String>,

    /// Try so many defects of a kind, if there are units for them
    #[arg(long, default_value_t = 400, value_name = "N")]
    tries: usize,

    /// Print missed defects of these kinds, too
    #[arg(long, value_delimiter = ',', value_name = "KINDS")]
    show: Vec<String>,

    /// How many to print of each
    #[arg(long, default_value_t = 20, value_name = "N", requires = "show")]
    examples: usize,

    /// An mtlint.toml; its glossary and the names in it are what `term` and `name` change
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Files of other languages, for `third-language`
    #[arg(long, value_name = "FILE")]
    third: Vec<PathBuf>,

    /// Another number, other units
    #[arg(long, default_value_t = 20_261_128, value_name = "N")]
    seed: u64,
}

/// Why there is no table.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SeedError {
    /// A name that no kind has.
    #[error("{name}: {message}")]
    Kind {
        /// The name.
        name: String,
        /// What there is.
        message: String,
    },
    /// A file or folder cannot be read.
    #[error("{}: {error}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
    /// A file is no text.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// A file is not of its format.
    #[error("{}: {error}", path.display())]
    Format {
        /// Which.
        path: PathBuf,
        /// What is wrong with it.
        error: FormatError,
    },
    /// The config has mistakes.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Config(Vec<ConfigError>),
    /// A rule is broken.
    #[error("{}: {}", .0.path.display(), .0.message)]
    Rule(#[from] RuleError),
    /// A rule cannot be compiled.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The table cannot be written.
    #[error("<stdout>: {0}")]
    Write(io::Error),
}

/// Seeds, checks and prints.
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

/// Plain translations with their languages; those of languages that nobody can detect would say nothing of the rules.
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

/// What defects are put into, and what looks for them.
struct Field {
    corpus: Corpus,
    checker: Checker,
    loan: Loan,
    seed: u64,
}

/// A unit, by the places of its part and of itself.
type Spot = (usize, usize);

impl Field {
    /// Puts a kind of defect into units and checks them.
    fn sow(&self, kind: &'static Kind, tries: usize) -> Result<Tally, SeedError> {
        let chosen = self.choose(kind, tries);
        let parts: Vec<_> = chosen.into_iter().collect();
        let trials: Result<Vec<Vec<Trial>>, PlanError> = parts
            .par_iter()
            .map_init(Worker::default, |worker, (part, units)| self.trials(worker, kind, *part, units))
            .collect();
        let mut trials: Vec<Trial> = trials?.into_iter().flatten().collect();
        // Whoever reads the first few wants some of all files.
        trials.sort_by_cached_key(|trial| Rng::named(self.seed, &[&trial.shown.place]).next());
        Ok(Tally { kind, trials })
    }

    /// Units that the kind applies to, by part: some of all, in an order that nothing but the seed decides. Few of one
    /// part, and no neighbours, lest one defect hide another or make the file another file.
    fn choose(&self, kind: &Kind, tries: usize) -> BTreeMap<usize, Vec<usize>> {
        const ONE_IN: usize = 8;
        let spots = self.corpus.parts.par_iter().enumerate().flat_map_iter(|(at, part)| {
            let clean = part.clean.iter().enumerate().filter(|(_, clean)| **clean);
            clean.map(move |(index, _)| (at, index)).filter(|spot| self.edits(kind, *spot).is_some())
        });
        let mut spots: Vec<Spot> = spots.collect();
        spots.sort_by_cached_key(|spot| (self.rng("order", *spot).next(), *spot));
        let (mut chosen, mut left): (BTreeMap<usize, Vec<usize>>, _) = (BTreeMap::new(), tries);
        for (at, index) in spots {
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

    /// Puts the defects into a part, all at once, and looks what is found in each.
    fn trials(&self, worker: &mut Worker, kind: &Kind, at: usize, units: &[usize]) -> Result<Vec<Trial>, PlanError> {
        let Some((part, file)) = self.corpus.parts.get(at).and_then(|part| Some((part, self.corpus.file(part)?)))
        else {
            return Ok(Vec::new());
        };
        let mut patch = Patch::default();
        let edited =
            |index: &&usize| self.edits(kind, (at, **index)).is_some_and(|edits| patch.add(&file.content, &edits));
        let units: Vec<usize> = units.iter().filter(edited).copied().collect();
        let Some(seeded) = Seeded::check(worker, &self.checker, (file, part), patch)? else { return Ok(Vec::new()) };
        let trial = |index: &usize| {
            let mut rules: Vec<String> =
                seeded.findings_in(part, *index).map(|finding| finding.rule.as_str().to_owned()).collect();
            rules.dedup();
            Trial { rules, shown: self.shown((at, *index), &seeded) }
        };
        Ok(units.iter().map(trial).collect())
    }

    /// The edits that put a defect into a unit, in the order of the file.
    fn edits(&self, kind: &Kind, spot: Spot) -> Option<Vec<Edit>> {
        let mut edits = (kind.inject)(&self.case(spot)?, &mut self.rng(kind.name, spot))?;
        edits.sort_by_key(|edit| edit.span);
        Some(edits)
    }

    fn case(&self, (at, index): Spot) -> Option<Case<'_>> {
        let part = self.corpus.parts.get(at)?;
        Case::new(self.corpus.file(part)?, part, index, &self.loan)
    }

    fn rng(&self, purpose: &str, (at, index): Spot) -> Rng {
        let part = self.corpus.parts.get(at);
        let path = part.and_then(|part| self.corpus.file(part)).map(|file| file.path.to_string_lossy());
        Rng::named(self.seed, &[purpose, path.as_deref().unwrap_or_default(), &at.to_string(), &index.to_string()])
    }

    fn shown(&self, spot: Spot, seeded: &Seeded) -> Shown {
        let Some(case) = self.case(spot) else { return Shown::default() };
        // Line ends of the file's own layout say nothing here.
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
