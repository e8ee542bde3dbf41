//! A number with another unit: 10 km that became 10 miles, $5 million that became 5 million euros, 350万 that became 35
//! million.
//!
//! Units that are unknown on one side are not compared, nor numbers that only one side has: a translator may convert.

use super::detail;
use super::quantities::{Quantity, of_side};
use crate::check::spec::{Check, CheckSpec, without_options};
use crate::context::{Context, Sink, UnitPair};
use mtlint_format::document::{Side, Text};
use mtlint_text::language::UnitNames;
use mtlint_text::text::Words;
use mtlint_token::span::TextSpan;

pub(in crate::check) const CHECK: CheckSpec = CheckSpec {
    name: "units",
    finds: "* the same number with another unit, currency or multiple (million, 万)",
    options: "",
    build,
};

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    without_options(table)?;
    Ok(Box::new(Units))
}

struct Units;

/// A unit with more numbers than this is a table.
const MOST: usize = 40;
/// The smallest number that a translator may write out for a source with thousand, million and the like.
const WRITTEN_OUT: u128 = 10_000;

impl Check for Units {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let names = |language| UnitNames::of(language);
        let Some((from, to)) = context.source_language.and_then(names).zip(names(context.language)) else { return };
        for pair in context.pairs() {
            let source = of_side(&context.document.source, pair.source, from);
            if source.len() > MOST || !source.iter().any(|q| q.is_known() || q.scaled) {
                continue;
            }
            let target = of_side(&context.document.target, pair.unit.target, to);
            if target.len() > MOST {
                continue;
            }
            for (lost, found) in differing(&source, &target) {
                report(context, &pair, lost, found, sink);
            }
        }
    }
}

fn report(context: &Context<'_>, pair: &UnitPair<'_>, lost: &Quantity, found: &Quantity, sink: &mut Sink<'_>) {
    let in_source = pair.source.span.part(lost.range.clone());
    let in_target = pair.unit.target.span.part(found.range.clone());
    let (source, target) = (&context.document.source, &context.document.target);
    let detail = detail::differs(&shown(source, pair.source, in_source), &shown(target, pair.unit.target, in_target));
    sink.report(in_target).arg("detail", detail).in_source(in_source, "source");
}

/// The text of a span on one line, placeholders written out.
fn shown(text: &Text, side: Side, span: TextSpan) -> String {
    let mut shown = text.slice(span).replace('\n', " ");
    for (_, literal) in
        text.objects_of(side).filter(|(object, _)| !object.span.is_empty() && span.contains(object.span))
    {
        shown = shown.replacen('\u{FFFC}', literal, 1);
    }
    shown
}

/// The quantities that differ: of the source, and of the translation.
fn differing<'q>(source: &'q [Quantity], target: &'q [Quantity]) -> Vec<(&'q Quantity, &'q Quantity)> {
    let mut pairs: Vec<_> =
        target.iter().filter_map(|found| Some((other_unit(source, target, found)?, found))).collect();
    pairs.extend(other_size(source, target));
    pairs
}

/// The quantity of the source with the same number as `found` and another unit, both units known.
fn other_unit<'q>(source: &'q [Quantity], target: &[Quantity], found: &Quantity) -> Option<&'q Quantity> {
    let clashes =
        |a: &Quantity, b: &Quantity| a.is_known() && b.is_known() && a.vague == b.vague && !a.units.agrees(b.units);
    let all_clash = |one: &Quantity, others: &[Quantity]| {
        let mut equal = others.iter().filter(|o| o.equals(one)).peekable();
        equal.peek().is_some() && equal.all(|o| clashes(one, o))
    };
    let mut lost = source.iter().filter(|s| s.equals(found));
    let lost = all_clash(found, source).then(|| lost.find(|s| all_clash(s, target))).flatten()?;
    (!is_cold(found, lost)).then_some(lost)
}

/// −40 °C is −40 °F.
fn is_cold(a: &Quantity, b: &Quantity) -> bool {
    let forty = a.values.iter().any(|v| v.whole() == Some(40));
    forty && a.units.is_temperature() && b.units.is_temperature()
}

/// Quantities with the same digits and another size: million for billion, 35万 for 3.5 million.
fn other_size<'q>(source: &'q [Quantity], target: &'q [Quantity]) -> Vec<(&'q Quantity, &'q Quantity)> {
    let alone = |q: &&Quantity, others: &[Quantity]| !q.vague && !others.iter().any(|o| o.equals(q));
    let lost: Vec<&Quantity> = source.iter().filter(|q| alone(q, target)).collect();
    let found: Vec<&Quantity> = target.iter().filter(|q| alone(q, source)).collect();
    let mut pairs = Vec::new();
    for q in &lost {
        let alike = |list: &[&'q Quantity]| list.iter().copied().filter(|o| o.resembles(q)).collect::<Vec<_>>();
        if let ([only], [_]) = (alike(&found).as_slice(), alike(&lost).as_slice())
            && is_other_size(q, only)
        {
            pairs.push((*q, *only));
        }
    }
    pairs
}

fn is_other_size(a: &Quantity, b: &Quantity) -> bool {
    let units = !a.is_known() || !b.is_known() || a.units.agrees(b.units);
    let large = |q: &Quantity| q.values.iter().all(|v| v.whole().is_some_and(|v| v >= WRITTEN_OUT));
    // “5 million euros”, “5 euros”: there is nothing between the number and the unit.
    let named = |q: &Quantity| q.bare && a.units.agrees(b.units);
    let counts = |q: &Quantity| q.scaled || large(q) || named(q);
    units && (a.scaled || b.scaled) && counts(a) && counts(b)
}

#[cfg(test)]
mod tests {
    use super::super::quantities::quantities;
    use super::differing;
    use crate::examples::Tester;
    use mtlint_text::language::UnitNames;

    /// What differs, as the texts of both sides.
    fn found(pair: (&str, &str), source: &str, target: &str) -> Vec<(String, String)> {
        let list = |code: &str, text: &str| quantities(text, UnitNames::of(code.parse().unwrap()).unwrap());
        let (in_source, in_target) = (list(pair.0, source), list(pair.1, target));
        let pairs = differing(&in_source, &in_target);
        pairs.iter().map(|(s, t)| (source[s.range.clone()].to_owned(), target[t.range.clone()].to_owned())).collect()
    }

    #[track_caller]
    fn differ(pair: (&str, &str), source: &str, target: &str) {
        assert_eq!(found(pair, source, target), [(source.to_owned(), target.to_owned())]);
    }

    #[track_caller]
    fn agree(pair: (&str, &str), source: &str, target: &str) {
        assert_eq!(found(pair, source, target), []);
    }

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("numbers/unit")
            .source("en")
            .target("nl")
            .flags("The mill is 12 km away.", "De molen is [[12 mijl]] ver.")
            .passes("The mill is 12 km away.", "De molen is 12 kilometer ver.")
            .says(
                "The mill is 12 km away.",
                "De molen is 12 mijl ver.",
                "Units differ: the source has 12 km, the translation has 12 mijl",
            );
    }

    #[test]
    fn other_units_are_found() {
        differ(("en", "de"), "10 km", "10 Meilen");
        differ(("en", "fr"), "5 GB", "5 Mo");
        differ(("en", "ru"), "20 °C", "20 °F");
        differ(("fr", "en"), "10 minutes", "10 hours");
        differ(("en", "zh"), "85mph", "85公里/小时");
        differ(("en", "uk"), "$1000", "1000 £");
        differ(("is", "en"), "27 milljóna króna", "$27 million");
        differ(("zh", "en"), "10亩", "10 acres");
        differ(("en", "fr"), "$5", "5 €");
    }

    #[test]
    fn other_sizes_are_found() {
        differ(("en", "de"), "3 million", "3 Milliarden");
        differ(("en", "zh"), "3.5 million", "35万");
        differ(("zh", "en"), "89.6亿", "89.6 billion");
        differ(("ja", "en"), "１２８０万円", "1,280 million yen");
        differ(("hi", "en"), "80 लाख", "80 million");
        differ(("en", "fr"), "5 million euros", "5 euros");
        differ(("zh", "en"), "350万", "35,000,000");
    }

    #[test]
    fn the_same_in_another_language_agrees() {
        agree(("en", "zh"), "3.5 million people, $5 million", "350万人，500万美元");
        agree(("en", "de"), "3 billion, 2 trillion", "3 Milliarden, 2 Billionen");
        agree(("en", "es"), "5 billion euros", "5000 millones de euros, 5 mil millones");
        agree(("en", "hi"), "1 million", "10 लाख");
        agree(("en", "fr"), "60 km/h, 5 MB", "60 kilomètres à l’heure, 5 Mo");
        agree(("en", "ru"), "5 pounds, 10 minutes, 5%", "5 фунтов, 10 минут, 5 процентов");
        agree(("en", "ja"), "15,000 yen", "1万5000円");
        agree(("en", "de"), "-40 °F", "-40 °C");
    }

    #[test]
    fn what_nobody_knows_agrees() {
        agree(("en", "de"), "10 km", "10 Dinge");
        agree(("en", "de"), "10 miles", "16 km");
        agree(("en", "de"), "10 miles (16 km)", "16 km (10 Meilen)");
        agree(("en", "fr"), "$5M", "5 millions d’euros en 5 ans");
        agree(("en", "fr"), "3 to 4 million", "3 à 4 millions");
        agree(("en", "fr"), "100 yards", "100 mètres");
        agree(("zh", "en"), "2019年，5万", "in 2019 second, 50,000");
    }
}
