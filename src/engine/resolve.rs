//! Hits to findings: filtered, freed of doubles, with messages, in source positions and in order.

use super::plan::{Plan, Planned};
use super::{Applicability, Context, Edit, Finding, Fix, Hit, Related, RelatedFile, template};
use crate::document::Document;
use crate::span::TextSpan;

/// Turns the hits of one document into findings in source order.
pub(super) fn resolve(plan: &Plan, context: &Context<'_>, hits: &mut Vec<Hit>) -> Vec<Finding> {
    hits.retain(|hit| is_wanted(plan, context, hit));
    hits.sort_by_key(|hit| (hit.span.start, hit.span.end, hit.rule));
    hits.dedup_by(|b, a| a.rule == b.rule && a.span == b.span && a.place == b.place);
    let covered = covered(plan, hits);
    let mut findings: Vec<Finding> = hits
        .iter()
        .zip(covered)
        .filter(|(_, covered)| !covered)
        .filter_map(|(hit, _)| finding(plan.rules.get(hit.rule as usize)?, context, hit))
        .collect();
    findings.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
    findings
}

fn is_wanted(plan: &Plan, context: &Context<'_>, hit: &Hit) -> bool {
    let Some(planned) = plan.rules.get(hit.rule as usize) else { return false };
    let kind = context.analysis.unit_at(hit.span.start).map(|u| u.kind);
    kind.is_none_or(|k| planned.active.rule.looks_at(k))
}

/// Which hits stand inside a hit of a rule that names theirs in `covers`: the same defect twice.
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
    let matched = context.slice(hit.span);
    Some(Finding {
        rule: planned.active.rule.id.clone(),
        title: file.title.clone(),
        span: hit.place.or_else(|| document.target.map.to_source(hit.span))?,
        level: planned.active.level,
        mqm: file.mqm.clone(),
        message: template::fill(&file.message, &hit.args, matched),
        help: template::fill(&file.help, &hit.args, matched),
        why: file.why.trim().to_owned(),
        fixes: hit.fixes.iter().filter_map(|f| fix(document, f.span, &f.text, f.applicability)).collect(),
        related: related(document, hit),
    })
}

/// The places that the hit names; of a unit with a source, its source is always one.
fn related(document: &Document, hit: &Hit) -> Vec<Related> {
    let own = hit.related.iter().filter_map(|(span, message)| {
        let span = document.target.map.to_source(*span)?;
        Some(Related { file: RelatedFile::Own, span, message: message.clone(), is_source: false })
    });
    let file = if document.source_path.is_some() { RelatedFile::Source } else { RelatedFile::Own };
    let in_source = |span: TextSpan, message: &str| {
        let span = document.source.map.to_source(span)?;
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

/// A fix in source positions. Only a run of text without objects can be replaced by a program.
fn fix(document: &Document, span: TextSpan, text: &str, applicability: Applicability) -> Option<Fix> {
    let source = document.target.map.to_source(span)?;
    let written = document.escaped(span.start, text).filter(|_| document.target.map.is_replaceable(span));
    let applicability = if written.is_some() { applicability } else { Applicability::Display };
    let title = if text.trim().is_empty() { "Delete it".to_owned() } else { format!("Replace with “{text}”") };
    let text = written.map_or_else(|| text.to_owned(), std::borrow::Cow::into_owned);
    Some(Fix { title, applicability, edits: vec![Edit { span: source, text }] })
}
