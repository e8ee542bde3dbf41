//! The mark at the end of a unit.

use std::fmt;

use super::quotes::QUOTES;
use crate::context::{Context, Sink, UnitPair};
use mtlint_text::language::Facts;
use mtlint_text::text::ClassBits;

/// The mark at the end of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Stop,
    Question,
    Exclamation,
    Colon,
    Ellipsis,
    Comma,
    /// A letter, a number, anything else.
    None,
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Stop => "with a full stop",
            Self::Question => "with a question mark",
            Self::Exclamation => "with an exclamation mark",
            Self::Colon => "with a colon",
            Self::Ellipsis => "with an ellipsis",
            Self::Comma => "with a comma",
            Self::None => "without an end mark",
        })
    }
}

/// Units with fewer words may end in any way.
const FEWEST: usize = 3;

/// Reports a translation that ends with another mark than its source.
pub(super) fn check(context: &Context<'_>, pair: &UnitPair<'_>, sink: &mut Sink<'_>) {
    let (source, target) = (pair.source_text(context), pair.target_text(context));
    let words = context.source_tokens(pair.source_tokens).iter().filter(|t| t.is(ClassBits::WORD)).count();
    if words < FEWEST || target.is_empty() {
        return;
    }
    let (source, target) = (end_of(source, context.source_facts()), end_of(target, context.facts));
    let Some(last) = context.unit_tokens(pair.target).last().filter(|_| source != target) else { return };
    let detail = format!("The source ends {source}, but the translation ends {target}");
    sink.report(last.span).arg("detail", detail).in_source(pair.source.span, "source");
}

fn end_of(text: &str, facts: &Facts) -> End {
    let closers =
        |c: char| c.is_whitespace() || QUOTES.contains(&c) || matches!(c, '\'' | '’' | ')' | '）' | ']' | '*');
    let text = text.trim_end_matches(closers);
    let mut last = text.chars().rev();
    match last.next() {
        Some('.') if last.next() == Some('.') => End::Ellipsis,
        Some('…' | '⋯') => End::Ellipsis,
        Some(mark) if facts.stops.contains(&mark) => End::Stop,
        Some(mark) if facts.questions.marks.contains(&mark) => End::Question,
        Some('.' | '。' | '．' | '｡' | '।' | '॥' | '۔' | '։' | '።') => End::Stop,
        Some('?' | '？' | '؟' | '՞' | '⁇' | '⸮') => End::Question,
        Some('!' | '！' | '՜') => End::Exclamation,
        Some(':' | '：' | '፡') => End::Colon,
        Some(',' | '，' | '、' | '،') => End::Comma,
        _ => End::None,
    }
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("punctuation/end-mark")
            .target("nl")
            .flags("The mill opens on these days:", "De molen is open op deze [[dagen]]")
            .passes("The mill opens on these days:", "De molen is open op deze dagen:")
            .says(
                "The mill opens on these days:",
                "De molen is open op deze dagen",
                "The source ends with a colon, but the translation ends without an end mark",
            );
    }
}
