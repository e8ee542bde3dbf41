//! The keys of the units that findings are in.

use mtlint_format::document::Document;
use mtlint_rules::finding::Finding;
use mtlint_token::span::FileSpan;

/// The units of a file that have a key and a finding, by their place.
#[derive(Clone, Debug, Default)]
pub(crate) struct UnitKeys {
    units: Vec<KeyedUnit>,
}

/// A unit and its key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct KeyedUnit {
    span: FileSpan,
    key: String,
}

impl UnitKeys {
    /// Adds the units of a document. `findings` are in file order.
    pub(super) fn add(&mut self, document: &Document, findings: &[Finding]) {
        for unit in &document.units {
            let (Some(key), Some(span)) = (&unit.key, document.target.map.to_file(unit.target.span)) else {
                continue;
            };
            let first = findings.partition_point(|finding| finding.span.start < span.start);
            if findings.get(first).is_some_and(|finding| finding.span.start <= span.end) {
                self.units.push(KeyedUnit { span, key: key.clone() });
            }
        }
        // Formats with plural forms or sorted keys need not list their units in file order.
        self.units.sort_unstable();
    }

    /// The key of the unit that holds the start of a span.
    pub(crate) fn at(&self, span: FileSpan) -> Option<&str> {
        let before = self.units.partition_point(|unit| unit.span.start <= span.start);
        let unit = self.units.get(before.checked_sub(1)?)?;
        (span.start <= unit.span.end).then_some(unit.key.as_str())
    }
}
