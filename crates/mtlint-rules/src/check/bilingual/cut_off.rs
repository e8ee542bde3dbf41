//! Translations that break off: the source ends with the mark of a sentence, the translation without one and much
//! shorter than the document's other translations suggest.

use serde::Deserialize;

use super::sentences::norm_of;
use crate::check::spec::{Check, CheckSpec};
use crate::context::{Context, Sink, UnitPair};
use crate::rule::options;
use mtlint_format::align::length;
use mtlint_format::document::{OBJECT, ObjectKind, Side, Text, UnitKind};
use mtlint_text::language::MarkUse;
use mtlint_text::text::{ClassBits, Token, Words};
use mtlint_token::span::{TextSpan, items_at};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Options {
    /// Reports translations shorter than this share of the usual length, in per cent.
    below: u32,
    /// The same for a translation that ends in a comma or a function word, which no sentence does.
    below_open: u32,
    /// Sources with fewer words are labels, which may end in any way.
    min_words: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { below: 50, below_open: 65, min_words: 8 }
    }
}

pub(in crate::check) const CHECK: CheckSpec = CheckSpec {
    name: "cut-off",
    finds: "* a translation that breaks off long before its usual length",
    options: "`below` = 50 (per cent of that length), `below_open` = 65 (if it ends in a comma or a function word), \
        `min_words` = 8 (of the source)",
    build,
};

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    let options: Options = options(table)?;
    if options.below == 0 || options.below > options.below_open || options.below_open > 100 {
        return Err(
            "“below” and “below_open” must be between 1 and 100 per cent, and “below” must not exceed “below_open”"
                .into(),
        );
    }
    Ok(Box::new(CutOff(options)))
}

struct CutOff(Options);

/// A shorter source may be translated with a few words, in letters; an ideograph counts as three.
const SHORTEST: usize = 80;

impl Check for CutOff {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        if context.facts.end_mark != MarkUse::Always {
            return;
        }
        let mut habits = None;
        // Paragraphs of two documents are paired by their looks: a short one may translate another paragraph.
        for pair in context.pairs().filter(|pair| pair.unit.kind == UnitKind::Segment) {
            let Some(last) = self.last_word(context, &pair) else { continue };
            let habits = habits.get_or_insert_with(|| self.habits_of(context));
            let below = if is_mid_phrase(context, &pair, last) { self.0.below_open } else { self.0.below };
            if habits.leaves_marks_out || !is_short(context, &pair, habits.norm, below) {
                continue;
            }
            let Lengths { source, target } = Lengths::of(context, &pair);
            let hit = sink.report(last.span).in_source(lost(context, &pair), "source");
            hit.arg("target", target.to_string()).arg("usual", format!("{:.0}", source as f32 * habits.norm));
        }
    }
}

/// What is usual in a document's translations.
struct Habits {
    /// Letters of the target for each of the source.
    norm: f32,
    /// Complete sentences leave out the mark of their source as well.
    leaves_marks_out: bool,
}

/// The lengths of both sides of a unit, in letters without the indentation of lines.
struct Lengths {
    source: usize,
    target: usize,
}

impl Lengths {
    fn of(context: &Context<'_>, pair: &UnitPair<'_>) -> Self {
        let of = |text: &str| text.split_whitespace().map(|word| length(word) as usize + 1).sum();
        Self { source: of(pair.source_text(context)), target: of(pair.target_text(context)) }
    }
}

impl CutOff {
    /// The last word of a translation that ends with it, or with a comma after it, if the source ends as a sentence
    /// does.
    fn last_word<'a>(&self, context: &Context<'a>, pair: &UnitPair<'a>) -> Option<&'a Token> {
        let end = open_end(&context.document.target, pair.unit.target)?;
        if !self.is_sentence(context, pair) {
            return None;
        }
        let tokens = context.unit_tokens(pair.target);
        let last = tokens.iter().rev().find(|token| token.span.end <= end && !token.is(ClassBits::COMMA))?;
        let is_word = last.is(ClassBits::WORD) && !context.token_text(last).contains(|c: char| c.is_numeric());
        is_word.then_some(last)
    }

    /// True for a source with enough words that ends with the mark of a sentence.
    fn is_sentence(&self, context: &Context<'_>, pair: &UnitPair<'_>) -> bool {
        let text = &context.document.source;
        let said = text.slice(bare(text, pair.source));
        // A line in a list of options ends as the list does.
        let marked = said.ends_with(END_MARKS) && !said.trim_start().starts_with('-');
        let words = || context.source_tokens(pair.source_tokens).iter().filter(|token| token.is(ClassBits::WORD));
        marked && words().nth(self.0.min_words.saturating_sub(1)).is_some()
    }

    fn habits_of(&self, context: &Context<'_>) -> Habits {
        /// At most one complete sentence in this many may lack its mark. In files with more, half of the short
        /// translations without a mark are complete.
        const RARELY: usize = 30;
        let norm = norm_of(context);
        let (mut open, mut all) = (0, 0);
        for pair in context.pairs() {
            if self.is_sentence(context, &pair) && !is_short(context, &pair, norm, self.0.below_open) {
                all += 1;
                open += usize::from(open_end(&context.document.target, pair.unit.target).is_some());
            }
        }
        Habits { norm, leaves_marks_out: open * RARELY > all }
    }
}

/// True for a target shorter than `below` per cent of the usual length for its source.
fn is_short(context: &Context<'_>, pair: &UnitPair<'_>, norm: f32, below: u32) -> bool {
    let Lengths { source, target } = Lengths::of(context, pair);
    source >= SHORTEST && (target as f32) * 100.0 < source as f32 * norm * below as f32
}

/// True if a comma follows the last word, or the word needs another one after it.
fn is_mid_phrase(context: &Context<'_>, pair: &UnitPair<'_>, last: &Token) -> bool {
    let leads_on = ClassBits::DETERMINER.union(ClassBits::PREPOSITION).union(ClassBits::CONJUNCTION);
    let comma =
        || context.unit_tokens(pair.target).iter().any(|t| t.span.start >= last.span.end && t.is(ClassBits::COMMA));
    last.any(leads_on.union(ClassBits::FUNCTION)) || comma()
}

const END_MARKS: [char; 13] = ['.', '!', '?', '…', '。', '！', '？', '．', '।', '۔', '؟', '։', '።'];
/// Marks after the end of a sentence. Brackets are not among them: they may hold an aside to the translator.
const CLOSERS: [char; 13] = ['"', '\'', '”', '’', '“', '‘', '»', '«', '›', '」', '』', '】', '*'];

/// The span of a side without the closing quotation marks, tags and white space at its end.
fn bare(text: &Text, side: Side) -> TextSpan {
    let mut span = side.span;
    loop {
        let slice = text.slice(span);
        let closed = slice.trim_end_matches(|c: char| c.is_whitespace() || CLOSERS.contains(&c));
        let tag = closed.strip_suffix(OBJECT).filter(|rest| is_tag_at(text, span.start as usize + rest.len()));
        let end = span.start as usize + tag.unwrap_or(closed).len();
        span = TextSpan::from_range(span.start as usize..end);
        if tag.is_none() {
            return span;
        }
    }
}

fn is_tag_at(text: &Text, at: usize) -> bool {
    let place = TextSpan::from_range(at..at + OBJECT.len_utf8());
    let objects = items_at(text.objects.all(), text.objects.within(place));
    objects.iter().any(|object| object.span == place && object.kind == ObjectKind::Tag)
}

/// The end of a text that ends with a letter or a comma; `None` for other texts.
fn open_end(text: &Text, side: Side) -> Option<u32> {
    let span = bare(text, side);
    let is_open = |c: char| c.is_alphabetic() || matches!(c, ',' | '،');
    text.slice(span).ends_with(is_open).then_some(span.end)
}

/// The part of the source that is probably not translated: from the sentence in which the translation ends if both
/// sides have that sentence, otherwise all of it.
fn lost(context: &Context<'_>, pair: &UnitPair<'_>) -> TextSpan {
    let sentences = context.source.and_then(|source| source.analysis.sentences.get(pair.source_tokens.sentences()));
    let last = context.unit_sentences(pair.target).len().checked_sub(1);
    let from =
        last.and_then(|last| sentences?.get(last)).map_or(pair.source.span.start, |sentence| sentence.span.start);
    TextSpan::new(from, pair.source.span.end)
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("omission/cut-off")
            .target("nl")
            .flags(
                "The old mill by the river was sold in spring, and the new owner wants to grind flour there again.",
                "De oude molen aan de rivier werd in [[het]]",
            )
            .passes(
                "The old mill by the river was sold in spring, and the new owner wants to grind flour there again.",
                "De molen is verkocht en gaat weer malen.",
            );
    }
}
