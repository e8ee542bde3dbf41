//! Numbers that the source and its translation do not share.
//!
//! Numbers are compared by their digits alone, so that separators of any locale and any script's digits are the same. What a
//! translator may write as a word, a Roman numeral or another unit is never missed: small and round numbers, digits with
//! letters at them, times, numbers before “million” or an imperial unit.

use std::ops::Range;

use super::super::Check;
use super::function_words;
use super::neighbours::Neighbours;
use super::prose::asides;
use crate::context::{Context, Sink, UnitPair};
use mtlint_format::document::{Side, Text};
use mtlint_text::language::{Facts, UnitNames};
use mtlint_text::text::{ClassBits, Words};
use mtlint_token::span::TextSpan;

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
    /// Another number that it may be read as: 1 of “1.00”, 10000 of “10 thousand”.
    also: Option<String>,
    /// Stands for another number, but need not have one itself.
    weak: bool,
    /// Stands behind a dash, where a year may be cut short: “2012–14”.
    dashed: bool,
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
        let neighbours = Neighbours::of(context);
        let mut told = None;
        for (at, pair) in neighbours.pairs() {
            let Some((there, here)) = both(context, pair) else { continue };
            let in_words = || context.source_tokens(pair.source_tokens).iter().any(|t| number_words.contains(t.word));
            let Some(finding) = compare(pair, &there, &here, in_words, context) else { continue };
            let moved = |number: &Number, to: Of| {
                neighbours.of_sentence(context, at).any(|other| has_alone(context, other, number, to))
            };
            if finding.lost.as_ref().is_some_and(|lost| moved(lost, Of::Target))
                || finding.found.as_ref().is_some_and(|found| moved(found, Of::Source))
            {
                continue;
            }
            // Plural forms of one message share their defects.
            let group = pair.unit.plural.map(|plural| (plural.group, finding.detail.clone()));
            if group.is_some() && group == told {
                continue;
            }
            told = group;
            let span = finding.found.map_or(pair.unit.target.span, |found| place_of(pair.unit.target, &found));
            let hit = sink.report(span).arg("detail", finding.detail);
            if let Some(lost) = finding.lost {
                hit.in_source(place_of(pair.source, &lost), "source");
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Source,
    Target,
}

/// The text of a side and its numbers.
struct Counted<'a> {
    text: &'a str,
    numbers: Vec<Number>,
}

/// The numbers of both sides; `None` where there are none, or as many as in a table.
fn both<'a>(context: &Context<'a>, pair: &UnitPair<'_>) -> Option<(Counted<'a>, Counted<'a>)> {
    let source = context.source_slice(pair.source.span);
    let target = context.slice(pair.unit.target.span);
    let has_digits = |text: &str| text.chars().any(|c| digit(c).is_some());
    if !has_digits(source) && !has_digits(target) {
        return None;
    }
    let from = context.source_language.and_then(UnitNames::multiples_of);
    let to = UnitNames::multiples_of(context.language);
    let (there, here) = (outside_of_asides(source, from), outside_of_asides(target, to));
    if there.len().max(here.len()) > MOST {
        return None;
    }
    let there = with_objects(there, &context.document.source, pair.source);
    let here = with_objects(here, &context.document.target, pair.unit.target);
    Some((Counted { text: source, numbers: there }, Counted { text: target, numbers: here }))
}

/// The numbers of a text without those in comments and in notes of translators.
fn outside_of_asides(text: &str, names: Names) -> Vec<Number> {
    let mut found = numbers(text, names);
    let asides = asides(text);
    found.retain(|number| !asides.iter().any(|aside| aside.contains(&number.range.start)));
    found
}

/// True for a pair that has the number on one side only: a sentence that runs over several units has it in another one there.
fn has_alone(context: &Context<'_>, pair: &UnitPair<'_>, number: &Number, side: Of) -> bool {
    let Some((there, here)) = both(context, pair) else { return false };
    let has = |side: &Counted<'_>| side.numbers.iter().any(|other| same(other, number, context));
    match side {
        Of::Target => has(&here) && !has(&there),
        Of::Source => has(&there) && !has(&here),
    }
}

fn place_of(side: Side, number: &Number) -> TextSpan {
    let inner = TextSpan::from_range(number.range.clone());
    TextSpan::new(side.span.start + inner.start, side.span.start + inner.end)
}

/// Adds the numbers in code and the like: a number may be code on one side and text on the other.
fn with_objects(mut list: Vec<Number>, text: &Text, side: Side) -> Vec<Number> {
    for (_, literal) in text.objects_of(side) {
        list.extend(numbers(literal, None).into_iter().map(|n| Number { weak: true, range: 0..0, ..n }));
    }
    list
}

/// What differs.
struct Finding {
    detail: String,
    /// The number of the source that is not in the translation.
    lost: Option<Number>,
    /// The number of the translation that is not in the source.
    found: Option<Number>,
}

fn compare(
    pair: &UnitPair<'_>,
    there: &Counted<'_>,
    here: &Counted<'_>,
    in_words: impl Fn() -> bool,
    context: &Context<'_>,
) -> Option<Finding> {
    if is_setting(there.text) {
        return None;
    }
    let counterpart = counterpart(pair, context);
    let lacking = |list: &[Number], other: &[Number]| -> Vec<Number> {
        let alone = |n: &&Number| !n.weak && !other.iter().any(|o| same(o, n, context));
        list.iter().filter(alone).cloned().collect()
    };
    let missing = lacking(&there.numbers, &here.numbers);
    let missing: Vec<Number> = missing.into_iter().filter(|n| !roman(&n.digits, here.text)).collect();
    let mut extra = lacking(&here.numbers, &there.numbers);
    extra.retain(|n| !counterpart.iter().any(|o| o.digits == n.digits));
    let shown = |side: &Counted<'_>, n: &Number| side.text.get(n.range.clone()).unwrap_or_default().to_owned();
    match (missing.as_slice(), extra.as_slice()) {
        ([lost], [found])
            if in_text(&there.numbers) == in_text(&here.numbers)
                && (is_telling(lost) || !in_words())
                && !is_bound(there.text, lost, found, &context.source_facts().numbers) =>
        {
            let detail = format!("source has {}, translation has {}", shown(there, lost), shown(here, found));
            Some(Finding { detail, lost: Some(lost.clone()), found: Some(found.clone()) })
        }
        ([], [found, ..])
            if is_telling(found)
                && !converts(there.text, &there.numbers)
                && !in_words()
                && !explains(there.text, here.text, found) =>
        {
            let detail = format!("{} is not in the source", shown(here, found));
            Some(Finding { detail, lost: None, found: Some(found.clone()) })
        }
        ([_, ..], []) => {
            let lost = missing.iter().find(|n| is_telling(n))?;
            let detail = format!("{} of the source is missing", shown(there, lost));
            Some(Finding { detail, lost: Some(lost.clone()), found: None })
        }
        _ => None,
    }
}

/// True for a source that is a setting which each language gives a value: a digit, or a number with a note to translators.
fn is_setting(source: &str) -> bool {
    let source = source.trim();
    let mut chars = source.chars();
    let leads = chars.next().is_some_and(|c| digit(c).is_some());
    leads && (chars.next().is_none() || source.contains(" translator"))
}

/// True for “more than 2” where the translation says “3 or more”, and “less than 3” where it says “2 at most”.
fn is_bound(source: &str, lost: &Number, found: &Number, bounds: &mtlint_text::language::Numbers) -> bool {
    let (Ok(a), Ok(b)) = (lost.digits.parse::<u64>(), found.digits.parse::<u64>()) else { return false };
    let words = if a < b { bounds.above } else { bounds.below };
    let head = source.get(..lost.range.start).unwrap_or_default();
    let mut before = head.split_whitespace().rev().skip_while(|word| *word == "than");
    a.abs_diff(b) == 1 && before.next().is_some_and(|word| words.contains(&word.to_lowercase().as_str()))
}

/// True for a number in an explanation that the translator added: in brackets that the source does not have, in a text of twice the
/// source's length, or in a measure of an angle for a word.
fn explains(source: &str, target: &str, found: &Number) -> bool {
    let brackets = |text: &str| text.matches(['(', '（']).count();
    let head = target.get(..found.range.start).unwrap_or_default();
    let inside = brackets(head) > head.matches([')', '）']).count();
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    (inside && brackets(target) > brackets(source))
        || letters(target) > 2 * letters(source)
        || target.get(found.range.end..).is_some_and(|rest| rest.starts_with('°'))
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
fn counterpart(pair: &UnitPair<'_>, context: &Context<'_>) -> Vec<Number> {
    let side = pair.unit.plural.and_then(|p| p.counterpart);
    side.map_or_else(Vec::new, |side| numbers(context.source_slice(side.span), None))
}

/// True when two numbers may be the same one.
fn same(a: &Number, b: &Number, context: &Context<'_>) -> bool {
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
    // 2020 is 2563 in the Buddhist era that Thai counts by.
    let eras = [context.facts, context.source_facts()].map(|facts| i32::from(facts.numbers.era));
    let year = |text: &str| text.parse::<i32>().ok().filter(|_| text.len() == 4);
    let apart = year(a).zip(year(b)).map(|(a, b)| (a - b).abs());
    apart.is_some_and(|years| years > 0 && eras.contains(&years))
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

/// The names of multiples in a language, if it is known.
type Names = Option<&'static UnitNames>;

/// The numbers of a text.
fn numbers(text: &str, names: Names) -> Vec<Number> {
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
                        push_weak(text, run, names, &mut found);
                        run = at..at + n.len_utf8();
                    }
                }
                before = 'a';
                // “v2.36”, “Python3.8”: what the name ends in goes on as a number does.
                let tail = text.get(run.end..).unwrap_or_default();
                let joins = chars.peek().is_some_and(|(at, c)| *at == run.end && *c == '.') && !run.is_empty();
                if joins && tail.chars().nth(1).is_some_and(|c| digit(c).is_some()) {
                    run.end = end_of_number(text, run.start);
                    while chars.next_if(|(at, _)| *at < run.end).is_some() {}
                    before = '0';
                }
                push_weak(text, run, names, &mut found);
            } else {
                before = c;
            }
            continue;
        }
        let end = end_of_number(text, start);
        while chars.next_if(|(at, _)| *at < end).is_some() {}
        let rest = text.get(end..).unwrap_or_default();
        let weak = is_weak(text.get(..start).unwrap_or_default(), before, rest, names);
        let from = found.len();
        // “6LoWPAN”, “3D”: what is glued on is part of a name, and its digits stand for a number at most: “1140x120”.
        while let Some((at, c)) = chars.next_if(|(_, n)| is_word(*n) && (*n as u32) < 0x2E80) {
            match found.get_mut(from..).and_then(<[Number]>::last_mut) {
                Some(last) if digit(c).is_some() && last.range.end == at => last.extend(c, at),
                _ if digit(c).is_some() => push(text, at..at + c.len_utf8(), true, names, &mut found),
                _ => {}
            }
        }
        push(text, start..end, weak, names, &mut found);
        before = '0';
    }
    found
}

fn push_weak(text: &str, range: Range<usize>, names: Names, found: &mut Vec<Number>) {
    if !range.is_empty() {
        push(text, range, true, names, found);
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
fn push(text: &str, range: Range<usize>, weak: bool, names: Names, found: &mut Vec<Number>) {
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
    let also = match parts.as_slice() {
        [whole] => scaled(whole, text.get(range.end..).unwrap_or_default(), names).or_else(|| without_zeros(whole)),
        _ => None,
    };
    let behind = text.get(..range.start).and_then(|head| head.chars().next_back());
    let dashed = behind.is_some_and(|c| matches!(c, '-' | '–' | '—' | '/'));
    let mut at = range.start;
    for part in parts {
        found.push(Number { range: at..at + part.len(), digits: digits_of(part), also: also.clone(), weak, dashed });
        at += part.len() + 1;
    }
}

/// The digits of a number without zeros in front.
fn digits_of(shown: &str) -> String {
    let digits: String = shown.chars().filter_map(digit).filter_map(|d| char::from_digit(d, 10)).collect();
    let bare = digits.trim_start_matches('0');
    if bare.is_empty() { "0".to_owned() } else { bare.to_owned() }
}

/// The part before the mark and the digits behind it, where these cannot be thousands.
fn decimals(shown: &str) -> Option<(&str, &str)> {
    let (whole, rest) = shown.rsplit_once(['.', ',', '٫'])?;
    (rest.chars().count() != 3).then_some((whole, rest))
}

/// 1 of “1.00”.
fn without_zeros(shown: &str) -> Option<String> {
    let (whole, rest) = decimals(shown)?;
    rest.chars().all(|c| digit(c) == Some(0)).then(|| digits_of(whole))
}

/// 25000 of “25 thousand” and “2.5万”: the number times the word behind it.
fn scaled(shown: &str, rest: &str, names: Names) -> Option<String> {
    let zeros = scale_of(rest, names)?;
    let fraction = decimals(shown).map_or(0, |(_, rest)| rest.chars().count());
    let zeros = zeros.checked_sub(fraction)?;
    Some(digits_of(shown) + &"0".repeat(zeros))
}

/// The zeros of the word or sign that a text begins with, behind a number.
fn scale_of(rest: &str, names: Names) -> Option<usize> {
    let (_, meaning) = names?.at_start(rest.trim_start_matches([' ', '\u{A0}', '\u{202F}']))?;
    meaning.multiple.filter(|_| meaning.units.is_empty()).map(usize::from)
}

/// True for digits that a translation may leave out or write otherwise.
fn is_weak(head: &str, before: char, rest: &str, names: Names) -> bool {
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
        Some(c) if is_cjk(c) => matches!(c, '折') || scale_of(rest, names).is_some(),
        Some(c) if c.is_alphabetic() || c == '_' => true,
        // “9 折” is 10 % off.
        _ => is_converted(rest) || scale_of(rest, names).is_some() || rest.trim_start().starts_with('折'),
    }
}

/// True behind a number that may become another: before a multiple, an imperial unit, a half of the day.
fn is_converted(rest: &str) -> bool {
    let word = rest.trim_start_matches([' ', '\u{A0}', '\u{202F}', '-']);
    let word: String = word.chars().take_while(|c| c.is_alphabetic() || *c == '°').collect::<String>().to_lowercase();
    rest.starts_with(['"', '″', '”']) || Facts::any().numbers.converted.contains(&word.as_str())
}

fn is_cjk(c: char) -> bool {
    c as u32 >= 0x2E80
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{Number, UnitNames};

    /// The numbers of a text in English, Russian, Spanish, Chinese or Japanese, which share no names of multiples.
    fn numbers(text: &str) -> Vec<Number> {
        let languages = ["ru", "es", "zh", "ja", "en"].map(|code| UnitNames::multiples_of(code.parse().unwrap()));
        let read = languages.map(|names| super::numbers(text, names));
        let is_scaled = |list: &&Vec<Number>| list.iter().any(|number| number.also.is_some());
        read.iter().find(is_scaled).or(read.last()).unwrap().clone()
    }

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
    fn is_same(a: &str, b: &str) -> bool {
        let reads = |n: &super::Number| [Some(n.digits.clone()), n.also.clone()];
        let (a, b) = (numbers(a), numbers(b));
        let all = |list: &[super::Number]| list.iter().flat_map(reads).flatten().collect::<Vec<_>>();
        all(&a).iter().any(|digits| all(&b).contains(digits))
    }

    #[test]
    fn numbers_that_are_written_otherwise_are_the_same() {
        for (a, b) in [
            ("version v2.36", "Version 2.36"),
            ("Harbour 3.8 is", "Harbour3.8では"),
            ("1.00 mm", "1,0 mm"),
            ("10,000 boats", "10 тысяч лодок"),
            ("12,300 boats", "1.23万艘"),
            ("2,500,000 boats", "2,5 millones de barcos"),
        ] {
            assert!(is_same(a, b), "{a} {b}: {:?} {:?}", numbers(a), numbers(b));
        }
        for (a, b) in [("10,000 boats", "10万艘"), ("3.10", "3.1"), ("1.50", "1,05")] {
            assert!(!is_same(a, b), "{a} {b}");
        }
    }
}
