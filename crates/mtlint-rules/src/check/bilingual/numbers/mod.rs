//! Numbers that the source and its translation do not share.
//!
//! Numbers are compared by their digits alone: separators and the digits of other scripts make no difference. A number
//! that a translator may write as a word, a Roman numeral or in another unit is never reported as missing: small and
//! round numbers, digits next to letters, times, and numbers before “million” or an imperial unit.

mod compare;
mod number;
mod read;

use self::compare::{compare, is_same};
use self::number::Number;
use self::read::{Names, numbers};
use super::function_words;
use super::neighbours::Neighbours;
use super::prose::asides;
use super::reported_form::ReportedForm;
use crate::check::spec::{Check, CheckSpec, without_options};
use crate::context::{Context, Sink, UnitPair};
use mtlint_format::document::{Side, Text};
use mtlint_text::language::UnitNames;
use mtlint_text::text::{ClassBits, Words};
use mtlint_token::span::text_at;

pub(super) use self::number::{digit, end_of_number};

pub(in crate::check) const CHECK: CheckSpec =
    CheckSpec { name: "numbers", finds: "* numbers that only one side has", options: "", build };

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    without_options(table)?;
    Ok(Box::new(NumbersCheck))
}

struct NumbersCheck;

/// A unit with more numbers than this is a table.
const MOST: usize = 100;

impl Check for NumbersCheck {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let number_words = function_words::of_class(context, ClassBits::NUMBER_WORD);
        let neighbours = Neighbours::of(context);
        let mut reported = ReportedForm::default();
        for (at, pair) in neighbours.pairs() {
            let Some(sides) = Sides::of(context, pair) else { continue };
            let in_words = || context.source_tokens(pair.source_tokens).iter().any(|t| number_words.contains(t.word));
            let Some(defect) = compare(context, pair, &sides, in_words) else { continue };
            let near = || neighbours.of_sentence(context, at).filter_map(|other| Sides::of(context, other));
            let is_moved_from_source = |lost: &Number| near().any(|other| other.only_target_has(context, lost));
            let is_moved_to_target = |found: &Number| near().any(|other| other.only_source_has(context, found));
            if defect.lost.is_some_and(is_moved_from_source)
                || defect.found.is_some_and(is_moved_to_target)
                || reported.repeats(pair.unit, &defect.detail)
            {
                continue;
            }
            let whole = pair.unit.target.span;
            let hit = sink.report(defect.found.map_or(whole, |found| whole.part(found.range.clone())));
            hit.arg("detail", defect.detail);
            if let Some(lost) = defect.lost {
                hit.in_source(pair.source.span.part(lost.range.clone()), "source");
            }
        }
    }
}

/// Both sides of a unit.
struct Sides<'a> {
    source: Counted<'a>,
    target: Counted<'a>,
}

impl<'a> Sides<'a> {
    /// `None` if there are no numbers, or as many as in a table.
    fn of(context: &Context<'a>, pair: &UnitPair<'_>) -> Option<Self> {
        let (source, target) = (pair.source_text(context), pair.target_text(context));
        let has_digits = |text: &str| text.chars().any(|c| digit(c).is_some());
        if !has_digits(source) && !has_digits(target) {
            return None;
        }
        let from = context.source_language.and_then(UnitNames::multiples_of);
        let to = UnitNames::multiples_of(context.language);
        let mut sides = Self { source: Counted::of(source, from), target: Counted::of(target, to) };
        if sides.source.numbers.len().max(sides.target.numbers.len()) > MOST {
            return None;
        }
        sides.source.add_objects(&context.document.source, pair.source);
        sides.target.add_objects(&context.document.target, pair.unit.target);
        Some(sides)
    }

    fn only_source_has(&self, context: &Context<'_>, number: &Number) -> bool {
        self.source.has(context, number) && !self.target.has(context, number)
    }

    fn only_target_has(&self, context: &Context<'_>, number: &Number) -> bool {
        self.target.has(context, number) && !self.source.has(context, number)
    }
}

/// The text of a side and its numbers.
struct Counted<'a> {
    text: &'a str,
    numbers: Vec<Number>,
}

impl<'a> Counted<'a> {
    /// The numbers of a text, except for those in comments and translators' notes.
    fn of(text: &'a str, names: Names) -> Self {
        let mut numbers = numbers(text, names);
        let asides = asides(text);
        numbers.retain(|number| !asides.iter().any(|aside| aside.contains(&number.range.start)));
        Self { text, numbers }
    }

    /// Adds the numbers in code and the like: a number may be code on one side and text on the other.
    fn add_objects(&mut self, text: &Text, side: Side) {
        for (_, literal) in text.objects_of(side) {
            self.numbers.extend(numbers(literal, None).into_iter().map(Number::in_object));
        }
    }

    fn has(&self, context: &Context<'_>, number: &Number) -> bool {
        self.numbers.iter().any(|other| is_same(context, other, number))
    }

    /// The number as the text writes it.
    fn shown(&self, number: &Number) -> &'a str {
        text_at(self.text, number.range.clone())
    }

    /// How many of the numbers are in the text itself.
    fn in_text(&self) -> usize {
        self.numbers.iter().filter(|number| number.is_in_text()).count()
    }
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        let numbers = Tester::new("numbers/mismatch").target("nl");
        numbers
            .flags("The mill ground 347 sacks.", "De molen maalde [[374]] zakken.")
            .passes("The mill ground 10,000 sacks.", "De molen maalde 10.000 zakken.")
            .says(
                "The mill ground 347 sacks.",
                "De molen maalde 374 zakken.",
                "Numbers differ: the source has 347, the translation has 374",
            )
            .says(
                "The mill ground 347 sacks.",
                "De molen maalde zakken.",
                "Numbers differ: 347 from the source is missing",
            );
    }
}
