//! Changed lines: which lines of which files changed, and which findings are on them.

mod diff;

use std::collections::BTreeMap;

pub use diff::{DiffError, parse};

use crate::fix::Patch;
use mtlint_rules::finding::Finding;
use mtlint_token::span::FileSpan;

/// The changed lines of files, by path in the diff.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    files: BTreeMap<String, Lines>,
}

impl Changes {
    /// The changed lines of a file; `None` if nothing changed.
    #[must_use]
    pub fn of(&self, path: &str) -> Option<&Lines> {
        self.files.get(path)
    }

    /// The changed files.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Adds a new file.
    pub fn add_new(&mut self, path: &str) {
        *self.lines_of(path) = Lines::all();
    }

    fn lines_of(&mut self, path: &str) -> &mut Lines {
        if !self.files.contains_key(path) {
            self.files.insert(path.to_owned(), Lines::default());
        }
        self.files.entry(path.to_owned()).or_default()
    }
}

/// Successive changed lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    /// The first line, from 1.
    first: u32,
    /// The number of lines; 0 if lines before `first` were deleted.
    count: u32,
}

/// The changed lines of a file. Only `\n` ends a line, as in diffs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    all: bool,
    runs: Vec<Run>,
}

impl Lines {
    fn all() -> Self {
        Self { all: true, runs: Vec::new() }
    }

    fn add(&mut self, line: u32) {
        match self.runs.last_mut() {
            Some(run) if run.count > 0 && run.first + run.count == line => run.count += 1,
            _ => self.runs.push(Run { first: line, count: 1 }),
        }
    }

    /// Records that lines were deleted after a line.
    fn add_gap(&mut self, line: u32) {
        self.runs.push(Run { first: line + 1, count: 0 });
    }

    /// The changed lines as parts of the file text.
    #[must_use]
    pub fn spans(&self, content: &str) -> ChangedSpans {
        let end = u32::try_from(content.len()).unwrap_or(u32::MAX);
        if self.all {
            return ChangedSpans(vec![FileSpan::new(0, end)]);
        }
        let ends = memchr::memchr_iter(b'\n', content.as_bytes()).map(|at| u32::try_from(at + 1).unwrap_or(u32::MAX));
        let starts: Vec<u32> = std::iter::once(0).chain(ends).collect();
        let start = |line: u32| starts.get(line.saturating_sub(1) as usize).copied().unwrap_or(end);
        let mut spans: Vec<_> =
            self.runs.iter().map(|run| FileSpan::new(start(run.first), start(run.first + run.count))).collect();
        join(&mut spans);
        ChangedSpans(spans)
    }
}

/// Sorts spans and joins those that overlap.
fn join(spans: &mut Vec<FileSpan>) {
    spans.sort_unstable();
    spans.dedup_by(|next, last| {
        let overlaps = next.start < last.end;
        last.end = if overlaps { last.end.max(next.end) } else { last.end };
        overlaps
    });
}

/// The changed parts of a file text, sorted and without overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedSpans(Vec<FileSpan>);

impl ChangedSpans {
    /// True if a span has a byte in a changed part, or if something was deleted inside it.
    #[must_use]
    pub fn touch(&self, span: FileSpan) -> bool {
        let next = self.0.partition_point(|part| part.end < span.start);
        let end = span.end.max(span.start + 1);
        let mut near = self.0.iter().skip(next).take_while(|part| part.start < end);
        near.any(|part| span.start < part.end && (!part.is_empty() || span.start < part.start))
    }

    /// The same parts after edits.
    #[must_use]
    pub fn moved(&self, patch: &Patch) -> Self {
        let mut spans: Vec<FileSpan> = self.0.iter().map(|span| patch.moved(*span)).collect();
        join(&mut spans);
        Self(spans)
    }

    /// Drops the findings outside the changed parts and returns their number.
    pub fn keep(&self, findings: &mut Vec<Finding>) -> u64 {
        let before = findings.len();
        findings.retain(|finding| self.touch(finding.span));
        (before - findings.len()) as u64
    }
}
