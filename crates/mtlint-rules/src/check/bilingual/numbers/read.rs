//! Finds the numbers of a text.

use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

use super::number::{Number, digit, end_of_number};
use mtlint_text::language::{Facts, UnitNames};
use mtlint_token::script::is_east_asian;
use mtlint_token::span::text_at;

/// The names of multiples in a language, if it is known.
pub(super) type Names = Option<&'static UnitNames>;

/// The numbers of a text.
pub(super) fn numbers(text: &str, names: Names) -> Vec<Number> {
    let chars = text.char_indices().peekable();
    let mut reader = Reader { text, names, chars, before: ' ', found: Vec::new() };
    while let Some((at, c)) = reader.chars.next() {
        if digit(c).is_some() {
            reader.number(at);
        } else if (c.is_alphabetic() || c == '_') && !is_east_asian(c) {
            reader.word();
        } else {
            reader.before = c;
        }
    }
    reader.found
}

struct Reader<'t> {
    text: &'t str,
    names: Names,
    chars: Peekable<CharIndices<'t>>,
    /// The character before the next one; a letter or a digit for the last of a word or number.
    before: char,
    found: Vec<Number>,
}

impl Reader<'_> {
    /// Reads the rest of a word. Its digits are not a number of the text, but may match one: “base64”, “in base 64”.
    fn word(&mut self) {
        let mut run = 0..0;
        while let Some((at, c)) = self.next_in_word() {
            if digit(c).is_none() {
                continue;
            }
            if run.end == at {
                run.end = at + c.len_utf8();
            } else {
                self.push_weak(run);
                run = at..at + c.len_utf8();
            }
        }
        self.before = 'a';
        // “v2.36”, “Python3.8”: the number at the end of a name continues as numbers do.
        let tail = text_at(self.text, run.end..);
        let joins = self.chars.peek().is_some_and(|(at, c)| *at == run.end && *c == '.') && !run.is_empty();
        if joins && tail.chars().nth(1).is_some_and(|c| digit(c).is_some()) {
            run.end = end_of_number(self.text, run.start);
            self.skip_to(run.end);
            self.before = '0';
        }
        self.push_weak(run);
    }

    /// Reads the number that starts at `start`, its first digit read already.
    fn number(&mut self, start: usize) {
        let end = end_of_number(self.text, start);
        self.skip_to(end);
        let (head, rest) = (self.text.get(..start), self.text.get(end..));
        let weak = self.is_weak(head.unwrap_or_default(), rest.unwrap_or_default());
        let from = self.found.len();
        // “6LoWPAN”, “3D”, “1140x120”: what is glued to a number is part of a name, and its digits are weak.
        while let Some((at, c)) = self.next_in_word() {
            if digit(c).is_none() {
                continue;
            }
            match self.found.get_mut(from..).and_then(<[Number]>::last_mut) {
                Some(last) if last.range.end == at => last.extend(c, at),
                _ => self.push(at..at + c.len_utf8(), true),
            }
        }
        self.push(start..end, weak);
        self.before = '0';
    }

    fn next_in_word(&mut self) -> Option<(usize, char)> {
        self.chars.next_if(|(_, c)| (c.is_alphanumeric() || *c == '_') && !is_east_asian(*c))
    }

    fn skip_to(&mut self, end: usize) {
        while self.chars.next_if(|(at, _)| *at < end).is_some() {}
    }

    fn push_weak(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.push(range, true);
        }
    }

    /// Adds a number, or the numbers of a row: “1,2,3”, “3.11,3.12”.
    fn push(&mut self, range: Range<usize>, weak: bool) {
        let shown = text_at(self.text, range.clone());
        let parts = parts(shown);
        let also = match parts.as_slice() {
            [whole] => self.scaled(whole, range.end).or_else(|| without_zeros(whole)),
            _ => None,
        };
        let behind = self.text.get(..range.start).and_then(|head| head.chars().next_back());
        let dashed = behind.is_some_and(|c| matches!(c, '-' | '–' | '—' | '/'));
        let mut at = range.start;
        for part in parts {
            let range = at..at + part.len();
            self.found.push(Number { range, digits: digits_of(part), also: also.clone(), weak, dashed });
            at += part.len() + 1;
        }
    }

    /// 25000 for “25 thousand” and “2.5万”: the number times the multiple at `end`.
    fn scaled(&self, shown: &str, end: usize) -> Option<String> {
        let zeros = self.scale_of(self.text.get(end..)?)?;
        let fraction = decimals(shown).map_or(0, |(_, rest)| rest.chars().count());
        let zeros = zeros.checked_sub(fraction)?;
        Some(digits_of(shown) + &"0".repeat(zeros))
    }

    /// The zeros of the multiple that `rest` begins with.
    fn scale_of(&self, rest: &str) -> Option<usize> {
        let (_, meaning) = self.names?.at_start(rest.trim_start_matches([' ', '\u{A0}', '\u{202F}']))?;
        meaning.multiple.filter(|_| meaning.units.is_empty()).map(usize::from)
    }

    /// True for a number that a translation may leave out or write in another way, between `head` and `rest`.
    fn is_weak(&self, head: &str, rest: &str) -> bool {
        // “+31”: the prefix of the reader's country.
        if self.before == '+' {
            return true;
        }
        // “utf-8”, “#12”, “v3”, “_1”, “/5”, “12:30”, “~3”.
        let prior = head.chars().rev().nth(1);
        if matches!(self.before, '-' | '.' | '/' | '+' | '=' | ':' | '\\' | '@' | '^' | '<' | '>' | '~')
            && prior.is_some_and(|c| !c.is_whitespace())
        {
            return true;
        }
        let mut after = rest.chars();
        match after.next() {
            Some(':' | '/' | '-' | '×' | '*' | '=' | '^') => after.next().is_some_and(|c| !c.is_whitespace()),
            // “9折” is 10 % off.
            Some(c) if is_east_asian(c) => c == '折' || self.scale_of(rest).is_some(),
            Some(c) if c.is_alphabetic() || c == '_' => true,
            _ => is_converted(rest) || self.scale_of(rest).is_some() || rest.trim_start().starts_with('折'),
        }
    }
}

/// The numbers of a row, of a version or of a date; one for any other number.
fn parts(shown: &str) -> Vec<&str> {
    let commas: Vec<&str> = shown.split(',').collect();
    let is_grouped = commas.iter().skip(1).all(|g| g.split('.').next().is_some_and(|g| g.chars().count() == 3));
    if commas.len() > 2 && !is_grouped {
        return commas;
    }
    let dots: Vec<&str> = shown.split('.').collect();
    let is_version = dots.len() > 2 && dots.iter().skip(1).any(|g| g.chars().count() != 3);
    if is_version { dots } else { vec![shown] }
}

/// The digits of a number without zeros in front.
fn digits_of(shown: &str) -> String {
    let digits: String = shown.chars().filter_map(digit).filter_map(|d| char::from_digit(d, 10)).collect();
    let bare = digits.trim_start_matches('0');
    if bare.is_empty() { "0".to_owned() } else { bare.to_owned() }
}

/// The digits before and after a decimal mark; none if the mark may separate thousands.
fn decimals(shown: &str) -> Option<(&str, &str)> {
    let (whole, rest) = shown.rsplit_once(['.', ',', '٫'])?;
    (rest.chars().count() != 3).then_some((whole, rest))
}

/// 1 for “1.00”.
fn without_zeros(shown: &str) -> Option<String> {
    let (whole, rest) = decimals(shown)?;
    rest.chars().all(|c| digit(c) == Some(0)).then(|| digits_of(whole))
}

/// True if the text after a number allows for another number: a multiple, an imperial unit, am or pm.
pub(super) fn is_converted(rest: &str) -> bool {
    let word = rest.trim_start_matches([' ', '\u{A0}', '\u{202F}', '-']);
    let word: String = word.chars().take_while(|c| c.is_alphabetic() || *c == '°').collect::<String>().to_lowercase();
    rest.starts_with(['"', '″', '”']) || Facts::any().numbers.converted.contains(&word.as_str())
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
