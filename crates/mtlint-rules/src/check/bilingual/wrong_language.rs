//! Translations in a third language, or in that of the source though not word for word: unit by unit, or the file as a whole.

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::super::Check;
use super::function_words;
use super::prose::{without_asides, words as prose_words};
use crate::context::{Context, Sink, UnitPair, WordSet};
use crate::rule::options;
use mtlint_text::language::{Facts, LanguageId, can_detect, detect};
use mtlint_text::text::{ClassBits, Token, Words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Options {
    /// Shorter units tell too little.
    min_words: usize,
    /// A unit with so many function words of its language, per cent, is in that language.
    function_share: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { min_words: 7, function_share: 15 }
    }
}

pub(in super::super) fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    Ok(Box::new(WrongLanguage(options(table)?)))
}

struct WrongLanguage(Options);

/// So many units in another language, and they are most: the file is the wrong one.
const FILE: usize = 5;

impl Check for WrongLanguage {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        if context.has_one_language() || !can_detect(context.language) {
            return;
        }
        let function = function_words::of_source(context);
        let has_facts = context.facts.has_function_words();
        let (mut judged, mut odd) = (0_usize, Vec::new());
        for pair in context.pairs() {
            let Some(profile) = self.profile(context, &pair, &function) else { continue };
            judged += 1;
            let own = has_facts && profile.own * 100 >= profile.words * self.0.function_share;
            // Without a list of its function words only a text full of the source's is looked at.
            if own || (!has_facts && profile.source * 100 < profile.words * self.0.function_share) {
                continue;
            }
            if let Some(language) = self.other_language(context, &pair, &profile) {
                odd.push((pair, language));
            }
        }
        match odd.as_slice() {
            [(pair, language), ..] if odd.len() >= FILE && odd.len() * 2 > judged => {
                let detail = format!("{} of {judged} units are in {}", odd.len(), language.english_name());
                sink.report(pair.unit.target.span).arg("detail", detail).arg("wanted", context.language.english_name());
            }
            _ => {
                for (pair, language) in &odd {
                    let detail = format!("this is in {}", language.english_name());
                    let hit = sink.report(pair.unit.target.span).arg("detail", detail);
                    hit.arg("wanted", context.language.english_name()).in_source(pair.source.span, "source");
                }
            }
        }
    }
}

/// The words of a unit.
struct Profile {
    words: usize,
    /// Function words of the language that it should be in.
    own: usize,
    /// Function words of the source language.
    source: usize,
}

impl WrongLanguage {
    /// `None` for a unit that tells too little: a few words, names, code, or the source itself.
    fn profile(&self, context: &Context<'_>, pair: &UnitPair<'_>, function: &WordSet) -> Option<Profile> {
        let tokens = context.unit_tokens(pair.target);
        if tokens.len() < self.0.min_words {
            return None;
        }
        let running = |t: &&Token| t.any(ClassBits::LOWER.with(ClassBits::OTHER_SCRIPT));
        let words = tokens.iter().filter(|t| t.is(ClassBits::WORD)).count();
        let plain = tokens.iter().filter(|t| t.is(ClassBits::WORD)).filter(running).count();
        let objects = tokens.iter().filter(|t| t.any(ClassBits::OBJECT.with(ClassBits::NUMBER))).count();
        if plain < self.0.min_words || plain * 3 < words * 2 || objects * 2 > words {
            return None;
        }
        let own = tokens.iter().filter(|t| t.is(ClassBits::FUNCTION)).count();
        let source = tokens.iter().filter(|t| function.contains(t.word)).count();
        let same = context.slice(pair.unit.target.span) == context.source_slice(pair.source.span);
        (!same).then_some(Profile { words, own, source })
    }

    /// The language of a unit when it surely is not the document's nor one near to it.
    fn other_language(&self, context: &Context<'_>, pair: &UnitPair<'_>, profile: &Profile) -> Option<LanguageId> {
        let own = OwnWords::of(context, pair)?;
        let found = detect(&own.text)?;
        let language = found.language;
        // A rare language is a guess about names and code.
        if language.is_near(context.language) || !Facts::of(language).is_common {
            return None;
        }
        let is_of_source = context.source_language.is_some_and(|source| source.is_same_language(&language));
        // Of a sentence the trigrams alone are seldom sure.
        let share = |words: usize| words * 100 >= profile.words * self.0.function_share;
        let tokens = context.unit_tokens(pair.target);
        // Signs of no alphabet and Latin names: trigrams see the names only.
        let signs = tokens.iter().filter(|t| t.is(ClassBits::OTHER_SCRIPT)).count();
        if signs * 4 > profile.words && Facts::of(language).has_function_words() {
            return None;
        }
        let has_own_list = context.facts.has_function_words();
        if !has_own_list && !found.reliable && !is_of_source {
            return None;
        }
        let known = function_words::count(context, &own.tokens, language);
        if is_of_source {
            let is_sure = found.reliable || share(known);
            // Letters with marks are none of English.
            let accented = own.accented * 5 >= own.words && LanguageId::EN.covers(&language);
            return (is_sure && share(profile.source) && !accented).then_some(language);
        }
        // A third language: of its function words there are many, of the own ones none to speak of, for some are of both.
        let by_words = known * 100 >= own.words * self.0.function_share && known > own.function * 2 + 1;
        by_words.then_some(language)
    }
}

/// What of a target is not in its source: what is spelt alike may be code, an option or a name.
struct OwnWords {
    text: String,
    words: usize,
    /// Words with letters that are no ASCII.
    accented: usize,
    tokens: Vec<Token>,
    /// Function words of the target's language among the tokens.
    function: usize,
}

impl OwnWords {
    /// Fewer words tell too little, of fewer letters, or of fewer signs in a script without words.
    const FEWEST: usize = 5;
    const FEWEST_LETTERS: usize = 25;
    const FEWEST_SIGNS: usize = 12;

    fn of(context: &Context<'_>, pair: &UnitPair<'_>) -> Option<Self> {
        let target = without_asides(context.slice(pair.unit.target.span));
        let source: FxHashSet<&str> = prose_words(context.source_slice(pair.source.span)).into_iter().collect();
        let kept: Vec<&str> = prose_words(&target).into_iter().filter(|word| !source.contains(word)).collect();
        let text = kept.join(" ");
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let signs = text.chars().filter(|c| *c as u32 > 0x2E80).count();
        if (kept.len() < Self::FEWEST || letters < Self::FEWEST_LETTERS) && signs < Self::FEWEST_SIGNS {
            return None;
        }
        let accented = kept.iter().filter(|word| !word.is_ascii()).count();
        let there: FxHashSet<u32> = context.source_tokens(pair.source_tokens).iter().map(|t| t.word.0).collect();
        let tokens = context.unit_tokens(pair.target).iter().filter(|t| !there.contains(&t.word.0));
        let tokens: Vec<Token> = tokens.copied().collect();
        let function = tokens.iter().filter(|t| t.is(ClassBits::FUNCTION)).count();
        Some(Self { words: kept.len(), accented, text, tokens, function })
    }
}
