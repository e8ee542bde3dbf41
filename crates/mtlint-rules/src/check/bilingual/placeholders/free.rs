//! Units whose placeholders need not agree.

use crate::context::{Context, UnitPair};
use mtlint_format::document::{OBJECT, ObjectKind, Side, Syntax, Text, Unit};

/// True if the file declares that the text is a format string.
pub(super) fn is_flagged(unit: &Unit) -> bool {
    unit.syntax.intersects(Syntax::PERCENT) && !unit.syntax.intersects(Syntax::ASSUMED)
}

/// True for several ways to say one thing, one in each line with the same placeholder: a language has as many as it
/// needs.
pub(super) fn are_phrases(context: &Context<'_>, pair: &UnitPair<'_>) -> bool {
    if is_flagged(pair.unit) {
        return false;
    }
    let document = context.document;
    let source = phrase(&document.source, pair.source);
    source.is_some() && source == phrase(&document.target, pair.unit.target)
}

/// The placeholder that each line of a text has once.
fn phrase(text: &Text, side: Side) -> Option<&str> {
    /// The fewest lines that are several ways to say one thing.
    const FEWEST: usize = 2;
    /// More equal placeholders than this are several ways even if they are in one line: XLIFF makes spaces of line
    /// breaks.
    const MANY: usize = 2;
    let mut objects =
        text.objects_of(side).filter(|(o, _)| o.kind == ObjectKind::Placeholder).map(|(_, literal)| literal);
    let first = objects.next()?;
    let count = objects.try_fold(1, |count, other| (other == first).then_some(count + 1))?;
    let mut lines = text.slice(side.span).lines().filter(|line| !line.trim().is_empty());
    let mut length = 0;
    let each_has_one = lines.all(|line| {
        length += 1;
        line.matches(OBJECT).count() == 1
    });
    let are_lines = each_has_one && length >= FEWEST && length == count;
    (are_lines || count > MANY).then_some(first)
}
