//! Dates that differ from the source: a day and the name of its month in any order, and `3月5日`.
//!
//! Dates in digits alone are left to the check of numbers, because nobody knows which number is the month.

use rustc_hash::FxHashMap;

use super::detail;
use crate::check::spec::{Check, CheckSpec, without_options};
use crate::context::{Context, Sink, UnitPair, WordSet};
use mtlint_text::text::{ClassBits, Token, WordId, Words};
use mtlint_token::span::TextSpan;

pub(in crate::check) const CHECK: CheckSpec =
    CheckSpec { name: "dates", finds: "* a day or named month that differs", options: "", build };

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    without_options(table)?;
    Ok(Box::new(Dates))
}

struct Dates;

/// A date of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Date {
    span: TextSpan,
    year: Option<u16>,
    month: u8,
    /// The days beside the month, a bit each: “26 and 27 November” has two.
    days: u32,
}

impl Date {
    /// True if both may be the same day. A year may be left out.
    fn is(&self, other: &Self) -> bool {
        let year = self.year.is_none() || other.year.is_none() || self.year == other.year;
        self.month == other.month && self.days & other.days != 0 && year
    }
}

/// The names of the months of a language.
#[derive(Default)]
struct Names {
    all: WordSet,
    numbers: FxHashMap<WordId, u8>,
}

impl Names {
    fn of(list: &[(&str, u8)], words: &Words) -> Self {
        let mut names = Self::default();
        for (name, number) in list {
            if let Some(id) = words.find(name) {
                names.all.insert(id);
                names.numbers.entry(id).or_insert(*number);
            }
        }
        names
    }
}

/// The most tokens between a day and its month: “26 and 27 November”, “27 July – 2 August”.
const NEAR: usize = 3;
/// A unit with more dates than this is a table.
const MOST: usize = 20;

impl Check for Dates {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let Some(source) = context.source else { return };
        let source_names = Names::of(source.facts.months, context.words);
        let target_names = Names::of(context.facts.months, context.words);
        for pair in context.pairs() {
            let source =
                dates(context.source_tokens(pair.source_tokens), &source_names, |t| context.source_slice(t.span));
            if source.is_empty() || source.len() > MOST {
                continue;
            }
            let target = dates(context.unit_tokens(pair.target), &target_names, |t| context.token_text(t));
            // If the counts differ, a date was left out or is written in another way.
            if source.len() == target.len() {
                compare(context, &pair, &source, &target, sink);
            }
        }
    }
}

fn compare(context: &Context<'_>, pair: &UnitPair<'_>, source: &[Date], target: &[Date], sink: &mut Sink<'_>) {
    let lost: Vec<&Date> = source.iter().filter(|d| !target.iter().any(|t| t.is(d))).collect();
    let found: Vec<&Date> = target.iter().filter(|d| !source.iter().any(|s| s.is(d))).collect();
    for (lost, found) in lost.iter().zip(found) {
        let detail = detail::differs(context.source_slice(lost.span), context.slice(found.span));
        let hit = sink.report(found.span).arg("detail", detail);
        hit.in_source(lost.span, "source").related(pair.unit.target.span, "the unit with this date");
    }
}

fn dates<'t>(tokens: &[Token], names: &Names, text: impl Fn(&Token) -> &'t str) -> Vec<Date> {
    let mut found: Vec<Date> = Vec::new();
    for at in 0..tokens.len() {
        let Some(token) = tokens.get(at) else { break };
        let date = if names.all.contains(token.word) {
            names.numbers.get(&token.word).and_then(|month| named(tokens, at, *month, &text))
        } else if token.any(ClassBits::OTHER_SCRIPT) && matches!(text(token), "月" | "월") {
            counted(tokens, at, &text)
        } else {
            None
        };
        found.extend(date);
    }
    found
}

/// Reads `5. März 2021`, `March 5, 2021`, `5 de marzo de 2021`. The month is at `at`.
fn named<'t>(tokens: &[Token], at: usize, month: u8, text: &impl Fn(&Token) -> &'t str) -> Option<Date> {
    let number = |at: Option<usize>| tokens.get(at?).and_then(|t| Some((t, day(text(t))?)));
    let joint = |at: Option<usize>| at.and_then(|at| tokens.get(at)).is_some_and(|t| is_joint(text(t)));
    let back = |by: usize| at.checked_sub(by);
    // “February 28, March 1”: a comma before a month ends another date.
    let comma = back(1).and_then(|i| tokens.get(i)).is_some_and(|t| text(t) == ",");
    let before = match joint(back(1)) && !comma {
        true => number(back(2)),
        false => number(back(1)),
    };
    let behind = number(Some(at + 1)).filter(|(token, _)| !token.is(ClassBits::YEAR));
    let (first, last, day) = match (before, behind) {
        // “5 March 21” has its day before the month.
        (Some((token, day)), _) => (token.span, at, day),
        (None, Some((_, day))) => (tokens.get(at)?.span, at + 1, day),
        (None, None) => return None,
    };
    let is_year = |at: usize| tokens.get(at).filter(|t| t.is(ClassBits::YEAR));
    let behind_mark = || joint(Some(last + 1)).then(|| is_year(last + 2)).flatten();
    // Hungarian and Lithuanian put the year first.
    let year = is_year(last + 1).or_else(behind_mark);
    let end = year.or(tokens.get(last))?.span;
    let near = tokens.get(at.saturating_sub(NEAR)..at + NEAR + 1).or(tokens.get(at.saturating_sub(NEAR)..));
    let others = near.unwrap_or_default().iter().filter(|t| !t.is(ClassBits::YEAR)).filter_map(|t| self::day(text(t)));
    let days = others.chain([day]).fold(0, |days, day| days | 1 << day);
    Some(Date { span: first.to(end), year: year.and_then(|t| text(t).parse().ok()), month, days })
}

/// Reads `2021年3月5日`, `3월 5일`. The sign of the month is at `at`.
fn counted<'t>(tokens: &[Token], at: usize, text: &impl Fn(&Token) -> &'t str) -> Option<Date> {
    let month_token = tokens.get(at.checked_sub(1)?)?;
    let day_token = tokens.get(at + 1)?;
    let sign = tokens.get(at + 2).filter(|t| matches!(text(t), "日" | "일" | "号"))?;
    let month = day(text(month_token)).filter(|m| *m <= 12)?;
    let day = day(text(day_token))?;
    let year_sign = at.checked_sub(2).and_then(|i| tokens.get(i)).filter(|t| matches!(text(t), "年" | "년"));
    let year_token = year_sign.and_then(|_| tokens.get(at.checked_sub(3)?)).filter(|t| t.is(ClassBits::YEAR));
    let first = year_token.unwrap_or(month_token).span;
    // “9日至10日”, “9-10日”
    let near = tokens.get(at..at + 2 * NEAR).or(tokens.get(at..)).unwrap_or_default();
    let days = near.iter().filter_map(|t| self::day(text(t))).chain([day]).fold(0, |days, day| days | 1 << day);
    Some(Date { span: first.to(sign.span), year: year_token.and_then(|t| text(t).parse().ok()), month, days })
}

/// The day of a number token: `5`, `5th`, `1er`, `05`.
fn day(text: &str) -> Option<u8> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let ending = text.get(digits..)?;
    let ordinal = matches!(ending, "" | "st" | "nd" | "rd" | "th" | "er" | "º" | "°" | "º." | "." | "e");
    let day: u8 = text.get(..digits).filter(|d| d.len() <= 2)?.parse().ok()?;
    (ordinal && (1..=31).contains(&day)).then_some(day)
}

/// True for what may separate the parts of a date.
fn is_joint(text: &str) -> bool {
    matches!(text, "." | "," | "de" | "del" | "of" | "d" | "ng" | "º" | "°" | "-")
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("numbers/date")
            .source("en")
            .target("fr")
            .flags("The mill closes on 4 March 2019.", "Le moulin ferme le [[4 avril 2019]].")
            .passes("The mill closes on 4 March 2019.", "Le moulin ferme le 4 mars.");
    }
}
