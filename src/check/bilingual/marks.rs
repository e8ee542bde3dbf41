//! Brackets and quotation marks that pair up in the source and not in the translation, and the mark at the end of a unit.

use serde::Deserialize;

use super::super::Check;
use crate::engine::{Context, Pair, Sink};
use crate::language::LanguageId;
use crate::rule::pattern::only_of;
use crate::span::TextSpan;
use crate::text::{ClassBits, Words};

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
        for pair in context.pairs() {
            let source = context.source_slice(pair.source.span);
            let target = context.slice(pair.unit.target.span);
            match self.0 {
                Of::Brackets => brackets(&pair, source, target, sink),
                Of::Quotes => quotes(context, &pair, source, target, sink),
                Of::End => end(context, &pair, source, target, sink),
            }
        }
    }
}

/// Openings and closings that may stand for each other.
const BRACKETS: [(&[char], &[char]); 3] =
    [(&['(', '（'], &[')', '）']), (&['[', '［', '【'], &[']', '］', '】']), (&['{', '｛'], &['}', '｝'])];

fn brackets(pair: &Pair<'_>, source: &str, target: &str, sink: &mut Sink<'_>) {
    for (open, close) in BRACKETS {
        let count = |text: &str, marks: &[char]| text.matches(marks).count();
        let (opened, closed) = (count(target, open), count(target, close));
        if opened == closed || count(source, open) != count(source, close) {
            continue;
        }
        // A bracket around what the source has none around is a list's or a face.
        if count(source, open) == 0 && opened == 0 {
            continue;
        }
        let (marks, which) = if opened > closed { (open, "closed") } else { (close, "opened") };
        let Some((at, mark)) = lone(target, open, close, opened > closed) else { continue };
        debug_assert!(marks.contains(&mark));
        let span = at_offset(pair.unit.target.span, at, mark);
        let hit = sink.report(span).arg("detail", format!("“{mark}” is never {which}"));
        hit.in_source(pair.source.span, "source");
    }
}

/// The first bracket without a counterpart; of the opening ones the last that was not closed.
fn lone(text: &str, open: &[char], close: &[char], unclosed: bool) -> Option<(usize, char)> {
    let mut waiting = Vec::new();
    for (at, c) in text.char_indices() {
        if open.contains(&c) {
            waiting.push((at, c));
        } else if close.contains(&c) && waiting.pop().is_none() && !unclosed {
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

fn quotes(context: &Context<'_>, pair: &Pair<'_>, source: &str, target: &str, sink: &mut Sink<'_>) {
    let hebrew = |language: Option<LanguageId>| language.is_some_and(|l| matches!(l.code(), "he" | "iw" | "yi"));
    let in_target = marks(target, hebrew(Some(context.language)));
    let in_source = marks(source, hebrew(context.source_language)).len();
    if in_target.len().is_multiple_of(2) || !in_source.is_multiple_of(2) {
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

/// The quotation marks of a text, without those behind digits, which are inches or seconds, and straight ones between two
/// letters, which mark a Hebrew abbreviation.
fn marks(text: &str, hebrew: bool) -> Vec<(usize, char)> {
    let mut before = ' ';
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let follows = chars.peek().is_some_and(|(_, next)| next.is_alphabetic());
        let inches = matches!(c, '"' | '”') && before.is_ascii_digit();
        let abbreviation = hebrew && c == '"' && before.is_alphabetic() && follows;
        if QUOTES.contains(&c) && !inches && !abbreviation {
            found.push((at, c));
        }
        before = c;
    }
    found
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

fn end(context: &Context<'_>, pair: &Pair<'_>, source: &str, target: &str, sink: &mut Sink<'_>) {
    let words = context.source_tokens(pair.source_tokens).iter().filter(|t| t.is(ClassBits::WORD)).count();
    if words < FEWEST || target.is_empty() {
        return;
    }
    let language = context.language.code();
    let (there, here) = (end_of(source, ""), end_of(target, language));
    if there == here {
        return;
    }
    let tokens = context.unit_tokens(pair.target);
    let Some(last) = tokens.last() else { return };
    let hit = sink.report(last.span);
    hit.arg("detail", format!("{there:?} {here:?}")).in_source(pair.source.span, "source");
}

fn end_of(text: &str, language: &str) -> End {
    let closers =
        |c: char| c.is_whitespace() || QUOTES.contains(&c) || matches!(c, '\'' | '’' | ')' | '）' | ']' | '*');
    let text = text.trim_end_matches(closers);
    let mut last = text.chars().rev();
    match last.next() {
        Some('.') if last.next() == Some('.') => End::Ellipsis,
        Some('…' | '⋯') => End::Ellipsis,
        Some(':') if language == "hy" => End::Stop,
        Some(';' | '\u{37E}') if language == "el" => End::Question,
        Some('.' | '。' | '．' | '｡' | '।' | '॥' | '۔' | '։' | '።') => End::Stop,
        Some('?' | '？' | '؟' | '՞' | '⁇' | '⸮') => End::Question,
        Some('!' | '！' | '՜') => End::Exclamation,
        Some(':' | '：' | '፡') => End::Colon,
        Some(',' | '，' | '、' | '،') => End::Comma,
        _ => End::None,
    }
}
