//! `pair`: an opening mark without a closing one in its unit, or the reverse.

use serde::Deserialize;

use super::near::{after, before, first_byte, glued_after, glued_before, text_of};
use super::spec::{Check, CheckSpec};
use crate::context::{Context, Sink};
use crate::rule::options;
use mtlint_format::document::UnitKind;
use mtlint_text::text::{ClassBits, Token, UnitTokens, Words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    /// The opening mark in all its forms: ( and （.
    open: String,
    /// The closing mark in all its forms.
    close: String,
}

/// The most marks reported in one unit, because a unit full of brackets is one defect.
const MOST: usize = 3;

pub(super) const CHECK: CheckSpec =
    CheckSpec { name: "pair", finds: "a mark without its pair in a unit", options: "`open`, `close`", build };

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    let Options { open, close } = options(table)?;
    if open.is_empty() || close.is_empty() || open.chars().any(|mark| close.contains(mark)) {
        return Err("“open” and “close” must be two different marks".into());
    }
    let marks = |forms: String| forms.chars().map(Mark::new).collect();
    Ok(Box::new(Pair { open: marks(open), close: marks(close) }))
}

/// A mark and its first byte, which rules out most other marks without decoding.
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
        // These are marks of the last few segments only, so that a search is cheap.
        let mut waiting: Vec<Lone> = Vec::new();
        for (index, unit) in context.analysis.units.iter().enumerate() {
            open.clear();
            for mark in self.run_unit(context, index, unit, &mut open) {
                // A sentence may run over several segments, as in subtitles.
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

/// How many segments later the second mark of a pair may be.
const REACH: usize = 3;

/// A mark that is not paired in its unit.
struct Lone {
    /// The token.
    at: usize,
    opens: bool,
    /// The unit, by its index.
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
    /// The marks of a unit that are not paired in it. `open` is memory for the places of open marks.
    fn run_unit(&self, context: &Context<'_>, index: usize, unit: &UnitTokens, open: &mut Vec<usize>) -> Vec<Lone> {
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
                lone.push(Lone { at, opens: false, unit: index });
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
            lone.push(Lone { at, opens: true, unit: index });
        }
        lone
    }
}

/// True for a bracket at the end of the unit after the end of a sentence: “… the end?).” It may have been opened in an
/// earlier unit, because subtitles, cells and segments may hold single sentences.
fn closes_sentences(context: &Context<'_>, unit: &UnitTokens, at: usize) -> bool {
    let end = unit.tokens().end;
    let last = at + 1 == end || at + 2 == end && after(context, at).is_some_and(|t| t.is(ClassBits::STOP));
    last && unit.sentences().len() == 1 && glued_before(context, at).is_some_and(|t| t.is(ClassBits::STOP))
}

/// True for all marks but the first in a row of equal ones: “[[” and “)))” are one defect.
fn goes_on(context: &Context<'_>, at: usize) -> bool {
    let mark = context.analysis.tokens.get(at).map_or("", |t| context.token_text(t));
    text_of(context, glued_before(context, at)) == mark
}

/// True for the bracket of :) and ;-(.
fn is_face(context: &Context<'_>, at: usize) -> bool {
    let eyes = |text: &str| matches!(text, ":" | ";" | "=" | "^" | "8" | "D");
    match text_of(context, glued_before(context, at)) {
        "-" | "'" => at > 0 && eyes(text_of(context, glued_before(context, at - 1))),
        text => eyes(text),
    }
}

/// True for round brackets at the very end of a unit, which are a smile in chats, mostly in Russian.
fn is_smile(context: &Context<'_>, unit: &UnitTokens, at: usize) -> bool {
    // “)))” is a smile; a longer row is not searched.
    const BROADEST: usize = 5;
    let round = |at: usize| context.analysis.tokens.get(at).is_some_and(|t| context.token_text(t) == ")");
    unit.tokens().end - at <= BROADEST && (at..unit.tokens().end).all(round)
}

/// True for the bracket of “a)”, “12)” or “iv)” at the start of a list item.
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
            .passes_text("We came for a) rope, b) oil and c) bread :)");
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
