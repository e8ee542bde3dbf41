//! Translations in a third language, or in the source language without being a copy of the source: single units, or the
//! file as a whole.

use rustc_hash::FxHashSet;

use super::function_words;
use super::prose::{without_asides, words as prose_words};
use crate::check::language_share::LanguageShare;
use crate::check::spec::{Check, CheckSpec};
use crate::context::{Context, Sink, UnitPair, WordSet};
use mtlint_text::language::{Facts, LanguageId, can_detect, detect};
use mtlint_text::text::{ClassBits, Token, Words};
use mtlint_token::script::is_east_asian;

pub(in crate::check) const CHECK: CheckSpec = CheckSpec {
    name: "wrong-language",
    finds: "* a unit, or most units of a file, in another language",
    options: "`min_words` = 7, `function_share` = 15 (per cent)",
    build,
};

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    Ok(Box::new(WrongLanguage(LanguageShare::read(table, 7)?)))
}

struct WrongLanguage(LanguageShare);

/// At least this many units in another language, if they are more than half, are one finding about the file.
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
            let is_own = has_facts && self.0.is_reached(profile.own, profile.words);
            // If the function words of the target language are unknown, those of the source decide.
            if is_own || (!has_facts && !self.0.is_reached(profile.source, profile.words)) {
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
                    let detail = format!("it is in {}", language.english_name());
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
    /// Function words of the target language.
    own: usize,
    /// Function words of the source language.
    source: usize,
}

impl WrongLanguage {
    /// `None` for a unit that says too little: a few words, names, code, or a copy of the source.
    fn profile(&self, context: &Context<'_>, pair: &UnitPair<'_>, function: &WordSet) -> Option<Profile> {
        let tokens = context.unit_tokens(pair.target);
        if tokens.len() < self.0.min_words {
            return None;
        }
        let running = |t: &&Token| t.any(ClassBits::LOWER.union(ClassBits::OTHER_SCRIPT));
        let words = tokens.iter().filter(|t| t.is(ClassBits::WORD)).count();
        let plain = tokens.iter().filter(|t| t.is(ClassBits::WORD)).filter(running).count();
        let objects = tokens.iter().filter(|t| t.any(ClassBits::OBJECT.union(ClassBits::NUMBER))).count();
        // Titles, names and code look like any language: two words in three must be lower case.
        let is_running_text = plain * 3 >= words * 2 && objects * 2 <= words;
        if plain < self.0.min_words || !is_running_text {
            return None;
        }
        let own = tokens.iter().filter(|t| t.is(ClassBits::FUNCTION)).count();
        let source = tokens.iter().filter(|t| function.contains(t.word)).count();
        let same = pair.target_text(context) == pair.source_text(context);
        (!same).then_some(Profile { words, own, source })
    }

    /// The language of a unit, if it is surely not the target language or a near one.
    fn other_language(&self, context: &Context<'_>, pair: &UnitPair<'_>, profile: &Profile) -> Option<LanguageId> {
        let own = OwnWords::of(context, pair)?;
        let found = detect(&own.text)?;
        let language = found.language;
        // If a rare language is detected, the text is more likely names and code.
        if language.is_near(context.language) || !Facts::of(language).is_common {
            return None;
        }
        let is_of_source = context.source_language.is_some_and(|source| source.is_same_language(&language));
        let tokens = context.unit_tokens(pair.target);
        // In a text of ideographs and Latin names, detection sees the names only.
        let signs = tokens.iter().filter(|t| t.is(ClassBits::OTHER_SCRIPT)).count();
        let has_names_only = signs * 4 > profile.words;
        if has_names_only && Facts::of(language).has_function_words() {
            return None;
        }
        let has_own_list = context.facts.has_function_words();
        if !has_own_list && !found.reliable && !is_of_source {
            return None;
        }
        let known = function_words::count(context, &own.tokens, language);
        if is_of_source {
            // Detection alone is seldom sure about a sentence.
            let is_sure = found.reliable || self.0.is_reached(known, profile.words);
            // English has few words with accents: one in five speaks against it.
            let is_accented = own.accented * 5 >= own.words && LanguageId::EN.covers(&language);
            let has_source_words = self.0.is_reached(profile.source, profile.words);
            return (is_sure && has_source_words && !is_accented).then_some(language);
        }
        // Languages share some function words: those of a third language must be more than twice those of the target.
        let is_third = self.0.is_reached(known, own.words) && known > own.function * 2 + 1;
        is_third.then_some(language)
    }
}

/// The words of a target that are not in its source. Words of both may be code, options or names.
struct OwnWords {
    text: String,
    words: usize,
    /// Words with letters outside ASCII.
    accented: usize,
    tokens: Vec<Token>,
    /// Function words of the target's language among the tokens.
    function: usize,
}

impl OwnWords {
    /// Fewer words say too little.
    const FEWEST: usize = 5;
    /// The same in letters.
    const FEWEST_LETTERS: usize = 25;
    /// The same in signs of an East Asian script, for texts without spaces.
    const FEWEST_SIGNS: usize = 12;

    fn of(context: &Context<'_>, pair: &UnitPair<'_>) -> Option<Self> {
        let target = without_asides(pair.target_text(context));
        let source: FxHashSet<&str> = prose_words(pair.source_text(context)).into_iter().collect();
        let kept: Vec<&str> = prose_words(&target).into_iter().filter(|word| !source.contains(word)).collect();
        let text = kept.join(" ");
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let signs = text.chars().filter(|c| is_east_asian(*c)).count();
        if (kept.len() < Self::FEWEST || letters < Self::FEWEST_LETTERS) && signs < Self::FEWEST_SIGNS {
            return None;
        }
        let accented = kept.iter().filter(|word| !word.is_ascii()).count();
        let in_source: FxHashSet<u32> = context.source_tokens(pair.source_tokens).iter().map(|t| t.word.0).collect();
        let tokens = context.unit_tokens(pair.target).iter().filter(|t| !in_source.contains(&t.word.0));
        let tokens: Vec<Token> = tokens.copied().collect();
        let function = tokens.iter().filter(|t| t.is(ClassBits::FUNCTION)).count();
        Some(Self { words: kept.len(), accented, text, tokens, function })
    }
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        let language = Tester::new("untranslated/wrong-language").source("en").target("de");
        language
            .flags(
                "The mill behind the church was sold in the spring, and nobody knows who bought it.",
                "[[Le moulin derrière l'église a été vendu au printemps, et personne ne sait qui l'a acheté.]]",
            )
            .passes(
                "The mill behind the church was sold in the spring, and nobody knows who bought it.",
                "Die Mühle hinter der Kirche wurde im Frühjahr verkauft, und niemand weiß, wer sie gekauft hat.",
            )
            .says(
                "The mill behind the church was sold in the spring, and nobody knows who bought it.",
                "Le moulin derrière l'église a été vendu au printemps, et personne ne sait qui l'a acheté.",
                "The translation should be in German, but it is in French",
            );
    }
}
