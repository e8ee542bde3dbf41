//! `foreign-paragraph`: a unit in another language than its document, left untranslated.

use serde::Deserialize;

use super::Check;
use crate::engine::{Context, Sink};
use crate::language::{LanguageId, detect, english_name};
use crate::rule::pattern::options;
use crate::text::{ClassBits, Token, UnitTokens, Words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Options {
    /// Shorter units tell too little.
    min_words: usize,
    /// A unit with so many function words of the document's language, per cent, is in that language.
    function_share: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { min_words: 8, function_share: 15 }
    }
}

pub(super) fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    Ok(Box::new(ForeignParagraph { options: options(table)? }))
}

struct ForeignParagraph {
    options: Options,
}

/// What the words of a text are made of.
#[derive(Clone, Copy, Default)]
struct Profile {
    words: usize,
    function: usize,
    /// In caseless scripts: Han, Arabic, Thai.
    caseless: usize,
}

impl Profile {
    fn of(tokens: &[Token]) -> Self {
        let mut profile = Self::default();
        for token in tokens.iter().filter(|t| t.is(ClassBits::WORD)) {
            profile.words += 1;
            profile.function += usize::from(token.is(ClassBits::FUNCTION));
            profile.caseless += usize::from(token.is(ClassBits::OTHER_SCRIPT));
        }
        profile
    }

    fn is_caseless(self) -> bool {
        self.caseless * 2 > self.words
    }
}

impl Check for ForeignParagraph {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let has_function_words = context.facts.classes.iter().any(|(class, _)| class.has(ClassBits::FUNCTION));
        // Languages without facts: only a unit in another kind of script than the rest is looked at.
        let caseless = !has_function_words && Profile::of(&context.analysis.tokens).is_caseless();
        for unit in &context.analysis.units {
            if unit.tokens().len() < self.options.min_words {
                continue;
            }
            let profile = Profile::of(context.unit_tokens(unit));
            let odd = if has_function_words {
                profile.function * 100 < profile.words * self.options.function_share
            } else {
                profile.is_caseless() != caseless
            };
            if profile.words < self.options.min_words || !odd {
                continue;
            }
            if let Some(language) = other_language(context, unit) {
                sink.report(unit.span).arg("language", english_name(language));
            }
        }
    }
}

/// The language of a unit when it surely is not the document's.
fn other_language(context: &Context<'_>, unit: &UnitTokens) -> Option<LanguageId> {
    let text = context.slice(unit.span);
    // Trigrams of names and titles look like any language; text in lower case is text.
    let plain = |t: &&Token| t.any(ClassBits::LOWER.with(ClassBits::OTHER_SCRIPT));
    let tokens = context.unit_tokens(unit);
    if tokens.iter().filter(plain).count() * 2 < tokens.iter().filter(|t| t.is(ClassBits::WORD)).count() {
        return None;
    }
    let detected = detect(text)?;
    // A rare language is a guess about names and code.
    let is_common = detected.language.code().len() == 2;
    (detected.reliable && is_common && detected.language != context.language).then_some(detected.language)
}
