//! The part of a file in which each directive silences rules.

use rustc_hash::{FxHashMap, FxHashSet};

use super::directive::{Directive, DirectiveKind};
use crate::rule::Selector;
use mtlint_format::document::{Document, UnitKind};
use mtlint_token::span::{FileSpan, text_at};

/// One name of a directive and the part of the file in which it silences rules.
#[derive(Debug)]
pub(super) struct SilencedPart {
    /// Findings that begin in it are silenced.
    pub part: FileSpan,
    /// The rules.
    pub selector: Selector,
    /// The place of the name, for findings about it.
    pub name: FileSpan,
    /// True if it silenced something, or repeats an open scope.
    pub used: bool,
}

/// The scopes of all directives, which must be in file order, and the names in `mtlint-enable` that end nothing.
pub(super) fn scopes(
    content: &str,
    document: &Document,
    directives: &[Directive],
) -> (Vec<SilencedPart>, Vec<FileSpan>) {
    let end = u32::try_from(content.len()).unwrap_or(u32::MAX);
    let lines = next_lines(content, document, directives);
    let mut scopes: Vec<SilencedPart> = Vec::new();
    let mut idle = Vec::new();
    let mut open: FxHashMap<Selector, usize> = FxHashMap::default();
    let mut said = FxHashSet::default();
    for (directive, line) in directives.iter().zip(lines) {
        let at = directive.word.start;
        for name in &directive.names {
            let selector = name.selector.clone();
            let part = match directive.kind {
                Some(DirectiveKind::NextLine) => line,
                Some(DirectiveKind::File) => FileSpan::new(0, end),
                Some(DirectiveKind::Disable) if open.contains_key(&selector) => continue,
                Some(DirectiveKind::Disable) => {
                    open.insert(selector.clone(), scopes.len());
                    FileSpan::new(at, end)
                }
                Some(DirectiveKind::Enable) => {
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
            // Skipping repetitions keeps the sweep over scopes short.
            if said.insert((part, selector.clone())) {
                scopes.push(SilencedPart { part, selector, name: name.span, used: false });
            }
        }
    }
    (scopes, idle)
}

/// The part that `next-line` covers for each directive: the next line that is neither blank nor a directive or, in
/// files with segments, the whole next segment.
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

/// True if two comments apply to the same line: they are on one line, or on adjacent lines.
fn shares_lines(content: &str, above: FileSpan, below: FileSpan) -> bool {
    let between = content.get(above.range().end..below.range().start).unwrap_or_default();
    // Comment markers are not text.
    above == below || !between.contains(char::is_alphanumeric)
}

/// The span of the target of each segment, and that of the whole segment.
fn segments(document: &Document) -> Vec<(FileSpan, FileSpan)> {
    let units = document.units.iter().filter(|unit| unit.kind == UnitKind::Segment);
    let mut segments: Vec<_> = units
        .filter_map(|unit| {
            let target = document.target.map.to_file(unit.target.span)?;
            let source = unit.source.and_then(|side| document.source.map.to_file(side.span));
            Some((target, source.map_or(target, |source| source.to(target))))
        })
        .collect();
    segments.sort_unstable();
    segments
}

/// The first line after a place that is not blank, with its line end.
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
