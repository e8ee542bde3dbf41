//! What the words and punctuation of a line say about its place in a paragraph.

/// A heading has no more words than this.
const HEADING_WORDS: usize = 14;

/// The length of a list marker at the start of a line: a bullet or a number or letter with a full stop or parenthesis,
/// and white space. Numbers have at most three digits, so that a year is none.
pub(super) fn list_marker(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let length = match first {
        '-' | '*' | '+' | '–' | '•' | '·' | '‣' | '◦' | '▪' | '●' | '○' | '■' | '□' | '◆' | '►' => {
            first.len_utf8()
        }
        '0'..='9' | 'a'..='z' | 'A'..='Z' | '(' => numbering(text)?,
        _ => return None,
    };
    let behind = text.get(length..)?;
    let spaced = behind.starts_with(char::is_whitespace) && !behind.trim_start().is_empty();
    // A bullet that is no punctuation mark needs no space.
    let tight = matches!(first, '•' | '‣' | '▪' | '●' | '■' | '◆' | '►') && !behind.is_empty();
    (spaced || tight).then_some(length)
}

/// The length of `1.`, `12)`, `(3)`, `a)`.
fn numbering(text: &str) -> Option<usize> {
    let open = usize::from(text.starts_with('('));
    let rest = text.get(open..)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let letter = digits == 0 && rest.starts_with(|c: char| c.is_ascii_alphabetic());
    let label = if letter { 1 } else { digits };
    let closed = match rest.as_bytes().get(label)? {
        b')' => true,
        // `A. Smith` is a name.
        b'.' => open == 0 && !letter,
        _ => false,
    };
    (closed && (1..=3).contains(&label)).then_some(open + label + 1)
}

/// The length of the first word in characters; a sign of a writing system without spaces is a word.
pub(super) fn first_word(line: &str) -> u32 {
    let word = line.chars().take_while(|c| !c.is_whitespace());
    let length = word.enumerate().take_while(|&(i, c)| i == 0 || !sets_no_space(c)).count();
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// True for Chinese and Japanese characters and their punctuation, which may be parted at any line end.
fn sets_no_space(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FF65}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// True when the two lines are parted by no space once joined: Chinese or Japanese, or a word parted at its hyphen.
pub(super) fn joins_without_space(before: &str, after: &str) -> bool {
    let mut back = before.chars().rev();
    let (last, last_but_one, next) = (back.next(), back.next(), after.chars().next());
    let hyphen = last == Some('-') && last_but_one.is_some_and(char::is_alphabetic);
    (hyphen && next.is_some_and(char::is_alphabetic))
        || (last.is_some_and(sets_no_space) && next.is_some_and(sets_no_space))
}

/// The last character, closing quotation marks and brackets aside.
fn last_character(text: &str) -> Option<char> {
    text.chars().rev().find(|c| !matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '」' | '』' | '）' | '*' | '_'))
}

pub(super) fn ends_sentence(text: &str) -> bool {
    last_character(text).is_some_and(|c| matches!(c, '.' | '!' | '?' | ':' | '…' | '。' | '！' | '？' | '：'))
}

/// True for a line that reads as a heading: few words, the first not in lower case, no punctuation mark at the end.
pub(super) fn is_heading(text: &str) -> bool {
    let stopped = text.ends_with([',', ';', '，', '；', '、']) || ends_sentence(text);
    let first = text.chars().find(|c| c.is_alphabetic());
    !stopped && first.is_some_and(|c| !c.is_lowercase()) && text.split_whitespace().nth(HEADING_WORDS).is_none()
}
