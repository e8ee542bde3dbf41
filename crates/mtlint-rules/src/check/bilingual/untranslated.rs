//! Source text in the translation: all of it, or several words in a row.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::function_words;
use super::prose::asides;
use crate::check::spec::{Check, CheckSpec};
use crate::context::{Context, Sink, UnitPair, WordSet};
use crate::rule::options;
use mtlint_format::align::shown;
use mtlint_text::text::{ClassBits, Token, Words};
use mtlint_text::thousands::thousands;
use mtlint_token::span::{TextSpan, items_at};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Options {
    /// Whether to look for whole units, or for runs of words.
    whole: bool,
    /// Fewest words in a row.
    min_words: usize,
    /// Fewest function words of the source language among them.
    min_function: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { whole: false, min_words: 5, min_function: 2 }
    }
}

pub(in crate::check) const CHECK: CheckSpec = CheckSpec {
    name: "untranslated",
    finds: "* source words in the translation",
    options: "`whole` = false, `min_words` = 5, `min_function` = 2",
    build,
};

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    let options: Options = options(table)?;
    if options.min_words < GRAM {
        return Err(format!("“min_words” must be at least {GRAM}"));
    }
    Ok(Box::new(Untranslated(options)))
}

/// At least this many copies are reported in one finding.
const MANY: usize = 20;
/// The same in tenths of a document.
const TENTHS: usize = 3;
/// The units that such a finding names besides the first.
const SHOWN: usize = 3;
/// Fewer letters may be a name or a command.
const FEWEST_LETTERS: usize = 25;

/// The number of words that two runs are found by.
const GRAM: usize = 3;

struct Untranslated(Options);

impl Check for Untranslated {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        if context.has_one_language() {
            return;
        }
        let function = function_words::of_source(context);
        if self.0.whole {
            return self.wholes(context, &function, sink);
        }
        let (mut judged, mut runs) = (0, Vec::new());
        for pair in context.pairs().filter(|pair| !is_copy(context, pair)) {
            judged += 1;
            runs.extend(self.runs(context, &pair, &function));
        }
        // Bilingual subtitles have the source with each translation.
        let count = runs.len();
        let all = count >= FILE && count * 100 >= judged * FILE_SHARE;
        if all && let Some(run) = runs.first_mut() {
            run.detail =
                format!("{count} of {judged} units contain text from the source; the first is “{}”", run.shown);
            runs.truncate(1);
        }
        for run in runs {
            sink.report(run.target).arg("detail", run.detail).in_source(run.source, "source");
        }
    }
}

fn is_copy(context: &Context<'_>, pair: &UnitPair<'_>) -> bool {
    pair.target_text(context) == pair.source_text(context)
}

/// At least this many runs of source words are reported in one finding about the file.
const FILE: usize = 5;
/// The same in per cent of its units.
const FILE_SHARE: usize = 30;

/// Words of the source in a row in the target.
struct Run {
    target: TextSpan,
    source: TextSpan,
    shown: String,
    detail: String,
}

impl Untranslated {
    /// Reports units that are identical to their source. If a large part of a document is, one finding reports all.
    fn wholes(&self, context: &Context<'_>, function: &WordSet, sink: &mut Sink<'_>) {
        let has_words = |text: &str| text.chars().any(char::is_alphabetic);
        let pairs = || context.pairs().filter(|pair| has_words(pair.source_text(context)));
        let copies: Vec<UnitPair<'_>> = pairs().filter(|pair| is_copy(context, pair)).collect();
        let sure = |pair: &&UnitPair<'_>| self.is_language(context.unit_tokens(pair.target), function);
        let found: Vec<&UnitPair<'_>> = copies.iter().filter(sure).collect();
        let all = pairs().count();
        let is_many = found.len() >= MANY && copies.len() * 10 > all * TENTHS;
        for (index, pair) in found.iter().enumerate() {
            let hit = sink.report(pair.unit.target.span).in_source(pair.source.span, "source");
            match (is_many, index) {
                (false, _) => hit.arg("detail", "The translation is identical to the source"),
                (true, 0) => {
                    let (copies, all) = (thousands(copies.len() as u64), thousands(all as u64));
                    for other in found.iter().skip(1).take(SHOWN) {
                        hit.related(other.unit.target.span, "another untranslated unit");
                    }
                    hit.arg("detail", format!("{copies} of {all} translations are identical to their source"))
                }
                (true, _) => hit.reported_elsewhere(),
            };
        }
    }

    /// True if the tokens are surely words of the source language.
    fn is_language(&self, tokens: &[Token], function: &WordSet) -> bool {
        let words = tokens.iter().filter(|t| t.is(ClassBits::WORD)).count();
        // Titles and names have capitals, code and lists have marks.
        let lower = tokens.iter().filter(|t| t.is(ClassBits::WORD) && t.is(ClassBits::LOWER)).count();
        if lower * 2 < words + 1 || words * 3 < tokens.len() * 2 {
            return false;
        }
        let known = tokens.iter().filter(|t| is_free(t) && function.contains(t.word)).count();
        words >= self.0.min_words && known >= self.0.min_function
    }

    /// Runs of words that both sides have, in one sentence of the target and outside of quotation marks.
    fn runs(&self, context: &Context<'_>, pair: &UnitPair<'_>, function: &WordSet) -> Vec<Run> {
        let mut found = Vec::new();
        let source = context.source_tokens(pair.source_tokens);
        let target = context.unit_tokens(pair.target);
        if target.len() < self.0.min_words || source.len() < self.0.min_words {
            return found;
        }
        // Few translations share function words with their source, and this is cheap to see.
        if target.iter().filter(|t| function.contains(t.word)).count() < self.0.min_function {
            return found;
        }
        let asides = asides(pair.target_text(context));
        let is_aside = |span: TextSpan| {
            let at = (span.start - pair.unit.target.span.start) as usize;
            asides.iter().any(|aside| aside.contains(&at))
        };
        let mut places: FxHashMap<[u32; GRAM], usize> = FxHashMap::default();
        for (at, gram) in source.windows(GRAM).enumerate() {
            if let Some(key) = key(gram) {
                places.entry(key).or_insert(at);
            }
        }
        let mut at = 0;
        while let Some(gram) = target.get(at..at + GRAM) {
            let Some(&from) = key(gram).as_ref().and_then(|k| places.get(k)) else {
                at += 1;
                continue;
            };
            let rest = items_at(target, at..).iter().zip(items_at(source, from..));
            let length = rest.take_while(|(a, b)| a.word == b.word && is_plain(a)).count();
            let run = items_at(target, at..at + length);
            if self.is_language(run, function)
                && !is_quoted(context, target, at, length)
                && let (Some(first), Some(last)) = (run.first(), run.last())
                && let (Some(a), Some(b)) = (source.get(from), source.get(from + length - 1))
            {
                let span = first.span.to(last.span);
                let letters = context.slice(span).chars().filter(|c| c.is_alphabetic()).count();
                if letters >= FEWEST_LETTERS && !is_aside(span) {
                    let text = shown(context.slice(span));
                    let detail = format!("“{text}” is still in the source language");
                    found.push(Run { target: span, source: a.span.to(b.span), shown: text, detail });
                }
            }
            at += length.max(1);
        }
        found
    }
}

/// True for a word of running text, unlike the parts of “utf-16-be”.
fn is_free(token: &Token) -> bool {
    token.is(ClassBits::LOWER.union(ClassBits::SPACE_BEFORE)) && !token.is(ClassBits::CLITIC)
}

/// True for words. A run across marks may be a list of names or code.
fn is_plain(token: &Token) -> bool {
    token.is(ClassBits::WORD) || token.is(ClassBits::CLITIC)
}

fn key(gram: &[Token]) -> Option<[u32; GRAM]> {
    match gram {
        [a, b, c] if is_plain(a) && is_plain(b) && is_plain(c) => Some([a.word.0, b.word.0, c.word.0]),
        _ => None,
    }
}

/// True if a quotation mark or bracket is before the run, or a few words before and after it: a title, a quotation, a
/// gloss.
fn is_quoted(context: &Context<'_>, tokens: &[Token], at: usize, length: usize) -> bool {
    let mark = |token: &Token| {
        token.any(ClassBits::QUOTE)
            || matches!(context.token_text(token), "(" | "[" | "«" | "<" | "（" | "*" | "＂" | ":" | "`")
    };
    let before = items_at(tokens, at.saturating_sub(8)..at);
    let after = items_at(tokens, at + length..(at + length + 8).min(tokens.len()));
    before.iter().any(mark) && after.iter().any(mark) || before.last().is_some_and(mark)
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        let words = Tester::new("untranslated/words").source("en").target("nl");
        words
            .flags(
                "Wait here until the mill has stopped and then go in.",
                "Wacht hier [[until the mill has stopped and then go in]].",
            )
            .passes(
                "Wait here until the mill has stopped.",
                "Wacht hier tot de molen “until the mill has stopped” zegt.",
            )
            .says(
                "Wait here until the mill has stopped and then go in.",
                "Wacht hier until the mill has stopped and then go in.",
                "“until the mill has stopped and then go in” is still in the source language",
            );
        Tester::new("untranslated/unit")
            .source("en")
            .target("nl")
            .flags("The mill is behind the church.", "[[The mill is behind the church.]]")
            .passes("Blue Mill, Old Church Lane", "Blue Mill, Old Church Lane");
    }
}
