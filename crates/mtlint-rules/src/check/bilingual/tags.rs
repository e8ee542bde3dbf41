//! Tags that a translation has lost, added or nested wrongly.

use crate::check::{Check, CheckSpec, without_options};
use super::multiset::differences;
use crate::context::{Context, Sink, UnitPair};
use mtlint_format::document::{Object, ObjectKind, Side, Text};
use mtlint_text::text::Words;
use mtlint_token::span::{FileSpan, TextSpan};

pub(in crate::check) const CHECK: CheckSpec = CheckSpec {
    name: "tags",
    finds: "* tags lost, added or crossed",
    options: "",
    build,
};

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    without_options(table)?;
    Ok(Box::new(Tags))
}

struct Tags;

struct TagItem<'t> {
    /// `b`, `/b`, `br`: attributes may be translated.
    name: String,
    /// The name with the attributes that may not be.
    key: String,
    shown: &'t str,
    span: TextSpan,
    source: FileSpan,
}

/// Beyond this many tags a unit is a page; comparing each with each would take long.
const MOST: usize = 300;

impl Check for Tags {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let mut told: Option<(u32, String)> = None;
        for pair in context.pairs() {
            let document = context.document;
            let there = tags(&document.source, pair.source);
            let here = tags(&document.target, pair.unit.target);
            if here.len().max(there.len()) > MOST {
                continue;
            }
            let defect = compare(&there, &here, has_markup(&document.source, pair.source));
            let defect = defect.or_else(|| turned(&document.target, pair.unit.target, &document.source, pair.source));
            let Some(defect) = defect else { continue };
            // The forms of a plural that have the same defect are one.
            let form = pair.unit.plural.map(|plural| (plural.group, defect.detail.clone()));
            if form.is_none() || form != told {
                report(&pair, &defect, sink);
            }
            told = form;
        }
    }
}

struct Defect {
    detail: String,
    /// Where in the translation; all of it where nothing else is wrong than what is not there.
    here: Option<(TextSpan, FileSpan)>,
    /// Where in the source.
    there: Option<FileSpan>,
}

fn report(pair: &UnitPair<'_>, defect: &Defect, sink: &mut Sink<'_>) {
    let hit = match defect.here {
        Some((span, place)) => sink.report(span).at(place),
        None => sink.report(pair.unit.target.span),
    };
    hit.arg("detail", defect.detail.as_str());
    match defect.there {
        Some(place) => hit.in_source_at(place, "source"),
        None => hit.in_source(pair.source.span, "source"),
    };
}

/// `has_markup`: the source has a tag or an entity.
fn compare(there: &[TagItem<'_>], here: &[TagItem<'_>], has_markup: bool) -> Option<Defect> {
    let (mut missing, mut extra) = differences(there, here, |a, b| a.key == b.key);
    exchange(&mut missing, &mut extra);
    if has_markup && are_pairs(&extra) && crossing(here).is_none() {
        extra.retain(|tag| !is_formatting(tag));
    }
    let list = |tags: &[&TagItem<'_>]| tags.iter().take(3).map(|t| short(t.shown)).collect::<Vec<_>>().join(", ");
    let verb = |tags: &[&TagItem<'_>]| if tags.len() == 1 { "is" } else { "are" };
    let place = |tag: &TagItem<'_>| (tag.span, tag.source);
    let there_at = missing.first().map(|lost| lost.source);
    let detail = match (missing.as_slice(), extra.as_slice()) {
        ([], []) => {
            let crossed = crossing(here).filter(|_| crossing(there).is_none())?;
            let detail = format!("{} closes before what was opened behind it", short(crossed.shown));
            return Some(Defect { detail, here: Some(place(crossed)), there: None });
        }
        (_, []) => format!("{} of the source {} missing", list(&missing), verb(&missing)),
        ([], _) => format!("{} {} not in the source", list(&extra), verb(&extra)),
        _ => format!("source has {}, translation has {}", list(&missing), list(&extra)),
    };
    Some(Defect { detail, here: extra.first().map(|tag| place(tag)), there: there_at })
}

/// Elements that only say how words look: which one a language sets, and on which words, is its choice.
const FORMATTING: [&str; 14] =
    ["b", "i", "em", "strong", "tt", "code", "u", "small", "big", "kbd", "samp", "var", "cite", "q"];

/// True for formatting without attributes.
fn is_formatting(tag: &TagItem<'_>) -> bool {
    let name = tag.name.trim_start_matches('/');
    FORMATTING.contains(&name) && !tag.shown.contains('=')
}

/// Leaves out formatting that stands for other formatting, in pairs of a start and an end on both sides.
fn exchange(missing: &mut Vec<&TagItem<'_>>, extra: &mut Vec<&TagItem<'_>>) {
    while let (Some(lost), Some(found)) = (pair_of(missing), pair_of(extra)) {
        remove(missing, lost);
        remove(extra, found);
    }
}

/// Removes a start and the end behind it.
fn remove<T>(list: &mut Vec<T>, (start, end): (usize, usize)) {
    list.remove(end);
    list.remove(start);
}

/// The places in a list of a formatting tag and of the one that ends it.
fn pair_of(list: &[&TagItem<'_>]) -> Option<(usize, usize)> {
    list.iter().enumerate().filter(|(_, tag)| is_formatting(tag) && !tag.name.starts_with('/')).find_map(
        |(start, tag)| {
            let ends = |other: &&TagItem<'_>| other.name.strip_prefix('/') == Some(&tag.name);
            let behind = list.iter().skip(start + 1).position(ends)?;
            Some((start, start + 1 + behind))
        },
    )
}

/// True where each formatting tag of a list has its end or its start in it.
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

/// Angular's halves of an element, `<x id="START_LINK"/>` and `<x id="CLOSE_LINK"/>`, the other way round.
fn turned(text: &Text, side: Side, source: &Text, source_side: Side) -> Option<Defect> {
    let halves = |text, side| -> Vec<Half<'_>> { Text::objects_of(text, side).filter_map(half).collect() };
    let closed_first = |halves: &[Half<'_>], index: usize| {
        let close = halves.get(index)?;
        let same = |half: &&Half<'_>| half.element == close.element && half.is_start;
        let is_first = !close.is_start
            && halves.iter().take(index).filter(same).count() == 0
            && halves.iter().skip(index).any(|half| same(&half));
        is_first.then_some(())
    };
    let here = halves(text, side);
    let index = (0..here.len().min(MOST)).find(|&index| closed_first(&here, index).is_some())?;
    let there = halves(source, source_side);
    if (0..there.len().min(MOST)).any(|index| closed_first(&there, index).is_some()) {
        return None;
    }
    let close = here.get(index)?;
    let detail = format!("{} stands before the start of what it ends", close.shown);
    Some(Defect { detail, here: Some((close.span, close.source)), there: None })
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
    Some(Half { element, is_start: start.is_some(), shown: literal, span: object.span, source: object.source })
}

fn tags(text: &Text, side: Side) -> Vec<TagItem<'_>> {
    let tags = text.objects_of(side).filter(|(o, literal)| o.kind == ObjectKind::Tag && literal.starts_with('<'));
    let item = |(o, shown): (&Object, _)| {
        let name = name(shown);
        TagItem { key: key(&name, shown), name, shown, span: o.span, source: o.source }
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
            // Elements without an end, like <br>, are never closed: only those that are closed somewhere count.
            None if tags.iter().any(|t| t.name.strip_prefix('/') == Some(&tag.name)) => open.push(&tag.name),
            None => {}
        }
    }
    None
}
