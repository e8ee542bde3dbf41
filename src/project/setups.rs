//! Which rules and settings a file has: catalogs are loaded and linters made once for all files that share them.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use jiff::civil::Date;
use twox_hash::XxHash3_128;

use super::phrases::Phrases;
use crate::builtin::RULES;
use crate::config::{Broken, Config, Configs, Layer, PairedSource, RuleFacts, RulePages, Settings};
use crate::explain;
use crate::problem::Problem;
use crate::problem::{shown, unreadable};
use crate::score;
use mtlint_format::document::Document;
use mtlint_format::sources::Record;
use mtlint_rules::catalog;
use mtlint_rules::catalog::Precision;
use mtlint_rules::catalog::measured::Figures;
use mtlint_rules::engine::{ActiveRule, Engine, Request, Worker};
use mtlint_rules::finding::Finding;
use mtlint_rules::rule::{Level, Rule, RuleId};
use mtlint_rules::rule::{Names, Selector};
use mtlint_rules::suppress::{self, Policy};
use mtlint_text::language::LanguageId;

/// All rules that a config, or the command line alone, has to choose from.
#[derive(Debug)]
pub(crate) struct Catalog {
    /// By id, then language; one for each pair.
    pub rules: Vec<Arc<Rule>>,
    names: Names,
}

impl Catalog {
    /// The built-in rules and those in folders; a later one replaces one of the same id and language.
    pub(crate) fn load<'f>(folders: impl IntoIterator<Item = &'f Path>) -> Result<Self, Vec<Problem>> {
        let mut rules = RULES.read().map_err(|e| vec![Problem::from(e)])?;
        let mut problems = Vec::new();
        for folder in folders {
            match catalog::folder(folder) {
                Ok(more) => rules.extend(more),
                Err(errors) => problems.extend(errors.into_iter().map(Problem::from)),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Self::of(rules))
    }

    fn of(rules: Vec<Arc<Rule>>) -> Self {
        let by_key: std::collections::BTreeMap<_, _> =
            rules.into_iter().map(|rule| ((rule.id.clone(), rule.language), rule)).collect();
        let rules: Vec<_> = by_key.into_values().collect();
        let names = rules.iter().map(|rule| &rule.id).collect();
        Self { rules, names }
    }

    /// What was measured of the rules; read anew at each call, since most runs need it never.
    pub(crate) fn figures(&self) -> Result<Figures, Problem> {
        Figures::load(&self.rules).map_err(Problem::from)
    }

    /// Problems with names that a flag was given.
    pub(crate) fn check(&self, flag: &str, names: &[Selector]) -> Vec<Problem> {
        let unknown = names.iter().filter(|name| !self.names.knows(name));
        unknown
            .map(|name| {
                let (message, help) = self.names.complain(name);
                Problem { path: None, ..Problem::error("", format!("{flag}{message}")).with_help(help) }
            })
            .collect()
    }

    /// The rules that a selector names.
    pub(crate) fn named<'c>(&'c self, selector: &'c Selector) -> impl Iterator<Item = &'c Arc<Rule>> {
        self.rules.iter().filter(|rule| selector.closeness(&rule.id) > 0)
    }
}

/// Rules and settings that some files share, ready to check them.
pub(crate) struct Setup {
    linter: Engine,
    /// Idle workers; each belongs to this linter, for it knows its words.
    workers: Mutex<Vec<Worker>>,
    request: Request,
    languages: Option<Vec<LanguageId>>,
    do_not_flag: Vec<String>,
    phrases: Phrases,
    catalog: Arc<Catalog>,
    digest: OnceLock<u128>,
    /// The lowest level that makes the exit code 1.
    pub fail_on: Level,
    /// Where the pages of rules are published.
    pub pages: Option<RulePages>,
}

/// What came of a document.
pub(crate) enum Answer {
    /// It was checked.
    Checked { findings: Vec<Finding>, suppressed: u64, language: LanguageId, words: usize },
    /// It is in a language that the config does not name.
    OtherLanguage(LanguageId),
}

impl Setup {
    /// `figures` are needed where the settings ask for a precision.
    fn new(
        catalog: &Arc<Catalog>,
        figures: Option<&Figures>,
        settings: &Settings<'_>,
        today: Date,
    ) -> Result<Self, (String, String)> {
        let active = catalog.rules.iter().filter_map(|rule| {
            let precision = figures.and_then(|figures| figures.of(rule)?.precision()).map(Precision::value);
            let facts = RuleFacts { id: &rule.id, level: rule.file.level, status: rule.file.status, precision };
            let level = settings.level_of(facts)?;
            Some(ActiveRule { rule: Arc::clone(rule), level, options: settings.options_of(&rule.id) })
        });
        let request = Request {
            language: settings.lang(),
            source_language: settings.source_lang(),
            as_of: settings.as_of(),
            today,
            fuzzy: settings.fuzzy(),
        };
        Ok(Self {
            linter: Engine::new(active.collect()).map_err(|e| (e.rule, e.message))?,
            workers: Mutex::default(),
            request,
            languages: settings.languages().map(<[LanguageId]>::to_vec),
            do_not_flag: settings.do_not_flag().map(str::to_owned).collect(),
            phrases: Phrases::new(settings.do_not_flag()),
            catalog: Arc::clone(catalog),
            digest: OnceLock::new(),
            fail_on: settings.fail_on(),
            pages: settings.rule_pages().cloned(),
        })
    }

    /// What was measured of a rule, in sentences. `language` is that of the text in which it found something.
    pub(crate) fn measured(&self, id: &RuleId, language: LanguageId) -> Vec<String> {
        let rule = self.catalog.rules.iter().find(|rule| rule.id == *id && rule.speaks(language));
        let figures = self.catalog.figures().ok();
        rule.zip(figures).map_or_else(Vec::new, |(rule, figures)| explain::measured(figures.of(rule)))
    }

    /// The language that a document is read in; `None` where it is not one that is asked for.
    pub(crate) fn language_of(&self, document: &Document) -> Option<LanguageId> {
        let (found, _) = Engine::languages(document, &self.request);
        let is_wanted = match (self.request.language, &self.languages) {
            (None, Some(wanted)) => wanted.iter().any(|wanted| wanted.agrees(&found)),
            _ => true,
        };
        is_wanted.then_some(found)
    }

    /// One number for all that decides about findings besides the text and the program: a change of any of it changes
    /// the number, but for a chance of 2⁻¹²⁸.
    pub(crate) fn digest(&self) -> u128 {
        *self.digest.get_or_init(|| {
            let mut all = format!("{:?}\0{:?}\0{:?}\0", self.request, self.languages, self.do_not_flag);
            // Directives may name any rule.
            self.catalog.rules.iter().for_each(|rule| all.extend([rule.key().as_str(), "\0"]));
            for ActiveRule { rule, level, options } in self.linter.rules() {
                all.push_str(&format!("{}\0{level:?}\0{options:?}\0", rule.key()));
                // The others are the program's.
                if rule.root.is_some() {
                    all.push_str(rule.text());
                }
            }
            XxHash3_128::oneshot(all.as_bytes())
        })
    }

    /// Checks a document that was read from `content`.
    pub(crate) fn check(&self, content: &str, document: &Document) -> Result<Answer, String> {
        if let (None, Some(wanted)) = (self.request.language, &self.languages) {
            let (found, _) = Engine::languages(document, &self.request);
            if !wanted.iter().any(|wanted| wanted.agrees(&found)) {
                return Ok(Answer::OtherLanguage(found));
            }
        }
        let idle = self.workers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut worker = idle.unwrap_or_default();
        let outcome = self.linter.check(&mut worker, document, &self.request);
        self.workers.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
        let mut outcome = outcome.map_err(|e| e.to_string())?;
        self.phrases.drop_inside(content, &mut outcome.findings);
        let (language, words) = (outcome.language, outcome.words);
        let (names, rules, source_language) = (&self.catalog.names, self.linter.rules(), outcome.source_language);
        let policy = Policy { names, rules, language, source_language };
        let suppressed = suppress::apply(content, document, &policy, &mut outcome.findings);
        Ok(Answer::Checked { findings: outcome.findings, suppressed, language, words })
    }
}

/// Which setup a path has.
pub(crate) enum Governed {
    /// By this one.
    By(Arc<Setup>),
    /// By a config that excludes it from walks.
    Excluded,
    /// By a config or rules with mistakes, which are told elsewhere.
    Broken,
}

/// What makes two files share a setup: their config, and which of its overrides match.
type Key = (Option<PathBuf>, Vec<usize>);

/// A folder that files lie in.
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
    /// Where the program runs; paths in problems are relative to it.
    here: PathBuf,
    /// By their names as they were written, byte for byte: paths are slow to compare.
    folders: HashMap<OsString, Folder>,
    catalogs: HashMap<Option<PathBuf>, Option<Arc<Catalog>>>,
    setups: HashMap<Key, Option<Arc<Setup>>>,
    /// By their paths.
    records: HashMap<PathBuf, Option<Arc<Record>>>,
    problems: Vec<Problem>,
}

impl Setups {
    /// No setup yet. `flags` are the topmost layer, `rule_folders` hold rules for all files.
    pub(crate) fn new(configs: Configs, flags: Layer, rule_folders: Vec<PathBuf>, today: Date, here: PathBuf) -> Self {
        let (folders, catalogs, setups, records) = Default::default();
        Self { configs, flags, rule_folders, today, here, folders, catalogs, setups, records, problems: Vec::new() }
    }

    /// Looks at the names on the command line, in the light of the config that governs a path.
    pub(crate) fn check_flags(&mut self, path: &Path) -> Vec<Problem> {
        let (_, config) = self.config(path);
        let Some(catalog) = self.catalog(config.ok().flatten().as_deref()) else { return Vec::new() };
        let mut problems = catalog.check("--select: ", self.flags.select.as_deref().unwrap_or_default());
        problems.extend(catalog.check("--ignore: ", &self.flags.ignore));
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

    /// The file that a file was translated from, by the config that governs it.
    pub(crate) fn source_of(&mut self, path: &Path) -> Option<PairedSource> {
        let (path, config) = self.config(path);
        let found = config.ok()??.source_of(&path)?;
        let path = found.path.strip_prefix(&self.here).unwrap_or(&found.path).to_owned();
        Some(PairedSource { path, ..found })
    }

    /// Where the sources stand recorded that the translation at a path and its like were made from.
    pub(crate) fn record_path(&mut self, path: &Path) -> Option<PathBuf> {
        let (_, config) = self.config(path);
        let config = config.ok()??;
        Some(config.sources().strip_prefix(&self.here).unwrap_or(config.sources()).to_owned())
    }

    /// That record; none where it cannot be read, which is told.
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

    /// What the config that governs a path says of the score.
    pub(crate) fn score(&mut self, path: &Path) -> score::Choice {
        let (_, config) = self.config(path);
        config.ok().flatten().map_or_else(score::Choice::default, |config| config.score())
    }

    /// The baseline that the config names which governs a path.
    pub(crate) fn baseline(&mut self, path: &Path) -> Option<PathBuf> {
        let (_, config) = self.config(path);
        let config = config.ok()??;
        let baseline = config.baseline()?;
        Some(baseline.strip_prefix(&self.here).unwrap_or(baseline).to_owned())
    }

    /// The mistakes in configs and rules that were met since the last call.
    pub(crate) fn take_problems(&mut self) -> Vec<Problem> {
        let mut problems: Vec<_> = self.configs.take_errors().into_iter().map(Problem::from).collect();
        problems.append(&mut self.problems);
        for problem in &mut problems {
            // Configs are found by absolute paths; people read relative ones more easily.
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
            Err((rule, message)) => {
                self.problems.push(match config {
                    Some(config) => config.bad_option(&rule, message).into(),
                    None => Problem::error(rule, message),
                });
                None
            }
        }
    }
}

/// Reads a record of sources.
pub(crate) fn read_record(file: &Path) -> Result<Record, Problem> {
    let text = std::fs::read_to_string(file).map_err(|e| match e.kind() {
        std::io::ErrorKind::NotFound => {
            Problem::note(shown(file), "there is no record of sources yet; `mtlint sources write` makes it")
        }
        _ => unreadable(file, &e),
    })?;
    Record::parse(&text).map_err(|e| Problem::error(shown(file), e.to_string()))
}
