//! Cutting a line to the part around a finding that fits.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::report::visible::{show, width};
use mtlint_token::span::text_at;

/// A cut moves by at most this many characters to fall between two words.
const WORD: usize = 12;

/// Which end of the focus is kept if it is longer than the line may be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    Head,
    Tail,
}

/// A line to be cut.
#[derive(Clone)]
pub(super) struct LongLine<'c> {
    /// The content of the file.
    pub content: &'c str,
    /// The line, without its line end.
    pub line: Range<usize>,
    /// The part that must be shown.
    pub focus: Range<usize>,
    pub keep: Keep,
}

/// How much fits on a line.
#[derive(Clone, Copy)]
pub(super) struct Fit {
    /// Columns for the text.
    pub columns: usize,
    /// Columns after the marks that are kept free for a label.
    pub label: usize,
}

/// A part of a text: its size in bytes and in columns.
#[derive(Clone, Copy)]
struct Size {
    bytes: usize,
    columns: usize,
}

/// The part of a line around the focus that fits. The cuts are between graphemes and, if possible, between words. Reads
/// no more of the line than that.
pub(super) fn clip(text: &LongLine<'_>, fit: Fit) -> Range<usize> {
    let LongLine { content, line, focus, keep } = text.clone();
    let whole = text_at(content, line.clone());
    if whole.len() <= 4 * fit.columns && width_shown(whole) <= fit.columns {
        return line;
    }
    let focus = focus.start.clamp(line.start, line.end)..focus.end.clamp(line.start, line.end);
    // Two columns are for the signs of a cut.
    let inner = fit.columns.saturating_sub(2);
    let marked = text_at(content, focus.clone());
    let size = match keep {
        Keep::Head => head(marked, inner),
        Keep::Tail => tail(marked, inner),
    };
    if size.bytes < marked.len() {
        return match keep {
            Keep::Head => focus.start..focus.start + size.bytes,
            Keep::Tail => focus.end - size.bytes..focus.end,
        };
    }
    let (left, right) = (text_at(content, line.start..focus.start), text_at(content, focus.end..line.end));
    let spare = inner.saturating_sub(size.columns);
    // The label needs room after the marks, so there is less text before them.
    let most_left = spare.saturating_sub(fit.label);
    let left_width = tail(left, most_left).columns;
    let right_width = head(right, spare - left_width.min(spare / 2)).columns;
    let left_size = tail(left, most_left.min(spare - right_width)).bytes;
    let right_size = head(right, right_width).bytes;
    line.start + word_start(left, left.len() - left_size)..focus.end + word_end(right, right_size)
}

/// The longest run of graphemes at the start of `text` that fits into `columns`.
fn head(text: &str, columns: usize) -> Size {
    fitting(text.graphemes(true), columns)
}

/// The longest run of graphemes at the end of `text` that fits into `columns`.
fn tail(text: &str, columns: usize) -> Size {
    fitting(text.graphemes(true).rev(), columns)
}

fn fitting<'t>(graphemes: impl Iterator<Item = &'t str>, columns: usize) -> Size {
    let mut size = Size { bytes: 0, columns: 0 };
    for grapheme in graphemes {
        let wide = width_shown(grapheme);
        if size.columns + wide > columns {
            break;
        }
        size = Size { bytes: size.bytes + grapheme.len(), columns: size.columns + wide };
    }
    size
}

/// The columns of text as [`show`] writes it.
fn width_shown(text: &str) -> usize {
    if text.bytes().all(|b| (0x20..0x7f).contains(&b)) {
        return text.len();
    }
    let mut shown = String::new();
    let mut before = None;
    for c in text.chars() {
        show(before, c, &mut shown);
        before = Some(c);
    }
    width(&shown)
}

/// Moves a cut in `left` after the next space, if that is near.
fn word_start(left: &str, cut: usize) -> usize {
    if cut == 0 || text_at(left, ..cut).ends_with(' ') {
        return cut;
    }
    let near = text_at(left, cut..).char_indices().take(WORD).find(|(_, c)| *c == ' ');
    near.map_or(cut, |(at, _)| cut + at + 1)
}

/// Moves a cut in `right` before the previous space, if that is near.
fn word_end(right: &str, cut: usize) -> usize {
    if cut == right.len() || text_at(right, cut..).starts_with(' ') {
        return cut;
    }
    let near = text_at(right, ..cut).char_indices().rev().take(WORD).find(|(_, c)| *c == ' ');
    near.map_or(cut, |(at, _)| at)
}
