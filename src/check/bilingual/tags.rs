//! Tags that a translation has lost, added or nested wrongly.

use super::super::Check;
use super::multiset::differences;
use crate::document::{ObjectKind, Side, Text};
use crate::engine::{Context, Pair, Sink};
use crate::span::{SourceSpan, TextSpan};
use crate::text::Words;

pub(in super::super) fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    if let Some(key) = table.keys().next() {
        return Err(format!("no option “{key}”"));
    }
    Ok(Box::new(Tags))
}

struct Tags;

struct TagItem<'t> {
    /// `b`, `/b`, `br/`: the name with its kind; attributes may be translated.
    key: String,
    shown: &'t str,
    span: TextSpan,
    source: SourceSpan,
}

/// Beyond this many tags a unit is a page; comparing each with each would take long.
const MOST: usize = 300;

impl Check for Tags {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for pair in context.pairs() {
            let there = tags(&context.document.source, pair.source);
            let here = tags(&context.document.target, pair.unit.target);
            if (here.is_empty() && there.is_empty()) || here.len().max(there.len()) > MOST {
                continue;
            }
            compare(&pair, &there, &here, sink);
        }
    }
}

fn compare(pair: &Pair<'_>, there: &[TagItem<'_>], here: &[TagItem<'_>], sink: &mut Sink<'_>) {
    let (missing, extra) = differences(there, here, |a, b| a.key == b.key);
    let list = |tags: &[&TagItem<'_>]| tags.iter().take(3).map(|t| short(t.shown)).collect::<Vec<_>>().join(", ");
    let whole = pair.unit.target.span;
    match (missing.as_slice(), extra.as_slice()) {
        ([], []) => {
            if let Some(crossed) = crossing(here).filter(|_| crossing(there).is_none()) {
                let hit = sink.report(crossed.span).at(crossed.source);
                hit.arg("detail", format!("{} closes before what was opened behind it", short(crossed.shown)));
            }
        }
        ([lost, ..], []) => {
            let hit = sink.report(whole).arg("detail", format!("{} of the source is missing", list(&missing)));
            hit.in_source(pair.source.span, format!("source, with {}", short(lost.shown)));
        }
        ([], [found, ..]) => {
            let hit = sink.report(found.span).at(found.source);
            hit.arg("detail", format!("{} is not in the source", list(&extra)));
        }
        (_, [found, ..]) => {
            let hit = sink.report(found.span).at(found.source);
            hit.arg("detail", format!("source has {}, translation has {}", list(&missing), list(&extra)));
        }
    }
}

fn tags(text: &Text, side: Side) -> Vec<TagItem<'_>> {
    let tags = text.objects_of(side).filter(|(o, literal)| o.kind == ObjectKind::Tag && literal.starts_with('<'));
    tags.map(|(o, literal)| TagItem { key: key(literal), shown: literal, span: o.span, source: o.source }).collect()
}

fn key(tag: &str) -> String {
    let inner = tag.trim_start_matches('<').trim_end_matches('>');
    let name = inner.split([' ', '\t', '\n', '\r']).next().unwrap_or_default();
    // <br> and <br/> are the same in HTML.
    name.trim_end_matches('/').to_ascii_lowercase()
}

fn short(tag: &str) -> String {
    const LONGEST: usize = 40;
    if tag.chars().count() <= LONGEST { tag.to_owned() } else { tag.chars().take(LONGEST).chain(['…']).collect() }
}

/// The first closing tag that does not close the last one opened.
fn crossing<'a, 't>(tags: &'a [TagItem<'t>]) -> Option<&'a TagItem<'t>> {
    let mut open: Vec<&str> = Vec::new();
    for tag in tags {
        match tag.key.strip_prefix('/') {
            Some(name) if open.last() == Some(&name) => {
                open.pop();
            }
            Some(name) if open.contains(&name) => return Some(tag),
            Some(_) => {}
            // Elements without an end, like <br>, are never closed: only those that are closed somewhere count.
            None if tags.iter().any(|t| t.key.strip_prefix('/') == Some(&tag.key)) => open.push(&tag.key),
            None => {}
        }
    }
    None
}
