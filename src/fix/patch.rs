//! Edits that can be applied together.

use std::collections::BTreeMap;

use mtlint_rules::finding::Edit;
use mtlint_token::span::{FileSpan, text_at};

/// Edits of a text that do not touch each other, not even at their ends, since the result of one could change the
/// reason for the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patch {
    /// By their start.
    edits: BTreeMap<u32, Edit>,
}

impl Patch {
    /// Adds all of the edits or none, and returns whether the patch now has them. It refuses edits that touch one of
    /// its own, unless it has all of them already, and edits that do not fit the text.
    pub fn add(&mut self, content: &str, edits: &[Edit]) -> bool {
        if !edits.is_empty() && edits.iter().all(|edit| self.edits.get(&edit.span.start) == Some(edit)) {
            return true;
        }
        let sound = |edit: &Edit| content.get(edit.span.range()).is_some();
        let ordered = edits
            .windows(2)
            .all(|pair| matches!(pair, [a, b] if a.span.end <= b.span.start && a.span.start < b.span.start));
        let free = edits.iter().all(|edit| !self.touches(edit.span));
        let is_fit = !edits.is_empty() && ordered && free && edits.iter().all(sound);
        if is_fit {
            self.edits.extend(edits.iter().map(|edit| (edit.span.start, edit.clone())));
        }
        is_fit
    }

    /// True if there are no edits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// The edits in the order of the text.
    pub fn edits(&self) -> impl Iterator<Item = &Edit> {
        self.edits.values()
    }

    /// Applies the edits to the text.
    #[must_use]
    pub fn apply(&self, content: &str) -> String {
        let mut out = String::with_capacity(content.len());
        let mut done = 0;
        for Edit { span, text } in self.edits.values() {
            out.push_str(text_at(content, done..span.range().start));
            out.push_str(text);
            done = span.range().end;
        }
        out.push_str(text_at(content, done..));
        out
    }

    /// The span of a part of the text after the edits, including the new text of the edits that touch it.
    #[must_use]
    pub fn moved(&self, span: FileSpan) -> FileSpan {
        let (mut start, mut end) = (i64::from(span.start), i64::from(span.end));
        for edit in self.edits.range(..=span.end).map(|(_, edit)| edit) {
            let (from, to) = (edit.span.start, edit.span.end);
            let grown = i64::try_from(edit.text.len()).unwrap_or(i64::MAX) - i64::from(edit.span.len());
            if to < span.start {
                start += grown;
            } else {
                // Only the first edit that touches the span can start before it.
                start -= i64::from(span.start.saturating_sub(from));
            }
            end = end.saturating_add(grown + i64::from(to.saturating_sub(span.end)));
        }
        let narrow = |at: i64| u32::try_from(at.max(0)).unwrap_or(u32::MAX);
        FileSpan::new(narrow(start), narrow(end))
    }

    fn touches(&self, span: FileSpan) -> bool {
        // Edits do not overlap, so the last one that starts before the end also ends last.
        self.edits.range(..=span.end).next_back().is_some_and(|(_, edit)| edit.span.end >= span.start)
    }
}

#[cfg(test)]
mod tests {
    use super::Patch;
    use mtlint_rules::finding::Edit;
    use mtlint_token::span::FileSpan;

    fn edit(start: u32, end: u32, text: &str) -> Edit {
        Edit { span: FileSpan::new(start, end), text: text.to_owned() }
    }

    #[test]
    fn edits_that_touch_are_left_out_whole() {
        let content = "one two three";
        let mut patch = Patch::default();
        assert!(patch.add(content, &[edit(4, 7, "2")]));
        assert!(!patch.add(content, &[edit(0, 1, "O"), edit(7, 8, "_")]), "it starts where the other ends");
        assert!(!patch.add(content, &[edit(3, 4, "_")]), "it ends where the other starts");
        assert!(patch.add(content, &[edit(4, 7, "2")]), "the very same");
        assert!(patch.add(content, &[edit(0, 3, "1"), edit(8, 13, "3")]));
        assert_eq!(patch.apply(content), "1 2 3");
    }

    #[test]
    fn edits_of_another_content_are_refused() {
        let mut patch = Patch::default();
        for bad in [&[][..], &[edit(1, 2, "")], &[edit(0, 9, "")], &[edit(3, 3, "a"), edit(0, 0, "b")]] {
            assert!(!patch.add("é!", bad), "{bad:?}");
        }
        assert!(patch.is_empty());
    }

    #[test]
    fn spans_move_with_the_text() {
        let content = "a  bc  d";
        let mut patch = Patch::default();
        assert!(patch.add(content, &[edit(1, 3, " ")]) && patch.add(content, &[edit(5, 7, " -- ")]));
        assert_eq!(patch.apply(content), "a bc -- d");
        let moved = |start, end| {
            let span = patch.moved(FileSpan::new(start, end));
            (span.start, span.end)
        };
        assert_eq!(moved(0, 1), (0, 2), "what touches it belongs to it");
        assert_eq!(moved(4, 5), (3, 8));
        assert_eq!(moved(4, 4), (3, 3));
        assert_eq!(moved(2, 4), (1, 3));
        assert_eq!(moved(8, 8), (9, 9));
        assert_eq!(moved(0, 8), (0, 9));
    }
}
