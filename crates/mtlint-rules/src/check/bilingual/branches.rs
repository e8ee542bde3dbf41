//! Branches of ICU MessageFormat that are missing, misspelled or broken.

use crate::check::spec::{Check, CheckSpec, without_options};
use crate::context::{Context, Sink};
use mtlint_format::document::{ObjectKind, Side, Syntax, Text, Unit};
use mtlint_format::inline::{Branch, Choice, ChoiceKind, is_choice, read_choice};
use mtlint_text::text::Words;
use mtlint_token::span::{FileSpan, TextSpan};

pub(in crate::check) const CHECK: CheckSpec = CheckSpec {
    name: "branches",
    finds: "branches of ICU messages that are missing, misspelled or broken; * also compared with the source",
    options: "",
    build,
};

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    without_options(table)?;
    Ok(Box::new(Branches))
}

struct Branches;

/// The categories of CLDR.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The most arguments with branches that are looked at in a unit.
const MOST: usize = 50;

impl Check for Branches {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for unit in context.linted.iter().filter_map(|&u| context.document.units.get(u as usize)) {
            if unit.syntax.intersects(Syntax::ICU) && !unit.is_branch {
                judge(context, unit, sink);
            }
        }
    }
}

/// An argument with branches, as a text has it.
struct Found<'t> {
    span: TextSpan,
    place: FileSpan,
    literal: &'t str,
    /// `None` if the branches cannot be read.
    choice: Option<Choice<'t>>,
}

impl<'t> Found<'t> {
    /// True for an argument of this name whose branches can be read.
    fn is_of(&self, name: &str) -> bool {
        self.choice.as_ref().is_some_and(|choice| choice.name == name)
    }

    /// The arguments in its branches.
    fn arguments(&self) -> impl Iterator<Item = &'t str> {
        let branches = self.choice.iter().flat_map(|choice| &choice.branches);
        branches.flat_map(|branch| branch.arguments.iter().copied())
    }
}

fn found(text: &Text, side: Side) -> impl Iterator<Item = Found<'_>> {
    let choices = text.objects_of(side).filter(|(o, literal)| o.kind == ObjectKind::Placeholder && is_choice(literal));
    choices.take(MOST).map(|(o, literal)| Found { span: o.span, place: o.file, literal, choice: read_choice(literal) })
}

fn judge(context: &Context<'_>, unit: &Unit, sink: &mut Sink<'_>) {
    let document = context.document;
    let in_source: Vec<Found<'_>> = unit.source.into_iter().flat_map(|side| found(&document.source, side)).collect();
    let in_target: Vec<Found<'_>> = found(&document.target, unit.target).collect();
    let outside = Around {
        source: unit.source.map_or_else(Vec::new, |side| arguments(&document.source, side)),
        target: arguments(&document.target, unit.target),
    };
    for (index, own) in in_target.iter().enumerate() {
        let Some(choice) = &own.choice else {
            sink.report(own.span).at(own.place).arg("detail", unreadable(own.literal));
            continue;
        };
        let before = in_target.iter().take(index).filter(|found| found.is_of(choice.name)).count();
        let counterpart = in_source.iter().filter(|found| found.is_of(choice.name)).nth(before);
        let counterpart = counterpart.or_else(|| in_source.iter().find(|found| found.is_of(choice.name)));
        let has_others = |list: &[Found<'_>], own: Option<&Found<'_>>| {
            list.iter().any(|f| own.is_none_or(|own| f.span != own.span) && f.is_of(choice.name))
        };
        let mut around = outside.clone();
        // An argument may be in the branches of another choice of the same name instead.
        if has_others(&in_target, Some(own)) || has_others(&in_source, counterpart) {
            in_target.iter().filter(|f| f.span != own.span).for_each(|f| around.target.extend(f.arguments()));
            in_source.iter().for_each(|f| around.source.extend(f.arguments()));
        }
        let source = counterpart.and_then(|found| found.choice.as_ref());
        if let Some(detail) = defect(context, choice, source, &around) {
            let hit = sink.report(own.span).at(own.place).arg("detail", detail);
            if let Some(found) = counterpart {
                hit.in_source(found.span, "source");
            }
        }
    }
}

/// The detail for an argument with branches that cannot be read.
fn unreadable(literal: &str) -> String {
    let head: Vec<&str> = literal.split(',').take(2).map(str::trim).collect();
    let count = |brace| memchr::memchr_iter(brace, literal.as_bytes()).count();
    match count(b'{') > count(b'}') {
        true => format!("the brace of “{}, …” is never closed", head.join(", ")),
        false => format!("the branches of “{}, …” cannot be read", head.join(", ")),
    }
}

/// The first defect of a choice or of one inside it.
fn defect(
    context: &Context<'_>,
    choice: &Choice<'_>,
    source: Option<&Choice<'_>>,
    around: &Around<'_>,
) -> Option<String> {
    let own = own_defect(context, choice).or_else(|| source.and_then(|source| against(choice, source, around)));
    own.or_else(|| {
        let mut inner = choice.branches.iter().flat_map(|b| &b.choices);
        let all = source.map(|s| s.branches.iter().flat_map(|b| &b.choices).collect::<Vec<_>>()).unwrap_or_default();
        inner.find_map(|c| defect(context, c, all.iter().find(|s| s.name == c.name).copied(), around))
    })
}

fn own_defect(context: &Context<'_>, choice: &Choice<'_>) -> Option<String> {
    let has = |wanted: &str| choice.branches.iter().any(|b| b.selector == wanted);
    let name = choice.name;
    if !has("other") {
        return Some(format!("{{{name}}} has no branch “other”"));
    }
    if choice.kind == ChoiceKind::Select {
        return None;
    }
    let is_known = |b: &&Branch<'_>| b.selector.starts_with('=') || CATEGORIES.contains(&b.selector);
    if let Some(odd) = choice.branches.iter().find(|b| !is_known(b)) {
        return Some(format!("“{}” in {{{name}}} is not a plural category", odd.selector));
    }
    if choice.kind == ChoiceKind::Ordinal {
        return None;
    }
    // “=1” and “other” alone are a choice, not a plural.
    let is_plural = choice.branches.iter().any(|b| b.selector != "other" && !b.selector.starts_with('='));
    let needed = context.facts.plurals.filter(|_| is_plural)?.needed;
    let missing = needed.iter().find(|wanted| !(has(wanted) || **wanted == "one" && has("=1")))?;
    Some(format!("{{{name}}} has no branch “{missing}”, which this language needs"))
}

/// The arguments of both sides outside of branches. An argument may be there once, or once in each branch.
#[derive(Clone)]
struct Around<'t> {
    source: Vec<&'t str>,
    target: Vec<&'t str>,
}

/// The arguments of a side without branches.
fn arguments(text: &Text, side: Side) -> Vec<&str> {
    let found = text.objects_of(side).filter(|(o, _)| o.kind == ObjectKind::Placeholder).map(|(_, literal)| literal);
    let plain = found.filter(|literal| literal.starts_with('{') && !is_choice(literal));
    plain.filter_map(|literal| literal.trim_start_matches(['{', ' ']).split(['}', ',', ' ']).next()).collect()
}

/// What differs from the source's choice of the same argument.
fn against(choice: &Choice<'_>, source: &Choice<'_>, around: &Around<'_>) -> Option<String> {
    let name = choice.name;
    if choice.kind == ChoiceKind::Select {
        let lost = source.branches.iter().find(|s| choice.branches.iter().all(|b| b.selector != s.selector));
        if let Some(lost) = lost {
            return Some(format!("{{{name}}} has no branch “{}”, which the source has", lost.selector));
        }
    }
    let inside = |choice: &Choice<'_>, argument: &str| choice.branches.iter().any(|b| b.arguments.contains(&argument));
    for branch in &choice.branches {
        let counterpart = counterpart(branch, source);
        let added = |a: &&&str| !(inside(source, a) || around.source.contains(a) || **a == name);
        if let Some(added) = branch.arguments.iter().find(added) {
            return Some(format!("{{{added}}} in {{{name}}} is not in the source"));
        }
        let lost = |a: &&&str| !(branch.arguments.contains(a) || around.target.contains(a) || **a == name);
        let required = counterpart.filter(|_| !is_rare(branch)).map_or(&[][..], |c| c.arguments.as_slice());
        if let Some(lost) = required.iter().find(lost) {
            return Some(match inside(choice, lost) {
                true => format!("the branch “{}” of {{{name}}} does not contain {{{lost}}}", branch.selector),
                false => format!("no branch of {{{name}}} contains {{{lost}}} from the source"),
            });
        }
    }
    let has_number = |choice: &Choice<'_>| {
        let other = choice.branches.iter().find(|b| b.selector == "other");
        other.is_some_and(|b| b.has_number || b.arguments.contains(&choice.name))
    };
    let is_lost = has_number(source) && !has_number(choice) && !around.target.contains(&name);
    is_lost.then(|| format!("the branch “other” of {{{name}}} does not contain the number"))
}

/// The branch of the source with the same selector, or the one for all others.
fn counterpart<'c, 's>(branch: &Branch<'_>, source: &'c Choice<'s>) -> Option<&'c Branch<'s>> {
    let named = |selector: &str| source.branches.iter().find(|b| b.selector == selector);
    named(branch.selector).or_else(|| named("other"))
}

/// True for a branch for few numbers, which may leave out the number.
fn is_rare(branch: &Branch<'_>) -> bool {
    branch.selector.starts_with('=') || matches!(branch.selector, "zero" | "one" | "two")
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        let branches = Tester::new("placeholder/branches").target("pl").format("arb");
        branches
            .flags_text("{\"@@locale\": \"pl\", \"nets\": \"[[{count, plural, one {# sieć} few {# sieci} other {# sieci}}]]\"}")
            .passes_text("{\"@@locale\": \"pl\", \"nets\": \"{count, plural, one {# sieć} few {# sieci} many {# sieci} other {# sieci}}\"}");
        branches.says_text(
            "{\"@@locale\": \"pl\", \"nets\": \"{kind, select, big {sieć}}\"}",
            "In this message, {kind} has no branch “other”",
        );
    }
}
