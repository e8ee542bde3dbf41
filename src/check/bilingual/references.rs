//! References and code that a translation has lost or changed.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::super::Check;
use super::multiset::differences;
use crate::document::{ObjectKind, Side, Text};
use crate::engine::{Context, Pair, Sink};
use crate::rule::Applicability;
use crate::rule::pattern::only_of;
use crate::span::{SourceSpan, TextSpan};
use crate::text::Words;

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Of {
    /// Where roles, links and footnotes lead.
    References,
    /// Code that is spelled a little otherwise; other code may be an example in the reader's language.
    Code,
}

pub(in super::super) fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    Ok(Box::new(References(only_of(table)?)))
}

struct References(Of);

struct Item<'t> {
    shown: &'t str,
    span: TextSpan,
    source: SourceSpan,
}

/// Beyond this many a unit is an index.
const MOST: usize = 100;

impl Check for References {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let mut counts = Counts::default();
        for pair in context.pairs() {
            let there = self.items(&context.document.source, pair.source);
            if there.is_empty() || there.len() > MOST {
                continue;
            }
            let here = self.items(&context.document.target, pair.unit.target);
            let (missing, extra) = differences(&there, &here, |a, b| a.shown == b.shown);
            match self.0 {
                Of::References => references(&pair, &missing, &extra, &there, sink),
                Of::Code => code((&context.document.target, &mut counts), &missing, &extra, sink),
            }
        }
    }
}

impl References {
    fn items<'t>(&self, text: &'t Text, side: Side) -> Vec<Item<'t>> {
        let kind = if self.0 == Of::Code { ObjectKind::Code } else { ObjectKind::Reference };
        let items = text.objects_of(side).filter(|(o, _)| o.kind == kind);
        items.map(|(o, shown)| Item { shown, span: o.span, source: o.source }).collect()
    }
}

fn references(pair: &Pair<'_>, missing: &[&Item<'_>], extra: &[&Item<'_>], there: &[Item<'_>], sink: &mut Sink<'_>) {
    // A translator may name a thing twice, or say “it” the second time.
    let again = |item: &&&Item<'_>| there.iter().filter(|t| t.shown == item.shown).count() > 1;
    let role = |shown: &str| shown.find('`').map(|end| shown.get(..end).unwrap_or_default().to_owned());
    let new = |e: &&&Item<'_>| {
        !there.iter().any(|t| t.shown == e.shown) && missing.first().is_some_and(|m| role(m.shown) == role(e.shown))
    };
    match (missing, extra.iter().find(new)) {
        ([lost, ..], Some(found)) => {
            let detail = format!("source has {}, translation has {}", lost.shown, found.shown);
            let span = if lost.span.is_empty() { pair.source.span } else { lost.span };
            sink.report(found.span).at(found.source).arg("detail", detail).in_source(span, "source");
        }
        ([_, ..], None) => {
            if let Some(lost) = missing.iter().find(|item| !again(item)) {
                let detail = format!("{} of the source is missing", lost.shown);
                let span = if lost.span.is_empty() { pair.source.span } else { lost.span };
                sink.report(pair.unit.target.span).arg("detail", detail).in_source(span, "source");
            }
        }
        _ => {}
    }
}

/// Code beside code that differs in a letter or two.
fn code<'t>(
    (text, counts): (&'t Text, &mut Counts<'t>),
    missing: &[&Item<'_>],
    extra: &[&Item<'_>],
    sink: &mut Sink<'_>,
) {
    for found in extra {
        if !is_identifier(found.shown) {
            continue;
        }
        let near = |lost: &&&Item<'_>| {
            let length = lost.shown.chars().count().min(found.shown.chars().count());
            length > 6 && strsim::levenshtein(lost.shown, found.shown) * 4 <= length.min(12) - 2
        };
        if let Some(lost) = missing.iter().find(near)
            && !counts.is_chosen(text, found.shown)
        {
            let detail = format!("source has {}, translation has {}", lost.shown, found.shown);
            let hit = sink.report(found.span).at(found.source).arg("detail", detail);
            hit.in_source(lost.span, "source").fix(found.span, lost.shown, Applicability::Suggest);
        }
    }
}

/// How often each piece of code stands in the translation, counted when first asked.
#[derive(Default)]
struct Counts<'t>(Option<FxHashMap<&'t str, usize>>);

impl<'t> Counts<'t> {
    /// True for code that the translation has several times, spelled so: a name that was translated on purpose.
    fn is_chosen(&mut self, text: &'t Text, code: &str) -> bool {
        const TIMES: usize = 3;
        let counts = self.0.get_or_insert_with(|| {
            let mut counts = FxHashMap::default();
            for object in text.objects.all() {
                *counts.entry(text.objects.literal(object)).or_default() += 1;
            }
            counts
        });
        counts.get(code).is_some_and(|count| *count >= TIMES)
    }
}

/// True for a name; code with spaces or strings in it may be an example that is translated.
fn is_identifier(code: &str) -> bool {
    let name = code.trim_matches('`');
    let sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '(' | ')' | '/' | '-' | ':');
    name.chars().all(sign) && name.contains(|c: char| c.is_ascii_alphabetic())
}
