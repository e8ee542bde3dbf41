//! Patterns: text, placeables, and the variants of selectors.

use super::{Malformed, Reader};
use crate::document::{ObjectKind, SideText};
use crate::format::unit_writer::{plural_category, push_char};
use mtlint_token::span::FileSpan;

/// Placeables are not read deeper than this.
const DEEPEST: u32 = 16;

/// Reads a pattern and adds its segments: its text, then each variant of its selectors, with `key[variant]` as key.
/// False when there is none.
pub(super) fn read_pattern(reader: &mut Reader<'_>, key: &str) -> Result<bool, Malformed> {
    let mut found = Found { variants: Vec::new() };
    let side = pattern(reader, &mut found, key, 0)?;
    let Some(side) = side else { return Ok(false) };
    // A pattern of nothing but a selector has no text of its own.
    let bare =
        found.variants.is_empty() || !side.text().chars().all(|c| c.is_whitespace() || c == crate::document::OBJECT);
    if bare {
        reader.segments.segment(key, &side);
    }
    for variant in found.variants {
        reader.segments.segment(&variant.key, &variant.side);
        if let Some((group, index, category)) = variant.plural {
            reader.segments.plural(group, index, Some(category));
        }
    }
    Ok(true)
}

struct Found {
    variants: Vec<Variant>,
}

struct Variant {
    key: String,
    side: SideText,
    /// Its group, its place among the forms, its category.
    plural: Option<(u32, u32, &'static str)>,
}

/// Text and placeables up to a line that does not continue the pattern; `None` where there are none.
fn pattern(reader: &mut Reader<'_>, found: &mut Found, key: &str, depth: u32) -> Result<Option<SideText>, Malformed> {
    reader.blanks();
    let start = reader.cursor.at;
    let mut side = SideText::new(FileSpan::from_range(start..start));
    let mut any = false;
    loop {
        let from = reader.cursor.at;
        reader.cursor.take_while(|c| !matches!(c, '{' | '}' | '\n' | '\r'));
        let text = reader.cursor.slice(from, reader.cursor.at);
        // Blanks at the end of a pattern are none of it.
        let is_last = reader.cursor.peek() != Some('{') && continuation(reader).is_none();
        let length = if is_last { text.trim_end_matches(' ').len() } else { text.len() };
        if length > 0 {
            any = true;
            side.verbatim(reader.content, FileSpan::from_range(from..from + length));
        }
        match reader.cursor.peek() {
            Some('{') => {
                any = true;
                placeable(reader, found, &mut side, key, depth)?;
            }
            Some('}') => return if depth > 0 { Ok(any.then_some(side)) } else { Err(reader.malformed()) },
            Some(_) => {
                let Some(next) = continuation(reader) else { return Ok(any.then_some(side)) };
                let from = reader.cursor.at;
                if any {
                    let lines = reader.cursor.slice(from, next).matches('\n').count();
                    side.replaced(if lines > 1 { "\n\n" } else { " " }, FileSpan::from_range(from..next));
                }
                reader.cursor.at = next;
            }
            None => return Ok(any.then_some(side)),
        }
    }
}

/// Where the text of the next line that is not blank begins, if that line continues the pattern.
fn continuation(reader: &Reader<'_>) -> Option<usize> {
    let mut ahead = reader.cursor;
    let mut line = ahead.at;
    loop {
        ahead.take_while(|c| c == ' ');
        if !ahead.eat_line_end() {
            break;
        }
        line = ahead.at;
    }
    let indented = ahead.at > line;
    match ahead.peek()? {
        '{' => Some(ahead.at),
        '}' | '.' | '[' | '*' => None,
        _ => indented.then_some(ahead.at),
    }
}

/// From `{` to `}`.
fn placeable(
    reader: &mut Reader<'_>,
    found: &mut Found,
    side: &mut SideText,
    key: &str,
    depth: u32,
) -> Result<(), Malformed> {
    let start = reader.cursor.at;
    reader.cursor.eat("{");
    reader.white_space();
    if depth >= DEEPEST {
        return Err(reader.malformed());
    }
    let literal = expression(reader, found, key, depth)?;
    reader.white_space();
    if !reader.cursor.eat("}") {
        return Err(reader.malformed());
    }
    let span = FileSpan::from_range(start..reader.cursor.at);
    match literal {
        Expression::Text(text) => match text.chars().next() {
            Some(c) if text.chars().count() == 1 => push_char(side, c, start, reader.cursor.at),
            _ => side.replaced(&text, span),
        },
        Expression::Value(text) => {
            side.object(&format!("{{ {} }}", name(&text)), ObjectKind::Placeholder, span, true);
        }
        Expression::Select(text) => side.object(&format!("{{ {} -> }}", name(&text)), ObjectKind::Other, span, true),
    }
    Ok(())
}

/// What an expression is compared by: the name of what it puts in. Which case of a term a sentence needs and how a
/// number is written is the language's choice: `-brand` for `-brand(case: "gen")`, `$n` for `NUMBER($n,
/// minimumFractionDigits: 1)`.
fn name(expression: &str) -> &str {
    let Some((called, arguments)) = expression.split_once('(') else { return expression };
    if called.starts_with('-') {
        return called.trim_end();
    }
    let argument = arguments.split([',', ')']).next().unwrap_or_default().trim();
    if argument.starts_with('$') { argument } else { expression }
}

enum Expression {
    /// A string literal.
    Text(String),
    /// Anything that is computed, as it is written but for white space.
    Value(String),
    /// A choice by such a value.
    Select(String),
}

/// What stands in a placeable.
fn expression(reader: &mut Reader<'_>, found: &mut Found, key: &str, depth: u32) -> Result<Expression, Malformed> {
    let start = reader.cursor.at;
    let text = match reader.cursor.peek() {
        Some('"') => Some(string(reader)?),
        Some('{') => {
            let mut inner = SideText::default();
            placeable(reader, found, &mut inner, key, depth + 1)?;
            None
        }
        _ => {
            inline(reader)?;
            None
        }
    };
    let literal: String = reader.cursor.slice(start, reader.cursor.at).split_whitespace().collect::<Vec<_>>().join(" ");
    reader.white_space();
    if reader.cursor.eat("->") {
        variants(reader, found, key, depth)?;
        return Ok(Expression::Select(literal));
    }
    Ok(text.map_or(Expression::Value(literal), Expression::Text))
}

/// A variable, a number, a reference or a call.
fn inline(reader: &mut Reader<'_>) -> Result<(), Malformed> {
    reader.cursor.eat("$");
    reader.cursor.eat("-");
    let name = reader.cursor.take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
    if name.is_empty() {
        return Err(reader.malformed());
    }
    let mut ahead = reader.cursor;
    ahead.take_while(|c| matches!(c, ' ' | '\n' | '\r'));
    if ahead.eat("(") {
        reader.cursor = ahead;
        arguments(reader)?;
    }
    Ok(())
}

/// The rest of a call, to the parenthesis that closes it.
fn arguments(reader: &mut Reader<'_>) -> Result<(), Malformed> {
    let mut depth = 1_u32;
    while depth > 0 {
        reader.cursor.take_while(|c| !matches!(c, '(' | ')' | '"' | '{' | '}'));
        match reader.cursor.peek() {
            Some('"') => {
                string(reader)?;
            }
            Some(c @ ('(' | ')')) => {
                reader.cursor.bump();
                depth = if c == '(' { depth + 1 } else { depth - 1 };
            }
            _ => return Err(reader.malformed()),
        }
    }
    Ok(())
}

/// A string literal.
fn string(reader: &mut Reader<'_>) -> Result<String, Malformed> {
    reader.cursor.eat("\"");
    let mut text = String::new();
    loop {
        text.push_str(reader.cursor.take_while(|c| !matches!(c, '"' | '\\' | '\n' | '\r')));
        match reader.cursor.bump() {
            Some('"') => return Ok(text),
            Some('\\') => {
                let digits = match reader.cursor.bump() {
                    Some('u') => 4,
                    Some('U') => 6,
                    Some(c @ ('"' | '\\')) => {
                        text.push(c);
                        continue;
                    }
                    _ => return Err(reader.malformed()),
                };
                let Some(code) = reader.cursor.take_hex(digits) else { return Err(reader.malformed()) };
                text.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            _ => return Err(reader.malformed()),
        }
    }
}

/// The variants behind `->`.
fn variants(reader: &mut Reader<'_>, found: &mut Found, key: &str, depth: u32) -> Result<(), Malformed> {
    let group = reader.groups;
    reader.groups += 1;
    let (mut index, mut has_default) = (0, false);
    let first = found.variants.len();
    loop {
        reader.white_space();
        if reader.cursor.peek() == Some('}') && index > 0 && has_default {
            unless_plural(found.variants.get_mut(first..).unwrap_or_default(), group);
            return Ok(());
        }
        has_default |= reader.cursor.eat("*");
        if !reader.cursor.eat("[") {
            return Err(reader.malformed());
        }
        reader.white_space();
        let name = reader.cursor.take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')).to_owned();
        reader.white_space();
        if name.is_empty() || !reader.cursor.eat("]") {
            return Err(reader.malformed());
        }
        // As in ICU messages, so that it is not taken for the index of an array.
        let exact = if name.bytes().all(|b| b.is_ascii_digit()) { "=" } else { "" };
        let key = format!("{key}[{exact}{name}]");
        // The variants inside this one come behind it.
        let mut inner = Found { variants: Vec::new() };
        let Some(side) = pattern(reader, &mut inner, &key, depth + 1)? else { return Err(reader.malformed()) };
        let plural = plural_category(&name).map(|category| (group, index, category));
        found.variants.push(Variant { key, side, plural });
        found.variants.append(&mut inner.variants);
        index += 1;
    }
}

/// A selector with no other category than `other` chooses by something else than a number: `[masculine] *[other]`.
fn unless_plural(variants: &mut [Variant], group: u32) {
    let is_of = |variant: &Variant| variant.plural.is_some_and(|(of, ..)| of == group);
    let counts = |variant: &Variant| variant.plural.is_some_and(|(of, _, category)| of == group && category != "other");
    if !variants.iter().any(counts) {
        variants.iter_mut().filter(|variant| is_of(variant)).for_each(|variant| variant.plural = None);
    }
}
