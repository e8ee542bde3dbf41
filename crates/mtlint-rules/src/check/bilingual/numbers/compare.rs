//! Compares the numbers of a translation with those of its source.

use super::number::{Number, digit};
use super::read::{is_converted, numbers};
use super::{Counted, Sides};
use crate::check::bilingual::detail;
use crate::context::{Context, UnitPair};
use mtlint_text::language::Numbers;
use mtlint_token::span::text_at;

/// What differs.
pub(super) struct Defect<'s> {
    pub(super) detail: String,
    /// The number of the source that is not in the translation.
    pub(super) lost: Option<&'s Number>,
    /// The number of the translation that is not in the source.
    pub(super) found: Option<&'s Number>,
}

/// The first difference that a translator would not make. `in_words`: the source writes a number as a word.
pub(super) fn compare<'s>(
    context: &Context<'_>,
    pair: &UnitPair<'_>,
    sides: &'s Sides<'_>,
    in_words: impl Fn() -> bool,
) -> Option<Defect<'s>> {
    let Sides { source, target } = sides;
    if is_setting(source.text) {
        return None;
    }
    let unmatched = |of: &'s Counted<'_>, other: &Counted<'_>| -> Vec<&'s Number> {
        of.numbers.iter().filter(|number| !number.weak && !other.has(context, number)).collect()
    };
    let mut missing = unmatched(source, target);
    missing.retain(|number| !has_roman(target.text, &number.digits));
    let mut extra = unmatched(target, source);
    let other_form = numbers_of_other_form(context, pair);
    extra.retain(|number| !other_form.iter().any(|other| other.digits == number.digits));
    match (missing.as_slice(), extra.as_slice()) {
        (&[lost], &[found])
            if source.in_text() == target.in_text()
                && (lost.is_telling() || !in_words())
                && !is_bound(source.text, lost, found, &context.source_facts().numbers) =>
        {
            let detail = detail::differs(source.shown(lost), target.shown(found));
            Some(Defect { detail, lost: Some(lost), found: Some(found) })
        }
        ([], &[found, ..])
            if found.is_telling() && !converts(source) && !in_words() && !explains(source.text, target.text, found) =>
        {
            Some(Defect { detail: detail::added(&[target.shown(found)]), lost: None, found: Some(found) })
        }
        ([_, ..], []) => {
            let lost = missing.iter().find(|number| number.is_telling())?;
            Some(Defect { detail: detail::missing(&[source.shown(lost)]), lost: Some(lost), found: None })
        }
        _ => None,
    }
}

/// True for a source that is a setting, for which each language chooses a value: a digit, or a number with a note to
/// translators.
fn is_setting(source: &str) -> bool {
    let source = source.trim();
    let mut chars = source.chars();
    let leads = chars.next().is_some_and(|c| digit(c).is_some());
    leads && (chars.next().is_none() || source.contains(" translator"))
}

/// True for “more than 2” if the translation says “3 or more”, and for “less than 3” if it says “2 at most”.
fn is_bound(source: &str, lost: &Number, found: &Number, bounds: &Numbers) -> bool {
    let (Ok(a), Ok(b)) = (lost.digits.parse::<u64>(), found.digits.parse::<u64>()) else { return false };
    let words = if a < b { bounds.above } else { bounds.below };
    let head = text_at(source, ..lost.range.start);
    let mut before = head.split_whitespace().rev().skip_while(|word| *word == "than");
    a.abs_diff(b) == 1 && before.next().is_some_and(|word| words.contains(&word.to_lowercase().as_str()))
}

/// True for a number in an explanation that the translator added: in brackets that the source does not have, in a text
/// twice as long as the source, or in an angle in degrees that replaces a word.
fn explains(source: &str, target: &str, found: &Number) -> bool {
    let brackets = |text: &str| text.matches(['(', '（']).count();
    let head = text_at(target, ..found.range.start);
    let inside = brackets(head) > head.matches([')', '）']).count();
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    (inside && brackets(target) > brackets(source))
        || letters(target) > 2 * letters(source)
        || target.get(found.range.end..).is_some_and(|rest| rest.starts_with('°'))
}

/// True if a number of the source may be followed by its conversion: “12" (30.48 cm)”.
fn converts(source: &Counted<'_>) -> bool {
    let is_convertible = |number: &Number| source.text.get(number.range.end..).is_some_and(is_converted);
    source.numbers.iter().any(|number| number.is_in_text() && is_convertible(number))
}

/// The numbers of the source's other plural form: “1 of %d” beside “%d of %d”.
fn numbers_of_other_form(context: &Context<'_>, pair: &UnitPair<'_>) -> Vec<Number> {
    let side = pair.unit.plural.and_then(|p| p.counterpart);
    side.map_or_else(Vec::new, |side| numbers(context.source_slice(side.span), None))
}

/// True if two numbers may be the same one.
pub(super) fn is_same(context: &Context<'_>, a: &Number, b: &Number) -> bool {
    let reads = |n: &Number, digits: &str| n.digits == digits || n.also.as_deref() == Some(digits);
    if reads(b, &a.digits) || a.also.as_deref().is_some_and(|also| reads(b, also)) {
        return true;
    }
    let is_cut = |year: &Number, cut: &Number| {
        cut.dashed && year.digits.len() == 4 && cut.digits.len() == 2 && year.digits.ends_with(&cut.digits)
    };
    if is_cut(a, b) || is_cut(b, a) {
        return true;
    }
    let (a, b) = (a.digits.as_str(), b.digits.as_str());
    // 2020 is 2563 in the Buddhist era of Thai.
    let eras = [context.facts, context.source_facts()].map(|facts| i32::from(facts.numbers.era));
    let year = |text: &str| text.parse::<i32>().ok().filter(|_| text.len() == 4);
    let apart = year(a).zip(year(b)).map(|(a, b)| (a - b).abs());
    apart.is_some_and(|years| years > 0 && eras.contains(&years))
}

/// The largest number that is looked for as a Roman numeral.
const LARGEST_ROMAN: u32 = 39;

/// True if the text has the number as a Roman numeral.
fn has_roman(text: &str, digits: &str) -> bool {
    const SIGNS: &[(u32, &str)] = &[(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let Ok(mut value) = digits.parse::<u32>() else { return false };
    if value == 0 || value > LARGEST_ROMAN {
        return false;
    }
    let mut numeral = String::new();
    for (worth, sign) in SIGNS {
        while value >= *worth {
            numeral.push_str(sign);
            value -= worth;
        }
    }
    text.split(|c: char| !c.is_alphanumeric()).any(|word| word.trim_end_matches(char::is_lowercase) == numeral)
}
