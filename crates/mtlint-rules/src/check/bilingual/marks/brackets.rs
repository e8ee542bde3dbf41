//! Brackets that are paired in the source but not in the translation.

use super::Mark;
use super::code_spans::code_spans;
use crate::context::{Context, Sink, UnitPair};
use mtlint_token::span::text_at;

/// A kind of brackets, in all its forms.
#[derive(Clone, Copy)]
struct Shape {
    open: &'static [char],
    close: &'static [char],
}

const SHAPES: [Shape; 3] = [
    Shape { open: &['(', '（'], close: &[')', '）'] },
    Shape { open: &['[', '［', '【'], close: &[']', '］', '】'] },
    Shape { open: &['{', '｛'], close: &['}', '｝'] },
];

/// Reports the first bracket without a counterpart of each shape. `near`: the units that continue the sentence.
pub(super) fn check<'a, I: Iterator<Item = &'a UnitPair<'a>>>(
    context: &Context<'_>,
    pair: &UnitPair<'_>,
    near: impl Fn() -> I,
    sink: &mut Sink<'_>,
) {
    let (source, target) = (pair.source_text(context), pair.target_text(context));
    for shape in SHAPES {
        if !source.contains(shape.open) && !target.contains(shape.open) && !target.contains(shape.close) {
            continue;
        }
        let (in_source, in_target) = (shape.marks(source), shape.marks(target));
        let surplus = shape.surplus(&in_target);
        if surplus == 0 || shape.surplus(&in_source) != 0 {
            continue;
        }
        // If the source has no brackets, a closing one belongs to a list or a smiley.
        if in_source.is_empty() && in_target.iter().all(|mark| shape.close.contains(&mark.mark)) {
            continue;
        }
        // A sentence that runs over several units may close its brackets in another unit than the source.
        let mut elsewhere = near().map(|other| shape.surplus(&shape.marks(other.target_text(context))));
        if elsewhere.any(|other| other == -surplus) {
            continue;
        }
        let which = if surplus > 0 { "closed" } else { "opened" };
        let Some(lone) = shape.lone(&in_target, surplus > 0) else { continue };
        let hit = sink.report(pair.unit.target.span.part(lone.range()));
        hit.arg("detail", format!("“{}” is never {which}", lone.mark)).in_source(pair.source.span, "source");
    }
}

impl Shape {
    /// How many more brackets are opened than closed.
    fn surplus(self, marks: &[Mark]) -> i32 {
        marks.iter().map(|mark| if self.open.contains(&mark.mark) { 1 } else { -1 }).sum()
    }

    /// The brackets of a text, except for those in terminal sequences, smileys and code between backticks.
    fn marks(self, text: &str) -> Vec<Mark> {
        let code = code_spans(text);
        let is_bracket = |&(at, c): &(usize, char)| {
            let (head, tail) = (text_at(text, ..at), text_at(text, at + c.len_utf8()..));
            !is_escape(head, c) && !is_face(head, tail) && !code.iter().any(|span| span.contains(&at))
        };
        let marks = text.char_indices().filter(|(_, c)| self.open.contains(c) || self.close.contains(c));
        marks.filter(is_bracket).map(|(at, mark)| Mark { at, mark }).collect()
    }

    /// The first closing bracket without an opening one, or the last that is not closed.
    fn lone(self, marks: &[Mark], unclosed: bool) -> Option<Mark> {
        let mut waiting = Vec::new();
        for &mark in marks {
            if self.open.contains(&mark.mark) {
                waiting.push(mark);
            } else if waiting.pop().is_none() && !unclosed {
                return Some(mark);
            }
        }
        waiting.pop().filter(|_| unclosed)
    }
}

/// True for the bracket of `ESC [ 1 m`, which changes the colour of a terminal.
fn is_escape(head: &str, mark: char) -> bool {
    mark == '[' && ["\u{1B}", "\\033", "\\e", "\\x1b", "\\x1B"].iter().any(|escape| head.ends_with(escape))
}

/// True between the parts of `:(` and `;-)`.
fn is_face(head: &str, tail: &str) -> bool {
    let head = head.strip_suffix(['-', '\'']).unwrap_or(head);
    head.ends_with([':', ';']) && !tail.starts_with(char::is_alphanumeric) && {
        let before = head.chars().rev().nth(1);
        before.is_none_or(char::is_whitespace)
    }
}

#[cfg(test)]
mod tests {
    use super::SHAPES;
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("brackets/against-source")
            .target("nl")
            .flags("The mill (built 1850) is old.", "De molen [[(]]gebouwd in 1850 is oud.")
            .passes("The mill (built 1850) is old.", "De molen (gebouwd in 1850) is oud :)")
            .says("The mill (old)", "De molen (oud", "“(” is never closed, but the brackets of the source are paired");
    }

    #[test]
    fn brackets_that_enclose_are_counted() {
        let surplus = |text: &str, shape: usize| SHAPES[shape].surplus(&SHAPES[shape].marks(text));
        assert_eq!(surplus("\u{1B}[1mport\u{1B}[0m [a]", 1), 0);
        assert_eq!(surplus("\\033[1mport", 1), 0);
        assert_eq!(surplus("Schade :( oder (nicht) ;-)", 0), 0);
        assert_eq!(surplus("Das Zeichen `(` fehlt", 0), 0);
        assert_eq!(surplus("Der Hafen (klein", 0), 1);
        assert_eq!(surplus("Siehe: (Hafen", 0), 1);
    }
}
