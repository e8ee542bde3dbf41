//! Defects in numbers: a wrong digit, another number, two exchanged, one dropped; a wrong unit of measure or date.

use std::ops::Range;

use mtlint_rules::finding::Edit;
use mtlint_text::language::{Facts, LanguageId};

use super::super::case::Case;
use super::super::rng::Rng;
use super::words::{capitalised_like, spots};

/// One digit becomes another.
pub(super) fn digit(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    let number = rng.pick(&shared(case))?.clone();
    let text = case.target.text.get(number.clone())?;
    let digits: Vec<(usize, u32)> = text.char_indices().filter_map(|(at, c)| Some((at, c.to_digit(10)?))).collect();
    let (at, digit) = *rng.pick(&digits)?;
    // From 1 to 9, so that no number gets a leading zero.
    let other = 1 + (digit + u32::try_from(rng.below(8)).ok()?) % 9;
    let at = number.start + at;
    Some(vec![case.replace(at..at + 1, &other.to_string())?])
}

/// A number becomes one that does not occur in the source.
pub(super) fn other(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    let number = rng.pick(&shared(case))?.clone();
    let there: Vec<String> = numbers(case.source.text).into_iter().map(|n| digits(case.source.text, n)).collect();
    let new = std::iter::repeat_with(|| (2 + rng.below(97)).to_string()).take(100).find(|n| !there.contains(n))?;
    Some(vec![case.replace(number, &new)?])
}

/// Two numbers are exchanged.
pub(super) fn exchanged(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    let text = case.target.text;
    let numbers = shared(case);
    let pairs: Vec<_> = numbers
        .windows(2)
        .filter(|pair| matches!(pair, [a, b] if text.get(a.clone()) != text.get(b.clone())))
        .collect();
    let [a, b] = rng.pick(&pairs)? else { return None };
    Some(vec![case.replace(a.clone(), text.get(b.clone())?)?, case.replace(b.clone(), text.get(a.clone())?)?])
}

/// A number is dropped, with the space before it.
pub(super) fn dropped(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    let number = rng.pick(&shared(case))?.clone();
    let before = case.target.text.get(..number.start)?;
    let space = before.chars().next_back().filter(|c| c.is_whitespace()).map_or(0, char::len_utf8);
    Some(vec![case.drop(number.start - space..number.end)?])
}

/// Runs of digits with their grouping marks, not beside letters: no versions, no identifiers.
fn numbers(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let (mut found, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        let start = at;
        while digit(at) || (at > start && matches!(bytes.get(at), Some(b'.' | b',')) && digit(at + 1)) {
            at += 1;
        }
        if at == start {
            at += 1;
            continue;
        }
        let before = text.get(..start).and_then(|text| text.chars().next_back());
        let behind = text.get(at..).and_then(|text| text.chars().next());
        let apart = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '.' | '-'));
        // A full stop may follow.
        if apart(before) && (apart(behind) || behind == Some('.')) {
            found.push(start..at);
        }
    }
    found
}

fn digits(text: &str, range: Range<usize>) -> String {
    text.get(range).unwrap_or_default().chars().filter(char::is_ascii_digit).collect()
}

/// The numbers of the translation that the source also has in digits.
fn shared(case: &Case<'_>) -> Vec<Range<usize>> {
    let there: Vec<String> = numbers(case.source.text).into_iter().map(|n| digits(case.source.text, n)).collect();
    let here = numbers(case.target.text).into_iter();
    here.filter(|n| there.contains(&digits(case.target.text, n.clone()))).collect()
}

/// A unit of measure in the source, its name in the translation, and one that a machine might write instead.
type Measure = (&'static str, &'static str, &'static str);

/// Units that are the same in every language.
const SYMBOLS: &[Measure] = &[
    ("km", "km", "miles"),
    ("kg", "kg", "lb"),
    ("cm", "cm", "mm"),
    ("mm", "mm", "cm"),
    ("KB", "KB", "MB"),
    ("MB", "MB", "GB"),
    ("GB", "GB", "MB"),
    ("KiB", "KiB", "MiB"),
    ("MiB", "MiB", "KiB"),
    ("GiB", "GiB", "MiB"),
    ("ms", "ms", "s"),
    ("px", "px", "pt"),
    ("°C", "°C", "°F"),
];

/// Words for time, by language.
const TIMES: &[(&str, &[Measure])] = &[
    (
        "fr",
        &[
            ("seconds", "secondes", "minutes"),
            ("minutes", "minutes", "heures"),
            ("hours", "heures", "jours"),
            ("days", "jours", "semaines"),
            ("bytes", "octets", "bits"),
            ("KB", "Ko", "Mo"),
            ("MB", "Mo", "Go"),
        ],
    ),
    (
        "de",
        &[
            ("seconds", "Sekunden", "Minuten"),
            ("minutes", "Minuten", "Stunden"),
            ("hours", "Stunden", "Tage"),
            ("days", "Tage", "Wochen"),
        ],
    ),
    (
        "es",
        &[
            ("seconds", "segundos", "minutos"),
            ("minutes", "minutos", "horas"),
            ("hours", "horas", "días"),
            ("days", "días", "semanas"),
        ],
    ),
];

/// A unit of measure after a number or a placeholder becomes another.
pub(super) fn measure(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    let own =
        TIMES.iter().find(|(code, _)| *code == case.part.languages.target.code()).map_or(&[] as &[_], |(_, list)| list);
    let (mut found, (here, there)) = (Vec::new(), (case.target.text, case.source.text));
    for (english, right, wrong) in SYMBOLS.iter().chain(own) {
        let counts = |text: &str, at: &usize| {
            let before = text.get(..*at).unwrap_or_default().trim_end().chars().next_back();
            before.is_some_and(|c| c.is_ascii_digit() || c == mtlint_format::document::OBJECT)
        };
        if spots(there, english).iter().any(|at| counts(there, at)) {
            let places = spots(here, right).into_iter().filter(|at| counts(here, at));
            found.extend(places.map(|at| (at..at + right.len(), *wrong)));
        }
    }
    let (place, wrong) = rng.pick(&found)?.clone();
    Some(vec![case.replace(place, wrong)?])
}

/// A day beside the name of a month.
struct Day {
    day: Range<usize>,
    month: Range<usize>,
    number: u8,
}

/// The dates of a text: a number up to 31 within a few characters of the name of a month.
fn dates(text: &str, language: LanguageId) -> Vec<Day> {
    const NEAR: usize = 6;
    let days: Vec<_> = numbers(text)
        .into_iter()
        .filter(|n| text.get(n.clone()).and_then(|n| n.parse().ok()).is_some_and(|n: u8| (1..=31).contains(&n)))
        .collect();
    let mut found = Vec::new();
    for &(name, number) in Facts::of(language).months {
        for at in spots(text, name) {
            let month = at..at + name.len();
            let near = |day: &&Range<usize>| {
                (day.end <= month.start && month.start - day.end <= NEAR)
                    || (month.end <= day.start && day.start - month.end <= NEAR)
            };
            found.extend(days.iter().find(near).map(|day| Day { day: day.clone(), month: month.clone(), number }));
        }
    }
    found
}

/// A date that both sides have.
fn shared_date(case: &Case<'_>, rng: &mut Rng) -> Option<Day> {
    let there = dates(case.source.text, case.part.languages.source?);
    let same = |here: &Day| {
        let day = digits(case.target.text, here.day.clone());
        there.iter().any(|d| d.number == here.number && digits(case.source.text, d.day.clone()) == day)
    };
    let mut here: Vec<Day> = dates(case.target.text, case.part.languages.target).into_iter().filter(same).collect();
    let index = rng.below(here.len());
    (!here.is_empty()).then(|| here.swap_remove(index))
}

/// The day of a date becomes another.
pub(super) fn day(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    let Day { day, .. } = shared_date(case, rng)?;
    let old: usize = case.target.text.get(day.clone())?.parse().ok()?;
    let new = 1 + (old + rng.below(27)) % 28;
    Some(vec![case.replace(day, &if new == old { 29 } else { new }.to_string())?])
}

/// The month of a date becomes another.
pub(super) fn month(case: &Case<'_>, rng: &mut Rng) -> Option<Vec<Edit>> {
    let Day { month, number, .. } = shared_date(case, rng)?;
    let months = Facts::of(case.part.languages.target).months.iter();
    let others: Vec<_> = months.filter(|(name, n)| *n != number && name.len() > 3).collect();
    let (name, _) = **rng.pick(&others)?;
    let name = capitalised_like(name, case.target.text.get(month.clone())?);
    Some(vec![case.replace(month, &name)?])
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn numbers_stand_apart_from_letters() {
        let found = |text: &'static str| -> Vec<&str> { numbers(text).into_iter().map(|n| &text[n]).collect() };
        assert_eq!(found("7 of 1,024 cranes, 3.5 t; 2008年."), ["7", "1,024", "3.5", "2008"]);
        assert_eq!(found("utf8 v2 2nd file_3 pier-4."), [""; 0]);
        assert_eq!(found("It ends with 12."), ["12"]);
    }
}
