//! A number of a text.

use mtlint_token::span::text_at;
use std::ops::Range;

/// A number of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Its bytes in the text; empty for a number in an object.
    pub(super) range: Range<usize>,
    pub(super) digits: String,
    /// Another number that it may be read as: 1 for “1.00”, 10000 for “10 thousand”.
    pub(super) also: Option<String>,
    /// It may match a number of the other side, but need not have a match itself.
    pub(super) weak: bool,
    /// It follows a dash, where a year may be cut short: “2012–14”.
    pub(super) dashed: bool,
}

impl Number {
    /// The number as part of an object.
    pub(super) fn in_object(self) -> Self {
        Self { weak: true, range: 0..0, ..self }
    }

    pub(super) fn is_in_text(&self) -> bool {
        !self.range.is_empty()
    }

    /// Appends the digit `c`, which is at byte `at` of the text.
    pub(super) fn extend(&mut self, c: char, at: usize) {
        let bare = if self.digits == "0" { "" } else { self.digits.as_str() };
        self.digits = bare.chars().chain(digit(c).and_then(|d| char::from_digit(d, 10))).collect();
        self.range.end = at + c.len_utf8();
    }

    /// True for a number that hardly anybody writes as a word: years, and numbers from 32 on that are not round.
    pub(super) fn is_telling(&self) -> bool {
        let Ok(value) = self.digits.parse::<u64>() else { return self.digits.len() > 3 };
        let is_round = match value {
            0..=31 => true,
            32..=100 => value % 10 == 0,
            101..=1000 => value % 100 == 0,
            _ => value % 1000 == 0 && value != 2000,
        };
        !is_round
    }
}

/// The value of a decimal digit in any script that writes numbers with ten digits.
pub(in crate::check::bilingual) fn digit(c: char) -> Option<u32> {
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

/// The end of the number that starts at `start`. A separator belongs to it only between two digits.
pub(in crate::check::bilingual) fn end_of_number(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut group = 0;
    for c in text_at(text, start..).chars() {
        if digit(c).is_some() {
            group += 1;
            end += c.len_utf8();
            continue;
        }
        let after = text_at(text, end + c.len_utf8()..);
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
