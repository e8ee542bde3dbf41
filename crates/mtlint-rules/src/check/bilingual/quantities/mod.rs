//! Numbers with what they count: 10 km, $5 million, 350万, 20 °C.

mod value;

use std::hash::BuildHasher;
use std::ops::Range;

use rustc_hash::FxBuildHasher;

pub(super) use self::value::Value;

use self::value::values;
use super::numbers::{digit, end_of_number};
use mtlint_format::document::{ObjectKind, Side, Text};
use mtlint_text::language::{Meaning, UnitNames, UnitSet};
use mtlint_token::script::is_east_asian;
use mtlint_token::span::text_at;

/// A number of a text with its multiple and unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quantity {
    /// From the number, or the currency sign before it, to the end of the unit.
    pub(super) range: Range<usize>,
    /// Its possible values: two if a mark may separate thousands or decimals.
    pub(super) values: Vec<Value>,
    /// Its possible units; empty if they are unknown.
    pub(super) units: UnitSet,
    /// True for a number with a multiple: million, 万.
    pub(super) scaled: bool,
    /// True if the unit follows the digits directly, so that there is no unknown multiple.
    pub(super) bare: bool,
    /// True if an unknown abbreviation follows that may be a multiple: $5M.
    pub(super) vague: bool,
}

impl Quantity {
    /// True if both may be the same number.
    pub(super) fn equals(&self, other: &Self) -> bool {
        let any =
            |same: fn(&Value, &Value) -> bool| self.values.iter().any(|v| other.values.iter().any(|o| same(v, o)));
        if self.vague || other.vague { any(|a, b| a.digits == b.digits) } else { any(|a, b| a == b) }
    }

    /// True if they have the same digits, apart from zeros at the end.
    pub(super) fn resembles(&self, other: &Self) -> bool {
        self.values.iter().any(|v| other.values.iter().any(|o| v.digits == o.digits))
    }

    pub(super) fn is_known(&self) -> bool {
        !self.units.is_empty()
    }
}

/// The quantities of a side, placeholders among them: `%d hours`.
pub(super) fn of_side(text: &Text, side: Side, names: &UnitNames) -> Vec<Quantity> {
    let string = text.slice(side.span);
    let mut found = if string.contains(|c| digit(c).is_some()) { quantities(string, names) } else { Vec::new() };
    for (object, literal) in text.objects_of(side).filter(|(object, _)| object.kind == ObjectKind::Placeholder) {
        let (start, end) =
            (object.span.start.checked_sub(side.span.start), object.span.end.checked_sub(side.span.start));
        let Some(range) = start.zip(end).map(|(start, end)| start as usize..end as usize) else { continue };
        // A placeholder is a number that equals only itself.
        let value = Value { digits: u128::from(FxBuildHasher.hash_one(literal)), power: i32::MIN };
        let unit = name_at(string, range.end, names, false).filter(|(_, meaning)| meaning.multiple.is_none());
        let (end, units) = unit.map_or((range.end, UnitSet::NONE), |(end, meaning)| (end, meaning.units));
        let range = range.start..end;
        found.push(Quantity { range, values: vec![value], units, scaled: false, bare: true, vague: false });
    }
    found
}

/// The quantities of a text, with numbers that have no unit.
pub(super) fn quantities(text: &str, names: &UnitNames) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = next_digit(text, at) {
        let number = start..end_of_number(text, start);
        at = number.end;
        if let Some(quantity) = quantity(text, number, names) {
            at = at.max(quantity.range.end);
            found.push(quantity);
        }
    }
    found
}

fn next_digit(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    rest.find(|c| digit(c).is_some()).map(|at| from + at)
}

fn quantity(text: &str, number: Range<usize>, names: &UnitNames) -> Option<Quantity> {
    let (head, rest) = (text.get(..number.start)?, text.get(number.end..)?);
    let values = values(text.get(number.clone())?);
    if values.is_empty() {
        return None;
    }
    let alone =
        Quantity { range: number.clone(), values, units: UnitSet::NONE, scaled: false, bare: false, vague: false };
    let money = before(head, names);
    if (money.is_none() && is_part_before(head)) || is_part_behind(rest) {
        return Some(alone);
    }
    let mut quantity = alone;
    let multiples = multiples(text, number.end, names, &mut quantity);
    quantity.range.end = multiples;
    let decade = rest.starts_with('s') && values_are_round(&quantity.values);
    let unit = name_at(text, multiples, names, quantity.scaled).filter(|(_, m)| m.multiple.is_none() && !decade);
    if let Some((end, meaning)) = unit.filter(|_| !is_year_of(text, &number, &quantity, unit)) {
        quantity.range.end = end;
        quantity.units = meaning.units;
        quantity.bare = !quantity.scaled;
    }
    if let Some((start, units)) = money.filter(|(start, _)| quantity.units.is_empty() || *start + GLUED > number.start)
    {
        let tail = text.get(number.end..quantity.range.end)?;
        // “$5M”, “£5m”: a letter after the number of a sum is not a unit.
        let letters = text.get(number.end..)?.starts_with(char::is_alphabetic) && !quantity.scaled;
        quantity.vague |= letters;
        quantity.bare &= !letters;
        quantity.units = if letters || tail.is_empty() { units } else { quantity.units.or(units) };
        quantity.range.start = start;
    }
    quantity.vague |= !quantity.scaled && !quantity.bare && is_abbreviation(text.get(multiples..)?);
    if quantity.values.iter().any(|v| v.digits == 0) {
        quantity.units = UnitSet::NONE;
    }
    Some(quantity)
}

/// The most bytes from the start of a currency sign to a number that follows directly.
const GLUED: usize = 5;

/// The start and the meaning of a currency or percent sign before a number.
fn before(head: &str, names: &UnitNames) -> Option<(usize, UnitSet)> {
    if head.ends_with(['%', '％']) {
        let start = head.char_indices().next_back()?.0;
        let apart = !head.get(..start)?.ends_with(|c: char| digit(c).is_some() || is_gap(c));
        return UnitSet::named("concentr-percent").filter(|_| apart).map(|units| (start, units));
    }
    if let Some(start) = head.strip_suffix("百分之").map(str::len) {
        return UnitSet::named("concentr-percent").map(|units| (start, units));
    }
    let trimmed = head.strip_suffix(is_gap).unwrap_or(head);
    let (start, meaning) = names.at_end(trimmed)?;
    meaning.units.has_currency().then_some((start, meaning.units))
}

/// Reads the multiples after a number, and the numbers that Chinese, Japanese and Korean add to them (`3亿5000万`).
/// Returns their end.
fn multiples(text: &str, from: usize, names: &UnitNames, quantity: &mut Quantity) -> usize {
    let (mut end, mut power) = (from, 0);
    while let Some((next, Meaning { multiple: Some(multiple), units })) = name_at(text, end, names, false) {
        if !units.is_empty() {
            break;
        }
        power += i32::from(multiple);
        (end, quantity.scaled) = (next, true);
    }
    if !quantity.scaled {
        return from;
    }
    quantity.values.iter_mut().for_each(|v| *v = v.times(power));
    let last = text.get(..end).and_then(|t| t.chars().next_back()).unwrap_or_default();
    let gap = usize::from(is_hangul(last) && text.get(end..).is_some_and(|t| t.starts_with(' ')));
    let joined = is_east_asian(last) && text.get(end + gap..).is_some_and(|t| t.starts_with(|c| digit(c).is_some()));
    if let ([value], true) = (quantity.values.as_slice(), joined) {
        let number = end + gap..end_of_number(text, end + gap);
        let added = values(text_at(text, number.clone()));
        let mut other = Quantity { values: added, scaled: false, ..quantity.clone() };
        let behind = multiples(text, number.end, names, &mut other);
        // The added number is smaller than the multiple before it: 3万5000, not 3万 2019.
        let sum =
            other.values.first().filter(|o| o.whole().is_some_and(|o| o < 10_u128.pow(power.unsigned_abs().min(30))));
        if let Some(sum) = sum.and_then(|o| value.plus(*o)) {
            quantity.values = vec![sum];
            return behind;
        }
    }
    end
}

/// The name at `at`, after a space or hyphen: its end and its meaning.
fn name_at(text: &str, at: usize, names: &UnitNames, scaled: bool) -> Option<(usize, Meaning)> {
    let rest = text.get(at..)?;
    let trimmed = rest.strip_prefix(is_more).unwrap_or(rest);
    let trimmed = if scaled { trimmed.strip_prefix('.').unwrap_or(trimmed) } else { trimmed };
    let trimmed = trimmed.strip_prefix(|c| is_gap(c) || matches!(c, '-' | '\u{2011}')).unwrap_or(trimmed);
    let linked = LINKS.iter().find_map(|link| trimmed.strip_prefix(link)).filter(|_| scaled).unwrap_or(trimmed);
    let found = |rest: &str| {
        let (length, meaning) = names.at_start(rest)?;
        let end = text.len() - rest.len() + length;
        // “10 MB/s”, “5 m²”: another unit than the name.
        let more = text.get(end..)?.starts_with(['/', '²', '³', '⋅', '·', '^']) && !meaning.units.has_currency();
        (!more).then_some((end, meaning))
    };
    found(trimmed).or_else(|| found(linked))
}

/// Words between a multiple and its unit.
const LINKS: &[&str] = &["de ", "d’", "d'", "di ", "of ", "del ", "e "];

/// 100多公里: “more than” between the number and its unit.
fn is_more(c: char) -> bool {
    matches!(c, '多' | '余' | '餘' | '來' | '来' | '여' | '几' | '幾')
}

fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '\n')
}

fn is_hangul(c: char) -> bool {
    ('\u{AC00}'..='\u{D7AF}').contains(&c)
}

/// True for a year before a unit of time: 2019年, “in 2019 second place”.
fn is_year_of(text: &str, number: &Range<usize>, quantity: &Quantity, unit: Option<(usize, Meaning)>) -> bool {
    let shown = text_at(text, number.clone());
    let year = shown.len() == 4 && shown.parse::<u16>().is_ok_and(|year| (1000..=2100).contains(&year));
    year && !quantity.scaled && unit.is_some_and(|(_, m)| m.units.has_duration())
}

/// True if the text before a number makes it part of a name, a time, a fraction or a version.
fn is_part_before(head: &str) -> bool {
    let mut chars = head.chars().rev();
    let (last, prior) = (chars.next(), chars.next());
    // “X-15” is a name, “10-15” is a range.
    let name = last == Some('-') && prior.is_some_and(|c| c.is_alphabetic() && !is_east_asian(c));
    name || last.is_some_and(|c| {
        (c.is_alphanumeric() && !is_east_asian(c))
            || matches!(c, '_' | '/' | ':' | '.' | ',' | '^' | '#' | '@' | '=' | '\u{FFFC}' | '第')
    })
}

/// True if the text after a number makes it part of one of these.
fn is_part_behind(rest: &str) -> bool {
    let mut chars = rest.chars();
    let joins = chars.next().is_some_and(|c| matches!(c, '/' | ':' | '_' | '^' | '=' | '\u{FFFC}'));
    joins && chars.next().is_none_or(|c| !c.is_whitespace())
}

/// True for the number of a decade: “the 50s” are not seconds.
fn values_are_round(values: &[Value]) -> bool {
    values.iter().all(|v| v.power > 0)
}

/// True if a short word follows that may be a multiple: 5k, 5 Mds.
fn is_abbreviation(rest: &str) -> bool {
    let word = rest.strip_prefix(is_gap).unwrap_or(rest);
    let letters = word.chars().take_while(|c| c.is_alphabetic()).count();
    (1..=3).contains(&letters)
        && word.starts_with(['k', 'K', 'm', 'M', 'b', 'B', 't', 'T', 'G', 'к', 'м', 'т', 'К', 'М'])
}

#[cfg(test)]
mod tests {
    use super::{Quantity, quantities};
    use mtlint_text::language::{LanguageId, UnitNames, UnitSet};

    fn found(code: &str, text: &str) -> Vec<Quantity> {
        quantities(text, UnitNames::of(code.parse::<LanguageId>().unwrap()).unwrap())
    }

    fn whole(code: &str, text: &str) -> Vec<u128> {
        found(code, text).iter().flat_map(|q| q.values.iter().filter_map(|v| v.whole())).collect()
    }

    #[test]
    fn multiples_count() {
        assert_eq!(whole("en", "3.5 million"), [3_500_000]);
        assert_eq!(whole("zh", "350万"), [3_500_000]);
        assert_eq!(whole("zh", "3亿5000万人"), [350_000_000]);
        assert_eq!(whole("ja", "1万5000円"), [15_000]);
        assert_eq!(whole("ko", "3억 5,000만 달러"), [350_000_000]);
        assert_eq!(whole("ko", "5천만"), [50_000_000]);
        assert_eq!(whole("zh", "5万亿"), [5_000_000_000_000]);
        assert_eq!(whole("de", "5 Mrd. Euro"), [5_000_000_000]);
        assert_eq!(whole("es", "5 mil millones"), [5_000_000_000]);
        assert_eq!(whole("en", "12,34,567"), [1_234_567]);
        assert_eq!(whole("fr", "1 234 567,5"), Vec::<u128>::new());
        assert_eq!(whole("zh", "3万 2019年"), [30_000, 2019]);
    }

    #[test]
    fn units_stand_behind_the_number_and_money_before_it() {
        let first =
            |code: &str, text: &str| found(code, text).first().map(|q| (q.units, text[q.range.clone()].to_owned()));
        let unit = |name: &str| UnitSet::named(name).unwrap();
        for (code, text, name, shown) in [
            ("en", "a 10-km run", "length-kilometer", "10-km"),
            ("en", "20°C", "temperature-celsius", "20°C"),
            ("fr", "5\u{202F}Go de", "digital-gigabyte", "5\u{202F}Go"),
            ("en", "paid $5 million for", "USD", "$5 million"),
            ("fr", "5 millions d’euros", "EUR", "5 millions d’euros"),
            ("es", "5 millones de dólares", "USD", "5 millones de dólares"),
            ("zh", "500多公里", "length-kilometer", "500多公里"),
            ("tr", "%30 daha", "concentr-percent", "%30"),
            ("de", "CHF 5", "CHF", "CHF 5"),
        ] {
            let (units, text) = first(code, text).unwrap();
            assert!(units.agrees(unit(name)), "{code}: {text}");
            assert_eq!(text, shown);
        }
    }

    #[test]
    fn what_is_no_quantity_has_no_unit() {
        for (code, text) in [
            ("en", "10:30 h"),
            ("en", "1/2 mile"),
            ("en", "utf8 bytes"),
            ("zh", "2019年"),
            ("zh", "80年代"),
            ("ja", "3分の1"),
            ("en", "in 2018 second place"),
            ("en", "10 MB/s"),
            ("en", "the 5 people"),
            ("fr", "5 kmx"),
            ("en", "0 km"),
            ("en", "in the late 50s"),
            ("en", "an X-15 foot controller"),
        ] {
            assert!(found(code, text).iter().all(|q| q.units.is_empty()), "{code}: {text}");
        }
        assert!(found("en", "$5M").iter().all(|q| q.vague));
    }
}
