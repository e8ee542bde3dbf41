//! Changed lines: which parts of which files differ from an earlier state, and which findings lie there.

mod diff;

use std::collections::BTreeMap;

pub use diff::{DiffError, parse};

use crate::fix::Patch;
use mtlint_rules::finding::Finding;
use mtlint_token::span::FileSpan;

/// The changed lines of files, by the paths in a diff.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    files: BTreeMap<String, Lines>,
}

impl Changes {
    /// What changed in a file; `None`: nothing.
    #[must_use]
    pub fn of(&self, path: &str) -> Option<&Lines> {
        self.files.get(path)
    }

    /// The changed files.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Adds a file that is new as a whole.
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

/// Changed lines of a file. A line ends with `\n`, as diffs count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    all: bool,
    /// Runs of changed lines: the first, from 1, and how many; 0 where lines were deleted behind the one before it.
    runs: Vec<(u32, u32)>,
}

impl Lines {
    fn all() -> Self {
        Self { all: true, runs: Vec::new() }
    }

    fn add(&mut self, line: u32) {
        match self.runs.last_mut() {
            Some((first, count)) if *count > 0 && *first + *count == line => *count += 1,
            _ => self.runs.push((line, 1)),
        }
    }

    /// Notes that lines were deleted behind a line.
    fn add_gap(&mut self, behind: u32) {
        self.runs.push((behind + 1, 0));
    }

    /// The changed lines as parts of the file's content.
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
            self.runs.iter().map(|(first, count)| FileSpan::new(start(*first), start(first + count))).collect();
        join(&mut spans);
        ChangedSpans(spans)
    }
}

/// Puts spans in order and those that overlap together.
fn join(spans: &mut Vec<FileSpan>) {
    spans.sort_unstable();
    spans.dedup_by(|next, last| {
        let overlaps = next.start < last.end;
        last.end = if overlaps { last.end.max(next.end) } else { last.end };
        overlaps
    });
}

/// Changed parts of a content; in order and without overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedSpans(Vec<FileSpan>);

impl ChangedSpans {
    /// True when a span has a byte in a changed part, or a deletion inside.
    #[must_use]
    pub fn touch(&self, span: FileSpan) -> bool {
        let next = self.0.partition_point(|part| part.end < span.start);
        let end = span.end.max(span.start + 1);
        let mut near = self.0.iter().skip(next).take_while(|part| part.start < end);
        near.any(|part| span.start < part.end && (!part.is_empty() || span.start < part.start))
    }

    /// The same parts behind edits.
    #[must_use]
    pub fn moved(&self, patch: &Patch) -> Self {
        let mut spans: Vec<FileSpan> = self.0.iter().map(|span| patch.moved(*span)).collect();
        join(&mut spans);
        Self(spans)
    }

    /// Drops the findings outside, and returns how many that were.
    pub fn keep(&self, findings: &mut Vec<Finding>) -> u64 {
        let before = findings.len();
        findings.retain(|finding| self.touch(finding.span));
        (before - findings.len()) as u64
    }
}
