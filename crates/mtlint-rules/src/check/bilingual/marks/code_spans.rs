//! Code between backticks, whose marks are not those of the text.

use std::ops::Range;

/// The contents of code between backticks; none if the text quotes `in this way'.
pub(super) fn code_spans(text: &str) -> Vec<Range<usize>> {
    const LONGEST: usize = 60;
    if !text.contains('`') {
        return Vec::new();
    }
    let ticks: Vec<usize> = text.match_indices('`').map(|(at, _)| at).collect();
    let (pairs, rest) = ticks.as_chunks::<2>();
    let spans = pairs.iter().map(|[from, to]| from + 1..*to);
    let is_code = |span: &Range<usize>| {
        text.get(span.clone()).is_some_and(|inner| inner.len() <= LONGEST && !inner.contains(['\'', '\n']))
    };
    if rest.is_empty() { spans.filter(is_code).collect() } else { Vec::new() }
}
