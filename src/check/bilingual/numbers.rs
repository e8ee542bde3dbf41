//! Numbers that the source and its translation do not share.
//!
//! Numbers are compared by their digits alone, so that separators of any locale and any script's digits are the same. What a
//! translator may write as a word, a Roman numeral or another unit is never missed: small and round numbers, digits with
//! letters at them, times, numbers before “million” or an imperial unit.

use std::ops::Range;

use super::super::Check;
use super::function_words;
use crate::document::{Side, Text};
use crate::engine::{Context, Pair, Sink};
use crate::span::TextSpan;
use crate::text::{ClassBits, Words};

pub(in super::super) fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    if let Some(key) = table.keys().next() {
        return Err(format!("no option “{key}”"));
    }
    Ok(Box::new(Numbers))
}

struct Numbers;

/// A number of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Number {
    range: Range<usize>,
    digits: String,
    /// Stands for another number, but need not have one itself.
    weak: bool,
}

impl Number {
    /// Adds the digit `c`, which stands at `at`.
    fn extend(&mut self, c: char, at: usize) {
        let bare = if self.digits == "0" { "" } else { self.digits.as_str() };
        self.digits = bare.chars().chain(digit(c).and_then(|d| char::from_digit(d, 10))).collect();
        self.range.end = at + c.len_utf8();
    }
}

/// Beyond this many numbers a unit is a table.
const MOST: usize = 100;

impl Check for Numbers {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let number_words = function_words::of_class(context, ClassBits::NUMBER_WORD);
        for pair in context.pairs() {
            let source_text = context.source_slice(pair.source.span);
            let target_text = context.slice(pair.unit.target.span);
            let digits = |text: &str| text.chars().any(|c| digit(c).is_some());
            if !digits(source_text) && !digits(target_text) {
                continue;
            }
            let (there, here) = (numbers(source_text), numbers(target_text));
            if there.len().max(here.len()) > MOST {
                continue;
            }
            let there = with_objects(there, &context.document.source, pair.source);
            let here = with_objects(here, &context.document.target, pair.unit.target);
            let in_words = || context.source_tokens(pair.source_tokens).iter().any(|t| number_words.contains(t.word));
            compare(&pair, (source_text, &there), (target_text, &here), in_words, context, sink);
        }
    }
}

/// Adds the numbers in code and the like: a number may be code on one side and text on the other.
fn with_objects(mut list: Vec<Number>, text: &Text, side: Side) -> Vec<Number> {
    for (_, literal) in text.objects_of(side) {
        list.extend(numbers(literal).into_iter().map(|n| Number { weak: true, range: 0..0, ..n }));
    }
    list
}

fn compare(
    pair: &Pair<'_>,
    (source_text, there): (&str, &[Number]),
    (target_text, here): (&str, &[Number]),
    in_words: impl Fn() -> bool,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) {
    let counterpart = counterpart(pair, context);
    let lacking = |list: &[Number], other: &[Number]| -> Vec<Number> {
        let alone = |n: &&Number| !n.weak && !other.iter().any(|o| same(&o.digits, &n.digits, context));
        list.iter().filter(alone).cloned().collect()
    };
    let missing: Vec<Number> = lacking(there, here).into_iter().filter(|n| !roman(&n.digits, target_text)).collect();
    let mut extra = lacking(here, there);
    extra.retain(|n| !counterpart.iter().any(|o| o.digits == n.digits));
    let at = |side: Side, n: &Number| {
        let inner = TextSpan::from_range(n.range.clone());
        TextSpan::new(side.span.start + inner.start, side.span.start + inner.end)
    };
    let shown = |text: &str, n: &Number| text.get(n.range.clone()).unwrap_or_default().to_owned();
    match (missing.as_slice(), extra.as_slice()) {
        ([lost], [found]) if in_text(there) == in_text(here) && (is_telling(lost) || !in_words()) => {
            let detail =
                format!("source has {}, translation has {}", shown(source_text, lost), shown(target_text, found));
            sink.report(at(pair.unit.target, found)).arg("detail", detail).in_source(at(pair.source, lost), "source");
        }
        ([], [found, ..]) if is_telling(found) && !converts(source_text, there) && !in_words() => {
            let detail = format!("{} is not in the source", shown(target_text, found));
            sink.report(at(pair.unit.target, found)).arg("detail", detail);
        }
        ([_, ..], []) => {
            if let Some(lost) = missing.iter().find(|n| is_telling(n)) {
                let detail = format!("{} of the source is missing", shown(source_text, lost));
                sink.report(pair.unit.target.span).arg("detail", detail).in_source(at(pair.source, lost), "source");
            }
        }
        _ => {}
    }
}

/// True when a number of the source may have another beside it: “12" (30.48 cm)”.
fn converts(source: &str, there: &[Number]) -> bool {
    there.iter().any(|n| !n.range.is_empty() && source.get(n.range.end..).is_some_and(is_converted))
}

/// How many of the numbers stand in the text itself.
fn in_text(list: &[Number]) -> usize {
    list.iter().filter(|n| !n.range.is_empty()).count()
}

/// The numbers of the source's other form: “1 of %d” beside “%d of %d”.
fn counterpart(pair: &Pair<'_>, context: &Context<'_>) -> Vec<Number> {
    let side = pair.unit.plural.and_then(|p| p.counterpart);
    side.map_or_else(Vec::new, |side| numbers(context.source_slice(side.span)))
}

fn same(a: &str, b: &str, context: &Context<'_>) -> bool {
    if a == b {
        return true;
    }
    // 2020 is 2563 in the Buddhist era that Thai counts by.
    let year = |text: &str| text.parse::<i32>().ok().filter(|_| text.len() == 4);
    context.language.code() == "th" && matches!((year(a), year(b)), (Some(a), Some(b)) if (a - b).abs() == 543)
}

/// True for a number that hardly anybody writes as a word: years, and numbers from 32 on that are not round.
fn is_telling(number: &Number) -> bool {
    let Ok(value) = number.digits.parse::<u64>() else { return number.digits.len() > 3 };
    let round = match value {
        0..=31 => true,
        32..=100 => value % 10 == 0,
        101..=1000 => value % 100 == 0,
        _ => value % 1000 == 0 && value != 2000,
    };
    !round
}

/// True when the text holds the number as a Roman numeral.
fn roman(digits: &str, text: &str) -> bool {
    const SIGNS: &[(u32, &str)] = &[(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let Ok(mut value) = digits.parse::<u32>() else { return false };
    if value == 0 || value > 39 {
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

/// The value of a decimal digit of the scripts that write numbers with ten digits.
pub(super) fn digit(c: char) -> Option<u32> {
    const ZEROS: &[u32] = &[
        0x30, 0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0xF20,
        0x1040, 0x17E0, 0x1810, 0xFF10,
    ];
    let code = c as u32;
    if code < 0x80 {
        return c.to_digit(10);
    }
    ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code)).map(|zero| code - zero)
}

/// The numbers of a text.
fn numbers(text: &str) -> Vec<Number> {
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((start, c)) = chars.next() {
        if digit(c).is_none() {
            // Digits in a word are no number of its own, but may stand for one: “base64”, “in base 64”.
            if (c.is_alphabetic() || c == '_') && (c as u32) < 0x2E80 {
                let mut run = 0..0;
                while let Some((at, n)) = chars.next_if(|(_, n)| is_word(*n) && (*n as u32) < 0x2E80) {
                    if digit(n).is_none() {
                        continue;
                    }
                    if run.end == at {
                        run.end = at + n.len_utf8();
                    } else {
                        push_weak(text, run, &mut found);
                        run = at..at + n.len_utf8();
                    }
                }
                push_weak(text, run, &mut found);
                before = 'a';
            } else {
                before = c;
            }
            continue;
        }
        let end = end_of_number(text, start);
        while chars.next_if(|(at, _)| *at < end).is_some() {}
        let rest = text.get(end..).unwrap_or_default();
        let weak = is_weak(text.get(..start).unwrap_or_default(), before, rest);
        let from = found.len();
        // “6LoWPAN”, “3D”: what is glued on is part of a name, and its digits stand for a number at most: “1140x120”.
        while let Some((at, c)) = chars.next_if(|(_, n)| is_word(*n) && (*n as u32) < 0x2E80) {
            match found.get_mut(from..).and_then(<[Number]>::last_mut) {
                Some(last) if digit(c).is_some() && last.range.end == at => last.extend(c, at),
                _ if digit(c).is_some() => push(text, at..at + c.len_utf8(), true, &mut found),
                _ => {}
            }
        }
        push(text, start..end, weak, &mut found);
        before = '0';
    }
    found
}

fn push_weak(text: &str, range: Range<usize>, found: &mut Vec<Number>) {
    if !range.is_empty() {
        push(text, range, true, found);
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Behind the last digit of the number that starts at `start`; separators stand between two digits.
pub(super) fn end_of_number(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut group = 0;
    for c in text.get(start..).unwrap_or_default().chars() {
        if digit(c).is_some() {
            group += 1;
            end += c.len_utf8();
            continue;
        }
        let after = text.get(end + c.len_utf8()..).unwrap_or_default();
        let digits = after.chars().take(4).take_while(|c| digit(*c).is_some()).count();
        let joins = match c {
            '.' | ',' | '٫' | '٬' | '·' => digits > 0,
            '\'' | '’' | ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' => digits == 3 && group <= 3,
            _ => false,
        };
        if !joins {
            break;
        }
        end += c.len_utf8();
        group = 0;
    }
    end
}

/// Adds the number; a row of them (“1,2,3”, “3.11,3.12”) is several.
fn push(text: &str, range: Range<usize>, weak: bool, found: &mut Vec<Number>) {
    let shown = text.get(range.clone()).unwrap_or_default();
    let commas: Vec<&str> = shown.split(',').collect();
    let thousands = commas.iter().skip(1).all(|g| g.split('.').next().is_some_and(|g| g.chars().count() == 3));
    let dots: Vec<&str> = shown.split('.').collect();
    let version = dots.len() > 2 && dots.iter().skip(1).any(|g| g.chars().count() != 3);
    let parts: Vec<&str> = match (commas.len() > 2 && !thousands, version) {
        (true, _) => commas,
        // A version or a date.
        (_, true) => dots,
        _ => vec![shown],
    };
    let mut at = range.start;
    for part in parts {
        let digits: String = part.chars().filter_map(digit).filter_map(|d| char::from_digit(d, 10)).collect();
        let bare = digits.trim_start_matches('0');
        let digits = if bare.is_empty() { "0".to_owned() } else { bare.to_owned() };
        found.push(Number { range: at..at + part.len(), digits, weak });
        at += part.len() + 1;
    }
}

/// True for digits that a translation may leave out or write otherwise.
fn is_weak(head: &str, before: char, rest: &str) -> bool {
    // “+31”: the prefix of the reader's country.
    if before == '+' {
        return true;
    }
    // “utf-8”, “#12”, “v3”, “_1”, “/5”, “12:30”, “~3”.
    let prior = head.chars().rev().nth(1);
    if matches!(before, '-' | '.' | '/' | '+' | '=' | ':' | '\\' | '@' | '^' | '<' | '>' | '~')
        && prior.is_some_and(|c| !c.is_whitespace())
    {
        return true;
    }
    let mut after = rest.chars();
    match after.next() {
        Some(':' | '/' | '-' | '×' | '*' | '=' | '^') => after.next().is_some_and(|c| !c.is_whitespace()),
        Some(c) if is_cjk(c) => matches!(c, '万' | '億' | '亿' | '兆' | '만' | '억' | '千' | '百' | '萬'),
        Some(c) if c.is_alphabetic() || c == '_' => true,
        _ => is_converted(rest),
    }
}

/// True behind a number that may become another: before a multiple, an imperial unit, a half of the day.
fn is_converted(rest: &str) -> bool {
    let word = rest.trim_start_matches([' ', '\u{A0}', '\u{202F}', '-']);
    let word: String = word.chars().take_while(|c| c.is_alphabetic() || *c == '°').collect::<String>().to_lowercase();
    rest.starts_with(['"', '″', '”']) || OTHERWISE.contains(&word.as_str())
}

fn is_cjk(c: char) -> bool {
    c as u32 >= 0x2E80
}

/// Words before which a number may become another: multiples, imperial units, halves of the day.
const OTHERWISE: &[&str] = &[
    "thousand",
    "million",
    "millions",
    "billion",
    "billions",
    "trillion",
    "crore",
    "lakh",
    "mile",
    "miles",
    "foot",
    "feet",
    "inch",
    "inches",
    "yard",
    "yards",
    "pound",
    "pounds",
    "ounce",
    "ounces",
    "gallon",
    "gallons",
    "acre",
    "acres",
    "fahrenheit",
    "°f",
    "mph",
    "am",
    "pm",
    "a",
    "p",
    "o",
    "dozen",
];

#[cfg(test)]
mod tests {
    use super::numbers;

    fn found(text: &str) -> Vec<(String, bool)> {
        numbers(text).into_iter().map(|n| (n.digits, n.weak)).collect()
    }

    fn strong(text: &str) -> Vec<String> {
        found(text).into_iter().filter(|(_, weak)| !weak).map(|(digits, _)| digits).collect()
    }

    #[test]
    fn separators_and_scripts_make_no_difference() {
        for text in ["1,234.5 km", "1.234,5 km", "1 234,5 km", "1’234.5 km", "١٬٢٣٤٫٥ كم", "共１２３４５人"]
        {
            assert_eq!(strong(text), ["12345"], "{text}");
        }
        assert_eq!(strong("in 2020, 300 people"), ["2020", "300"]);
        assert_eq!(strong("2020年5月3日"), ["2020", "5", "3"]);
        assert_eq!(strong("1, 2 and 3"), ["1", "2", "3"]);
        assert_eq!(strong("1,2,3"), ["1", "2", "3"]);
        assert_eq!(strong("16.08.1988 or 3.12.1"), ["16", "8", "1988", "3", "12", "1"]);
    }

    #[test]
    fn names_times_and_multiples_are_weak() {
        for text in ["utf-8", "10GB", "3rd", "12:30", "25 million", "2500万", "6 feet", "5 p.m.", "1990s"] {
            assert!(strong(text).is_empty() && !found(text).is_empty(), "{text}: {:?}", found(text));
        }
        assert_eq!(
            found("1140x120px, +31"),
            [("120", true), ("1140", true), ("31", true)].map(|(d, w)| (d.to_owned(), w))
        );
        for text in ["utf8", "x86_64", "a1b2"] {
            assert!(strong(text).is_empty() && !found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
