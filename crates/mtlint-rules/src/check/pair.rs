//! `pair`: an opening mark without its closing one in a unit, or the other way round.

use serde::Deserialize;

use super::near::{after, before, first_byte, glued_after, glued_before, text_of};
use super::{Check, CheckSpec};
use crate::context::{Context, Sink};
use crate::rule::options;
use mtlint_format::document::UnitKind;
use mtlint_text::text::{ClassBits, Token, UnitTokens, Words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    /// The opening mark, or all its forms: （ beside (.
    open: String,
    /// The closing mark, or all its forms.
    close: String,
}

/// Marks reported in one unit at most: a unit of brackets alone is one defect.
const MOST: usize = 3;

pub(super) const CHECK: CheckSpec =
    CheckSpec { name: "pair", finds: "a mark without its pair in a unit", options: "`open`, `close`", build };

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    let Options { open, close } = options(table)?;
    if open.is_empty() || close.is_empty() || open.chars().any(|mark| close.contains(mark)) {
        return Err("open and close must be two marks".into());
    }
    let marks = |forms: String| forms.chars().map(Mark::new).collect();
    Ok(Box::new(Pair { open: marks(open), close: marks(close) }))
}

/// A mark and its first byte, which tells most other marks apart without decoding.
struct Mark {
    text: String,
    first: u8,
}

impl Mark {
    fn new(mark: char) -> Self {
        let text = mark.to_string();
        let first = text.as_bytes().first().copied().unwrap_or(0);
        Self { text, first }
    }

    fn is(&self, context: &Context<'_>, token: &Token, first: u8) -> bool {
        first == self.first && context.token_text(token) == self.text
    }
}

struct Pair {
    open: Vec<Mark>,
    close: Vec<Mark>,
}

impl Check for Pair {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let mut open = Vec::new();
        // At most the marks of the last few segments, so that looking through them is cheap.
        let mut waiting: Vec<Lone> = Vec::new();
        for (index, unit) in context.analysis.units.iter().enumerate() {
            open.clear();
            let lone = self.run_unit(context, unit, &mut open);
            for mark in lone.into_iter().map(|(at, opens)| Lone { at, opens, unit: index }) {
                // A sentence may be cut into segments, as subtitles are.
                let pair = waiting.iter().rposition(|w| w.opens && w.unit + REACH >= index && w.unit < index);
                match pair.filter(|_| !mark.opens && unit.kind == UnitKind::Segment) {
                    Some(pair) => {
                        waiting.remove(pair);
                    }
                    None => waiting.push(mark),
                }
            }
            let (report, rest): (Vec<_>, Vec<_>) = waiting
                .into_iter()
                .partition(|w| !w.opens || w.unit + REACH <= index || unit.kind != UnitKind::Segment);
            waiting = rest;
            report.iter().for_each(|lone| lone.report(context, sink));
        }
        waiting.iter().for_each(|lone| lone.report(context, sink));
    }
}

/// How many segments on the second mark of a pair may stand.
const REACH: usize = 3;

/// A mark without its pair in its unit.
struct Lone {
    at: usize,
    opens: bool,
    /// The unit's place in the analysis.
    unit: usize,
}

impl Lone {
    fn report(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        if let Some(token) = context.analysis.tokens.get(self.at) {
            sink.report(token.span);
        }
    }
}

impl Pair {
    /// The marks without their pair in one unit, and whether they open; `open` holds the indices of marks that wait for it.
    fn run_unit(&self, context: &Context<'_>, unit: &UnitTokens, open: &mut Vec<usize>) -> Vec<(usize, bool)> {
        let mut lone = Vec::new();
        for at in unit.tokens() {
            let Some(token) = context.analysis.tokens.get(at).filter(|t| t.is(ClassBits::PUNCT)) else { continue };
            let first = first_byte(context, token);
            if self.open.iter().any(|mark| mark.is(context, token, first)) {
                open.push(at);
            } else if self.close.iter().any(|mark| mark.is(context, token, first))
                && open.pop().is_none()
                && lone.len() < MOST
                && !closes_sentences(context, unit, at)
                && !goes_on(context, at)
                && !is_face(context, at)
                && !is_list_marker(context, at)
                && !is_smile(context, unit, at)
            {
                lone.push((at, false));
            }
        }
        for &at in &*open {
            let face = is_face(context, at) && glued_after(context, at).is_none_or(|t| t.is(ClassBits::PUNCT));
            if face || goes_on(context, at) {
                continue;
            }
            if lone.len() == MOST {
                break;
            }
            lone.push((at, true));
        }
        lone
    }
}

/// True when the bracket closes the unit behind the end of a sentence: “… the end?).” It was opened before a sentence that is
/// a unit of its own, as subtitles, cells and segments have it.
fn closes_sentences(context: &Context<'_>, unit: &UnitTokens, at: usize) -> bool {
    let end = unit.tokens().end;
    let last = at + 1 == end || at + 2 == end && after(context, at).is_some_and(|t| t.is(ClassBits::STOP));
    last && unit.sentences().len() == 1 && glued_before(context, at).is_some_and(|t| t.is(ClassBits::STOP))
}

/// True for all but the first of a row of equal marks: “[[” and “)))” are one defect.
fn goes_on(context: &Context<'_>, at: usize) -> bool {
    let mark = context.analysis.tokens.get(at).map_or("", |t| context.token_text(t));
    text_of(context, glued_before(context, at)) == mark
}

/// True when the bracket is the mouth of :) or ;-(.
fn is_face(context: &Context<'_>, at: usize) -> bool {
    let eyes = |text: &str| matches!(text, ":" | ";" | "=" | "^" | "8" | "D");
    match text_of(context, glued_before(context, at)) {
        "-" | "'" => at > 0 && eyes(text_of(context, glued_before(context, at - 1))),
        text => eyes(text),
    }
}

/// True when a round bracket closes the whole unit with nothing behind it: in chats, most of all Russian ones, a smile.
fn is_smile(context: &Context<'_>, unit: &UnitTokens, at: usize) -> bool {
    // “)))” is a broad smile; a longer row need not be looked through.
    const BROADEST: usize = 5;
    let round = |at: usize| context.analysis.tokens.get(at).is_some_and(|t| context.token_text(t) == ")");
    unit.tokens().end - at <= BROADEST && (at..unit.tokens().end).all(round)
}

/// True when the bracket ends “a)”, “12)” or “iv)” at the start of a list's item.
fn is_list_marker(context: &Context<'_>, at: usize) -> bool {
    let Some(label) = glued_before(context, at) else { return false };
    let text = context.token_text(label);
    let number = label.is(ClassBits::NUMBER) && text.len() <= 3;
    let letter = text.chars().nth(1).is_none() && label.is(ClassBits::WORD);
    let roman = text.len() <= 4 && text.bytes().all(|b| matches!(b, b'i' | b'v' | b'x' | b'I' | b'V' | b'X'));
    if !(number || letter || roman) {
        return false;
    }
    // A list inside a sentence: “for a) bread, b) salt and c) oil”.
    label.is(ClassBits::SENTENCE_START)
        || before(context, at.saturating_sub(1)).is_some_and(|t| t.any(ClassBits::PUNCT | ClassBits::FUNCTION))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use crate::examples::Tester;

    #[test]
    fn a_mark_without_its_pair_is_found() {
        Tester::new("any/brackets/round")
            .flags_text("The quay [[(]]north of the lighthouse was closed.")
            .flags_text("The quay was closed in May[[)]], and again in June.")
            .passes_text("Take a) rope, b) oil and c) bread :)");
    }

    #[test]
    fn a_hundred_thousand_brackets_take_linear_time_and_few_findings() {
        let round = Tester::new("any/brackets/round");
        let count = |text: &str| round.findings_text(text).len();
        let start = Instant::now();
        assert_eq!(count(&"( ".repeat(100_000)), super::MOST);
        assert_eq!(count(&") ".repeat(100_000)), super::MOST);
        assert_eq!(count(&("(".repeat(100_000) + &")".repeat(100_000))), 0);
        assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    }
}
