//! Translations that break off: the source ends in a full stop or the like, the translation in the middle of a sentence, long
//! before the length that the document's other translations let expect.

use serde::Deserialize;

use super::super::Check;
use super::sentences::norm_of;
use crate::context::{Context, Sink, UnitPair};
use crate::rule::options;
use mtlint_format::align::length;
use mtlint_format::document::{OBJECT, ObjectKind, Side, Text, UnitKind};
use mtlint_text::language::MarkUse;
use mtlint_text::text::{ClassBits, Token, Words};
use mtlint_token::span::TextSpan;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Options {
    /// Shorter than what is usual times this, in per cent.
    below: u32,
    /// The same for a translation that ends in a comma or a function word, as no sentence does.
    below_open: u32,
    /// Sources with fewer words are labels, which end as they like.
    min_words: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { below: 50, below_open: 65, min_words: 8 }
    }
}

pub(in super::super) fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    let options: Options = options(table)?;
    if options.below == 0 || options.below > options.below_open || options.below_open > 100 {
        return Err("below is a share, from 1 to 100 per cent, and no more than below_open".into());
    }
    Ok(Box::new(CutOff(options)))
}

struct CutOff(Options);

/// Of a source with fewer letters a few words may say all; of ideographs each counts as three.
const SHORTEST: usize = 80;

impl Check for CutOff {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        if context.facts.end_mark != MarkUse::Always {
            return;
        }
        let mut habits = None;
        // The paragraphs of two documents are paired by what they look like, and a short one may translate another.
        for pair in context.pairs().filter(|pair| pair.unit.kind == UnitKind::Segment) {
            let Some(last) = self.last_word(context, &pair) else { continue };
            let habits = habits.get_or_insert_with(|| self.habits_of(context));
            let below = if is_mid_phrase(context, &pair, last) { self.0.below_open } else { self.0.below };
            if habits.leaves_marks_out || !is_short(context, &pair, habits.norm, below) {
                continue;
            }
            let (there, here) = lengths(context, &pair);
            let hit = sink.report(last.span).in_source(lost(context, &pair), "source");
            hit.arg("here", here.to_string()).arg("usual", format!("{:.0}", there as f32 * habits.norm));
        }
    }
}

/// How a document's translations are, taken together.
struct Habits {
    /// Letters of the target for each of the source.
    norm: f32,
    /// Whole sentences stand without the mark of their source, too.
    leaves_marks_out: bool,
}

/// How long the source and the target of a unit are, in letters; the indentation of a line is no text.
fn lengths(context: &Context<'_>, pair: &UnitPair<'_>) -> (usize, usize) {
    let of = |text: &str| text.split_whitespace().map(|word| length(word) as usize + 1).sum();
    (of(context.source_slice(pair.source.span)), of(context.slice(pair.unit.target.span)))
}

impl CutOff {
    /// The last word of a translation that ends in it, or in a comma behind it, where the source ends as a sentence does.
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

    /// True for a source of some words that ends in the mark of a sentence.
    fn is_sentence(&self, context: &Context<'_>, pair: &UnitPair<'_>) -> bool {
        let text = &context.document.source;
        let said = text.slice(bare(text, pair.source));
        // A line of a list of options ends as the list does.
        let marked = said.ends_with(END_MARKS) && !said.trim_start().starts_with('-');
        let words = || context.source_tokens(pair.source_tokens).iter().filter(|token| token.is(ClassBits::WORD));
        marked && words().nth(self.0.min_words.saturating_sub(1)).is_some()
    }

    fn habits_of(&self, context: &Context<'_>) -> Habits {
        /// One in so many whole sentences may stand without its mark: in files with more, half of what ends so and is short
        /// only says the same in fewer words.
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

/// True for a target shorter than `below` per cent of what is usual for its source.
fn is_short(context: &Context<'_>, pair: &UnitPair<'_>, norm: f32, below: u32) -> bool {
    let (there, here) = lengths(context, pair);
    there >= SHORTEST && (here as f32) * 100.0 < there as f32 * norm * below as f32
}

/// True when a comma stands behind the last word, or the word leads to another one.
fn is_mid_phrase(context: &Context<'_>, pair: &UnitPair<'_>, last: &Token) -> bool {
    let leads_on = ClassBits::DETERMINER.with(ClassBits::PREPOSITION).with(ClassBits::CONJUNCTION);
    let comma =
        || context.unit_tokens(pair.target).iter().any(|t| t.span.start >= last.span.end && t.is(ClassBits::COMMA));
    last.any(leads_on.with(ClassBits::FUNCTION)) || comma()
}

const END_MARKS: [char; 13] = ['.', '!', '?', '…', '。', '！', '？', '．', '।', '۔', '؟', '։', '።'];
/// Not the brackets: a source that ends in one may end in an aside to the translator.
const CLOSERS: [char; 13] = ['"', '\'', '”', '’', '“', '‘', '»', '«', '›', '」', '』', '】', '*'];

/// The span of a side without closing quotation marks, tags and white space at its end.
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
    let objects = text.objects.all().get(text.objects.within(place)).unwrap_or_default();
    objects.iter().any(|object| object.span == place && object.kind == ObjectKind::Tag)
}

/// Where a text ends that breaks off with a letter or a comma; none for one that ends otherwise.
fn open_end(text: &Text, side: Side) -> Option<u32> {
    let span = bare(text, side);
    let is_open = |c: char| c.is_alphabetic() || matches!(c, ',' | '،');
    text.slice(span).ends_with(is_open).then_some(span.end)
}

/// What of the source is probably not said: from the sentence on in which the translation ends, where the sentences of both
/// sides tell; else all of it.
fn lost(context: &Context<'_>, pair: &UnitPair<'_>) -> TextSpan {
    let there = context.source.and_then(|source| source.analysis.sentences.get(pair.source_tokens.sentences()));
    let last = context.unit_sentences(pair.target).len().checked_sub(1);
    let from = last.and_then(|last| there?.get(last)).map_or(pair.source.span.start, |sentence| sentence.span.start);
    TextSpan::new(from, pair.source.span.end)
}
