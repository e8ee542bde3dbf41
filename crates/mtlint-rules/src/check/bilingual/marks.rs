//! Brackets and quotation marks that pair up in the source and not in the translation, and the mark at the end of a unit.

use std::ops::Range;

use serde::Deserialize;

use super::super::Check;
use super::neighbours::Neighbours;
use crate::context::{Context, Sink, UnitPair};
use crate::rule::only_of;
use mtlint_format::document::{Side, Text};
use mtlint_text::language::Facts;
use mtlint_text::text::{ClassBits, Words};
use mtlint_token::span::TextSpan;

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Of {
    /// Round, square and curly brackets.
    Brackets,
    /// Double quotation marks of any language.
    Quotes,
    /// The last mark.
    End,
}

pub(in super::super) fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    Ok(Box::new(Marks(only_of(table)?)))
}

struct Marks(Of);

impl Check for Marks {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        if self.0 == Of::End {
            context.pairs().for_each(|pair| end(context, &pair, sink));
            return;
        }
        let neighbours = Neighbours::of(context);
        for (at, pair) in neighbours.pairs() {
            let near = || neighbours.of_sentence(context, at);
            match self.0 {
                Of::Quotes => quotes(context, pair, near(), sink),
                _ => brackets(context, pair, near, sink),
            }
        }
    }
}

/// Both sides of a pair.
fn sides<'a>(context: &Context<'a>, pair: &UnitPair<'_>) -> (&'a str, &'a str) {
    (context.source_slice(pair.source.span), context.slice(pair.unit.target.span))
}

/// Openings and closings that may stand for each other.
const BRACKETS: [(&[char], &[char]); 3] =
    [(&['(', '（'], &[')', '）']), (&['[', '［', '【'], &[']', '］', '】']), (&['{', '｛'], &['}', '｝'])];

fn brackets<'a, I: Iterator<Item = &'a UnitPair<'a>>>(
    context: &Context<'_>,
    pair: &UnitPair<'_>,
    near: impl Fn() -> I,
    sink: &mut Sink<'_>,
) {
    let (source, target) = sides(context, pair);
    for (open, close) in BRACKETS {
        if !source.contains(open) && !target.contains(open) && !target.contains(close) {
            continue;
        }
        let (there, here) = (bracket_marks(source, open, close), bracket_marks(target, open, close));
        let (surplus, count) = (surplus(&here, open), here.len());
        if surplus == 0 || self::surplus(&there, open) != 0 {
            continue;
        }
        // A bracket around what the source has none around is a list's or a face.
        if there.is_empty() && count == here.iter().filter(|(_, c)| close.contains(c)).count() {
            continue;
        }
        // A sentence that runs over several units may close its brackets in another one than the source.
        let elsewhere = near().map(|other| self::surplus(&bracket_marks(sides(context, other).1, open, close), open));
        if elsewhere.into_iter().any(|other| other == -surplus) {
            continue;
        }
        let which = if surplus > 0 { "closed" } else { "opened" };
        let Some((at, mark)) = lone(&here, open, surplus > 0) else { continue };
        let span = at_offset(pair.unit.target.span, at, mark);
        let hit = sink.report(span).arg("detail", format!("“{mark}” is never {which}"));
        hit.in_source(pair.source.span, "source");
    }
}

/// How many more brackets a text opens than it closes.
fn surplus(marks: &[(usize, char)], open: &[char]) -> i32 {
    marks.iter().map(|(_, mark)| if open.contains(mark) { 1 } else { -1 }).sum()
}

/// The brackets of one shape that stand in the text: no part of terminal sequences, faces and code between backticks.
fn bracket_marks(text: &str, open: &[char], close: &[char]) -> Vec<(usize, char)> {
    let code = code_spans(text);
    let is_mark = |at: usize, c: char| {
        let (head, tail) = (text.get(..at).unwrap_or_default(), text.get(at + c.len_utf8()..).unwrap_or_default());
        !is_escape(head, c) && !is_face(head, tail) && !code.iter().any(|span| span.contains(&at))
    };
    let marks = text.char_indices().filter(|(_, c)| open.contains(c) || close.contains(c));
    marks.filter(|(at, c)| is_mark(*at, *c)).collect()
}

/// True for the bracket of `ESC [ 1 m`, which changes the colour of a terminal.
fn is_escape(head: &str, mark: char) -> bool {
    mark == '[' && ["\u{1B}", "\\033", "\\e", "\\x1b", "\\x1B"].iter().any(|escape| head.ends_with(escape))
}

/// True for the mouth of `:(` and `;-)`.
fn is_face(head: &str, tail: &str) -> bool {
    let head = head.strip_suffix(['-', '\'']).unwrap_or(head);
    head.ends_with([':', ';']) && !tail.starts_with(char::is_alphanumeric) && {
        let before = head.chars().rev().nth(1);
        before.is_none_or(char::is_whitespace)
    }
}

/// The insides of code between backticks; none where the text quotes `in this way'.
fn code_spans(text: &str) -> Vec<Range<usize>> {
    const LONGEST: usize = 60;
    if !text.contains('`') {
        return Vec::new();
    }
    let ticks: Vec<usize> = text.match_indices('`').map(|(at, _)| at).collect();
    let (pairs, rest) = ticks.as_chunks::<2>();
    let spans = pairs.iter().map(|[from, to]| from + 1..*to);
    let is_code = |span: &Range<usize>| {
        text.get(span.clone()).is_some_and(|inner| inner.len() <= LONGEST && !inner.contains(['\'', '\n']))
    };
    if rest.is_empty() { spans.filter(is_code).collect() } else { Vec::new() }
}

/// The first bracket without a counterpart; of the opening ones the last that was not closed.
fn lone(marks: &[(usize, char)], open: &[char], unclosed: bool) -> Option<(usize, char)> {
    let mut waiting = Vec::new();
    for &(at, c) in marks {
        if open.contains(&c) {
            waiting.push((at, c));
        } else if waiting.pop().is_none() && !unclosed {
            return Some((at, c));
        }
    }
    waiting.pop().filter(|_| unclosed)
}

fn at_offset(span: TextSpan, at: usize, mark: char) -> TextSpan {
    let inner = TextSpan::from_range(at..at + mark.len_utf8());
    TextSpan::new(span.start + inner.start, span.start + inner.end)
}

const QUOTES: &[char] = &['"', '“', '”', '„', '‟', '«', '»', '「', '」', '『', '』', '＂', '〝', '〞', '〟'];

fn quotes<'a>(
    context: &Context<'_>,
    pair: &UnitPair<'_>,
    mut near: impl Iterator<Item = &'a UnitPair<'a>>,
    sink: &mut Sink<'_>,
) {
    let (source, target) = sides(context, pair);
    let is_odd = |text: &str| !marks(text, context.facts).len().is_multiple_of(2);
    if !target.contains(QUOTES) || speaks_of_marks(source) {
        return;
    }
    let in_target = marks(target, context.facts);
    let in_source = marks(source, context.source_facts()).len() + entities(&context.document.source, pair.source);
    let written = entities(&context.document.target, pair.unit.target);
    if (in_target.len() + written).is_multiple_of(2) || !in_source.is_multiple_of(2) {
        return;
    }
    if near.any(|other| is_odd(sides(context, other).1)) {
        return;
    }
    let Some((at, mark)) = in_target.last().copied() else { return };
    let hit = sink.report(at_offset(pair.unit.target.span, at, mark));
    hit.arg(
        "detail",
        match in_target.len() {
            1 => "A quotation mark stands alone".to_owned(),
            count => format!("The {count} quotation marks do not pair up"),
        },
    );
    hit.in_source(pair.source.span, "source");
}

/// True for a source that is a mark, or begins or ends in a single one that has no partner: “'” is what it speaks of, or the rest of
/// a sentence that a program puts together.
fn speaks_of_marks(source: &str) -> bool {
    let is_single = |c: char| matches!(c, '\'' | '`' | '‘' | '’');
    if !source.chars().any(char::is_alphabetic) {
        return true;
    }
    if !source.starts_with(is_single) && !source.ends_with(is_single) {
        return false;
    }
    let mut before = ' ';
    let mut alone = 0;
    let mut chars = source.chars().peekable();
    while let Some(c) = chars.next() {
        let inside = before.is_alphanumeric() && chars.peek().is_some_and(|next| next.is_alphanumeric());
        alone += usize::from(is_single(c) && !inside);
        before = c;
    }
    alone % 2 == 1
}

/// The quotation marks that are written as entities, which leave none in the text.
fn entities(text: &Text, side: Side) -> usize {
    const NAMES: &[&str] = &[
        "&quot;", "&laquo;", "&raquo;", "&ldquo;", "&rdquo;", "&bdquo;", "&#34;", "&#8216;", "&#8217;", "&#8220;",
        "&#8221;", "&#171;", "&#187;",
    ];
    let in_text = text.slice(side.span);
    let in_text = if in_text.contains('&') { NAMES.iter().map(|name| in_text.matches(name).count()).sum() } else { 0 };
    in_text + text.objects_of(side).filter(|(_, literal)| NAMES.contains(literal)).count()
}

/// The quotation marks of a text that mark a quotation. The others: behind digits, where none is open, inches and seconds;
/// straight ones between two letters, which mark a Hebrew abbreviation; arrows; marks between brackets or other marks, which
/// are what is spoken of; rows that underline; marks in code.
fn marks(text: &str, facts: &Facts) -> Vec<(usize, char)> {
    if !text.contains(QUOTES) {
        return Vec::new();
    }
    let hebrew = facts.quotes.abbreviates;
    // « mot » with spaces inside.
    let paired = facts.quotes.inner_space || (text.contains('«') && text.contains('»'));
    let code = code_spans(text);
    let mut before = ' ';
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        // Yiddish closes with the mark of its abbreviations.
        let closes = hebrew && c == '״' && chars.peek().is_none_or(|(_, next)| !next.is_alphabetic());
        if !QUOTES.contains(&c) && !closes {
            before = c;
            continue;
        }
        if row(text, at, c) >= UNDERLINE {
            while chars.next_if(|(_, next)| *next == c).is_some() {}
            before = c;
            continue;
        }
        let next = chars.peek().map(|(_, next)| *next);
        let follows = next.is_some_and(char::is_alphabetic);
        let inches = matches!(c, '"' | '”') && before.is_ascii_digit() && found.len().is_multiple_of(2) && !follows;
        let abbreviation = hebrew && c == '"' && before.is_alphabetic() && follows;
        let arrow = !paired && is_arrow(c, before, next);
        if !inches && !abbreviation && !arrow && !is_content(before, next) && !code.iter().any(|s| s.contains(&at)) {
            found.push((at, c));
        }
        before = c;
    }
    found
}

/// So many equal marks are an underline.
const UNDERLINE: usize = 4;

/// How many equal marks stand in a row from a place on.
fn row(text: &str, at: usize, mark: char) -> usize {
    text.get(at..).unwrap_or_default().chars().take(UNDERLINE).take_while(|c| *c == mark).count()
}

/// True for `»` between spaces, which leads to the next page or menu. French sets its quotation marks so.
fn is_arrow(mark: char, before: char, next: Option<char>) -> bool {
    matches!(mark, '«' | '»') && before.is_whitespace() && next.is_none_or(char::is_whitespace)
}

/// True between an opening and a closing mark: `(")`, `'"'`.
fn is_content(before: char, next: Option<char>) -> bool {
    let opens = matches!(before, '(' | '[' | '{' | '（' | '「' | '\'' | '`' | '‘' | '“' | '«' | '„' | '‹');
    opens
        && next.is_some_and(|c| {
            matches!(c, ')' | ']' | '}' | '）' | '」' | '\'' | '`' | '’' | '‘' | '”' | '“' | '»' | '›')
        })
}

/// What a text ends in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Stop,
    Question,
    Exclamation,
    Colon,
    Ellipsis,
    Comma,
    /// A letter, a number, anything else.
    None,
}

/// Units with fewer words end as they like.
const FEWEST: usize = 3;

fn end(context: &Context<'_>, pair: &UnitPair<'_>, sink: &mut Sink<'_>) {
    let (source, target) = sides(context, pair);
    let words = context.source_tokens(pair.source_tokens).iter().filter(|t| t.is(ClassBits::WORD)).count();
    if words < FEWEST || target.is_empty() {
        return;
    }
    let (there, here) = (end_of(source, context.source_facts()), end_of(target, context.facts));
    if there == here {
        return;
    }
    let tokens = context.unit_tokens(pair.target);
    let Some(last) = tokens.last() else { return };
    let hit = sink.report(last.span);
    hit.arg("detail", format!("{there:?} {here:?}")).in_source(pair.source.span, "source");
}

fn end_of(text: &str, facts: &Facts) -> End {
    let closers =
        |c: char| c.is_whitespace() || QUOTES.contains(&c) || matches!(c, '\'' | '’' | ')' | '）' | ']' | '*');
    let text = text.trim_end_matches(closers);
    let mut last = text.chars().rev();
    match last.next() {
        Some('.') if last.next() == Some('.') => End::Ellipsis,
        Some('…' | '⋯') => End::Ellipsis,
        Some(mark) if facts.stops.contains(&mark) => End::Stop,
        Some(mark) if facts.questions.marks.contains(&mark) => End::Question,
        Some('.' | '。' | '．' | '｡' | '।' | '॥' | '۔' | '։' | '።') => End::Stop,
        Some('?' | '？' | '؟' | '՞' | '⁇' | '⸮') => End::Question,
        Some('!' | '！' | '՜') => End::Exclamation,
        Some(':' | '：' | '፡') => End::Colon,
        Some(',' | '，' | '、' | '،') => End::Comma,
        _ => End::None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{BRACKETS, Facts, bracket_marks, marks, speaks_of_marks, surplus};

    #[test]
    fn marks_that_quote_are_counted() {
        let facts = |code: &str| Facts::of(code.parse().unwrap());
        for (text, count) in [
            ("Der Wert „Satz 2\" gilt.", 2),
            ("Das 5\"-Rohr heißt „kurz“.", 2),
            ("Nimm 3\" oder 4\".", 0),
            ("\"2\" und \"a1\"", 4),
            ("Weiter »", 0),
            ("Datei » Öffnen", 0),
            ("»Hafen« ist klein", 2),
            ("« Hafen ». Klein", 2),
            ("Ein Zeichen (\") fehlt", 0),
            ("Setzen Sie '\"' davor", 0),
            ("Ein Titel\n\"\"\"\"\"\"\"\"\"", 0),
            ("Schreiben Sie `say \"` hier", 0),
        ] {
            assert_eq!(marks(text, facts("de")).len(), count, "{text}");
        }
        assert_eq!(marks("« port » et « quai »", facts("fr")).len(), 4);
    }

    #[test]
    fn sources_that_speak_of_marks() {
        for text in ["`", "'\n\n", "The commands of keyword `", "' was not found"] {
            assert!(speaks_of_marks(text), "{text}");
        }
        for text in ["'harbour' was not found", "Don't close `harbour'", "The \"harbour\""] {
            assert!(!speaks_of_marks(text), "{text}");
        }
    }

    #[test]
    fn brackets_that_enclose_are_counted() {
        let surplus = |text: &str, shape: usize| {
            let (open, close) = BRACKETS[shape];
            surplus(&bracket_marks(text, open, close), open)
        };
        assert_eq!(surplus("\u{1B}[1mport\u{1B}[0m [a]", 1), 0);
        assert_eq!(surplus("\\033[1mport", 1), 0);
        assert_eq!(surplus("Schade :( oder (nicht) ;-)", 0), 0);
        assert_eq!(surplus("Das Zeichen `(` fehlt", 0), 0);
        assert_eq!(surplus("Der Hafen (klein", 0), 1);
        assert_eq!(surplus("Siehe: (Hafen", 0), 1);
    }
}
