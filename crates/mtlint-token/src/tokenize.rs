//! Splits text into words, numbers and marks. Chunks of ASCII between white space take a fast path; a chunk with any
//! other character goes through Unicode word boundaries (UAX #29, unicode-segmentation). Both paths apply the same
//! tailoring, which the test `fast_and_slow_path_agree` checks:
//!
//! - an apostrophe between letters stays inside the word, but a final ’s is a separate token (China|’s);
//! - a full stop or comma between digits stays inside the number; a full stop between single letters inside initials
//!   (U.S); a middle dot between two l inside the word (col·lecció);
//! - an ANSI escape sequence (terminal colours) is one mark;
//! - every other mark is a separate token, including an opening quotation mark used as an apostrophe (China|‘|s).

use unicode_segmentation::UnicodeSegmentation;

use super::{ClassBits, Token, Words};
use crate::OBJECT;
use crate::span::{TextSpan, items_at, text_at};

/// Appends the tokens of `unit`, a span of `text`, to `tokens` and interns their words.
pub fn tokenize(text: &str, unit: TextSpan, words: &mut Words, tokens: &mut Vec<Token>) {
    let Some(unit_text) = text.get(unit.range()) else { return };
    let first = tokens.len();
    let mut sink = Sink { text: unit_text, base: unit.start, words, tokens, space: true };
    let bytes = unit_text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_whitespace() || byte == 0x0b {
            sink.space = true;
            at += 1;
            continue;
        }
        let before = sink.tokens.len();
        let space = sink.space;
        match sink.ascii_chunk(at) {
            Ok(end) => at = end,
            Err(()) => {
                sink.tokens.truncate(before);
                sink.space = space;
                at = sink.unicode_chunk(at);
            }
        }
    }
    if let Some(token) = tokens.get_mut(first) {
        token.class |= ClassBits::UNIT_START | ClassBits::SENTENCE_START | ClassBits::SPACE_BEFORE;
    }
}

struct Sink<'a> {
    text: &'a str,
    base: u32,
    words: &'a mut Words,
    tokens: &'a mut Vec<Token>,
    space: bool,
}

impl Sink<'_> {
    /// Takes ASCII tokens up to the next white space; `Err` at the first non-ASCII byte.
    fn ascii_chunk(&mut self, mut at: usize) -> Result<usize, ()> {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(at) {
            let kind = KIND[byte as usize];
            let end = match kind {
                Kind::White => break,
                Kind::Wide => return Err(()),
                Kind::Lower | Kind::Upper | Kind::Digit => {
                    let (end, shape) = ascii_word(bytes, at)?;
                    self.push_ascii_word(at, end, shape);
                    end
                }
                Kind::Mark => {
                    if byte == ESC {
                        let end = at + control_sequence(bytes, at);
                        self.push_mark(at, end, '\u{1b}');
                        end
                    } else if byte == b'\'' && inside_word(bytes, at) && is_final_s(bytes, at + 1) {
                        self.push(at, at + 2, ClassBits::CLITIC);
                        at + 2
                    } else {
                        self.push_mark(at, at + 1, char::from(byte));
                        at + 1
                    }
                }
            };
            at = end;
        }
        Ok(at)
    }

    /// Takes the tokens up to the next ASCII white space, split at Unicode word boundaries.
    fn unicode_chunk(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let length = bytes.iter().skip(start).position(|b| b.is_ascii_whitespace() || *b == 0x0b);
        let end = length.map_or(bytes.len(), |n| start + n);
        let text = self.text;
        let mut sequence_end = 0;
        for (offset, segment) in text_at(text, start..end).split_word_bound_indices() {
            // A combining mark can form one segment with the white space before it.
            let visible = segment.trim_start();
            self.space |= visible.len() < segment.len();
            let at = start + offset + segment.len() - visible.len();
            // The letter that ends a control sequence may begin a word segment.
            let inside = usize::max(at, sequence_end).min(at + visible.len()) - at;
            let (at, segment) = (at + inside, text_at(visible, inside..));
            if segment == "\u{1b}" {
                sequence_end = at + control_sequence(bytes, at);
                self.push_mark(at, sequence_end, '\u{1b}');
                continue;
            }
            match segment.chars().next() {
                Some(c) if is_word_char(c) => self.split_run(at, segment),
                Some(c) => self.push_mark(at, at + segment.len(), c),
                None => {}
            }
        }
        end
    }

    /// Splits a Unicode word segment at the marks that the tailoring does not keep inside.
    fn split_run(&mut self, base: usize, run: &str) {
        let mut word_start = None;
        let mut chars = run.char_indices().peekable();
        let mut previous = ' ';
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map_or(' ', |&(_, c)| c);
            let inside = is_word_char(c) || is_joiner(previous, c, next, text_at(run, word_start.unwrap_or(at)..at));
            if inside {
                word_start.get_or_insert(at);
            } else {
                if let Some(start) = word_start.take() {
                    self.push_run(base + start, base + at);
                }
                self.push_mark(base + at, base + at + c.len_utf8(), c);
            }
            previous = c;
        }
        if let Some(start) = word_start {
            self.push_run(base + start, base + run.len());
        }
    }

    /// Pushes a word, and its final ’s as a separate token.
    fn push_run(&mut self, start: usize, end: usize) {
        let Some(run) = self.text.get(start..end) else { return };
        let clitic = ["'s", "’s", "'S", "’S"].iter().find(|c| run.len() > c.len() && run.ends_with(**c));
        let cut = clitic.map_or(end, |c| end - c.len());
        self.push_word(start, cut);
        if cut < end {
            self.push(cut, end, ClassBits::CLITIC);
        }
    }

    fn push_ascii_word(&mut self, start: usize, end: usize, shape: Shape) {
        let Some(word) = self.text.get(start..end) else { return };
        let id = self.words.intern_ascii(word);
        let class = shape.class(word) | self.words.class(id);
        self.push_token(start, end, id, class);
    }

    fn push_word(&mut self, start: usize, end: usize) {
        let Some(word) = self.text.get(start..end) else { return };
        let id = self.words.intern(word);
        let class = Shape::of(word).class(word) | self.words.class(id);
        self.push_token(start, end, id, class);
    }

    fn push_mark(&mut self, start: usize, end: usize, mark: char) {
        self.push(start, end, mark_class(mark));
    }

    fn push(&mut self, start: usize, end: usize, class: ClassBits) {
        let id = self.words.intern(text_at(self.text, start..end));
        self.push_token(start, end, id, class);
    }

    fn push_token(&mut self, start: usize, end: usize, word: super::WordId, mut class: ClassBits) {
        if self.space {
            class |= ClassBits::SPACE_BEFORE;
            self.space = false;
        }
        let at = |n: usize| self.base + u32::try_from(n).unwrap_or(u32::MAX);
        self.tokens.push(Token { span: TextSpan::new(at(start), at(end)), word, class });
    }
}

/// The character that begins a control sequence.
const ESC: u8 = 0x1b;

/// The length of the control sequence at `at`: ESC, a bracket, digits and semicolons, a letter (ECMA-48). An incomplete
/// sequence is ESC alone.
fn control_sequence(bytes: &[u8], at: usize) -> usize {
    let rest = items_at(bytes, at + 1..);
    let Some((b'[', rest)) = rest.split_first() else { return 1 };
    let parameters = rest.iter().take_while(|b| matches!(b, b'0'..=b'?')).count();
    2 + parameters + usize::from(rest.get(parameters).is_some_and(u8::is_ascii_alphabetic))
}

/// Letters, digits, the underscore, and combining marks after them.
fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe0f}')
}

fn is_ascii_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whether a mark between two characters stays inside their token. `word` is the token so far.
fn is_joiner(previous: char, mark: char, next: char, word: &str) -> bool {
    match mark {
        '\'' | '’' => previous.is_alphabetic() && next.is_alphabetic(),
        '.' => previous.is_ascii_digit() && next.is_ascii_digit() || is_initials(word) && next.is_ascii_alphabetic(),
        ',' => previous.is_ascii_digit() && next.is_ascii_digit(),
        // Catalan: col·lecció.
        '\u{b7}' | '\u{2027}' => matches!(previous, 'l' | 'L') && matches!(next, 'l' | 'L'),
        '\u{ad}' | '\u{200c}' => true,
        _ => false,
    }
}

/// The length limit of initials in bytes. It also keeps the work on “a.a.a.a…” linear.
const LONGEST_INITIALS: usize = 31;

/// `U`, `U.S`: single ASCII letters with full stops between.
fn is_initials(word: &str) -> bool {
    !word.is_empty()
        && word.len() <= LONGEST_INITIALS
        && word.bytes().enumerate().all(|(i, b)| if i % 2 == 0 { b.is_ascii_alphabetic() } else { b == b'.' })
        && word.len() % 2 == 1
}

/// The end of the ASCII word that starts at `start`, and its shape; `Err` if it touches a non-ASCII byte.
fn ascii_word(bytes: &[u8], start: usize) -> Result<(usize, Shape), ()> {
    let mut shape = Shape::default();
    let mut at = start;
    loop {
        let Some(&byte) = bytes.get(at) else { return Ok((at, shape)) };
        match KIND[byte as usize] {
            Kind::Lower => shape.lower += 1,
            Kind::Upper => shape.upper(at == start),
            Kind::Digit => shape.digits |= byte != b'_',
            Kind::Wide => return Err(()),
            Kind::White => return Ok((at, shape)),
            Kind::Mark => {
                if !joins(bytes, start, at) {
                    return Ok((at, shape));
                }
            }
        }
        at += 1;
    }
}

/// [`is_joiner`] for ASCII; splits off a final ’s.
fn joins(bytes: &[u8], start: usize, at: usize) -> bool {
    let (Some(&previous), Some(&next)) = (at.checked_sub(1).and_then(|i| bytes.get(i)), bytes.get(at + 1)) else {
        return false;
    };
    match bytes.get(at) {
        Some(b'\'') => inside_word(bytes, at) && !is_final_s(bytes, at + 1),
        Some(b'.') => {
            previous.is_ascii_digit() && next.is_ascii_digit()
                || next.is_ascii_alphabetic()
                    && bytes.get(start..at).and_then(|w| std::str::from_utf8(w).ok()).is_some_and(is_initials)
        }
        Some(b',') => previous.is_ascii_digit() && next.is_ascii_digit(),
        _ => false,
    }
}

/// An apostrophe between two ASCII letters.
fn inside_word(bytes: &[u8], at: usize) -> bool {
    let letter = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphabetic);
    letter(at.checked_sub(1).and_then(|i| bytes.get(i))) && letter(bytes.get(at + 1))
}

/// An s that ends its word, by the rules of the tailoring.
fn is_final_s(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at), Some(b's' | b'S'))
        && !bytes.get(at + 1).is_some_and(|&b| is_ascii_word(b) || b == b'\'' && inside_word(bytes, at + 1))
}

/// Counts of the kinds of characters in a word.
#[derive(Clone, Copy, Default)]
struct Shape {
    lower: u32,
    upper: u32,
    first_upper: bool,
    digits: bool,
    other_script: bool,
}

impl Shape {
    fn upper(&mut self, first: bool) {
        self.upper += 1;
        self.first_upper |= first;
    }

    fn of(word: &str) -> Self {
        let mut shape = Self::default();
        for (at, c) in word.char_indices() {
            if c.is_uppercase() {
                shape.upper(at == 0);
            } else if c.is_lowercase() {
                shape.lower += 1;
            } else if c.is_numeric() {
                shape.digits = true;
            } else if c.is_alphabetic() {
                shape.other_script = true;
            }
        }
        shape
    }

    fn class(self, word: &str) -> ClassBits {
        if word.starts_with(|c: char| c.is_numeric()) {
            return number_class(word, self.lower + self.upper > 0 || self.other_script);
        }
        let mut class = ClassBits::WORD;
        if self.other_script {
            class |= ClassBits::OTHER_SCRIPT;
        }
        class
            | match (self.upper, self.lower) {
                (0, 0) => ClassBits::empty(),
                (0, _) => ClassBits::LOWER,
                (1, _) if self.first_upper => ClassBits::CAPITALISED,
                (_, 0) => ClassBits::UPPER,
                _ => ClassBits::empty(),
            }
    }
}

fn number_class(word: &str, letters: bool) -> ClassBits {
    let mut class = ClassBits::NUMBER;
    if letters {
        let ending = word.trim_start_matches(|c: char| c.is_ascii_digit());
        let ordinal = ["st", "nd", "rd", "th"].iter().any(|o| ending.eq_ignore_ascii_case(o));
        class |= if ordinal { ClassBits::ORDINAL } else { ClassBits::WORD };
    } else if word.len() == 4 && ("1000"..="2199").contains(&word) && word.bytes().all(|b| b.is_ascii_digit()) {
        class |= ClassBits::YEAR;
    }
    class
}

fn mark_class(mark: char) -> ClassBits {
    let kind = match mark {
        '"' | '＂' => ClassBits::QUOTE,
        '“' | '„' | '‟' | '«' | '‹' | '「' | '『' | '‚' => ClassBits::OPEN_QUOTE,
        // German closes with “, and » opens in some languages. The class says what a mark can be in any language.
        '”' | '»' | '›' | '」' | '』' => ClassBits::CLOSE_QUOTE,
        '‘' => ClassBits::OPEN_QUOTE,
        '’' | '\'' => ClassBits::CLOSE_QUOTE,
        ',' | '，' | '、' => ClassBits::COMMA,
        '.' | '!' | '?' | '…' | '。' | '！' | '？' | '．' | '।' | '॥' | '۔' => ClassBits::STOP,
        '-' | '‐' | '‑' | '–' | '—' | '―' => ClassBits::HYPHEN,
        OBJECT => ClassBits::OBJECT,
        _ => ClassBits::empty(),
    };
    ClassBits::PUNCT | kind
}

#[derive(Clone, Copy)]
enum Kind {
    White,
    Lower,
    Upper,
    /// Digits, and the underscore, which joins words like a letter.
    Digit,
    Mark,
    Wide,
}

const KIND: [Kind; 256] = {
    let mut table = [Kind::Mark; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b' ' | b'\t' | b'\n' | b'\r' | 0x0c | 0x0b => Kind::White,
            b'a'..=b'z' => Kind::Lower,
            b'A'..=b'Z' => Kind::Upper,
            b'0'..=b'9' | b'_' => Kind::Digit,
            0x80..=0xff => Kind::Wide,
            _ => Kind::Mark,
        };
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Sink, tokenize};
    use crate::span::TextSpan;
    use crate::{ClassBits, Token, Words};

    fn tokens(text: &str) -> Vec<Token> {
        let (mut words, mut tokens) = (Words::default(), Vec::new());
        tokenize(text, TextSpan::from_range(0..text.len()), &mut words, &mut tokens);
        tokens
    }

    fn texts(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|t| &text[t.span.range()]).collect()
    }

    /// Sends the whole text through the Unicode path, chunk by chunk.
    fn slow(text: &str) -> Vec<Token> {
        let (mut words, mut tokens) = (Words::default(), Vec::new());
        let mut sink = Sink { text, base: 0, words: &mut words, tokens: &mut tokens, space: true };
        let mut at = 0;
        while at < text.len() {
            if text.as_bytes()[at].is_ascii_whitespace() || text.as_bytes()[at] == 0x0b {
                sink.space = true;
                at += 1;
            } else {
                at = sink.unicode_chunk(at);
            }
        }
        if let Some(first) = tokens.first_mut() {
            first.class |= ClassBits::UNIT_START | ClassBits::SENTENCE_START | ClassBits::SPACE_BEFORE;
        }
        tokens
    }

    #[test]
    fn words_numbers_and_marks() {
        assert_eq!(texts("China's 1,000.5 don't stop."), ["China", "'s", "1,000.5", "don't", "stop", "."]);
        assert_eq!(texts("China’s U.S. e-mail"), ["China", "’s", "U.S", ".", "e", "-", "mail"]);
        assert_eq!(texts("China‘s way.In"), ["China", "‘", "s", "way", ".", "In"]);
        assert_eq!(texts("新冠 governance…China"), ["新", "冠", "governance", "…", "China"]);
        assert_eq!(texts("“G20”, 5%"), ["“", "G20", "”", ",", "5", "%"]);
        assert_eq!(texts("\u{a0}\u{fe00} a"), ["\u{fe00}", "a"]);
        assert_eq!(texts("la col·lecció, CAL·LA a·b"), ["la", "col·lecció", ",", "CAL·LA", "a", "·", "b"]);
        assert_eq!(texts("l\u{2027}l ·l"), ["l\u{2027}l", "·", "l"]);
        assert_eq!(texts("\u{1b}[1mbold\u{1b}[0m [x"), ["\u{1b}[1m", "bold", "\u{1b}[0m", "[", "x"]);
        assert_eq!(texts("é\u{1b}[31;1mün"), ["é", "\u{1b}[31;1m", "ün"]);
        assert_eq!(texts("(EU)'s students' 7’s"), ["(", "EU", ")", "'", "s", "students", "'", "7", "’", "s"]);
        assert!(texts(" \t\n").is_empty());
    }

    #[test]
    fn classes_of_shape() {
        let class = |text: &str| tokens(text)[0].class;
        assert!(class("2020").contains(ClassBits::NUMBER | ClassBits::YEAR));
        assert!(!class("9999").intersects(ClassBits::YEAR));
        assert!(class("23rd").contains(ClassBits::ORDINAL) && !class("23rd").intersects(ClassBits::WORD));
        assert!(class("5G").contains(ClassBits::NUMBER | ClassBits::WORD));
        assert!(class("Élan").contains(ClassBits::CAPITALISED));
        assert!(class("WTO").contains(ClassBits::UPPER));
        assert!(class("A").contains(ClassBits::CAPITALISED));
        assert!(!class("iPhone").intersects(ClassBits::CAPITALISED | ClassBits::LOWER | ClassBits::UPPER));
        assert!(class("新").contains(ClassBits::OTHER_SCRIPT));
    }

    proptest! {
        #[test]
        fn fast_and_slow_path_agree(text in "[a-zA-Z0-9_'.,;:!?() \t\"@\u{1b}\\[-]{0,40}") {
            prop_assert_eq!(tokens(&text), slow(&text));
        }

        #[test]
        fn tokens_tile_the_text(text in "(?s).{0,60}") {
            let mut at = 0;
            for token in tokens(&text) {
                let gap = text.get(at..token.span.start as usize);
                prop_assert!(gap.is_some_and(|g| g.chars().all(char::is_whitespace)), "{gap:?}");
                prop_assert!(!token.span.is_empty() && text.get(token.span.range()).is_some());
                prop_assert_eq!(token.is(ClassBits::SPACE_BEFORE), at == 0 || gap != Some(""));
                at = token.span.end as usize;
            }
            prop_assert!(text[at..].chars().all(char::is_whitespace));
        }
    }
}
