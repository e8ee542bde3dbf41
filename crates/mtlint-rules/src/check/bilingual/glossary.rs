//! Glossary terms that are translated with another word, with a forbidden word, or although they must stay as they are.
//!
//! Both sides may be inflected. A source term is found if a word begins with it and few more letters follow. A target
//! term is found if each of its words, without its ending, begins some word of the translation.

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::check::spec::{Check, CheckSpec};
use crate::context::{Context, Sink, UnitPair};
use crate::rule::Applicability;
use crate::rule::options;
use mtlint_format::document::Unit;
use mtlint_format::glossary::Entry;
use mtlint_text::language::LanguageId;
use mtlint_text::text::Words;
use mtlint_token::script::{is_east_asian, is_unspaced};
use mtlint_token::span::text_at;

#[derive(Clone, Copy, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Of {
    /// A term whose translation is missing.
    #[default]
    Missing,
    /// A translation that must not be used.
    Forbidden,
    /// A name that must stay as it is.
    Untranslatable,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct Options {
    of: Of,
    /// The glossary.
    terms: Vec<Entry>,
    /// Names that stay as they are.
    names: Vec<String>,
}

pub(in crate::check) const CHECK: CheckSpec = CheckSpec {
    name: "glossary",
    finds: "* terms of a glossary (filled by `[glossary]` in the config)",
    options: "`of` = `missing`, `forbidden`, `untranslatable`; `terms` = `[{source, targets, forbidden, from, to}]` \
        (`from`, `to`: language codes; default: any), `names`",
    build,
};

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    let options: Options = options(table)?;
    for tag in options.terms.iter().flat_map(|entry| entry.from.iter().chain(&entry.to)) {
        tag.parse::<LanguageId>().map_err(|error| error.to_string())?;
    }
    let terms: Vec<Term> = match options.of {
        Of::Missing => options.terms.iter().filter(|e| !e.targets.is_empty()).map(Term::wanted).collect(),
        Of::Forbidden => options.terms.iter().flat_map(Term::forbidden).collect(),
        Of::Untranslatable => options.names.into_iter().map(Term::name).collect(),
    };
    let insensitive = options.of != Of::Untranslatable;
    // One text may be a term in several languages, or have translations into several.
    let mut finds: Vec<String> = Vec::new();
    let mut terms_of: Vec<Vec<Term>> = Vec::new();
    let mut places = FxHashMap::default();
    for term in terms {
        let key = if insensitive { term.find.to_ascii_lowercase() } else { term.find.clone() };
        let at = *places.entry(key.clone()).or_insert_with(|| {
            finds.push(key);
            terms_of.push(Vec::new());
            terms_of.len() - 1
        });
        terms_of.get_mut(at).into_iter().for_each(|list| list.push(term.clone()));
    }
    let automaton = AhoCorasick::builder()
        .ascii_case_insensitive(insensitive)
        .match_kind(aho_corasick::MatchKind::LeftmostLongest)
        .build(&finds)
        .map_err(|e| e.to_string())?;
    Ok(Box::new(Glossary { of: options.of, terms: terms_of, automaton }))
}

/// A text to look for, and its translations.
#[derive(Clone)]
struct Term {
    /// The text to look for: in the target for a forbidden word, otherwise in the source.
    find: String,
    /// The source term.
    source: String,
    targets: Vec<String>,
    /// The languages of the source and of the target; `None` for any.
    from: Option<LanguageId>,
    to: Option<LanguageId>,
}

impl Term {
    /// Without its languages if the glossary names none.
    fn of(find: String, entry: &Entry) -> Self {
        let language = |code: &Option<String>| code.as_deref().and_then(|code| code.parse().ok());
        let (from, to) = (language(&entry.from), language(&entry.to));
        Self { find, source: entry.source.clone(), targets: entry.targets.clone(), from, to }
    }

    fn wanted(entry: &Entry) -> Self {
        Self::of(entry.source.clone(), entry)
    }

    fn forbidden(entry: &Entry) -> impl Iterator<Item = Self> {
        // A word is forbidden whatever the source language is.
        let term = |find: &String| Self { from: None, ..Self::of(find.clone(), entry) };
        entry.forbidden.iter().filter(|f| !f.is_empty()).map(term)
    }

    fn name(name: String) -> Self {
        Self { find: name.clone(), source: name, targets: Vec::new(), from: None, to: None }
    }

    fn is_for(&self, context: &Context<'_>) -> bool {
        self.to.is_none_or(|to| to.agrees(&context.language))
            && self.from.is_none_or(|from| context.source_language.is_none_or(|source| source.agrees(&from)))
    }
}

struct Glossary {
    of: Of,
    /// By the pattern of the automaton.
    terms: Vec<Vec<Term>>,
    automaton: AhoCorasick,
}

/// The most letters that an ending adds.
const ENDING: usize = 3;

impl Check for Glossary {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        if self.terms.is_empty() {
            return;
        }
        if self.of == Of::Forbidden {
            // Forbidden words need no source.
            for unit in context.linted.iter().filter_map(|&u| context.document.units.get(u as usize)) {
                self.forbidden(context, unit, sink);
            }
            return;
        }
        for pair in context.pairs() {
            self.wanted(context, &pair, sink);
        }
    }
}

impl Glossary {
    /// The terms in a text, at the start of words.
    fn found<'g>(
        &'g self,
        text: &'g str,
        context: &'g Context<'_>,
    ) -> impl Iterator<Item = (&'g Term, std::ops::Range<usize>)> {
        let ending = if self.of == Of::Missing { ENDING } else { 0 };
        let matches = self.automaton.find_iter(text).filter(move |m| is_word(text, m.range(), ending));
        matches.flat_map(move |m| {
            let terms = self.terms.get(m.pattern().as_usize()).into_iter().flatten();
            terms.filter(|term| term.is_for(context)).map(move |term| (term, m.range()))
        })
    }

    fn wanted(&self, context: &Context<'_>, pair: &UnitPair<'_>, sink: &mut Sink<'_>) {
        let (source, target) = (pair.source_text(context), pair.target_text(context));
        let mut folded: Option<String> = None;
        for (term, range) in self.found(source, context) {
            let is_translated = if self.of == Of::Untranslatable {
                target.contains(&term.source)
            } else {
                let folded = folded.get_or_insert_with(|| target.to_lowercase());
                term.targets.iter().any(|t| has_term(folded, &t.to_lowercase()))
            };
            if !is_translated {
                let at = pair.source.span.part(range);
                let hit = sink.report(pair.unit.target.span).arg("term", &term.source);
                hit.arg("target", term.targets.join("” or “")).in_source(at, "the term");
            }
        }
    }

    fn forbidden(&self, context: &Context<'_>, unit: &Unit, sink: &mut Sink<'_>) {
        let span = unit.target.span;
        for (term, range) in self.found(context.slice(span), context) {
            let at = span.part(range);
            let hit = sink.report(at).arg("term", &term.source);
            match term.targets.first() {
                Some(better) => hit.fix(at, better, Applicability::Suggest),
                None => hit,
            };
        }
    }
}

/// True if the range starts and ends a word, or at most `ending` more letters follow. In scripts without spaces any
/// range does.
fn is_word(text: &str, range: std::ops::Range<usize>, ending: usize) -> bool {
    let letter = |c: &char| c.is_alphanumeric() && !is_unspaced(*c);
    let glued = text.get(..range.start).and_then(|t| t.chars().next_back()).is_some_and(|c| letter(&c));
    let starts_unspaced = text.get(range.clone()).and_then(|t| t.chars().next()).is_some_and(is_unspaced);
    let more = text_at(text, range.end..).chars().take(ending + 1).take_while(letter).count();
    starts_unspaced || (!glued && more <= ending)
}

/// True if every word of the term, without its ending, begins a word of the text. Both are in lower case.
fn has_term(text: &str, term: &str) -> bool {
    if term.contains(is_east_asian) {
        return text.contains(term);
    }
    term.split_whitespace().all(|word| {
        let stem = stem(word);
        text.match_indices(stem).any(|(at, _)| {
            let before = text.get(..at).and_then(|t| t.chars().next_back());
            // German and Dutch join words: the second part of a compound counts if it has four letters.
            before.is_none_or(|c| !c.is_alphanumeric()) || stem.chars().count() >= 4
        })
    })
}

/// A word without what may be its ending: about a third of its letters, less for short words.
fn stem(word: &str) -> &str {
    let letters = word.chars().count();
    let kept = if letters <= 4 { letters.max(1) - usize::from(letters == 4) } else { letters - letters / 3 };
    word.char_indices().nth(kept).map_or(word, |(end, _)| word.get(..end).unwrap_or(word))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{has_term, is_word};
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        let term: toml::Table =
            toml::from_str("terms = [{ source = \"mill\", targets = [\"Mühle\"], forbidden = [\"Fabrik\"] }]").unwrap();
        let terms = term["terms"].clone();
        let source = "The mill is old.";
        Tester::new("terminology/glossary")
            .target("de")
            .option("terms", terms.clone())
            .flags(source, "[[Das Werk ist alt.]]")
            .passes(source, "Die Mühlen sind alt.");
        Tester::new("terminology/forbidden")
            .target("de")
            .option("terms", terms)
            .flags(source, "Die [[Fabrik]] ist alt.")
            .passes(source, "Die Mühle ist alt.");
        Tester::new("terminology/do-not-translate")
            .target("de")
            .option("names", vec!["Blue Mill".to_owned()])
            .flags("The Blue Mill is old.", "[[Die Blaue Mühle ist alt.]]")
            .passes("The Blue Mill is old.", "Die Blue Mill ist alt.");
    }

    #[test]
    fn endings_may_differ() {
        assert!(has_term("die brücken des hafens", "hafen") && has_term("les ponts", "pont"));
        assert!(has_term("des fichiers de configuration", "fichier de configuration"));
        assert!(has_term("im dateisystem", "system") && has_term("打开文件", "文件"));
        assert!(!has_term("la passerelle", "pont") && !has_term("das tor", "tür"));
        assert!(is_word("two bridges", 4..10, 3) && !is_word("abridged", 1..7, 3));
    }
}
