//! Plural forms of one message divided by `|`, `one file|{count} files`, as Symfony, Laravel and Vue I18n write them:
//! each is a unit of its own.

use std::ops::Range;

use crate::document::{ObjectKind, SideText, Syntax};
use crate::inline;
use mtlint_token::span::text_at;

/// The forms of a text as byte ranges, without the interval that selects a form and without white space at the bars.
pub(super) fn forms(text: &str, syntax: Syntax) -> Vec<Range<usize>> {
    let mut masks = Vec::new();
    inline::scan(text, syntax, &mut masks);
    let is_free = |at: &usize| {
        let mask = masks.get(masks.partition_point(|mask| mask.range.end <= *at));
        mask.is_none_or(|mask| mask.range.start > *at)
    };
    let bars: Vec<usize> = memchr::memchr_iter(b'|', text.as_bytes()).filter(is_free).take(MOST).collect();
    let starts = std::iter::once(0).chain(bars.iter().map(|bar| bar + 1));
    let ends = bars.iter().copied().chain([text.len()]);
    let parts: Vec<Range<usize>> = starts.zip(ends).map(|(start, end)| start..end).collect();
    let last = parts.len() - 1;
    let trimmed = parts.iter().enumerate().map(|(index, part)| trim(text, part.clone(), index > 0, index < last));
    trimmed.collect()
}

/// The most forms: no language needs more, including those for nothing and one thing.
const MOST: usize = 8;

/// A part without its interval and without white space at the bars.
fn trim(text: &str, part: Range<usize>, bar_before: bool, bar_behind: bool) -> Range<usize> {
    let all = text_at(text, part.clone());
    let mut inner = if bar_behind { all.trim_end() } else { all };
    let unmarked = interval(inner.trim_start()).map(|length| text_at(inner.trim_start(), length..));
    inner = unmarked.map_or(inner, str::trim_start);
    let start = part.end - (all.len() - all.trim_end().len()) * usize::from(bar_behind) - inner.len();
    let blanks = if bar_before { inner.len() - inner.trim_start().len() } else { 0 };
    start + blanks..start + inner.len()
}

/// The length of the interval before a form: `{0}`, `{1,2}`, `]1,Inf]`, `[2,*]`.
fn interval(form: &str) -> Option<usize> {
    let close = match form.as_bytes().first()? {
        b'{' => form.find('}')?,
        b'[' | b']' => 1 + form.get(1..)?.find(['[', ']'])?,
        _ => return None,
    };
    let inner = form.get(1..close)?;
    let is_bound = |bound: &str| {
        let bound = bound.trim().trim_start_matches(['-', '+']);
        !bound.is_empty() && (bound.bytes().all(|b| b.is_ascii_digit()) || matches!(bound, "Inf" | "*"))
    };
    let is_range = inner.contains(',') || form.starts_with('{');
    (is_range && inner.split(',').all(is_bound)).then_some(close + 1)
}

/// True for forms of one message: they share a placeholder, have intervals, or share most words.
pub(super) fn are_alike(text: &str, forms: &[Range<usize>], syntax: Syntax) -> bool {
    let [first, .., last] = forms else { return false };
    if forms.iter().any(|form| form.is_empty()) {
        return false;
    }
    let (first, last) = (first.clone(), last.clone());
    let slice = |range: &Range<usize>| text_at(text, range.clone());
    let has_interval = interval(text.trim_start()).is_some();
    has_interval || share_placeholder(slice(&first), slice(&last), syntax) || share_words(slice(&first), slice(&last))
}

fn share_placeholder(one: &str, other: &str, syntax: Syntax) -> bool {
    let placeholders = |text: &str| -> Vec<String> {
        let mut masks = Vec::new();
        inline::scan(text, syntax, &mut masks);
        let found = masks.into_iter().filter(|mask| mask.kind == ObjectKind::Placeholder);
        found.filter_map(|mask| text.get(mask.range).map(str::to_owned)).collect()
    };
    let others = placeholders(other);
    placeholders(one).iter().any(|placeholder| others.contains(placeholder))
}

/// Three words in four, at least two.
fn share_words(one: &str, other: &str) -> bool {
    let words = |text: &str| text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    let (one, other) = (words(one), words(other));
    let common = one.iter().filter(|word| other.contains(word)).count();
    common >= 2 && common * 4 >= one.len().max(other.len()) * 3
}

/// One form as a unit's sides.
#[derive(Debug)]
pub(super) struct Form {
    /// The end of the unit's key: `[one]`, `[other]`.
    pub selector: String,
    /// The same form of the source, or its form for many.
    pub source: Option<SideText>,
    /// The other form of the source.
    pub counterpart: Option<SideText>,
    /// Its text.
    pub target: SideText,
    /// True if it is for few numbers and can leave the number out.
    pub rare: bool,
}

/// The forms of a message. Its source decides whether it has several, or its own text if the file has no sources.
pub(super) fn of(source: Option<&SideText>, target: &SideText, syntax: Syntax) -> Vec<Form> {
    let has_bar = |side: &SideText| memchr::memchr(b'|', side.text().as_bytes()).is_some();
    let model = source.unwrap_or(target);
    if !syntax.intersects(Syntax::PIPES) || !has_bar(model) {
        return Vec::new();
    }
    let model_forms = forms(model.text(), syntax);
    if !are_alike(model.text(), &model_forms, syntax) || target.text().trim().is_empty() {
        return Vec::new();
    }
    let target_forms = forms(target.text(), syntax);
    let (count, last) = (target_forms.len(), model_forms.len() - 1);
    let part = |index: usize| source.zip(model_forms.get(index)).map(|(side, range)| side.part(range.clone()));
    let form = |(index, range): (usize, Range<usize>)| {
        // If the numbers of forms differ, the last one is for many on both sides.
        let own = if index + 1 == count { last } else { index.min(last) };
        Form {
            selector: selector(index, count),
            source: part(own),
            counterpart: part(if own == last { 0 } else { last }),
            target: target.part(range),
            rare: index + 1 < count && index < 2,
        }
    };
    target_forms.into_iter().enumerate().map(form).collect()
}

fn selector(index: usize, count: usize) -> String {
    match index {
        _ if index + 1 == count => "[other]".to_owned(),
        0 => "[one]".to_owned(),
        _ => format!("[form {}]", index + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::{are_alike, forms};
    use crate::document::Syntax;

    fn of(text: &str) -> (Vec<&str>, bool) {
        let forms = forms(text, Syntax::empty());
        (forms.iter().map(|form| &text[form.clone()]).collect(), are_alike(text, &forms, Syntax::empty()))
    }

    #[test]
    fn forms_are_what_stands_between_bars() {
        for (text, found) in [
            ("{n} boat|{n} boats", vec!["{n} boat", "{n} boats"]),
            (" {n} boat | {n} boats ", vec![" {n} boat", "{n} boats "]),
            ("{0} No boat|]1,Inf] Many boats", vec!["No boat", "Many boats"]),
            ("[0,1] a boat | [2,*] {n} boats", vec!["a boat", "{n} boats"]),
            (
                "The list has {{ n }} boat.|The list has {{ n }} boats.",
                vec!["The list has {{ n }} boat.", "The list has {{ n }} boats."],
            ),
        ] {
            assert_eq!(of(text), (found, true), "{text}");
        }
    }

    #[test]
    fn other_bars_divide_no_forms() {
        for text in ["Yes|No", "Home | Boats", "{page} | {site}", "a boat", "||", "{n} boats|"] {
            assert!(!of(text).1, "{text}");
        }
    }
}
