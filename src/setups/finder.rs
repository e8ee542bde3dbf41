//! Which setup a file has. Loads each catalog and makes each setup once for all files that share it.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::{Catalog, Setup};
use crate::config::{Broken, Config, Configs, Layer, PairedSource, Settings};
use crate::problem::{Problem, shown, unreadable};
use crate::score;
use mtlint_format::sources::Record;
use mtlint_rules::engine::PlanError;

/// Which setup a path has.
pub(crate) enum Governed {
    /// This one.
    By(Arc<Setup>),
    /// A config that excludes it from walks.
    Excluded,
    /// A config or rules with mistakes, which are reported elsewhere.
    Broken,
}

/// What makes two files share a setup: their config, and which of its overrides match.
type Key = (Option<PathBuf>, Vec<usize>);

/// A folder with files.
struct Folder {
    absolute: PathBuf,
    config: Result<Option<Arc<Config>>, Broken>,
}

/// Finds the setup of each file and makes each setup once.
pub(crate) struct Setups {
    configs: Configs,
    flags: Layer,
    rule_folders: Vec<PathBuf>,
    today: Date,
    /// The current folder; paths in problems are relative to it.
    here: PathBuf,
    /// By the name as it was written: comparing paths is slow.
    folders: HashMap<OsString, Folder>,
    catalogs: HashMap<Option<PathBuf>, Option<Arc<Catalog>>>,
    setups: HashMap<Key, Option<Arc<Setup>>>,
    /// Source records by path.
    records: HashMap<PathBuf, Option<Arc<Record>>>,
    problems: Vec<Problem>,
}

impl Setups {
    /// A finder for files below `here`. `flags` are the topmost layer of settings; `rule_folders` hold rules for all
    /// files.
    pub(crate) fn new(configs: Configs, flags: Layer, rule_folders: Vec<PathBuf>, today: Date, here: PathBuf) -> Self {
        let (folders, catalogs, setups, records) = Default::default();
        Self { configs, flags, rule_folders, today, here, folders, catalogs, setups, records, problems: Vec::new() }
    }

    /// Problems for selectors of flags that match no rule, neither a built-in one nor one of the config that governs
    /// `path`.
    pub(crate) fn check_flags(&mut self, path: &Path) -> Vec<Problem> {
        let (_, config) = self.config(path);
        let Some(catalog) = self.catalog(config.ok().flatten().as_deref()) else { return Vec::new() };
        let mut problems =
            catalog.unknown_selectors(Some("--select"), self.flags.select.as_deref().unwrap_or_default());
        problems.extend(catalog.unknown_selectors(Some("--ignore"), &self.flags.ignore));
        problems
    }

    /// The setup of a file.
    pub(crate) fn of(&mut self, path: &Path, from_walk: bool) -> Governed {
        let (path, config) = self.config(path);
        let Ok(config) = config else { return Governed::Broken };
        let config = config.as_deref();
        if from_walk && config.is_some_and(|config| config.excludes(&path)) {
            return Governed::Excluded;
        }
        let matching = config.map_or_else(Vec::new, |config| config.matching(&path));
        let key = (config.map(|config| config.path().to_owned()), matching);
        if !self.setups.contains_key(&key) {
            let setup = self.setup(config, &key.1);
            self.setups.insert(key.clone(), setup);
        }
        match self.setups.get(&key) {
            Some(Some(setup)) => Governed::By(Arc::clone(setup)),
            _ => Governed::Broken,
        }
    }

    /// The source of a file, by the config that governs it.
    pub(crate) fn source_of(&mut self, path: &Path) -> Option<PairedSource> {
        let (path, config) = self.config(path);
        let found = config.ok()??.source_of(&path)?;
        let path = found.path.strip_prefix(&self.here).unwrap_or(&found.path).to_owned();
        Some(PairedSource { path, ..found })
    }

    /// The path of the source record for a translation, by the config that governs it.
    pub(crate) fn record_path(&mut self, path: &Path) -> Option<PathBuf> {
        let (_, config) = self.config(path);
        let config = config.ok()??;
        Some(config.sources().strip_prefix(&self.here).unwrap_or(config.sources()).to_owned())
    }

    /// The source record for a translation. One that cannot be read is a problem and `None`.
    pub(crate) fn record(&mut self, path: &Path) -> Option<Arc<Record>> {
        let file = self.record_path(path)?;
        if let Some(known) = self.records.get(&file) {
            return known.clone();
        }
        let record = match read_record(&file) {
            Ok(record) => Some(Arc::new(record)),
            Err(problem) => {
                self.problems.push(problem);
                None
            }
        };
        self.records.insert(file, record.clone());
        record
    }

    /// The score settings of the config that governs a path.
    pub(crate) fn score(&mut self, path: &Path) -> score::Choice {
        let (_, config) = self.config(path);
        config.ok().flatten().map_or_else(score::Choice::default, |config| config.score())
    }

    /// The baseline of the config that governs a path.
    pub(crate) fn baseline(&mut self, path: &Path) -> Option<PathBuf> {
        let (_, config) = self.config(path);
        let config = config.ok()??;
        let baseline = config.baseline()?;
        Some(baseline.strip_prefix(&self.here).unwrap_or(baseline).to_owned())
    }

    /// The problems with configs and rules since the last call.
    pub(crate) fn take_problems(&mut self) -> Vec<Problem> {
        let mut problems: Vec<_> = self.configs.take_errors().into_iter().map(Problem::from).collect();
        problems.append(&mut self.problems);
        for problem in &mut problems {
            // Configs are found by absolute paths; relative ones are easier to read.
            let relative =
                problem.path.as_ref().and_then(|path| Path::new(path).strip_prefix(&self.here).ok().map(shown));
            problem.path = relative.or(problem.path.take());
        }
        problems
    }

    fn config(&mut self, path: &Path) -> (PathBuf, Result<Option<Arc<Config>>, Broken>) {
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let governed = match self.folders.entry(folder.as_os_str().to_owned()) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let absolute = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
                let config = self.configs.for_folder(&absolute);
                new.insert(Folder { absolute, config })
            }
        };
        (governed.absolute.join(path.file_name().unwrap_or_default()), governed.config.clone())
    }

    fn catalog(&mut self, config: Option<&Config>) -> Option<Arc<Catalog>> {
        let key = config.map(|config| config.path().to_owned());
        if let Some(known) = self.catalogs.get(&key) {
            return known.clone();
        }
        let own = config.map(Config::rule_folders).unwrap_or_default();
        let catalog = match Catalog::load(own.iter().chain(&self.rule_folders).map(PathBuf::as_path)) {
            Ok(catalog) => {
                let mistakes = config.map_or_else(Vec::new, |config| config.check_names(&catalog.names));
                let sound = mistakes.is_empty();
                self.problems.extend(mistakes.into_iter().map(Problem::from));
                sound.then(|| Arc::new(catalog))
            }
            Err(problems) => {
                self.problems.extend(problems);
                None
            }
        };
        self.catalogs.insert(key, catalog.clone());
        catalog
    }

    fn setup(&mut self, config: Option<&Config>, matching: &[usize]) -> Option<Arc<Setup>> {
        let catalog = self.catalog(config)?;
        let layers = config.into_iter().flat_map(|config| config.layers(matching)).chain([&self.flags]);
        let settings = Settings::new(layers);
        let figures = match settings.min_precision().map(|_| catalog.figures()).transpose() {
            Ok(figures) => figures,
            Err(problem) => {
                self.problems.push(problem);
                return None;
            }
        };
        match Setup::new(&catalog, figures.as_ref(), &settings, self.today) {
            Ok(setup) => Some(Arc::new(setup)),
            Err(PlanError { rule, message }) => {
                self.problems.push(match config {
                    Some(config) => config.bad_option(&rule, message).into(),
                    None => Problem::error(rule, message),
                });
                None
            }
        }
    }
}

/// Reads a source record.
pub(crate) fn read_record(file: &Path) -> Result<Record, Problem> {
    let text = std::fs::read_to_string(file).map_err(|e| match e.kind() {
        std::io::ErrorKind::NotFound => {
            Problem::note(shown(file), "does not exist yet; write it with `mtlint sources write`")
        }
        _ => unreadable(file, &e),
    })?;
    Record::parse(&text).map_err(|e| Problem::error(shown(file), e.to_string()))
}
