//! The value of a number with marks for thousands and decimals.

use crate::check::bilingual::numbers::digit;
use mtlint_token::span::items_at;

/// A number: digits that do not end with a zero, times a power of ten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check::bilingual) struct Value {
    pub(in crate::check::bilingual) digits: u128,
    pub(in crate::check::bilingual) power: i32,
}

impl Value {
    fn new(digits: u128, power: i32) -> Self {
        let mut value = Self { digits, power };
        while value.digits != 0 && value.digits.is_multiple_of(10) {
            value.digits /= 10;
            value.power += 1;
        }
        value
    }

    pub(super) fn times(self, power: i32) -> Self {
        Self { power: self.power + power, ..self }
    }

    /// The number, if it is a whole one.
    pub(in crate::check::bilingual) fn whole(self) -> Option<u128> {
        10_u128.checked_pow(u32::try_from(self.power).ok()?)?.checked_mul(self.digits)
    }

    pub(super) fn plus(self, other: Self) -> Option<Self> {
        Some(Self::new(self.whole()?.checked_add(other.whole()?)?, 0))
    }
}

/// The values that a number may have: two if one mark is before the last three digits; none for a version or a row.
pub(super) fn values(shown: &str) -> Vec<Value> {
    let mut groups: Vec<String> = vec![String::new()];
    let mut marks: Vec<char> = Vec::new();
    for c in shown.chars() {
        match (digit(c).and_then(|d| char::from_digit(d, 10)), groups.last_mut()) {
            (Some(d), Some(group)) => group.push(d),
            _ => {
                marks.push(c);
                groups.push(String::new());
            }
        }
    }
    let Ok(digits) = groups.concat().parse::<u128>() else { return Vec::new() };
    let (Some(first), Some(last)) = (groups.first(), groups.last()) else { return Vec::new() };
    let whole = Value::new(digits, 0);
    let decimals = || Value::new(digits, -i32::try_from(last.len()).unwrap_or_default());
    // Indian numbers have groups of two.
    let grouped = |groups: &[String]| groups.iter().skip(1).all(|g| g.len() == 3 || g.len() == 2) && first.len() <= 3;
    match marks.as_slice() {
        [] => vec![whole],
        ['.' | ',' | '٫' | '·'] if last.len() != 3 || first == "0" => vec![decimals()],
        ['.' | ','] => vec![whole, decimals()],
        ['٫' | '·'] => vec![decimals()],
        [_] => vec![whole],
        [marks @ .., mark] if marks.iter().all(|m| m == mark) => {
            if grouped(&groups) && last.len() == 3 {
                vec![whole]
            } else {
                Vec::new()
            }
        }
        [first, marks @ .., '.' | ',' | '٫' | '·'] if marks.iter().all(|m| m == first) => {
            if grouped(items_at(&groups, ..groups.len() - 1)) { vec![decimals()] } else { Vec::new() }
        }
        _ => Vec::new(),
    }
}
