//! The running text around a finding: its unit, wherever that stands and however its lines are broken.

use serde::{Deserialize, Serialize};

use mtlint_format::document::Document;
use mtlint_token::span::FileSpan;

/// The source spans of the units of a file, for looking up the one around a finding.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Passages {
    /// Ascending by start.
    units: Vec<FileSpan>,
}

impl Passages {
    /// Adds the units of a document of the file.
    pub fn add(&mut self, document: &Document) {
        let map = &document.target.map;
        self.units.extend(document.units.iter().filter_map(|unit| map.to_file(unit.target.span)));
        // Formats with plural forms or sorted keys need not list their units in file order.
        self.units.sort_unstable();
    }

    /// The unit that holds the start of a span; outside of all units (a comment, a source side) its line.
    pub(super) fn unit(&self, content: &str, span: FileSpan) -> FileSpan {
        let before = self.units.partition_point(|unit| unit.start <= span.start);
        let unit = before.checked_sub(1).and_then(|index| self.units.get(index)).copied();
        unit.filter(|unit| span.start < unit.end).unwrap_or_else(|| line(content, span))
    }

    /// The same with all of the span, which may reach into further units.
    pub(super) fn around(&self, content: &str, span: FileSpan) -> FileSpan {
        self.unit(content, span).to(span)
    }
}

fn line(content: &str, span: FileSpan) -> FileSpan {
    let head = content.get(..span.range().start).unwrap_or_default();
    let tail = content.get(span.range().end..).unwrap_or_default();
    let start = memchr::memrchr2(b'\n', b'\r', head.as_bytes()).map_or(0, |at| at + 1);
    let length = memchr::memchr2(b'\n', b'\r', tail.as_bytes()).unwrap_or(tail.len());
    FileSpan::from_range(start..span.range().end + length)
}
