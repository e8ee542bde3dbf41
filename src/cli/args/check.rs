//! The arguments of `mtlint check`.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use clap::builder::PossibleValuesParser;
use jiff::civil::Date;

use super::Inputs;
use crate::cli::output::OutputFile;
use crate::config::{Config, Configs, Layer};
use crate::fix::Safety;
use crate::problem::Problem;
use crate::report;
use crate::setups::Setups;
use mtlint_rules::rule::Level;
use mtlint_rules::rule::Selector;

/// Check files and folders
///
/// Reports each artefact with its place, what is wrong, why a machine wrote it, and what to write instead. Folders are
/// walked; what .gitignore names, hidden files and files of unknown kinds are left out. A file that you name is always
/// checked, as plain text if its kind is unknown.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes:
  0  nothing found, or nothing at or above --fail-on
  1  findings at or above --fail-on
  2  wrong usage, an unreadable file, a broken rule or config

Examples:
  mtlint check article.txt
  mtlint check --lang en --source-lang zh --as-of 2024-05-31 texts/
  mtlint check --select repetition,quotes --format short .
  mtlint check --since main --baseline mtlint-baseline.json texts/
  git diff --cached | mtlint check --diff -
  curl https://example.org/article.html | mtlint check - --stdin-filename article.html
  mtlint check --source docs/en/guide.md docs/fr/guide.md
  mtlint check --output sarif:mtlint.sarif --output junit:mtlint.xml texts/
  mtlint check --fix --dry-run texts/
  mtlint check --format jsonl . | jq -r .rule | sort | uniq -c")]
pub(in crate::cli) struct CheckArgs {
    /// How to print findings
    #[arg(long, short, value_parser = PossibleValuesParser::new(report::FORMATS.iter().map(|f| clap::builder::PossibleValue::new(f.name).help(f.help))))]
    #[arg(default_value = "human", value_name = "FORMAT")]
    pub format: String,

    /// Write to a file: FILE gets what would be printed; FORMAT:FILE (repeatable) is written besides
    #[arg(long, short, value_name = "[FORMAT:]FILE")]
    pub output: Vec<OutputFile>,

    #[command(flatten)]
    pub texts: TextArgs,

    #[command(flatten)]
    pub fixes: FixArgs,

    /// Leave out the findings that this file remembers; `mtlint baseline write` makes it [default: `baseline` of the config]
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,

    /// Report what the baseline remembers, too, that the config names
    #[arg(long, conflicts_with = "baseline")]
    pub no_baseline: bool,

    /// Only findings on lines that changed since this git revision, or since the branch left it
    #[arg(long, value_name = "REV", conflicts_with = "diff")]
    pub since: Option<String>,

    /// Only findings on lines that this unified diff adds; `-` is standard input
    #[arg(long, value_name = "FILE")]
    pub diff: Option<PathBuf>,

    /// Of the files that are named, too, leave out what a walk through folders does: `exclude` of the config, unknown kinds
    #[arg(long)]
    pub force_exclude: bool,

    /// Keep what is found in .mtlint_cache, and check only what has changed since
    ///
    /// An answer counts for the same text, program, rules, settings and day. The folder may be deleted at any time.
    #[arg(long)]
    pub cache: bool,

    /// The lowest level that makes the exit code 1 [default: warning]
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub fail_on: Option<Threshold>,

    /// Exit with 0 even if there are findings
    #[arg(long)]
    pub exit_zero: bool,

    /// Check all, then each file again that changes, until you end it
    #[arg(long, conflicts_with_all = ["since", "diff", "stdin_filename"])]
    pub watch: bool,

    /// The file that the one file to check was translated from
    #[arg(long, value_name = "FILE")]
    pub source: Option<PathBuf>,

    /// The name, for its ending and in reports, of what comes from standard input
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<PathBuf>,
}

impl CheckArgs {
    /// The command line as the topmost layer of settings.
    pub(in crate::cli) fn layer(&self) -> Layer {
        Layer { fail_on: self.fail_on.map(Level::from), ..self.texts.layer() }
    }
}

/// Whether fixes are made.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct FixArgs {
    /// Mend in the files what can be mended safely, and report the rest
    ///
    /// Only findings that would be reported are mended. Of standard input the mended text is printed, and the report goes
    /// to standard error.
    #[arg(long)]
    pub fix: bool,

    /// Make fixes that are likely right, too; read the text afterwards
    #[arg(long = "unsafe", requires = "fix")]
    pub likely: bool,

    /// Print as a diff what --fix would change, and change nothing; exit code 1 if it would
    ///
    /// The report, of what would remain, goes to standard error.
    #[arg(long, requires = "fix")]
    pub dry_run: bool,
}

impl FixArgs {
    /// The fixes to make, if any.
    pub(in crate::cli) fn safety(&self) -> Option<Safety> {
        self.fix.then_some(if self.likely { Safety::Unsafe } else { Safety::Safe })
    }
}

/// Which texts are checked, and how.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct TextArgs {
    #[command(flatten)]
    pub inputs: Inputs,

    /// “Today” for the rules about tense, as 2024-05-31 [default: the text's own date, else today]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,

    #[command(flatten)]
    pub choice: Choice,

    /// Report nothing below this level
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub level: Option<Threshold>,

    /// Go by this config, not by the mtlint.toml nearest to each file
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// Files checked at a time [default: one for each core]
    #[arg(long, value_name = "N")]
    pub threads: Option<std::num::NonZeroUsize>,
}

impl TextArgs {
    /// The first path, as a file in it where it is a folder; `None` for standard input.
    pub(in crate::cli) fn first_path(&self) -> Option<PathBuf> {
        match self.inputs.paths.first() {
            Some(path) if path.is_dir() => Some(path.join("x")),
            Some(path) if path.as_os_str() != "-" => Some(path.clone()),
            _ => None,
        }
    }

    /// The setups for the texts; the errors are mistakes in the config or in names on the command line, which are read in
    /// the light of the config that governs `first`.
    pub(in crate::cli) fn setups(&self, flags: Layer, first: &Path, today: Date) -> Result<Setups, Vec<Problem>> {
        let configs = match self.config.as_deref().map(Config::read) {
            Some(Ok(config)) => Configs::fixed(config),
            Some(Err(errors)) => return Err(errors.into_iter().map(Problem::from).collect()),
            None => Configs::default(),
        };
        let here = std::env::current_dir().unwrap_or_default();
        let mut setups = Setups::new(configs, flags, self.choice.rules.clone(), today, here);
        let wrong = setups.check_flags(first);
        if wrong.is_empty() { Ok(setups) } else { Err(wrong) }
    }

    /// These flags as a layer of settings.
    pub(in crate::cli) fn layer(&self) -> Layer {
        Layer {
            as_of: self.as_of,
            select: self.choice.select.clone(),
            ignore: self.choice.ignore.clone(),
            level: self.level.map(Level::from),
            nursery: self.choice.nursery.then_some(true),
            min_precision: self.choice.min_precision,
            ..self.inputs.layer()
        }
    }
}

/// Which rules run.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Choice {
    /// Run only these rules or families, divided by commas
    #[arg(long, value_delimiter = ',', value_name = "RULES")]
    pub select: Option<Vec<Selector>>,

    /// Do not run these rules or families
    #[arg(long, value_delimiter = ',', value_name = "RULES")]
    pub ignore: Vec<Selector>,

    /// Run rules that are not measured yet, too
    #[arg(long)]
    pub nursery: bool,

    /// Run only rules whose measured precision is at least this, 0 to 1
    ///
    /// The precision is the share of a rule's findings that touch an error which raters marked. Where fewer than five
    /// findings stand on rated text, or more than three in four would touch an error by chance, it is the share of all
    /// findings that are on machine translations, compared word for word with human texts. A rule with fewer than five
    /// findings in all, or that nobody measured, does not run.
    #[arg(long, value_parser = share, value_name = "SHARE")]
    pub min_precision: Option<f64>,

    /// Add the rules in this folder; one with the id of a built-in rule replaces it
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
}

/// A share, from 0 to 1.
pub(super) fn share(text: &str) -> Result<f64, String> {
    let share = text.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "write a number from 0 to 1, like 0.8".to_owned())
}

/// A level that findings are held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Threshold {
    /// Most likely wrong, or wrong for certain
    Error,
    /// Likely wrong
    Warning,
    /// Worth a look
    Info,
}

impl From<Threshold> for Level {
    fn from(threshold: Threshold) -> Self {
        match threshold {
            Threshold::Error => Self::Error,
            Threshold::Warning => Self::Warning,
            Threshold::Info => Self::Info,
        }
    }
}
