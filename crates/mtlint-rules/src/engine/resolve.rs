//! Converts hits into findings: drops unwanted and duplicate ones, fills in messages, and maps positions to the file.

use super::house_style;
use super::plan::{Plan, Planned};
use crate::context::{Context, Hit, TextFix};
use crate::finding::{Edit, Finding, Fix, Related, RelatedFile};
use crate::rule::{Applicability, Level};
use crate::template;
use mtlint_format::document::Document;
use mtlint_token::span::TextSpan;

/// Converts the hits of one document into findings in file order.
pub(super) fn resolve(plan: &Plan, context: &Context<'_>, hits: &mut Vec<Hit>) -> Vec<Finding> {
    hits.retain(|hit| is_wanted(plan, context, hit));
    hits.sort_by_key(|hit| (hit.span.start, hit.span.end, hit.rule));
    hits.dedup_by(|b, a| is_again(b, a));
    let mut covered = covered(plan, hits).into_iter();
    hits.retain(|hit| !covered.next().unwrap_or_default() && !hit.is_reported_elsewhere);
    house_style::fold(plan, context, hits);
    let mut findings: Vec<Finding> =
        hits.iter().filter_map(|hit| finding(plan.rules.get(hit.rule as usize)?, context, hit)).collect();
    findings.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
    findings
}

/// True for a second hit of a rule at a place. Missing items have no place of their own, so their arguments must be
/// equal, too.
fn is_again(b: &Hit, a: &Hit) -> bool {
    let is_there = a.place.is_none_or(|place| !place.is_empty());
    a.rule == b.rule && a.span == b.span && a.place == b.place && (is_there || a.args == b.args)
}

fn is_wanted(plan: &Plan, context: &Context<'_>, hit: &Hit) -> bool {
    let Some(planned) = plan.rules.get(hit.rule as usize) else { return false };
    let kind = context.analysis.unit_at(hit.span.start).map(|u| u.kind);
    kind.is_none_or(|k| planned.active.rule.looks_at(k))
}

/// For each hit whether it is inside a hit of a rule that names its rule in `covers`: the same defect twice.
fn covered(plan: &Plan, hits: &[Hit]) -> Vec<bool> {
    let mut covered = vec![false; hits.len()];
    for hit in hits {
        let Some(covers) = plan.rules.get(hit.rule as usize).map(|p| &p.active.rule.file.covers) else { continue };
        if covers.is_empty() {
            continue;
        }
        let first = hits.partition_point(|h| h.span.start < hit.span.start);
        let inside = hits
            .iter()
            .enumerate()
            .skip(first)
            .take_while(|(_, h)| h.span.start < hit.span.end.max(hit.span.start + 1));
        for (index, other) in inside {
            let id = plan.rules.get(other.rule as usize).map(|p| p.active.rule.id.as_str());
            if other.rule != hit.rule
                && hit.span.contains(other.span)
                && id.is_some_and(|id| covers.iter().any(|c| c == id))
            {
                covered[index] = true;
            }
        }
    }
    covered
}

fn finding(planned: &Planned, context: &Context<'_>, hit: &Hit) -> Option<Finding> {
    let document = context.document;
    let file = &planned.active.rule.file;
    let matched = hit.text(context.text());
    let (level, message) = match (&file.house_style, hit.throughout) {
        (Some(message), Some(count)) => {
            let message = template::fill(message, &[("count".to_owned(), count.to_string())], matched);
            (planned.active.level.min(Level::Info), message)
        }
        _ => (planned.active.level, file.message.clone()),
    };
    Some(Finding {
        rule: planned.active.rule.id.clone(),
        language: Some(context.language),
        title: file.title.clone(),
        span: hit.place.or_else(|| document.target.map.to_file(hit.span))?,
        level,
        mqm: file.mqm.clone(),
        message: template::fill(&message, &hit.args, matched),
        help: template::fill(&file.help, &hit.args, matched),
        why: file.why.trim().to_owned(),
        fixes: hit.fixes.iter().filter_map(|f| fix(document, f)).collect(),
        related: related(document, hit),
    })
}

/// The places that the hit refers to. For a unit with a source, the source is always one.
fn related(document: &Document, hit: &Hit) -> Vec<Related> {
    let own = hit.related.iter().filter_map(|(span, message)| {
        let span = document.target.map.to_file(*span)?;
        Some(Related { file: RelatedFile::Own, span, message: message.clone(), is_source: false })
    });
    let file = if document.source_path.is_some() { RelatedFile::Source } else { RelatedFile::Own };
    let in_source = |span: TextSpan, message: &str| {
        let span = document.source.map.to_file(span)?;
        Some(Related { file, span, message: message.to_owned(), is_source: true })
    };
    let mut related: Vec<Related> = own.collect();
    related.extend(hit.in_source.iter().filter_map(|(span, message)| in_source(*span, message)));
    let places = hit.in_source_file.iter();
    related.extend(places.map(|(span, text)| Related { file, span: *span, message: text.clone(), is_source: true }));
    if hit.in_source.is_empty()
        && hit.in_source_file.is_empty()
        && let Some(source) = document.unit_at(hit.span.start).and_then(|unit| unit.source)
    {
        related.extend(in_source(source.span, "source"));
    }
    related
}

/// A fix at positions of the file. A program can replace only text without objects.
fn fix(document: &Document, fix: &TextFix) -> Option<Fix> {
    let mut applicability = fix.applicability;
    let mut edits = Vec::with_capacity(fix.edits.len());
    for (span, text) in &fix.edits {
        let source = document.target.map.to_file(*span)?;
        let written = document.escaped(span.start, text).filter(|_| document.target.map.is_replaceable(*span));
        if written.is_none() {
            applicability = Applicability::Display;
        }
        let text = written.map_or_else(|| text.clone(), std::borrow::Cow::into_owned);
        edits.push(Edit { span: source, text });
    }
    Some(Fix { title: title(&fix.edits), applicability, edits })
}

fn title(edits: &[(TextSpan, String)]) -> String {
    match edits {
        [(_, text)] if text.trim().is_empty() => "Delete it".to_owned(),
        [(_, text)] => format!("Replace with “{text}”"),
        [(_, open), (_, close)] => format!("Replace with {} … {}", open.trim(), close.trim()),
        _ => format!("Change all {} places", edits.len()),
    }
}
