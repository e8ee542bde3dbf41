//! A question in the source that is none in the translation, by their last marks.

use super::super::Check;
use crate::document::{Unit, UnitKind};
use crate::engine::{Context, Sink};
use crate::text::Words;

pub(in super::super) fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    if let Some(key) = table.keys().next() {
        return Err(format!("no option “{key}”"));
    }
    Ok(Box::new(Question))
}

struct Question;

/// Languages whose headings make a noun of a question, or leave its mark.
const TITLES_WITHOUT: [&str; 3] = ["zh", "ja", "ko"];

fn is_title(unit: &Unit) -> bool {
    matches!(unit.kind, UnitKind::Heading | UnitKind::Cell)
}

/// Fewest words of a question.
const FEWEST: usize = 4;

impl Check for Question {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for pair in context.pairs() {
            let source = context.source_slice(pair.source.span);
            if !asks(source) || suggests(source) {
                continue;
            }
            // In Thai, Lao, Khmer and Burmese a word asks, and a mark is free; Greek asks with a semicolon.
            if matches!(context.language.code(), "th" | "lo" | "km" | "my") {
                continue;
            }
            if is_title(pair.unit) && TITLES_WITHOUT.contains(&context.language.code()) {
                continue;
            }
            let target = context.slice(pair.unit.target.span);
            let greek = context.language.code() == "el" && target.contains([';', '\u{37E}']);
            if greek || target.contains(['?', '？', '؟', '՞', '⁇', '⸮']) {
                continue;
            }
            // Questions in Japanese and Korean may end in a particle and a full stop.
            if target.trim_end_matches(['。', '.']).ends_with(['か', '까', '吗', '呢', '嗎', '요', '니'])
                || target.is_empty()
            {
                continue;
            }
            let span = pair.target.span;
            let last = context.unit_tokens(pair.target).last().map_or(span, |token| token.span);
            sink.report(last).in_source(pair.source.span, "source");
        }
    }
}

/// True when a text of some words ends in a question mark, closing marks aside.
fn asks(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', '」', '』', '）', ' ']);
    let asked = text.ends_with(['?', '？', '؟']);
    // “[y/N]?” and a lone “?” ask nobody; a few words are a title, which may lose its mark.
    let words = text.split_whitespace().filter(|w| w.chars().any(char::is_alphabetic)).count();
    asked && (words >= FEWEST || text.contains(|c: char| c as u32 > 0x2E80 && c.is_alphabetic()))
}

/// True for “Why not add one?”, which many translate as an offer.
fn suggests(text: &str) -> bool {
    let last = text.rfind(['.', '!']).and_then(|at| text.get(at + 1..)).unwrap_or(text);
    last.trim_start().starts_with("Why not ")
}
