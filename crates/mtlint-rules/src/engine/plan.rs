//! A plan: all rules for one pair of languages, compiled together so that their number hardly affects the time.
//!
//! All rules share one vocabulary, and all phrases share one trie. A token pattern is tried at its rarest required word
//! or class, a regular expression at a required literal. A rule without such a trigger runs everywhere;
//! [`Plan::always`] names these rules, and a test keeps the list short.

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::literals::Literals;
use super::phrases::{PhraseIndex, PhraseMatcher};
use super::regexes::RegexMatcher;
use super::tokens::{TokenMatcher, TokenTrigger};
use crate::check::{self, Check};
use crate::rule::pattern::{Matcher, Part, PhraseRef, Trie, TrieBuilder};
use crate::rule::{EmbeddedRules, Level, Rule};
use mtlint_text::language::{Facts, LanguageId};
use mtlint_text::text::{ClassBits, Words, tokenize};
use mtlint_token::span::TextSpan;

/// A rule with the user's settings for it.
#[derive(Clone, Debug)]
pub struct ActiveRule {
    /// The rule.
    pub rule: Arc<Rule>,
    /// The level of its findings.
    pub level: Level,
    /// Options that replace those in its `[match]` table.
    pub options: toml::Table,
}

/// A rule in its plan.
pub(super) struct Planned {
    pub active: ActiveRule,
    pub matcher: Compiled,
}

pub(super) enum Compiled {
    Phrases(PhraseMatcher),
    Tokens(TokenMatcher),
    Regex(RegexMatcher),
    Native(Box<dyn Check>),
}

/// A token pattern that a word triggers, and the distance of that word from the start of the match, in tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wake {
    pub rule: u32,
    pub min_offset: u32,
    pub max_offset: u32,
}

/// One trigger of a regex rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct TriggerRef {
    pub rule: u32,
    pub trigger: u32,
}

/// The compiled rules of one language pair.
pub struct Plan {
    pub(super) rules: Vec<Planned>,
    pub(super) words: Words,
    pub(super) facts: &'static Facts,
    pub(super) language: LanguageId,
    pub(super) phrases: [PhraseIndex; 2],
    pub(super) wakes: Vec<Vec<Wake>>,
    pub(super) class_wakes: Vec<(ClassBits, u32)>,
    pub(super) class_mask: ClassBits,
    pub(super) literals: Literals,
    pub(super) literal_rules: Vec<Vec<TriggerRef>>,
    pub(super) always: Vec<u32>,
}

/// The triggers of the rules, collected while they are added.
#[derive(Default)]
struct Triggers {
    literals: ByLiteral,
    phrases: TrieBuilder,
    /// Rules whose phrases an embedded trie holds.
    embedded: Vec<EmbeddedPhrasesOf>,
    /// The set that contains these rules.
    embedded_in: Option<&'static EmbeddedRules>,
}

/// A rule whose phrases an embedded trie holds.
#[derive(Clone, Copy)]
struct EmbeddedPhrasesOf {
    /// Its number in the set.
    embedded: u32,
    /// Its index in the plan.
    rule: u32,
}

/// The triggers of regex rules, by literal.
type ByLiteral = FxHashMap<Cow<'static, str>, Vec<TriggerRef>>;

/// A rule that cannot be compiled with the user's options.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{rule}: {message}")]
pub struct PlanError {
    /// The rule.
    pub rule: String,
    /// What is wrong with its options.
    pub message: String,
}

impl Plan {
    /// Compiles the rules that apply to a target and a source language. A rule for the language replaces the `any` rule
    /// with the same id.
    ///
    /// # Errors
    /// If a rule does not compile with the user's options.
    pub fn compile(rules: &[ActiveRule], language: LanguageId, source: Option<LanguageId>) -> Result<Self, PlanError> {
        let facts = Facts::of(language);
        let mut plan = Self {
            rules: Vec::new(),
            words: Words::default(),
            facts,
            language,
            phrases: Default::default(),
            wakes: Vec::new(),
            class_wakes: Vec::new(),
            class_mask: ClassBits::empty(),
            literals: Literals::default(),
            literal_rules: Vec::new(),
            always: Vec::new(),
        };
        facts.classify(&mut plan.words);
        let mut triggers = Triggers::default();
        for active in rules.iter().filter(|a| a.level != Level::Off && a.rule.applies(language, source)) {
            if !rules.iter().any(|other| active.rule.is_replaced_by(&other.rule, language)) {
                plan.add(active, &mut triggers)?;
            }
        }
        plan.index_phrases(triggers.phrases, &triggers.embedded, triggers.embedded_in);
        plan.build_literals(triggers.literals);
        Ok(plan)
    }

    /// The ids of the rules without a trigger, which run everywhere.
    #[must_use]
    pub fn always(&self) -> Vec<&str> {
        self.always.iter().filter_map(|&r| self.rules.get(r as usize)).map(|p| p.active.rule.id.as_str()).collect()
    }

    /// The number of rules.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// True if no rule applies.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    fn add(&mut self, active: &ActiveRule, triggers: &mut Triggers) -> Result<(), PlanError> {
        let fail = |message| PlanError { rule: active.rule.id.to_string(), message };
        let matcher = if active.options.is_empty() {
            active.rule.matcher(self.language)
        } else {
            active.rule.match_table(self.language).and_then(|mut table| {
                table.extend(active.options.clone());
                Matcher::parse(&table)
            })
        };
        let index = u32::try_from(self.rules.len()).unwrap_or(u32::MAX);
        let matcher = match matcher.map_err(fail)? {
            Matcher::Phrases(pattern) => {
                let matcher = PhraseMatcher::new(pattern, &mut self.words);
                match active.rule.embedded_index().filter(|_| active.options.is_empty()) {
                    Some(embedded) => {
                        triggers.embedded.push(EmbeddedPhrasesOf { embedded, rule: index });
                        triggers.embedded_in = active.rule.embedded_in();
                    }
                    None => self.add_phrases(&matcher, index, &mut triggers.phrases),
                }
                Compiled::Phrases(matcher)
            }
            Matcher::Tokens(pattern) => {
                let matcher = TokenMatcher::new(&pattern, &mut self.words);
                self.add_wake(&matcher, index);
                Compiled::Tokens(matcher)
            }
            Matcher::Regex(pattern) => {
                let known = &pattern.requirements.triggers;
                for (trigger, known) in (0_u32..).zip(known.iter()) {
                    let place = triggers.literals.entry(known.literal.clone()).or_default();
                    place.push(TriggerRef { rule: index, trigger });
                }
                if known.is_empty() {
                    self.always.push(index);
                }
                Compiled::Regex(RegexMatcher::new(pattern))
            }
            Matcher::Native { name, options } => {
                Compiled::Native(check::build(&name, &options, &mut self.words).map_err(fail)?)
            }
        };
        self.rules.push(Planned { active: active.clone(), matcher });
        Ok(())
    }

    fn add_phrases(&mut self, matcher: &PhraseMatcher, rule: u32, trie: &mut TrieBuilder) {
        let mut tokens = Vec::new();
        let mut ids = |text: &Cow<'static, str>, words: &mut Words| {
            tokens.clear();
            tokenize(text, TextSpan::from_range(0..text.len()), words, &mut tokens);
            tokens.iter().map(|t| t.word).collect::<Vec<_>>()
        };
        for (phrase, p) in (0_u32..).zip(matcher.phrases()) {
            for parts in p.texts.iter() {
                let mut part = |part: &Part| part.iter().map(|text| ids(text, &mut self.words)).collect();
                let parts: Vec<_> = parts.iter().map(&mut part).collect();
                trie.insert(&parts, &self.words, PhraseRef { rule, phrase });
            }
        }
    }

    /// Indexes the phrases of embedded rules, which are in a trie from the build script, and those of other rules.
    fn index_phrases(
        &mut self,
        others: TrieBuilder,
        embedded: &[EmbeddedPhrasesOf],
        embedded_in: Option<&'static EmbeddedRules>,
    ) {
        let own = (0..u32::try_from(self.rules.len()).unwrap_or(u32::MAX)).map(Some).collect();
        let mut rules = vec![None; embedded.iter().map(|of| of.embedded as usize + 1).max().unwrap_or(0)];
        for of in embedded {
            if let Some(slot) = rules.get_mut(of.embedded as usize) {
                *slot = Some(of.rule);
            }
        }
        let trie = embedded_in.map_or_else(Trie::default, |set| set.phrases(self.language));
        self.phrases =
            [PhraseIndex::new(trie, rules, &mut self.words), PhraseIndex::new(others.finish(), own, &mut self.words)];
    }

    fn add_wake(&mut self, matcher: &TokenMatcher, rule: u32) {
        match matcher.trigger(&self.words) {
            TokenTrigger::Words { words, min_offset, max_offset } => {
                let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
                let wake = Wake { rule, min_offset: narrow(min_offset), max_offset: narrow(max_offset) };
                for word in words.ids() {
                    if self.wakes.len() <= word.index() {
                        self.wakes.resize(word.index() + 1, Vec::new());
                    }
                    if let Some(list) = self.wakes.get_mut(word.index()) {
                        list.push(wake);
                    }
                }
            }
            TokenTrigger::Class(class) => {
                self.class_mask |= class;
                self.class_wakes.push((class, rule));
            }
            TokenTrigger::Always => {
                self.always.push(rule);
            }
        }
    }

    fn build_literals(&mut self, by_literal: ByLiteral) {
        let mut literals: Vec<_> = by_literal.into_iter().collect();
        literals.sort_unstable();
        self.literals = Literals::new(literals.iter().map(|(literal, _)| literal));
        self.literal_rules = literals.into_iter().map(|(_, rules)| rules).collect();
    }
}
