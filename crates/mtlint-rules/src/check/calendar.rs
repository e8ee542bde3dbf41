//! Dates that the calendar does not have: February 30, and Monday, March 3, 2021, which was a Wednesday.

use jiff::civil::{Date, Weekday};
use serde::Deserialize;

use super::near::{after, before};
use super::{Check, CheckSpec};
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
    /// Words that may stand inside a date: the 3rd of March.
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
        return Err("months are twelve and weekdays seven".into());
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
        // 3 March 2021, or March 3, 2021; and not May 2021, where no day is told.
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
        // Without a year February may have its 29th.
        let Ok(date) = Date::new(year.map_or(2000, |(_, y)| y), number, day) else {
            if let Some(span) = span(first, end) {
                let why = if day > 31 { "no month has" } else { "that month has not" };
                sink.report(span).arg("what", format!("{why} so many days"));
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
            sink.report(span).arg("what", format!("that day was a {}", english(date.weekday())));
        }
    }

    /// The token before `at`, behind a comma and the words that a date may hold.
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

    /// The year behind the date that ends at `last`, in reach of the Gregorian calendar.
    fn year_behind(&self, context: &Context<'_>, last: usize) -> Option<(usize, i16)> {
        let comma = after(context, last).is_some_and(|t| t.is(ClassBits::COMMA));
        let at = if comma { last + 2 } else { last + 1 };
        let token = after(context, at - 1).filter(|t| t.is(ClassBits::YEAR))?;
        let year: i16 = context.token_text(token).parse().ok()?;
        (1930..2200).contains(&year).then_some((at, year))
    }
}

fn number_of(numbers: &Numbers, token: &Token) -> Option<i8> {
    numbers.binary_search_by_key(&token.word.0, |(id, _)| id.0).ok().and_then(|i| numbers.get(i)).map(|(_, n)| *n)
}

/// A day of the month at `at`, “3” or “3rd”, that belongs to no larger number or unit: how it is written and what it says.
fn day(context: &Context<'_>, at: usize) -> Option<(usize, i8)> {
    let token = context.analysis.tokens.get(at)?;
    if !token.any(ClassBits::NUMBER.with(ClassBits::ORDINAL))
        || token.any(ClassBits::NUMBER_WORD.with(ClassBits::UNIT_START)) && at == 0
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

/// True for a date without a year that can be nothing else: in “in June 31 people came” and “in May 45” the number is no day.
fn stands_alone(context: &Context<'_>, last: usize, day: i8) -> bool {
    let counts = |t: &Token| t.is(ClassBits::LOWER) && !t.is(ClassBits::FUNCTION);
    let token = context.analysis.tokens.get(last);
    day <= 31
        && (token.is_some_and(|t| t.any(ClassBits::ORDINAL.with(ClassBits::MONTH)))
            || !after(context, last).is_some_and(counts))
}

/// The English name, for the message.
fn english(day: Weekday) -> &'static str {
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
