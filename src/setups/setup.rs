//! Rules and settings that are ready to check documents.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use jiff::civil::Date;
use twox_hash::XxHash3_128;

use super::Catalog;
use super::do_not_flag::DoNotFlag;
use crate::config::{RuleFacts, RulePages, Settings};
use mtlint_format::document::Document;
use mtlint_rules::catalog::measured::Figures;
use mtlint_rules::catalog::{Figure, Precision};
use mtlint_rules::engine::{ActiveRule, Engine, PlanError, Request, Worker};
use mtlint_rules::finding::Finding;
use mtlint_rules::rule::{Level, RuleId};
use mtlint_rules::suppress::{self, Policy};
use mtlint_text::language::LanguageId;

/// Rules and settings that some files share.
pub(crate) struct Setup {
    engine: Engine,
    /// Idle workers. They belong to this engine, because they hold its vocabulary.
    workers: Mutex<Vec<Worker>>,
    request: Request,
    languages: Option<Vec<LanguageId>>,
    do_not_flag: Vec<String>,
    phrases: DoNotFlag,
    catalog: Arc<Catalog>,
    digest: OnceLock<u128>,
    /// The lowest level that makes the exit code 1.
    pub fail_on: Level,
    /// Where the rule pages are published.
    pub pages: Option<RulePages>,
}

/// The result for one document.
pub(crate) enum Answer {
    /// The document was checked.
    Checked(CheckedDocument),
    /// The document is in a language that the config does not list.
    OtherLanguage(LanguageId),
}

/// The findings in one document.
pub(crate) struct CheckedDocument {
    /// In text order.
    pub findings: Vec<Finding>,
    /// How many more findings directives suppressed.
    pub suppressed: u64,
    pub language: LanguageId,
    pub words: usize,
}

impl Setup {
    /// Chooses from the rules of `catalog` by `settings`. `figures` are needed if the settings ask for a precision.
    ///
    /// # Errors
    /// A rule whose options cannot be used.
    pub(super) fn new(
        catalog: &Arc<Catalog>,
        figures: Option<&Figures>,
        settings: &Settings<'_>,
        today: Date,
    ) -> Result<Self, PlanError> {
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
            engine: Engine::new(active.collect())?,
            workers: Mutex::default(),
            request,
            languages: settings.languages().map(<[LanguageId]>::to_vec),
            do_not_flag: settings.do_not_flag().map(str::to_owned).collect(),
            phrases: DoNotFlag::new(settings.do_not_flag()),
            catalog: Arc::clone(catalog),
            digest: OnceLock::new(),
            fail_on: settings.fail_on(),
            pages: settings.rule_pages().cloned(),
        })
    }

    /// The measured figure of the rule with this id that runs on texts in `language`; `None` if nobody measured it.
    pub(crate) fn figure(&self, id: &RuleId, language: LanguageId) -> Option<Figure> {
        let rule = self.catalog.rules.iter().find(|rule| rule.id == *id && rule.speaks(language))?;
        self.catalog.figures().ok()?.of(rule).cloned()
    }

    /// A hash of everything besides the text and the program that decides about findings. Any change of it changes the
    /// hash, but for a chance of 2⁻¹²⁸.
    pub(crate) fn digest(&self) -> u128 {
        *self.digest.get_or_init(|| {
            let request = &self.request;
            let language = |language: Option<LanguageId>| language.map(|language| language.to_string());
            let languages = self.languages.iter().flatten().map(LanguageId::to_string);
            let settings = serde_json::json!({
                "language": language(request.language),
                "source_language": language(request.source_language),
                "as_of": request.as_of.map(|date| date.to_string()),
                "today": request.today.to_string(),
                "fuzzy": request.fuzzy,
                "languages": languages.collect::<Vec<_>>(),
                "any_language": self.languages.is_none(),
                "do_not_flag": self.do_not_flag,
                // Directives may name any rule.
                "catalog": self.catalog.rules.iter().map(|rule| rule.key()).collect::<Vec<_>>(),
                "rules": self.engine.rules().iter().map(rule_settings).collect::<Vec<_>>(),
            });
            XxHash3_128::oneshot(settings.to_string().as_bytes())
        })
    }

    /// Checks a document that was read from `content`.
    ///
    /// # Errors
    /// A sentence about a rule that cannot be compiled for the document's languages.
    pub(crate) fn check(&self, content: &str, document: &Document) -> Result<Answer, String> {
        if let (None, Some(wanted)) = (self.request.language, &self.languages) {
            let language = Engine::languages(document, &self.request).target;
            if !wanted.iter().any(|wanted| wanted.agrees(&language)) {
                return Ok(Answer::OtherLanguage(language));
            }
        }
        let idle = self.workers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut worker = idle.unwrap_or_default();
        let outcome = self.engine.check(&mut worker, document, &self.request);
        self.workers.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
        let mut outcome = outcome.map_err(|e| e.to_string())?;
        self.phrases.drop_inside(content, &mut outcome.findings);
        let (language, words) = (outcome.language, outcome.words);
        let policy = Policy {
            names: &self.catalog.names,
            rules: self.engine.rules(),
            language,
            source_language: outcome.source_language,
        };
        let suppressed = suppress::apply(content, document, &policy, &mut outcome.findings);
        Ok(Answer::Checked(CheckedDocument { findings: outcome.findings, suppressed, language, words }))
    }
}

/// A rule with its settings, for the digest. The text of a built-in rule belongs to the program.
fn rule_settings(active: &ActiveRule) -> serde_json::Value {
    let ActiveRule { rule, level, options } = active;
    let text = rule.root.is_some().then(|| rule.text());
    serde_json::json!({ "rule": rule.key(), "level": level, "options": options, "text": text })
}
