//! Which part of a file each directive is about.

use rustc_hash::{FxHashMap, FxHashSet};

use super::directive::{Directive, Kind};
use crate::rule::Selector;
use mtlint_format::document::{Document, UnitKind};
use mtlint_token::span::{FileSpan, text_at};

/// One name of a directive and the part of the file in which it silences rules.
#[derive(Debug)]
pub(super) struct Scope {
    /// Findings that start in it are silenced.
    pub part: FileSpan,
    /// The rules, as named.
    pub selector: Selector,
    /// The name, to report it at.
    pub name: FileSpan,
    /// Something was silenced, or the same was said before.
    pub used: bool,
}

/// The scopes of all directives, which must be in file order, and the `mtlint-enable` names that end nothing.
pub(super) fn scopes(content: &str, document: &Document, directives: &[Directive]) -> (Vec<Scope>, Vec<FileSpan>) {
    let end = u32::try_from(content.len()).unwrap_or(u32::MAX);
    let lines = next_lines(content, document, directives);
    let mut scopes: Vec<Scope> = Vec::new();
    let mut idle = Vec::new();
    let mut open: FxHashMap<Selector, usize> = FxHashMap::default();
    let mut said = FxHashSet::default();
    for (directive, line) in directives.iter().zip(lines) {
        let at = directive.word.start;
        for name in &directive.names {
            let selector = name.selector.clone();
            let part = match directive.kind {
                Some(Kind::NextLine) => line,
                Some(Kind::File) => FileSpan::new(0, end),
                Some(Kind::Disable) if open.contains_key(&selector) => continue,
                Some(Kind::Disable) => {
                    open.insert(selector.clone(), scopes.len());
                    FileSpan::new(at, end)
                }
                Some(Kind::Enable) => {
                    let closed: Vec<usize> = match &selector {
                        Selector::All => open.drain().map(|(_, index)| index).collect(),
                        _ => open.remove(&selector).into_iter().collect(),
                    };
                    for &index in &closed {
                        if let Some(scope) = scopes.get_mut(index) {
                            scope.part.end = at.max(scope.part.start);
                        }
                    }
                    if closed.is_empty() {
                        idle.push(name.span);
                    }
                    continue;
                }
                None => continue,
            };
            // What was said before needs no second word, and keeps the sweep over scopes short.
            if said.insert((part, selector.clone())) {
                scopes.push(Scope { part, selector, name: name.span, used: false });
            }
        }
    }
    (scopes, idle)
}

/// What `next-line` means for each directive: the next line that is neither blank nor a directive, or, where segments
/// are translated, all of the next segment.
fn next_lines(content: &str, document: &Document, directives: &[Directive]) -> Vec<FileSpan> {
    let segments = segments(document);
    let mut parts = vec![FileSpan::default(); directives.len()];
    let mut below: Option<(FileSpan, FileSpan)> = None;
    for (directive, part) in directives.iter().zip(&mut parts).rev() {
        let comment = directive.comment;
        *part = match below {
            Some((other, its)) if shares_lines(content, comment, other) => its,
            _ => {
                let next = segments.partition_point(|(target, _)| target.start < comment.end);
                segments.get(next).map_or_else(|| next_line(content, comment.end), |(_, segment)| *segment)
            }
        };
        below = Some((comment, *part));
    }
    parts
}

/// True when two comments are about the same line: they stand on one line, or right above each other.
fn shares_lines(content: &str, above: FileSpan, below: FileSpan) -> bool {
    let between = content.get(above.range().end..below.range().start).unwrap_or_default();
    // The signs of comments are no text.
    above == below || !between.contains(char::is_alphanumeric)
}

/// Where the target of each segment stands, and all of it with its source.
fn segments(document: &Document) -> Vec<(FileSpan, FileSpan)> {
    let units = document.units.iter().filter(|unit| unit.kind == UnitKind::Segment);
    let mut segments: Vec<_> = units
        .filter_map(|unit| {
            let target = document.target.map.to_source(unit.target.span)?;
            let source = unit.source.and_then(|side| document.source.map.to_source(side.span));
            Some((target, source.map_or(target, |source| source.to(target))))
        })
        .collect();
    segments.sort_unstable();
    segments
}

/// The first line below a place that is not blank, with its line end.
fn next_line(content: &str, at: u32) -> FileSpan {
    let mut start = at as usize;
    for (index, line) in text_at(content, start..).split_inclusive('\n').enumerate() {
        if index > 0 && !line.trim().is_empty() {
            return FileSpan::from_range(start..start + line.len());
        }
        start += line.len();
    }
    FileSpan::from_range(start..start)
}
