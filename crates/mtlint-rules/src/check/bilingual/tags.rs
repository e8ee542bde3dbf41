//! Tags that a translation has lost, added or nested wrongly.

use super::detail;
use super::multiset::{Differences, differences};
use super::reported_form::ReportedForm;
use crate::check::spec::{Check, CheckSpec, without_options};
use crate::context::{Context, Sink, UnitPair};
use mtlint_format::document::{Object, ObjectKind, Side, Text};
use mtlint_text::text::Words;
use mtlint_token::span::{FileSpan, TextSpan};

pub(in crate::check) const CHECK: CheckSpec =
    CheckSpec { name: "tags", finds: "* tags lost, added or crossed", options: "", build };

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    without_options(table)?;
    Ok(Box::new(Tags))
}

struct Tags;

struct TagItem<'t> {
    /// `b`, `/b`, `br`, without attributes, which may be translated.
    name: String,
    /// The name with the attributes that may not be translated.
    key: String,
    shown: &'t str,
    span: TextSpan,
    source: FileSpan,
}

/// A unit with more tags than this is a page; to compare them all would take long.
const MOST: usize = 300;

impl Check for Tags {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let mut reported = ReportedForm::default();
        for pair in context.pairs() {
            let document = context.document;
            let in_source = tags(&document.source, pair.source);
            let in_target = tags(&document.target, pair.unit.target);
            if in_target.len().max(in_source.len()) > MOST {
                continue;
            }
            let defect = compare(&in_source, &in_target, has_markup(&document.source, pair.source));
            let defect = defect.or_else(|| turned(context, &pair));
            let Some(defect) = defect else { continue };
            if !reported.repeats(pair.unit, &defect.detail) {
                report(&pair, &defect, sink);
            }
        }
    }
}

/// The place of a tag.
struct TagPlace {
    span: TextSpan,
    source: FileSpan,
}

struct Defect {
    detail: String,
    /// The tag in the translation; `None` if tags are missing only.
    in_target: Option<TagPlace>,
    /// The missing tag in the source.
    in_source: Option<FileSpan>,
}

fn report(pair: &UnitPair<'_>, defect: &Defect, sink: &mut Sink<'_>) {
    let hit = match &defect.in_target {
        Some(place) => sink.report(place.span).at(place.source),
        None => sink.report(pair.unit.target.span),
    };
    hit.arg("detail", defect.detail.as_str());
    match defect.in_source {
        Some(place) => hit.in_source_at(place, "source"),
        None => hit.in_source(pair.source.span, "source"),
    };
}

/// `has_markup`: the source has a tag or an entity.
fn compare(in_source: &[TagItem<'_>], in_target: &[TagItem<'_>], has_markup: bool) -> Option<Defect> {
    let Differences { mut missing, mut extra } = differences(in_source, in_target, |a, b| a.key == b.key);
    exchange(&mut missing, &mut extra);
    if has_markup && are_pairs(&extra) && crossing(in_target).is_none() {
        extra.retain(|tag| !is_formatting(tag));
    }
    let shown = |tags: &[&TagItem<'_>]| tags.iter().map(|tag| short(tag.shown)).collect::<Vec<_>>();
    let (lost, added) = (shown(&missing), shown(&extra));
    let [lost, added] = [&lost, &added].map(|list| list.iter().map(String::as_str).collect::<Vec<_>>());
    let place = |tag: &TagItem<'_>| TagPlace { span: tag.span, source: tag.source };
    let detail = match (missing.as_slice(), extra.as_slice()) {
        ([], []) => {
            let crossed = crossing(in_target).filter(|_| crossing(in_source).is_none())?;
            let detail = format!("{} closes before an element that was opened inside it", short(crossed.shown));
            return Some(Defect { detail, in_target: Some(place(crossed)), in_source: None });
        }
        (_, []) => detail::missing(&lost),
        ([], _) => detail::added(&added),
        _ => detail::differs(&detail::list(&lost), &detail::list(&added)),
    };
    let in_target = extra.first().map(|tag| place(tag));
    Some(Defect { detail, in_target, in_source: missing.first().map(|lost| lost.source) })
}

/// Elements that only change how words look. A translator may choose others, and other words for them.
const FORMATTING: [&str; 14] =
    ["b", "i", "em", "strong", "tt", "code", "u", "small", "big", "kbd", "samp", "var", "cite", "q"];

/// True for formatting without attributes.
fn is_formatting(tag: &TagItem<'_>) -> bool {
    let name = tag.name.trim_start_matches('/');
    FORMATTING.contains(&name) && !tag.shown.contains('=')
}

/// Removes formatting that replaces other formatting, in pairs of a start and an end on both sides.
fn exchange(missing: &mut Vec<&TagItem<'_>>, extra: &mut Vec<&TagItem<'_>>) {
    while let (Some(lost), Some(found)) = (pair_of(missing), pair_of(extra)) {
        remove(missing, lost);
        remove(extra, found);
    }
}

/// The places of a start tag and its end tag in a list.
struct StartEnd {
    start: usize,
    end: usize,
}

fn remove<T>(list: &mut Vec<T>, pair: StartEnd) {
    list.remove(pair.end);
    list.remove(pair.start);
}

/// The first formatting tag with an end tag after it.
fn pair_of(list: &[&TagItem<'_>]) -> Option<StartEnd> {
    list.iter().enumerate().filter(|(_, tag)| is_formatting(tag) && !tag.name.starts_with('/')).find_map(
        |(start, tag)| {
            let ends = |other: &&TagItem<'_>| other.name.strip_prefix('/') == Some(&tag.name);
            let behind = list.iter().skip(start + 1).position(ends)?;
            Some(StartEnd { start, end: start + 1 + behind })
        },
    )
}

/// True if each formatting tag of a list has its counterpart in the list.
fn are_pairs(list: &[&TagItem<'_>]) -> bool {
    list.iter().filter(|tag| is_formatting(tag)).all(|tag| {
        let count = |name: &str| list.iter().filter(|other| other.name == name).count();
        let name = tag.name.trim_start_matches('/');
        count(name) == count(&format!("/{name}"))
    })
}

/// True for a text with a tag or an entity.
fn has_markup(text: &Text, side: Side) -> bool {
    text.objects_of(side).any(|(o, literal)| o.kind == ObjectKind::Tag || literal.starts_with('&'))
}

/// An element of Angular that ends before it starts: `<x id="CLOSE_LINK"/>` before `<x id="START_LINK"/>`.
fn turned(context: &Context<'_>, pair: &UnitPair<'_>) -> Option<Defect> {
    let halves = |text, side| -> Vec<Half<'_>> { Text::objects_of(text, side).filter_map(half).collect() };
    let closed_first = |halves: &[Half<'_>], index: usize| {
        let close = halves.get(index)?;
        let same = |half: &&Half<'_>| half.element == close.element && half.is_start;
        let is_first = !close.is_start
            && halves.iter().take(index).filter(same).count() == 0
            && halves.iter().skip(index).any(|half| same(&half));
        is_first.then_some(())
    };
    let in_target = halves(&context.document.target, pair.unit.target);
    let index = (0..in_target.len().min(MOST)).find(|&index| closed_first(&in_target, index).is_some())?;
    let in_source = halves(&context.document.source, pair.source);
    if (0..in_source.len().min(MOST)).any(|index| closed_first(&in_source, index).is_some()) {
        return None;
    }
    let close = in_target.get(index)?;
    let detail = format!("{} comes before its start tag", close.shown);
    let place = TagPlace { span: close.span, source: close.source };
    Some(Defect { detail, in_target: Some(place), in_source: None })
}

/// One half of an element.
struct Half<'t> {
    /// `LINK`, `LINK_1`.
    element: &'t str,
    is_start: bool,
    shown: &'t str,
    span: TextSpan,
    source: FileSpan,
}

fn half<'t>((object, literal): (&Object, &'t str)) -> Option<Half<'t>> {
    let id = literal.strip_prefix("<x id=\"")?.split('"').next()?;
    let start = id.strip_prefix("START_").or_else(|| id.strip_prefix("OPEN_"));
    let element = start.or_else(|| id.strip_prefix("CLOSE_"))?;
    // A second link is START_LINK_1, and its end CLOSE_LINK.
    let element = element.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('_');
    Some(Half { element, is_start: start.is_some(), shown: literal, span: object.span, source: object.file })
}

fn tags(text: &Text, side: Side) -> Vec<TagItem<'_>> {
    let tags = text.objects_of(side).filter(|(o, literal)| o.kind == ObjectKind::Tag && literal.starts_with('<'));
    let item = |(o, shown): (&Object, _)| {
        let name = name(shown);
        TagItem { key: key(&name, shown), name, shown, span: o.span, source: o.file }
    };
    tags.map(item).collect()
}

fn name(tag: &str) -> String {
    let inner = tag.trim_start_matches('<').trim_end_matches('>');
    let name = inner.split([' ', '\t', '\n', '\r']).next().unwrap_or_default();
    // <br> and <br/> are the same in HTML.
    name.trim_end_matches('/').to_ascii_lowercase()
}

/// Attributes that programs read.
const NAMES: [&str; 2] = ["data-l10n-name", "id"];

fn key(name: &str, tag: &str) -> String {
    let mut key = name.to_owned();
    for attribute in NAMES {
        let value = tag.split_once(&format!(" {attribute}=")).map(|(_, value)| value);
        let value = value.and_then(|value| {
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            value.get(1..)?.split(quote).next()
        });
        if let Some(value) = value {
            key.push_str(&format!(" {attribute}={value}"));
        }
    }
    key
}

fn short(tag: &str) -> String {
    const LONGEST: usize = 40;
    if tag.chars().count() <= LONGEST { tag.to_owned() } else { tag.chars().take(LONGEST).chain(['…']).collect() }
}

/// The first closing tag that does not close the last one opened.
fn crossing<'a, 't>(tags: &'a [TagItem<'t>]) -> Option<&'a TagItem<'t>> {
    let mut open: Vec<&str> = Vec::new();
    for tag in tags {
        match tag.name.strip_prefix('/') {
            Some(name) if open.last() == Some(&name) => {
                open.pop();
            }
            Some(name) if open.contains(&name) => return Some(tag),
            Some(_) => {}
            // Only elements with an end tag somewhere count, unlike <br>.
            None if tags.iter().any(|t| t.name.strip_prefix('/') == Some(&tag.name)) => open.push(&tag.name),
            None => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        let tags = Tester::new("markup/tags").target("nl").po_flag("x-html");
        tags.flags("Read the <a href=\"x\">manual</a>.", "[[Lees de handleiding.]]")
            .passes("Read the <b>manual</b>.", "Lees de <i>handleiding</i>.")
            .says("Open <br>the lock", "Open de sluis", "Tags differ: <br> from the source is missing");
    }
}
