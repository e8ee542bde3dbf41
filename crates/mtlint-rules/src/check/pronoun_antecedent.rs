//! He or she in a sentence about a country, with nobody before it that the pronoun could refer to.
//!
//! Anything that may be a person silences the check: a title or a word for a person, an earlier he or she, and every
//! capitalised word that is not known to name something else. The check finds little, but it is mostly right.

use serde::Deserialize;

use super::spec::{Check, CheckSpec};
use crate::context::{Context, Sink, WordSet};
use crate::rule::options;
use mtlint_text::text::{ClassBits, Sentence, Token, Words};
use mtlint_token::span::items_at;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    /// The pronouns that are reported.
    pronouns: Vec<String>,
    /// Countries and nationalities; the sentence must name one before the pronoun.
    countries: Vec<String>,
    /// Words for persons: titles, professions, kin.
    persons: Vec<String>,
    /// Capitalised words that do not name a person: months, institutions, points of the compass.
    not_names: Vec<String>,
    /// Words after the pronoun that show a speaker, who may be named after the quotation.
    #[serde(default)]
    speech: Vec<String>,
    /// How many sentences before that of the pronoun are searched for a person.
    #[serde(default = "default_window")]
    window: usize,
}

fn default_window() -> usize {
    6
}

struct PronounAntecedent {
    pronouns: WordSet,
    countries: WordSet,
    persons: WordSet,
    not_names: WordSet,
    speech: WordSet,
    window: usize,
}

pub(super) const CHECK: CheckSpec = CheckSpec {
    name: "pronoun-antecedent",
    finds: "he or she for a country",
    options: "`pronouns`, `countries`, `persons`, `not_names`, `speech`, `window` = 6 (sentences)",
    build,
};

fn build(table: &toml::Table, words: &mut Words) -> Result<Box<dyn Check>, String> {
    let options: Options = options(table)?;
    Ok(Box::new(PronounAntecedent {
        pronouns: WordSet::new(&options.pronouns, words),
        countries: WordSet::new(&options.countries, words),
        persons: WordSet::new(&options.persons, words),
        not_names: WordSet::new(&options.not_names, words),
        speech: WordSet::new(&options.speech, words),
        window: options.window,
    }))
}

impl Check for PronounAntecedent {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let sentences = &context.analysis.sentences;
        // The first sentence may refer to somebody outside the text.
        for (index, sentence) in sentences.iter().enumerate().skip(1) {
            let tokens = context.sentence_tokens(sentence);
            let Some(at) = tokens.iter().position(|t| self.pronouns.contains(t.word)) else { continue };
            let (before, rest) = tokens.split_at(at);
            let Some(country) = before.iter().rev().find(|t| self.countries.contains(t.word)) else { continue };
            let Some(pronoun) = rest.first() else { continue };
            let speaks = rest.get(1).is_some_and(|t| self.speech.contains(t.word) || t.is(ClassBits::CLITIC));
            if speaks || before.iter().any(|t| t.any(ClassBits::QUOTE)) || self.may_name_person(before) {
                continue;
            }
            let earlier: &[Sentence] = items_at(sentences, index.saturating_sub(self.window)..index);
            if !earlier.iter().any(|s| self.may_name_person(context.sentence_tokens(s))) {
                sink.report(pronoun.span)
                    .arg("country", context.token_text(country))
                    .related(country.span, "the last country mentioned");
            }
        }
    }
}

impl PronounAntecedent {
    fn may_name_person(&self, tokens: &[Token]) -> bool {
        tokens.iter().any(|t| self.persons.contains(t.word) || t.is(ClassBits::PERSON_PRONOUN) || self.may_be_name(t))
    }

    fn may_be_name(&self, token: &Token) -> bool {
        let no_name = ClassBits::FUNCTION.union(ClassBits::MONTH).union(ClassBits::WEEKDAY).union(ClassBits::NUMBER);
        token.is(ClassBits::WORD)
            && !token.is(ClassBits::LOWER)
            && !token.any(no_name)
            && !self.countries.contains(token.word)
            && !self.not_names.contains(token.word)
    }
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("pronoun/country-as-person")
            .flags_text("The talks began on Monday. Norway said that [[he]] would wait.")
            .passes_text("The minister came on Monday. Norway said that he would wait.");
    }
}
