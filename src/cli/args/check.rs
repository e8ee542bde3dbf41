//! The arguments of `mtlint check`.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser};
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
/// Each finding shows its location, what is wrong, why machine translation causes it, and what to write instead.
///
/// Folders are searched recursively. Hidden files, files ignored by .gitignore, and files of unknown types are skipped.
/// A file named on the command line is always checked; if its type is unknown, it is read as plain text.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes:
  0  no findings, or none at or above --fail-on
  1  findings at or above --fail-on
  2  wrong usage, an unreadable file, or an invalid rule or config

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
    /// Output format
    #[arg(long, short, value_parser = PossibleValuesParser::new(formats()))]
    #[arg(default_value = "human", value_name = "FORMAT")]
    pub format: String,

    /// Write the report to FILE instead of standard output
    ///
    /// With FORMAT:FILE, write a report in that format to FILE and still print the findings. Can be repeated.
    #[arg(long, short, value_name = "[FORMAT:]FILE")]
    pub output: Vec<OutputFile>,

    #[command(flatten)]
    pub texts: TextArgs,

    #[command(flatten)]
    pub fixes: FixArgs,

    /// Do not report the findings recorded in this file; see `mtlint baseline` [default: `baseline` in the config]
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,

    /// Ignore the baseline named in the config
    #[arg(long, conflicts_with = "baseline")]
    pub no_baseline: bool,

    /// Report only findings on lines changed since this git revision
    ///
    /// If the revision and the current branch have diverged, lines changed since their merge base are checked.
    #[arg(long, value_name = "REV", conflicts_with = "diff")]
    pub since: Option<String>,

    /// Report only findings on lines added by this unified diff; `-` reads it from standard input
    #[arg(long, value_name = "FILE")]
    pub diff: Option<PathBuf>,

    /// Apply `exclude` and the file-type filter to files named on the command line, too
    #[arg(long)]
    pub force_exclude: bool,

    /// Cache results in .mtlint_cache and check only files that have changed
    ///
    /// A cached result is used only while the text, the program, the rules, the settings and the date are the same. The
    /// folder can be deleted at any time.
    #[arg(long)]
    pub cache: bool,

    /// Exit with code 1 if there are findings at or above this level [default: warning]
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub fail_on: Option<Threshold>,

    /// Exit with code 0 even if there are findings
    #[arg(long)]
    pub exit_zero: bool,

    /// Check everything, then check files again as they change
    #[arg(long, conflicts_with_all = ["since", "diff", "stdin_filename"])]
    pub watch: bool,

    /// The source text that the file was translated from; exactly one file can be checked
    #[arg(long, value_name = "FILE")]
    pub source: Option<PathBuf>,

    /// File name for standard input: its extension selects the format, and reports show it
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<PathBuf>,
}

/// The values of `--format` with their help texts.
fn formats() -> impl Iterator<Item = PossibleValue> {
    report::FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.help))
}

impl CheckArgs {
    /// The flags as the topmost layer of settings.
    pub(in crate::cli) fn layer(&self) -> Layer {
        Layer { fail_on: self.fail_on.map(Level::from), ..self.texts.layer() }
    }
}

/// Which fixes are applied.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct FixArgs {
    /// Apply safe fixes to the files and report the remaining findings
    ///
    /// Only findings that would be reported are fixed. For standard input, the fixed text is printed to standard output
    /// and the report to standard error.
    #[arg(long)]
    pub fix: bool,

    /// Also apply unsafe fixes: they are probably right, but read the text afterwards
    #[arg(long = "unsafe", requires = "fix")]
    pub likely: bool,

    /// Print the changes of --fix as a diff without changing any file; exit with code 1 if there are any
    ///
    /// The remaining findings are reported on standard error.
    #[arg(long, requires = "fix")]
    pub dry_run: bool,
}

impl FixArgs {
    /// The fixes to apply; `None` without `--fix`.
    pub(in crate::cli) fn safety(&self) -> Option<Safety> {
        self.fix.then_some(if self.likely { Safety::Unsafe } else { Safety::Safe })
    }
}

/// Which texts are checked, and with which settings.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct TextArgs {
    #[command(flatten)]
    pub inputs: Inputs,

    /// The date that tense rules treat as today, such as 2024-05-31 [default: the date of the text, or today]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,

    #[command(flatten)]
    pub choice: Choice,

    /// Report only findings at or above this level
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub level: Option<Threshold>,

    /// Use this config instead of the mtlint.toml nearest to each file
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// Number of threads [default: one for each core]
    #[arg(long, value_name = "N")]
    pub threads: Option<std::num::NonZeroUsize>,
}

impl TextArgs {
    /// The first path; for a folder, a path inside it; `None` for standard input.
    pub(in crate::cli) fn first_path(&self) -> Option<PathBuf> {
        match self.inputs.paths.first() {
            Some(path) if path.is_dir() => Some(path.join("x")),
            Some(path) if path.as_os_str() != "-" => Some(path.clone()),
            _ => None,
        }
    }

    /// The setups for the texts.
    ///
    /// Rule names in `flags` are checked against the config that applies to `first`. The errors are mistakes in the
    /// config and unknown names.
    pub(in crate::cli) fn setups(&self, flags: Layer, first: &Path, today: Date) -> Result<Setups, Vec<Problem>> {
        let configs = match self.config.as_deref().map(Config::read) {
            Some(Ok(config)) => Configs::fixed(config),
            Some(Err(errors)) => return Err(errors.into_iter().map(Problem::from).collect()),
            None => Configs::default(),
        };
        let current = std::env::current_dir().unwrap_or_default();
        let mut setups = Setups::new(configs, flags, self.choice.rules.clone(), today, current);
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
    /// Run only these rules and families, separated by commas
    #[arg(long, value_delimiter = ',', value_name = "RULES")]
    pub select: Option<Vec<Selector>>,

    /// Do not run these rules and families
    #[arg(long, value_delimiter = ',', value_name = "RULES")]
    pub ignore: Vec<Selector>,

    /// Also run nursery rules, which have not been measured yet
    #[arg(long)]
    pub nursery: bool,

    /// Run only rules with at least this measured precision, from 0 to 1
    ///
    /// Precision is the share of a rule's findings that touch an error marked by human raters. If the rule has fewer
    /// than five findings in rated text, or if more than three in four would touch an error by chance, it is instead
    /// the share of its findings that are in machine translations, adjusted for the number of words in machine and
    /// human texts. Rules with fewer than five findings in total and rules that were not measured do not run.
    #[arg(long, value_parser = share, value_name = "SHARE")]
    pub min_precision: Option<f64>,

    /// Also load the rules in this folder; a rule with the id of a built-in rule replaces it
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
}

/// A share, from 0 to 1.
pub(super) fn share(text: &str) -> Result<f64, String> {
    let share = text.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "expected a number from 0 to 1, such as 0.8".to_owned())
}

/// A level given on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Threshold {
    /// Certainly or almost certainly wrong
    Error,
    /// Probably wrong
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
