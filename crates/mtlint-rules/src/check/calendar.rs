//! Dates that do not exist: February 30, and Monday, March 3, 2021, which was a Wednesday.

use std::ops::Range;

use jiff::civil::{Date, Weekday};
use serde::Deserialize;

use super::near::{after, before};
use super::spec::{Check, CheckSpec};
use crate::context::{Context, Sink};
use crate::rule::options;
use mtlint_text::text::{ClassBits, Token, WordId, Words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    /// The twelve months, each with its short forms.
    months: Vec<Vec<String>>,
    /// The seven weekdays from Monday on, each with its short forms.
    weekdays: Vec<Vec<String>>,
    /// Words that a date may contain: the 3rd of March.
    #[serde(default)]
    between: Vec<String>,
}

pub(super) const CHECK: CheckSpec = CheckSpec {
    name: "calendar",
    finds: "February 30, or a date with the wrong weekday",
    options: "`months` (twelve lists of names), `weekdays` (seven, from Monday), `between` (words inside a date)",
    build,
};

fn build(table: &toml::Table, words: &mut Words) -> Result<Box<dyn Check>, String> {
    let Options { months, weekdays, between } = options(table)?;
    if months.len() != 12 || weekdays.len() != 7 {
        return Err("“months” must have 12 entries and “weekdays” 7".into());
    }
    let mut intern = |lists: Vec<Vec<String>>| {
        let named = lists.into_iter().zip(1_i8..);
        let mut ids: Vec<(WordId, i8)> = named
            .flat_map(|(names, n)| names.into_iter().map(move |name| (name, n)))
            .map(|(name, n)| (words.intern(&name), n))
            .collect();
        ids.sort_unstable_by_key(|(id, _)| id.0);
        ids
    };
    let (months, weekdays) = (intern(months), intern(weekdays));
    let between = between.iter().map(|word| words.intern(word)).collect();
    Ok(Box::new(Calendar { months, weekdays, between }))
}

/// Names with their numbers from 1, sorted by name.
type Numbers = Vec<(WordId, i8)>;

struct Calendar {
    months: Numbers,
    weekdays: Numbers,
    between: Vec<WordId>,
}

impl Check for Calendar {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for (at, token) in context.analysis.tokens.iter().enumerate() {
            if token.is(ClassBits::MONTH) && !token.is(ClassBits::LOWER) {
                self.judge(context, at, token, sink);
            }
        }
    }
}

impl Calendar {
    /// Judges the date around the month at `at`.
    fn judge(&self, context: &Context<'_>, at: usize, month: &Token, sink: &mut Sink<'_>) {
        let Some(number) = number_of(&self.months, month) else { return };
        let left = self.skip_back(context, at);
        // 3 March 2021 or March 3, 2021, but not May 2021, which has no day.
        let right = after(context, at).and_then(|_| day(context, at + 1));
        let (first, last, day) = match (left.and_then(|i| day(context, i)), right) {
            (Some((i, day)), None) => (i, at, day),
            (None, Some((i, day))) => (at, i, day),
            _ => return,
        };
        let year = self.year_behind(context, last);
        let end = year.map_or(last, |(i, _)| i);
        let span = |from: usize, to: usize| {
            let tokens = &context.analysis.tokens;
            Some(tokens.get(from)?.span.to(tokens.get(to)?.span))
        };
        if year.is_none() && !stands_alone(context, last, day) {
            return;
        }
        let year_number = year.map(|(_, year)| year);
        let Ok(date) = Date::new(year_number.unwrap_or(LEAP_YEAR), number, day) else {
            if let Some(span) = span(first, end) {
                sink.report(span).arg("what", too_late(day, number, year_number));
            }
            return;
        };
        let weekday = self
            .skip_back(context, first)
            .and_then(|i| Some((i, number_of(&self.weekdays, context.analysis.tokens.get(i)?)?)));
        if let (Some((from, named)), Some(_)) = (weekday, year)
            && let Ok(named) = Weekday::from_monday_one_offset(named)
            && named != date.weekday()
            && let Some(span) = span(from, end)
        {
            sink.report(span).arg("what", format!("that date is a {}", weekday_name(date.weekday())));
        }
    }

    /// The token before `at`, skipping a comma and the words that a date may contain.
    fn skip_back(&self, context: &Context<'_>, at: usize) -> Option<usize> {
        let mut at = at;
        for _ in 0..3 {
            let token = before(context, at)?;
            at = at.checked_sub(1)?;
            if !token.is(ClassBits::COMMA) && !self.between.contains(&token.word) {
                return Some(at);
            }
        }
        None
    }

    /// The year after the date that ends at `last`.
    fn year_behind(&self, context: &Context<'_>, last: usize) -> Option<(usize, i16)> {
        let comma = after(context, last).is_some_and(|t| t.is(ClassBits::COMMA));
        let at = if comma { last + 2 } else { last + 1 };
        let token = after(context, at - 1).filter(|t| t.is(ClassBits::YEAR))?;
        let year: i16 = context.token_text(token).parse().ok()?;
        YEARS.contains(&year).then_some((at, year))
    }
}

fn number_of(numbers: &Numbers, token: &Token) -> Option<i8> {
    numbers.binary_search_by_key(&token.word.0, |(id, _)| id.0).ok().and_then(|i| numbers.get(i)).map(|(_, n)| *n)
}

/// The day of a month at `at`, “3” or “3rd”, if it is not part of a larger number or unit; with its place.
fn day(context: &Context<'_>, at: usize) -> Option<(usize, i8)> {
    let token = context.analysis.tokens.get(at)?;
    if !token.any(ClassBits::NUMBER.union(ClassBits::ORDINAL))
        || token.any(ClassBits::NUMBER_WORD.union(ClassBits::UNIT_START)) && at == 0
    {
        return None;
    }
    let text = context.token_text(token);
    let digits = text.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let day: i8 = digits.parse().ok().filter(|d| (1..=59).contains(d) && digits.len() <= 2)?;
    let glued = |t: Option<&Token>| {
        t.is_some_and(|t| {
            !t.is(ClassBits::SPACE_BEFORE) && matches!(context.token_text(t), "%" | "-" | "–" | ":" | "/" | "'" | "’")
        })
    };
    (!glued(after(context, at))).then_some((at, day))
}

/// True for a date without a year that is surely a date: in “in June 31 people came” and “in May 45” the number is not
/// a day.
fn stands_alone(context: &Context<'_>, last: usize, day: i8) -> bool {
    let counts = |t: &Token| t.is(ClassBits::LOWER) && !t.is(ClassBits::FUNCTION);
    let token = context.analysis.tokens.get(last);
    day <= 31
        && (token.is_some_and(|t| t.any(ClassBits::ORDINAL.union(ClassBits::MONTH)))
            || !after(context, last).is_some_and(counts))
}

/// A date without a year may be in a leap year.
const LEAP_YEAR: i16 = 2000;

/// Years of the Gregorian calendar that a text may mean.
const YEARS: Range<i16> = 1930..2200;

/// The detail for a day that a month does not have.
fn too_late(day: i8, month: i8, year: Option<i16>) -> String {
    if day > 31 {
        return "no month has more than 31 days".to_owned();
    }
    let days = |year: i16| Date::new(year, month, 1).map_or(31, Date::days_in_month);
    match (month, year) {
        (2, Some(year)) => format!("February has only {} days in {year}", days(year)),
        (2, None) => format!("February has at most {} days", days(LEAP_YEAR)),
        _ => format!("{} has only {} days", month_name(month), days(LEAP_YEAR)),
    }
}

/// The English name of a month from 1 to 12, for the message.
fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let index = usize::try_from(month).ok().and_then(|month| month.checked_sub(1));
    index.and_then(|index| NAMES.get(index)).copied().unwrap_or("that month")
}

/// The English name of a weekday, for the message.
fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        let calendar = Tester::new("numbers/calendar");
        calendar
            .flags_text("The ferry last ran on [[April 31]] and then stopped.")
            .passes_text("The ferry last ran on April 30 and then stopped.");
        calendar
            .says_text("It opened on June 31.", "The date “June 31” does not exist: June has only 30 days")
            .says_text(
                "It opened on 29 February 2021.",
                "The date “29 February 2021” does not exist: February has only 28 days in 2021",
            )
            .says_text(
                "It opened on 30 February.",
                "The date “30 February” does not exist: February has at most 29 days",
            )
            .says_text(
                "It opened on Monday, March 3, 2021.",
                "The date “Monday, March 3, 2021” does not exist: that date is a Wednesday",
            );
    }
}
