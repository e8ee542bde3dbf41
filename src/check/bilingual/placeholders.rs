//! Placeholders that a translation has lost, changed or added.

use super::super::{Check, remark};
use super::multiset::differences;
use crate::align::PLACEABLES;
use crate::document::{Object, ObjectKind, Side, Syntax, Text, Unit};
use crate::engine::{Context, Pair, Sink};
use crate::inline::{self, Choice, Conversion, conversions, read_choice};
use crate::span::{SourceSpan, TextSpan};
use crate::text::Words;

pub(in super::super) fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    if let Some(key) = table.keys().next() {
        return Err(format!("no option “{key}”"));
    }
    Ok(Box::new(Placeholders))
}

struct Placeholders;

/// A placeholder as the two sides are compared by.
#[derive(Debug)]
struct Item<'t> {
    /// What it puts in: a name or number, and the type.
    key: String,
    shown: &'t str,
    span: TextSpan,
    source: SourceSpan,
}

/// Beyond this many a unit is a table of data, and comparing each with each would take long.
const MOST: usize = 200;

impl Check for Placeholders {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        remark::report(context, PLACEABLES, sink);
        // What branches hold is compared with all that stands in their message, by another check.
        for pair in context.pairs().filter(|pair| !pair.unit.is_branch) {
            let (source, target) = (&context.document.source, &context.document.target);
            let here = items(target, pair.unit.target, pair.unit.syntax);
            let there = items(source, pair.source, pair.unit.syntax);
            let counterpart = pair.unit.plural.and_then(|p| p.counterpart);
            let other = counterpart.map_or_else(Vec::new, |side| items(source, side, pair.unit.syntax));
            if (here.is_empty() && there.is_empty() && other.is_empty()) || here.len().max(there.len()) > MOST {
                continue;
            }
            compare(context, &pair, &here, &there, &other, sink);
        }
    }
}

fn compare(
    context: &Context<'_>,
    pair: &Pair<'_>,
    here: &[Item<'_>],
    there: &[Item<'_>],
    other: &[Item<'_>],
    sink: &mut Sink<'_>,
) {
    let unit = pair.unit;
    // gettext holds every form against the plural, and lets a form for few numbers leave some out.
    let wanted = if other.len() > there.len() { other } else { there };
    let same = |a: &Item<'_>, b: &Item<'_>| a.key == b.key || is_form(&a.key, &b.key);
    let (missing, mut extra) = differences(wanted, here, same);
    extra.retain(|e| !other.iter().chain(there).any(|o| same(o, e)));
    extra.retain(|e| !is_in_branches(there, e));
    let by_name = has_names(unit);
    let required = |item: &&&Item<'_>| {
        let again = by_name && here.iter().any(|h| h.key == item.key);
        let rare = unit.plural.is_some_and(|p| p.rare);
        !again && !rare && !is_in_branches(here, item)
    };
    let missing: Vec<&Item<'_>> = missing.iter().filter(required).copied().collect();
    match (missing.as_slice(), extra.as_slice()) {
        ([], []) => {}
        ([lost, ..], [found, ..]) => {
            let message = format!("source has {}, translation has {}", list(&missing), list(&extra));
            report(context, pair, found, &message, Some(lost), sink);
        }
        ([lost, ..], []) => {
            let message = format!("{} of the source is missing", list(&missing));
            let hit = sink.report(unit.target.span);
            hit.arg("detail", message).in_source(where_in_source(pair, lost), "source");
        }
        ([], [found, ..]) => {
            let message = format!("{} is not in the source", list(&extra));
            report(context, pair, found, &message, None, sink);
        }
    }
}

/// True where an argument stands in the branches of another: it may stand in a message once or once in each branch.
fn is_in_branches(list: &[Item<'_>], argument: &Item<'_>) -> bool {
    let name = argument.shown.trim_matches(['{', '}']).split(',').next().unwrap_or_default().trim();
    let holds = |choice: Choice<'_>| choice.branches.iter().any(|branch| branch.arguments.contains(&name));
    list.iter().filter(|item| inline::is_choice(item.shown)).any(|item| read_choice(item.shown).is_some_and(holds))
}

/// True for an attribute of the source's argument: `{month.forms[G]}` for `{month}`.
fn is_form(key: &str, form: &str) -> bool {
    let name = key.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    let rest = form.strip_prefix('{').zip(name).and_then(|(form, name)| form.strip_prefix(name));
    rest.is_some_and(|rest| rest.starts_with(['.', '[']))
}

fn report(
    context: &Context<'_>,
    pair: &Pair<'_>,
    found: &Item<'_>,
    message: &str,
    lost: Option<&Item<'_>>,
    sink: &mut Sink<'_>,
) {
    let whole = pair.unit.target.outer;
    let span = if whole.contains(found.span) { found.span } else { pair.unit.target.span };
    let hit = sink.report(span).at(found.source).arg("detail", message);
    match lost {
        Some(lost) => {
            hit.in_source(where_in_source(pair, lost), "source");
            if pair.source.outer.contains(lost.span) && context.document.target.map.to_source(span).is_some() {
                hit.fix(span, lost.shown, crate::rule::Applicability::Suggest);
            }
        }
        None => {
            hit.in_source(pair.source.span, "source");
        }
    }
}

fn where_in_source(pair: &Pair<'_>, item: &Item<'_>) -> TextSpan {
    if pair.source.outer.contains(item.span) { item.span } else { pair.source.span }
}

fn list(items: &[&Item<'_>]) -> String {
    const SHOWN: usize = 3;
    let mut names: Vec<&str> = items.iter().take(SHOWN).map(|i| i.shown).collect();
    if items.len() > SHOWN {
        names.push("…");
    }
    names.join(", ")
}

/// True where an argument may be used as often as one likes.
fn has_names(unit: &Unit) -> bool {
    const NAMED: Syntax = Syntax::BRACE.with(Syntax::FLUENT);
    unit.syntax.any(NAMED.with(Syntax::QT).with(Syntax::RUBY).with(Syntax::PYTHON_PERCENT).with(Syntax::PRINTF))
}

fn items(text: &Text, side: Side, syntax: Syntax) -> Vec<Item<'_>> {
    let mut items: Vec<Item<'_>> = Vec::new();
    let mut position = 0;
    let mut push = |object: &Object, literal| {
        if let Some(key) = key(literal, syntax, &mut position) {
            items.push(Item { key, shown: literal, span: object.span, source: object.source });
        }
    };
    for (object, literal) in text.objects_of(side) {
        if object.kind == ObjectKind::Placeholder {
            push(object, literal);
        } else if !syntax.is_empty() && literal.contains(['%', '{']) {
            // <a href="%(url)s">
            inline::placeholders(literal, syntax).for_each(|inner| push(object, inner));
        }
    }
    items
}

/// What a placeholder is compared by; none for escapes of the sign itself.
fn key(literal: &str, syntax: Syntax, position: &mut usize) -> Option<String> {
    if literal.starts_with('%') {
        let grammar = if syntax.any(Syntax::PERCENT) { syntax } else { unflagged(literal) };
        let conversion = conversions(literal, grammar).next()?;
        if conversion.kind == "%" {
            return None;
        }
        if !syntax.any(Syntax::PERCENT) {
            return Some(literal.to_owned());
        }
        return Some(percent_key(&conversion, syntax, position));
    }
    if literal == "{{" || literal == "}}" {
        return None;
    }
    if syntax.any(Syntax::BRACE) {
        let inner = literal.trim_start_matches('{');
        let name = inner.split(['}', '!', ':']).next().unwrap_or_default();
        if name.is_empty() {
            *position += 1;
            return Some(format!("{{{}}}", *position - 1));
        }
        return Some(format!("{{{name}}}"));
    }
    // What is in the branches is language.
    if let Some((name, kind)) = inline::is_choice(literal).then(|| literal.split_once(',')).flatten() {
        let kind = kind.split(',').next().unwrap_or_default();
        return Some(format!("{}, {}", name.trim(), kind.trim()));
    }
    // White space in {{ name }} is free.
    Some(literal.chars().filter(|c| !c.is_whitespace()).collect())
}

fn unflagged(literal: &str) -> Syntax {
    if literal.starts_with("%{") { Syntax::RUBY } else { Syntax::PYTHON_PERCENT.with(Syntax::OBJC) }
}

fn percent_key(conversion: &Conversion<'_>, syntax: Syntax, position: &mut usize) -> String {
    let class = class(conversion, syntax);
    match conversion.argument {
        Some(argument) => format!("{argument}:{class}"),
        None => {
            *position += 1 + conversion.stars;
            format!("{position}:{class}")
        }
    }
}

/// The type of the argument. Python looks at what the value must be, C also at its width.
fn class(conversion: &Conversion<'_>, syntax: Syntax) -> String {
    let python = syntax.any(Syntax::PYTHON_PERCENT);
    let class = match conversion.kind {
        "d" | "i" => "int",
        "o" | "u" | "x" | "X" if python => "int",
        "o" | "u" | "x" | "X" => "unsigned",
        "e" | "E" | "f" | "F" | "g" | "G" | "A" => "float",
        "a" if !python => "float",
        "s" | "r" | "a" | "S" => "any",
        other => other,
    };
    if python {
        return class.to_owned();
    }
    let width: String =
        conversion.text.chars().filter(|c| matches!(c, 'h' | 'l' | 'L' | 'q' | 'j' | 'z' | 't')).collect();
    format!("{class}{width}")
}
