//! `spacing`: missing and extra spaces around marks.

use serde::Deserialize;

use super::near::{after, before, first_byte, gap, glued_after, glued_before, text_of};
use super::spec::{Check, CheckSpec};
use crate::context::{Context, Sink};
use crate::rule::Applicability;
use crate::rule::options;
use mtlint_text::text::{ClassBits, Token, Words};
use mtlint_token::span::items_at;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    kind: Kind,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    BeforePunctuation,
    AfterStop,
    AfterComma,
    Double,
    InsideBrackets,
}

/// The tokens that a mark can follow: a word, a number, ’s, a closing quotation mark.
const ENDS_TEXT: ClassBits = ClassBits::WORD_OR_NUMBER.union(ClassBits::CLITIC).union(ClassBits::CLOSE_QUOTE);

/// Endings of hosts and files, which make “way.Com” a name and not the end of a sentence.
const ENDINGS: &[&str] = &[
    "com", "net", "org", "gov", "edu", "info", "io", "co", "cn", "uk", "ru", "js", "py", "html", "htm", "php", "asp",
    "aspx", "pdf", "doc", "docx", "txt", "jpg", "png", "gif", "exe", "zip", "tv", "me", "ai",
];

pub(super) const CHECK: CheckSpec = CheckSpec {
    name: "spacing",
    finds: "missing or extra spaces",
    options: "`kind` = `before-punctuation`, `after-stop`, `after-comma`, `double`, `inside-brackets`",
    build,
};

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    let Options { kind } = options(table)?;
    Ok(Box::new(Spacing { kind }))
}

struct Spacing {
    kind: Kind,
}

impl Check for Spacing {
    fn reads_text_only(&self) -> bool {
        true
    }

    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        match self.kind {
            Kind::BeforePunctuation => before_punctuation(context, sink),
            Kind::AfterStop => after_stop(context, sink),
            Kind::AfterComma => after_comma(context, sink),
            Kind::Double => double(context, sink),
            Kind::InsideBrackets => inside_brackets(context, sink),
        }
    }
}

/// True for white space in one line.
fn in_line(text: &str) -> bool {
    !text.is_empty() && !text.contains(['\n', '\r'])
}

fn before_punctuation(context: &Context<'_>, sink: &mut Sink<'_>) {
    const SPACED_MARK: ClassBits = ClassBits::PUNCT.union(ClassBits::SPACE_BEFORE);
    for (at, token) in context.analysis.tokens.iter().enumerate() {
        if !token.is(SPACED_MARK) || !matches!(first_byte(context, token), b',' | b'.' | b';' | b':' | b'?' | b'!') {
            continue;
        }
        let Some(left) = before(context, at) else { continue };
        // Glued to what follows, the mark begins something: .NET, :), ..., ?id=
        let closes = glued_after(context, at).is_none_or(|next| {
            next.any(ClassBits::CLOSE_QUOTE)
                || next.is(ClassBits::STOP) && !matches!(context.token_text(token), "." | ":")
        });
        let space = gap(left, token);
        if closes && ends_text(context, left) && in_line(context.slice(space)) {
            sink.report(space.to(token.span)).fix(space, "", Applicability::Safe);
        }
    }
}

fn ends_text(context: &Context<'_>, token: &Token) -> bool {
    token.any(ENDS_TEXT) || matches!(context.token_text(token), ")" | "]" | "%" | "\"")
}

fn after_stop(context: &Context<'_>, sink: &mut Sink<'_>) {
    for (at, token) in context.analysis.tokens.iter().enumerate() {
        if !token.is(ClassBits::STOP) || token.is(ClassBits::SPACE_BEFORE) {
            continue;
        }
        let Some(next) = glued_after(context, at).filter(|n| n.is(ClassBits::CAPITALISED)) else { continue };
        if !matches!(first_byte(context, token), b'.' | b'?' | b'!') {
            continue;
        }
        let sure = next.is(ClassBits::FUNCTION);
        // Two capitalised words can be one name: Yahoo!News, Kontur.Fokus.
        let name = !sure && glued_before(context, at).is_some_and(|l| l.is(ClassBits::CAPITALISED));
        if at > 0 && !name && ends_sentence(context, at) && starts_sentence(context, at + 1) {
            let applicability = if sure { Applicability::Safe } else { Applicability::Suggest };
            sink.report(token.span).fix(token.span, format!("{} ", context.token_text(token)), applicability);
        }
    }
}

/// True if the text before the mark at `stop` ends a sentence, and is not a host, a handle or a member name.
fn ends_sentence(context: &Context<'_>, stop: usize) -> bool {
    let Some(left) = glued_before(context, stop) else { return false };
    let text = context.token_text(left);
    let ends = left.is(ClassBits::WORD)
        && text.chars().count() > 1
        && text.chars().next_back().is_some_and(char::is_lowercase)
        || left.is(ClassBits::YEAR)
        || matches!(text, ")" | "%" | "”");
    // a.b.C, @name.C, /path.C
    ends && !matches!(text_of(context, glued_before(context, stop - 1)), "." | "@" | "/" | "_" | "\\" | "#")
}

/// True if the word at `at` begins a sentence, and is not a member or an ending.
fn starts_sentence(context: &Context<'_>, at: usize) -> bool {
    let Some(word) = context.analysis.tokens.get(at) else { return false };
    let text = context.token_text(word);
    let long = text.chars().nth(1).is_some() || word.is(ClassBits::FUNCTION);
    let goes_on = match text_of(context, glued_after(context, at)) {
        "." => glued_after(context, at + 1).is_some_and(|t| t.any(ClassBits::WORD_OR_NUMBER)),
        mark => matches!(mark, "/" | "=" | "(" | "_" | "@" | "&"),
    };
    long && !goes_on && !ENDINGS.contains(&context.words.get(word.word))
}

fn after_comma(context: &Context<'_>, sink: &mut Sink<'_>) {
    for (at, token) in context.analysis.tokens.iter().enumerate() {
        if !token.is(ClassBits::PUNCT) || token.is(ClassBits::SPACE_BEFORE) {
            continue;
        }
        let mark = match first_byte(context, token) {
            b',' => ", ",
            b';' => "; ",
            _ => continue,
        };
        let Some(next) = glued_after(context, at).filter(|n| n.is(ClassBits::WORD)) else { continue };
        let Some(left) = glued_before(context, at).filter(|l| l.any(ENDS_TEXT)) else { continue };
        let entity = mark == "; " && at > 1 && text_of(context, glued_before(context, at - 1)) == "&";
        // x,y and N,N-dimethyl
        let symbols = left.span.len() == 1 && next.span.len() == 1;
        if !entity && !symbols && !next.is(ClassBits::NUMBER) {
            sink.report(token.span).fix(token.span, mark, Applicability::Safe);
        }
    }
}

fn double(context: &Context<'_>, sink: &mut Sink<'_>) {
    let mut end = 0;
    for (at, token) in context.analysis.tokens.iter().enumerate() {
        let wide = token.span.start > end + 1;
        end = token.span.end;
        if !wide {
            continue;
        }
        let Some(left) = before(context, at) else { continue };
        let space = gap(left, token);
        let text = context.slice(space);
        let spaces = text.chars().all(|c| matches!(c, ' ' | '\u{a0}' | '\u{3000}')) && text.chars().nth(1).is_some();
        // Two spaces after a stop are a style.
        let typed =
            left.any(ClassBits::STOP.union(ClassBits::CLOSE_QUOTE)) || matches!(context.token_text(left), ")" | ":");
        if spaces && !typed {
            sink.report(space).fix(space, " ", Applicability::Safe);
        }
    }
}

fn inside_brackets(context: &Context<'_>, sink: &mut Sink<'_>) {
    // True inside square brackets with spaces at both ends: [ so ] is a style.
    let mut airy = false;
    for (at, token) in context.analysis.tokens.iter().enumerate() {
        if !token.is(ClassBits::PUNCT) {
            continue;
        }
        match first_byte(context, token) {
            b'[' => {
                airy = is_airy(context, at);
                if airy {
                    continue;
                }
            }
            b']' if std::mem::take(&mut airy) => continue,
            _ => {}
        }
        let span = match first_byte(context, token) {
            b'(' | b'[' => {
                let Some(next) = after(context, at).filter(|n| n.is(ClassBits::SPACE_BEFORE)) else { continue };
                // :( and the box [ ]
                let apart = glued_before(context, at).is_none_or(|l| l.any(ClassBits::WORD_OR_NUMBER));
                if !apart || !next.any(ClassBits::WORD_OR_NUMBER.union(ClassBits::OPEN_QUOTE)) {
                    continue;
                }
                (token.span.to(gap(token, next)), gap(token, next))
            }
            b')' | b']' if token.is(ClassBits::SPACE_BEFORE) => {
                let Some(left) = before(context, at).filter(|l| ends_text(context, l)) else { continue };
                (gap(left, token).to(token.span), gap(left, token))
            }
            _ => continue,
        };
        if in_line(context.slice(span.1)) {
            sink.report(span.0).fix(span.1, "", Applicability::Safe);
        }
    }
}

/// True if the square bracket at `open` and its closing one, not far away, both have a space inside.
fn is_airy(context: &Context<'_>, open: usize) -> bool {
    const FARTHEST: usize = 12;
    let tokens = items_at(&context.analysis.tokens, open + 1..);
    tokens.first().is_some_and(|t| t.is(ClassBits::SPACE_BEFORE))
        && tokens
            .iter()
            .take(FARTHEST)
            .find(|t| matches!(first_byte(context, t), b'[' | b']'))
            .is_some_and(|t| t.is(ClassBits::SPACE_BEFORE) && first_byte(context, t) == b']')
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("spacing/before-punctuation")
            .flags_text("The bell rang[[ ,]] and the gate opened.")
            .passes_text("The bell rang :) and the gate opened.");
        Tester::new("spacing/after-stop")
            .flags_text("The bell rang[[.]]The gate opened.")
            .passes_text("The bell rang at bell.Com today.");
        Tester::new("spacing/after-comma")
            .flags_text("The bell rang[[,]]and the gate opened.")
            .passes_text("The bell rang, and N,N-dimethyl burned.");
        Tester::new("spacing/double").flags_text("The bell[[  ]]rang.").passes_text("The bell rang.  The gate opened.");
        Tester::new("spacing/inside-brackets")
            .flags_text("The bell ([[]]rang) twice.".replace("([[]]rang)", "[[( ]]it rang)").as_str())
            .passes_text("The bell (it rang) twice.");
    }
}
