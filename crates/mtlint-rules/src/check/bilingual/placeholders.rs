//! Placeholders that a translation has lost, changed or added.

use crate::check::{Check, CheckSpec, remark, without_options};
use super::date_format::is_date;
use super::multiset::differences;
use crate::context::{Context, Sink, UnitPair};
use mtlint_format::align::PLACEABLES;
use mtlint_format::document::{OBJECT, Object, ObjectKind, Side, Syntax, Text, Unit};
use mtlint_format::inline::{self, Choice, Conversion, conversions, read_choice};
use mtlint_text::text::Words;
use mtlint_token::span::{FileSpan, TextSpan};

pub(in crate::check) const CHECK: CheckSpec = CheckSpec {
    name: "placeholders",
    finds: "* placeholders lost, changed or added",
    options: "",
    build,
};

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    without_options(table)?;
    Ok(Box::new(Placeholders))
}

struct Placeholders;

/// A placeholder as the two sides are compared by.
#[derive(Debug)]
struct Item<'t> {
    /// What it puts in: a name or number, and the type.
    key: String,
    /// The type alone, of a conversion without a number, which its place among the others numbers.
    class: Option<String>,
    shown: &'t str,
    span: TextSpan,
    source: FileSpan,
}

/// What is wrong with the placeholders of a unit.
struct Defect<'i, 't> {
    detail: String,
    /// The first that the translation has too many.
    found: Option<&'i Item<'t>>,
    /// The first that it lacks.
    lost: Option<&'i Item<'t>>,
}

/// The placeholders of a unit: of the translation, the source, and the source's other plural form.
struct Items<'t> {
    here: Vec<Item<'t>>,
    there: Vec<Item<'t>>,
    other: Vec<Item<'t>>,
}

/// Beyond this many a unit is a table of data, and comparing each with each would take long.
const MOST: usize = 200;

impl Check for Placeholders {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        remark::report(context, PLACEABLES, sink);
        let mut told: Option<(u32, String)> = None;
        for pair in context.pairs() {
            let items = items_of(context, &pair);
            // A source without text is none: its key is shown, or nothing.
            let is_empty = pair.source.outer.is_empty() && items.there.is_empty()
                || items.here.is_empty() && items.there.is_empty() && items.other.is_empty();
            if is_empty || items.here.len().max(items.there.len()) > MOST {
                continue;
            }
            let is_free = || is_date(context, &pair) || are_phrases(context, &pair);
            let Some(defect) = compare(&pair, &items).filter(|_| !is_free()) else { continue };
            let lost = defect.lost.filter(|_| defect.found.is_none());
            if lost.is_some_and(|lost| is_glued(context, &pair, lost)) {
                continue;
            }
            // The forms of a plural that have the same defect are one.
            let form = pair.unit.plural.map(|plural| (plural.group, defect.detail.clone()));
            if form.is_none() || form != told {
                report(context, &pair, &defect, sink);
            }
            told = form;
        }
    }
}

fn items_of<'t>(context: &Context<'t>, pair: &UnitPair<'_>) -> Items<'t> {
    let (source, target) = (&context.document.source, &context.document.target);
    let counterpart = pair.unit.plural.and_then(|p| p.counterpart);
    let syntax = pair.unit.syntax;
    let mut items = Items {
        here: items(target, pair.unit.target, syntax),
        there: items(source, pair.source, syntax),
        other: counterpart.map_or_else(Vec::new, |side| items(source, side, syntax)),
    };
    if pair.unit.is_branch {
        // What branches hold in braces is compared with all that stands in their message, by another check.
        for list in [&mut items.here, &mut items.there, &mut items.other] {
            list.retain(|item| !item.shown.starts_with(['{', '#']));
        }
    }
    items
}

fn compare<'i, 't>(pair: &UnitPair<'_>, items: &'i Items<'t>) -> Option<Defect<'i, 't>> {
    let (missing, extra) = differing(pair, items, |a, b| a.key == b.key || is_form(&a.key, &b.key));
    if missing.is_empty() && extra.is_empty() {
        return None;
    }
    let is_counted = |list: &[&Item<'_>]| list.iter().any(|item| item.class.is_some());
    if !is_counted(&missing) || !is_counted(&extra) {
        return Some(defect(missing, extra));
    }
    // One that is lost changes the numbers of all behind it.
    let (lost, added) = differing(pair, items, |a, b| match (&a.class, &b.class) {
        (Some(a), Some(b)) => a == b,
        _ => a.key == b.key,
    });
    if lost.is_empty() && added.is_empty() {
        let detail = format!("{} of the source come in another order, without numbers", list(&missing));
        return Some(Defect { detail, found: extra.first().copied(), lost: missing.first().copied() });
    }
    Some(defect(lost, added))
}

/// What the translation lacks, and what it has too many.
fn differing<'i, 't>(
    pair: &UnitPair<'_>,
    items: &'i Items<'t>,
    same: impl Fn(&Item<'_>, &Item<'_>) -> bool,
) -> (Vec<&'i Item<'t>>, Vec<&'i Item<'t>>) {
    let (unit, Items { here, there, other }) = (pair.unit, items);
    // gettext holds every form against the plural, and lets a form for few numbers leave some out.
    let wanted = if other.len() > there.len() { other } else { there };
    let (mut missing, mut extra) = differences(wanted, here, &same);
    let is_number = |item: &Item<'_>| is_number(item.shown);
    // A price or a percentage, where the source has none of its kind for a placeholder.
    extra.retain(|e| !is_number(e) || there.iter().chain(other).any(is_number));
    extra.retain(|e| !other.iter().chain(there).any(|o| same(o, e)));
    extra.retain(|e| !is_in_branches(there, e));
    let by_name = has_names(unit);
    let rare = unit.plural.is_some_and(|p| p.rare);
    let again = |item: &Item<'_>| by_name && here.iter().any(|h| h.key == item.key);
    missing.retain(|item| !rare && !again(item) && !is_in_branches(here, item));
    (missing, extra)
}

fn defect<'i, 't>(missing: Vec<&'i Item<'t>>, extra: Vec<&'i Item<'t>>) -> Defect<'i, 't> {
    let verb = |list: &[&Item<'_>]| if list.len() == 1 { "is" } else { "are" };
    let detail = match (missing.is_empty(), extra.is_empty()) {
        (false, false) => format!("source has {}, translation has {}", list(&missing), list(&extra)),
        (false, true) => format!("{} of the source {} missing", list(&missing), verb(&missing)),
        (true, _) => format!("{} {} not in the source", list(&extra), verb(&extra)),
    };
    Defect { detail, found: extra.first().copied(), lost: missing.first().copied() }
}

/// `%1`, `$1`: what could be an amount in another text.
fn is_number(shown: &str) -> bool {
    matches!(shown.as_bytes(), [b'%' | b'$', b'0'..=b'9'])
}

/// True where the text is a format string for certain.
fn is_flagged(unit: &Unit) -> bool {
    unit.syntax.any(Syntax::PERCENT) && !unit.syntax.any(Syntax::ASSUMED)
}

/// True where a conversion is there with a word glued to it, which alone does not tell it from a word: `%dmin`.
fn is_glued(context: &Context<'_>, pair: &UnitPair<'_>, lost: &Item<'_>) -> bool {
    lost.shown.starts_with('%') && !is_flagged(pair.unit) && context.slice(pair.unit.target.outer).contains(lost.shown)
}

/// True for ways to say one thing, one a line, each with the same placeholder: a language has as many as it needs.
fn are_phrases(context: &Context<'_>, pair: &UnitPair<'_>) -> bool {
    if is_flagged(pair.unit) {
        return false;
    }
    let document = context.document;
    let source = phrase(&document.source, pair.source);
    source.is_some() && source == phrase(&document.target, pair.unit.target)
}

/// The placeholder that each line of a text has once.
fn phrase(text: &Text, side: Side) -> Option<&str> {
    const FEWEST: usize = 2;
    const MANY: usize = 2;
    let mut objects =
        text.objects_of(side).filter(|(o, _)| o.kind == ObjectKind::Placeholder).map(|(_, literal)| literal);
    let first = objects.next()?;
    let count = objects.try_fold(1, |count, other| (other == first).then_some(count + 1))?;
    let mut lines = text.slice(side.span).lines().filter(|line| !line.trim().is_empty());
    let mut length = 0;
    let each_has_one = lines.all(|line| {
        length += 1;
        line.matches(OBJECT).count() == 1
    });
    let are_lines = each_has_one && length >= FEWEST && length == count;
    // XLIFF makes spaces of line ends.
    (are_lines || count > MANY).then_some(first)
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

fn report(context: &Context<'_>, pair: &UnitPair<'_>, defect: &Defect<'_, '_>, sink: &mut Sink<'_>) {
    let whole = pair.unit.target;
    let span = match defect.found {
        Some(found) if whole.outer.contains(found.span) => found.span,
        _ => whole.span,
    };
    let hit = sink.report(span).arg("detail", defect.detail.as_str());
    if let Some(found) = defect.found {
        hit.at(found.source);
    }
    match defect.lost {
        Some(lost) => hit.in_source_at(lost.source, "source"),
        None => hit.in_source(pair.source.span, "source"),
    };
    if let (Some(_), Some(lost)) = (defect.found, defect.lost)
        && context.document.target.map.to_source(span).is_some()
        && !span.is_empty()
    {
        hit.fix(span, lost.shown, crate::rule::Applicability::Suggest);
    }
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
    const NAMED: [Syntax; 8] = [
        Syntax::BRACE,
        Syntax::FLUENT,
        Syntax::QT,
        Syntax::RUBY,
        Syntax::PYTHON_PERCENT,
        Syntax::PRINTF,
        Syntax::ICU,
        Syntax::I18NEXT,
    ];
    NAMED.into_iter().any(|syntax| unit.syntax.any(syntax))
}

fn items(text: &Text, side: Side, syntax: Syntax) -> Vec<Item<'_>> {
    let mut items: Vec<Item<'_>> = Vec::new();
    let mut position = 0;
    let mut push = |object: &Object, literal| {
        if let Some((key, class)) = key(literal, syntax, &mut position) {
            items.push(Item { key, class, shown: literal, span: object.span, source: object.source });
        }
    };
    for (object, literal) in text.objects_of(side) {
        if object.kind == ObjectKind::Placeholder {
            push(object, literal);
        } else if !syntax.is_empty() && literal.contains(['%', '{', '$']) {
            // <a href="%(url)s">
            inline::placeholders(literal, syntax).for_each(|inner| push(object, inner));
        }
    }
    items
}

/// What a placeholder is compared by, and its type if its place numbers it; none for escapes of the sign itself.
fn key(literal: &str, syntax: Syntax, position: &mut usize) -> Option<(String, Option<String>)> {
    if literal.starts_with('%') {
        let grammar = if syntax.any(Syntax::PERCENT) { syntax } else { unflagged(literal, syntax) };
        let conversion = conversions(literal, grammar).next()?;
        return (conversion.kind != "%").then(|| percent_key(&conversion, grammar, position));
    }
    if literal == "{{" || literal == "}}" {
        return None;
    }
    Some((brace_key(literal, syntax, position), None))
}

fn brace_key(literal: &str, syntax: Syntax, position: &mut usize) -> String {
    if syntax.any(Syntax::BRACE) {
        let inner = literal.trim_start_matches('{');
        let name = inner.split(['}', '!', ':']).next().unwrap_or_default();
        if name.is_empty() {
            *position += 1;
            return format!("{{{}}}", *position - 1);
        }
        return format!("{{{name}}}");
    }
    let styled = syntax.any(Syntax::ICU.with(Syntax::I18NEXT)) && literal.starts_with('{');
    if let Some((name, kind)) = literal.split_once(',').filter(|_| styled) {
        // What is in the branches is language, and how a number or date is written is the language's choice.
        let braces = if literal.starts_with("{{") { "}}" } else { "}" };
        return match inline::is_choice(literal) {
            true => format!("{}, {}", name.trim(), kind.split(',').next().unwrap_or_default().trim()),
            false => format!("{}{braces}", name.split_whitespace().collect::<String>()),
        };
    }
    // A term of Fluent is asked for in the case that the sentence needs.
    let term = literal.split_once('(').filter(|_| syntax.any(Syntax::FLUENT) && literal.contains('-'));
    if let Some((name, _)) = term.filter(|(name, _)| name.trim_start_matches(['{', ' ']).starts_with('-')) {
        return format!("{}}}", name.split_whitespace().collect::<String>());
    }
    // White space in {{ name }} is free.
    literal.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The grammar of a conversion that is one without a flag.
fn unflagged(literal: &str, syntax: Syntax) -> Syntax {
    match literal.as_bytes().get(1) {
        Some(b'{') => Syntax::RUBY,
        Some(b'(') => Syntax::PYTHON_PERCENT,
        _ if is_number(literal) => syntax.with(Syntax::OBJC).with(Syntax::ASSUMED),
        _ => Syntax::OBJC,
    }
}

fn percent_key(conversion: &Conversion<'_>, syntax: Syntax, position: &mut usize) -> (String, Option<String>) {
    let class = class(conversion, syntax);
    match conversion.argument {
        Some(argument) => (format!("{argument}:{class}"), None),
        None => {
            *position += 1 + conversion.stars;
            (format!("{position}:{class}"), Some(class))
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
