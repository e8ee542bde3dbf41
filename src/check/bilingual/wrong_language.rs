//! Translations in a third language, or in that of the source though not word for word: unit by unit, or the file as a whole.

use serde::Deserialize;

use super::super::Check;
use super::function_words;
use crate::engine::{Context, Pair, Sink, WordSet};
use crate::language::{Facts, LanguageId, can_detect, detect, english_name};
use crate::rule::pattern::options;
use crate::text::{ClassBits, Token, Words};

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

/// Languages so near to each other that trigrams of a sentence do not tell them apart.
const NEAR: &[&[&str]] = &[
    &["da", "nb", "nn", "no", "sv"],
    &["cs", "sk", "pl", "sl", "hr", "sr", "bs"],
    &["hr", "sr", "bs", "sl", "mk", "bg"],
    &["es", "pt", "gl", "ca", "it", "ast", "an", "oc"],
    &["ru", "uk", "be", "bg", "mk", "sr"],
    &["id", "ms", "jv", "su"],
    &["hi", "mr", "ne"],
    &["fa", "ar", "ur"],
    &["tr", "az", "tk", "uz", "kk", "ky", "tt"],
    &["nl", "af", "fy", "nds", "lb", "de"],
    &["zh", "ja"],
];

impl Check for WrongLanguage {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        // whatlang knows Serbian in Cyrillic letters only.
        let unsure = !can_detect(context.language) || context.language.code() == "sr";
        if context.source_language == Some(context.language) || unsure {
            return;
        }
        let function = function_words::of_source(context);
        let has_facts = context.facts.classes.iter().any(|(class, _)| class.has(ClassBits::FUNCTION));
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
                let detail = format!("{} of {judged} units are in {}", odd.len(), english_name(*language));
                sink.report(pair.unit.target.span).arg("detail", detail).arg("wanted", english_name(context.language));
            }
            _ => {
                for (pair, language) in &odd {
                    let detail = format!("this is in {}", english_name(*language));
                    let hit = sink.report(pair.unit.target.span).arg("detail", detail);
                    hit.arg("wanted", english_name(context.language)).in_source(pair.source.span, "source");
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
    fn profile(&self, context: &Context<'_>, pair: &Pair<'_>, function: &WordSet) -> Option<Profile> {
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
    fn other_language(&self, context: &Context<'_>, pair: &Pair<'_>, profile: &Profile) -> Option<LanguageId> {
        let found = detect(context.slice(pair.unit.target.span))?;
        let language = found.language;
        // A rare language is a guess about names and code.
        if language == context.language || is_near(language, context.language) || language.code().len() > 2 {
            return None;
        }
        // Of a sentence the trigrams alone are seldom sure.
        let share = |words: usize| words * 100 >= profile.words * self.0.function_share;
        let tokens = context.unit_tokens(pair.target);
        // Signs of no alphabet and Latin names: trigrams see the names only.
        let signs = tokens.iter().filter(|t| t.is(ClassBits::OTHER_SCRIPT)).count();
        if signs * 4 > profile.words && Facts::of(language).language == language {
            return None;
        }
        let has_own_list = context.facts.classes.iter().any(|(class, _)| class.has(ClassBits::FUNCTION));
        if !has_own_list && !found.reliable && context.source_language != Some(language) {
            return None;
        }
        let known = function_words::count(context, tokens, language);
        let is_sure = found.reliable || share(known);
        let from_source = context.source_language == Some(language);
        // A third language: of the source's there may be no word, of the own one there is none to speak of, for some words are
        // of both.
        let foreign = !share(profile.own * 2) || known > profile.own * 2;
        let fits = if from_source { share(profile.source) } else { foreign };
        (is_sure && fits).then_some(language)
    }
}

fn is_near(a: LanguageId, b: LanguageId) -> bool {
    NEAR.iter().any(|group| group.contains(&a.code()) && group.contains(&b.code()))
}
