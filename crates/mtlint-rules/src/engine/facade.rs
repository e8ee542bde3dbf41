//! The engine: rules and a document in, findings out.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::mirror::drop_shared;
use super::plan::{ActiveRule, Plan, PlanError};
use super::request::{LanguagePair, Outcome, Request};
use super::resolve::resolve;
use super::scan::{ScanState, scan};
use crate::context::TagMemo;
use crate::context::{Context, Hit, SourceView};
use mtlint_format::document::{Document, Text};
use mtlint_text::language::{Facts, LanguageId, detect};
use mtlint_text::lexicon::{LexiconMemo, UnlistedMemo};
use mtlint_text::text::{Analysis, ClassBits, OtherClasses, Words};

/// Checks documents in any language with a set of active rules.
///
/// An engine is immutable and can be shared between threads; each thread needs its own [`Worker`]. Plans, the compiled
/// forms of the rules for one [`LanguagePair`], are made on first use and kept.
pub struct Engine {
    rules: Vec<ActiveRule>,
    plans: Mutex<FxHashMap<LanguagePair, Arc<Plan>>>,
}

/// The buffers and caches of one thread, reused for each document. Results do not depend on its history.
#[derive(Default)]
pub struct Worker {
    analysis: Analysis,
    source: Analysis,
    /// The source with its words in the classes of the target language.
    mirror: Analysis,
    linted: Vec<u32>,
    tags: TagMemo,
    unlisted: UnlistedMemo,
    source_tags: TagMemo,
    source_unlisted: UnlistedMemo,
    state: ScanState,
    hits: Vec<Hit>,
    words: FxHashMap<LanguagePair, Vocabulary>,
}

/// The words of a plan and of the documents checked with it, and the cached facts about them from the lexicon.
struct Vocabulary {
    words: Words,
    /// The classes of the words in the source language.
    source: OtherClasses,
    lexicon: LexiconMemo,
}

impl Vocabulary {
    fn new(plan: &Plan, source_facts: &Facts) -> Self {
        let mut words = plan.words.clone();
        let source = OtherClasses::new(source_facts, &mut words);
        Self { words, source, lexicon: LexiconMemo::new(plan.language) }
    }
}

/// A vocabulary that has grown by more words than this is reset to that of its plan.
const MOST_WORDS: usize = 1 << 17;

impl Engine {
    /// An engine for these rules. Rules at level off never run.
    ///
    /// # Errors
    /// If a rule does not accept the user's options.
    pub fn new(rules: Vec<ActiveRule>) -> Result<Self, PlanError> {
        for active in rules.iter().filter(|a| !a.options.is_empty()) {
            for language in active.rule.spoken() {
                Plan::compile(std::slice::from_ref(active), language, active.rule.only_from.first().copied())?;
            }
        }
        Ok(Self { rules, plans: Mutex::default() })
    }

    /// The rules.
    #[must_use]
    pub fn rules(&self) -> &[ActiveRule] {
        &self.rules
    }

    /// The plan for a language pair, compiled on first use.
    ///
    /// # Errors
    /// If a rule does not compile.
    pub fn plan(&self, pair: LanguagePair) -> Result<Arc<Plan>, PlanError> {
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(plan) = plans.get(&pair) {
            return Ok(Arc::clone(plan));
        }
        let plan = Arc::new(Plan::compile(&self.rules, pair.target, pair.source)?);
        plans.insert(pair, Arc::clone(&plan));
        Ok(plan)
    }

    /// The languages of a document: those of the request, otherwise declared by the document; the target language is
    /// detected as a last resort. A document without letters counts as English.
    #[must_use]
    pub fn languages(document: &Document, request: &Request) -> LanguagePair {
        let guess = || detect(&document.target.string).map(|d| d.language);
        let target = request.language.or(document.metadata.language).or_else(guess).unwrap_or(LanguageId::EN);
        LanguagePair { target, source: request.source_language.or(document.metadata.source_language) }
    }

    /// Checks one document.
    ///
    /// # Errors
    /// If a rule does not compile.
    pub fn check(&self, worker: &mut Worker, document: &Document, request: &Request) -> Result<Outcome, PlanError> {
        let pair = Self::languages(document, request);
        let plan = self.plan(pair)?;
        let source_facts = pair.source.map_or_else(Facts::any, Facts::of);
        let own_date = request.as_of.or(document.metadata.date);
        let as_of = own_date.unwrap_or(request.today);
        let vocabulary = worker.words.entry(pair).or_insert_with(|| Vocabulary::new(&plan, source_facts));
        if vocabulary.words.len() > plan.words.len() + MOST_WORDS {
            *vocabulary = Vocabulary::new(&plan, source_facts);
        }
        let words = &mut vocabulary.words;
        worker.tags.clear();
        worker.unlisted.clear();
        worker.source_tags.clear();
        worker.source_unlisted.clear();
        let linted = || (0_u32..).zip(&document.units).filter(|(_, u)| u.is_linted(request.fuzzy));
        worker.linted.clear();
        worker.linted.extend(linted().map(|(index, _)| index));
        worker.analysis.fill(
            &document.target.string,
            linted().map(|(_, u)| (u.target.span, u.kind)),
            words,
            plan.facts,
        );
        let is_bilingual = document.is_bilingual();
        if is_bilingual {
            let units = linted().map(|(_, u)| (u.source.unwrap_or_default().span, u.kind));
            worker.source.fill_in(&document.source.string, units, words, source_facts, Some(&vocabulary.source));
        }
        let context = Context {
            document,
            looked_at: &document.target,
            analysis: &worker.analysis,
            source: is_bilingual.then_some(SourceView { analysis: &worker.source, facts: source_facts }),
            linted: &worker.linted,
            words,
            lexicon: &vocabulary.lexicon,
            tags: &worker.tags,
            unlisted: &worker.unlisted,
            facts: plan.facts,
            language: plan.language,
            source_language: pair.source,
            as_of,
            finished_before: own_date.map_or_else(
                || latest_year(&worker.analysis, &document.target, request.today.year()),
                |date| date.year(),
            ),
        };
        worker.hits.clear();
        scan(&plan, &context, &mut worker.state, &mut worker.hits);
        #[cfg(debug_assertions)]
        assert_naive_agrees(&plan, &context, &worker.hits);
        if is_bilingual && !worker.hits.is_empty() {
            worker.mirror.copy_in_vocabulary(&worker.source, &vocabulary.source, words);
            let mirrored = Context {
                looked_at: &document.source,
                analysis: &worker.mirror,
                source: None,
                tags: &worker.source_tags,
                unlisted: &worker.source_unlisted,
                ..context
            };
            drop_shared(&plan, &context, &mirrored, &mut worker.state, &mut worker.hits);
        }
        let findings = resolve(&plan, &context, &mut worker.hits);
        let words = worker.analysis.word_count();
        Ok(Outcome { findings, language: pair.target, source_language: pair.source, as_of, words })
    }
}

/// The plan is an optimisation: trying every rule at every place must give the same hits.
#[cfg(debug_assertions)]
fn assert_naive_agrees(plan: &Plan, context: &Context<'_>, hits: &[Hit]) {
    // Trying everything takes too long on megabytes.
    const LARGEST: usize = 50_000;
    if context.analysis.tokens.len() > LARGEST {
        return;
    }
    let mut naive = Vec::new();
    super::scan::scan_naive(plan, context, &mut ScanState::default(), &mut naive);
    let order = |h: &Hit| (h.rule, h.span.start, h.span.end);
    let mut planned = hits.to_vec();
    planned.sort_by_key(order);
    naive.sort_by_key(order);
    debug_assert_eq!(planned, naive, "the plan and the naive loop disagree");
}

/// The latest year up to `limit` that a text mentions; 0 if there is none.
fn latest_year(analysis: &Analysis, text: &Text, limit: i16) -> i16 {
    let years = analysis.tokens.iter().filter(|t| t.is(ClassBits::YEAR));
    years.filter_map(|t| text.slice(t.span).parse().ok()).filter(|year| *year <= limit).max().unwrap_or_default()
}
