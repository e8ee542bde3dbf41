//! A plan: all rules for one pair of languages, compiled together so that their number hardly matters.
//!
//! All words of all rules share one vocabulary. Phrases share one trie. A token pattern waits for its rarest required
//! word, else a class; a regular expression for a required literal. What has no trigger runs always; `always` names
//! these, and a test keeps the list short.

use std::sync::Arc;

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::FxHashMap;

use super::phrases::PhraseMatcher;
use super::regexes::RegexMatcher;
use super::tokens::{TokenMatcher, TokenTrigger};
use super::trie::{PhraseRef, Trie};
use crate::check::{self, Check};
use crate::language::{Facts, LanguageId};
use crate::rule::pattern::Matcher;
use crate::rule::{Level, Needs, Rule};
use crate::span::TextSpan;
use crate::text::{ClassBits, Words, tokenize};

/// A rule with the user's settings for it.
#[derive(Clone, Debug)]
pub struct ActiveRule {
    /// The rule.
    pub rule: Arc<Rule>,
    /// The level it reports with.
    pub level: Level,
    /// Options that replace those of its `[match]` table.
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

/// A token pattern that a word wakes, and how far behind the match's start that word stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wake {
    pub rule: u32,
    pub min_offset: u32,
    pub max_offset: u32,
}

/// The compiled rules of one language pair.
pub struct Plan {
    pub(super) rules: Vec<Planned>,
    pub(super) words: Words,
    pub(super) facts: &'static Facts,
    pub(super) language: LanguageId,
    pub(super) trie: Trie,
    pub(super) wakes: Vec<Vec<Wake>>,
    pub(super) class_wakes: Vec<(ClassBits, u32)>,
    pub(super) class_mask: ClassBits,
    pub(super) literals: Option<AhoCorasick>,
    pub(super) literal_rules: Vec<Vec<u32>>,
    pub(super) always: Vec<u32>,
    /// True when one rule at least looks at the source side.
    pub(super) needs_source: bool,
}

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
    /// Compiles the rules that apply to a target and a source language. A rule of the language takes the place of an
    /// `any` rule with the same id.
    pub fn compile(rules: &[ActiveRule], language: LanguageId, source: Option<LanguageId>) -> Result<Self, PlanError> {
        let facts = Facts::of(language);
        let mut plan = Self {
            rules: Vec::new(),
            words: Words::default(),
            facts,
            language,
            trie: Trie::default(),
            wakes: Vec::new(),
            class_wakes: Vec::new(),
            class_mask: ClassBits::NONE,
            literals: None,
            literal_rules: Vec::new(),
            always: Vec::new(),
            needs_source: false,
        };
        facts.classify(&mut plan.words);
        let mut by_literal: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        for active in rules.iter().filter(|a| a.level != Level::Off && a.rule.applies(language, source)) {
            let shadowed = active.rule.language.is_none()
                && rules.iter().any(|o| o.rule.id == active.rule.id && o.rule.language == Some(language));
            if !shadowed {
                plan.add(active, &mut by_literal)?;
            }
        }
        plan.trie.finish();
        plan.build_literals(by_literal);
        Ok(plan)
    }

    /// The ids of the rules that have no trigger and so look at everything.
    #[must_use]
    pub fn always(&self) -> Vec<&str> {
        self.always.iter().filter_map(|&r| self.rules.get(r as usize)).map(|p| p.active.rule.id.as_str()).collect()
    }

    /// Number of rules.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// True when no rule applies.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    fn add(&mut self, active: &ActiveRule, by_literal: &mut FxHashMap<String, Vec<u32>>) -> Result<(), PlanError> {
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
                let matcher = PhraseMatcher::new(&pattern, &mut self.words);
                self.add_phrases(&matcher, index);
                Compiled::Phrases(matcher)
            }
            Matcher::Tokens(pattern) => {
                let matcher = TokenMatcher::new(&pattern, &mut self.words);
                self.add_wake(&matcher, index);
                Compiled::Tokens(matcher)
            }
            Matcher::Regex(pattern) => {
                for literal in &pattern.triggers {
                    by_literal.entry(literal.to_ascii_lowercase()).or_default().push(index);
                }
                if pattern.triggers.is_empty() {
                    self.always.push(index);
                }
                Compiled::Regex(RegexMatcher::new(&pattern))
            }
            Matcher::Native { name, options } => {
                Compiled::Native(check::build(&name, &options, &mut self.words).map_err(fail)?)
            }
        };
        self.needs_source |= active.rule.file.needs == Needs::Source;
        self.rules.push(Planned { active: active.clone(), matcher });
        Ok(())
    }

    fn add_phrases(&mut self, matcher: &PhraseMatcher, rule: u32) {
        let mut tokens = Vec::new();
        let mut ids = |text: &String| {
            tokens.clear();
            tokenize(text, TextSpan::from_range(0..text.len()), &mut self.words, &mut tokens);
            tokens.iter().map(|t| t.word).collect::<Vec<_>>()
        };
        for (phrase, p) in (0_u32..).zip(matcher.phrases()) {
            for parts in &p.texts {
                let parts: Vec<_> = parts.iter().map(|part| part.iter().map(&mut ids).collect()).collect();
                self.trie.insert(&parts, PhraseRef { rule, phrase });
            }
        }
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

    fn build_literals(&mut self, by_literal: FxHashMap<String, Vec<u32>>) {
        let mut literals: Vec<(String, Vec<u32>)> = by_literal.into_iter().collect();
        literals.sort_unstable();
        if literals.is_empty() {
            return;
        }
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .build(literals.iter().map(|(l, _)| l));
        match automaton {
            Ok(automaton) => {
                self.literals = Some(automaton);
                self.literal_rules = literals.into_iter().map(|(_, rules)| rules).collect();
            }
            // Too large an automaton: correct all the same, only slower.
            Err(_) => self.always.extend(literals.into_iter().flat_map(|(_, rules)| rules)),
        }
    }
}
