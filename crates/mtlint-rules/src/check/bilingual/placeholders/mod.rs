//! Placeholders that a translation has lost, changed or added.

mod compare;
mod free;
mod key;

use self::compare::{Defect, compare};
use self::free::{are_phrases, is_flagged};
use self::key::key;
use super::date_format::is_date;
use super::reported_form::ReportedForm;
use crate::check::remark;
use crate::check::spec::{Check, CheckSpec, without_options};
use crate::context::{Context, Sink, UnitPair};
use crate::rule::Applicability;
use mtlint_format::align::PLACEABLES;
use mtlint_format::document::{Object, ObjectKind, Side, Syntax, Text};
use mtlint_format::inline;
use mtlint_text::text::Words;
use mtlint_token::span::{FileSpan, TextSpan};

pub(in crate::check) const CHECK: CheckSpec =
    CheckSpec { name: "placeholders", finds: "* placeholders lost, changed or added", options: "", build };

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    without_options(table)?;
    Ok(Box::new(Placeholders))
}

struct Placeholders;

/// A unit with more placeholders than this is a table of data; to compare them all would take long.
const MOST: usize = 200;

impl Check for Placeholders {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        remark::report(context, PLACEABLES, sink);
        let mut reported = ReportedForm::default();
        for pair in context.pairs() {
            let items = Items::of(context, &pair);
            // For an empty source, a program shows its key or nothing.
            let has_no_source = pair.source.outer.is_empty() && items.source.is_empty();
            if has_no_source || items.are_none() || items.target.len().max(items.source.len()) > MOST {
                continue;
            }
            let is_free = || is_date(context, &pair) || are_phrases(context, &pair);
            let Some(defect) = compare(&pair, &items).filter(|_| !is_free()) else { continue };
            let lost = defect.lost.filter(|_| defect.found.is_none());
            if lost.is_some_and(|lost| is_glued(context, &pair, lost)) {
                continue;
            }
            if !reported.repeats(pair.unit, &defect.detail) {
                report(context, &pair, &defect, sink);
            }
        }
    }
}

/// A placeholder, and what it is compared by.
#[derive(Debug)]
struct Item<'t> {
    /// A name or number, and the type.
    key: String,
    /// The type alone, for a conversion without a number, which has one by its position.
    class: Option<String>,
    shown: &'t str,
    span: TextSpan,
    source: FileSpan,
}

impl Item<'_> {
    /// True for `%1` and `$1`, which may be an amount in another text.
    fn is_number(&self) -> bool {
        is_number(self.shown)
    }
}

fn is_number(shown: &str) -> bool {
    matches!(shown.as_bytes(), [b'%' | b'$', b'0'..=b'9'])
}

/// The placeholders of a unit.
struct Items<'t> {
    source: Vec<Item<'t>>,
    /// Those of the source's other plural form.
    other_form: Vec<Item<'t>>,
    target: Vec<Item<'t>>,
}

impl<'t> Items<'t> {
    fn of(context: &Context<'t>, pair: &UnitPair<'_>) -> Self {
        let (source, target) = (&context.document.source, &context.document.target);
        let counterpart = pair.unit.plural.and_then(|p| p.counterpart);
        let syntax = pair.unit.syntax;
        let mut items = Self {
            source: items(source, pair.source, syntax),
            other_form: counterpart.map_or_else(Vec::new, |side| items(source, side, syntax)),
            target: items(target, pair.unit.target, syntax),
        };
        if pair.unit.is_branch {
            // The check of branches compares what branches have in braces.
            for list in [&mut items.source, &mut items.other_form, &mut items.target] {
                list.retain(|item| !item.shown.starts_with(['{', '#']));
            }
        }
        items
    }

    fn are_none(&self) -> bool {
        self.source.is_empty() && self.other_form.is_empty() && self.target.is_empty()
    }
}

fn items(text: &Text, side: Side, syntax: Syntax) -> Vec<Item<'_>> {
    let mut items: Vec<Item<'_>> = Vec::new();
    let mut position = 0;
    let mut push = |object: &Object, literal| {
        if let Some((key, class)) = key(literal, syntax, &mut position) {
            items.push(Item { key, class, shown: literal, span: object.span, source: object.file });
        }
    };
    for (object, literal) in text.objects_of(side) {
        if object.kind == ObjectKind::Placeholder {
            push(object, literal);
        } else if !syntax.is_undeclared() && literal.contains(['%', '{', '$']) {
            // <a href="%(url)s">
            inline::placeholders(literal, syntax).for_each(|inner| push(object, inner));
        }
    }
    items
}

/// True if the translation has the conversion with a word glued to it, so that it was taken for a word: `%dmin`.
fn is_glued(context: &Context<'_>, pair: &UnitPair<'_>, lost: &Item<'_>) -> bool {
    lost.shown.starts_with('%') && !is_flagged(pair.unit) && context.slice(pair.unit.target.outer).contains(lost.shown)
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
        && context.document.target.map.to_file(span).is_some()
        && !span.is_empty()
    {
        hit.fix(span, lost.shown, Applicability::Suggest);
    }
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        let placeholders = Tester::new("placeholder/mismatch").target("nl").po_flag("c-format");
        placeholders
            .flags("%d sacks are left", "[[Er zijn zakken over]]")
            .passes("%d sacks are left", "Er zijn %d zakken over")
            .says("%d sacks are left", "Er zijn zakken over", "Placeholders differ: %d from the source is missing")
            .says(
                "%s of %d",
                "%d van %s",
                "Placeholders differ: %s, %d are in a different order than in the source and have no position numbers",
            );
    }
}
