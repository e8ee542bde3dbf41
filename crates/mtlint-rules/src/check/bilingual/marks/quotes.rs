//! Quotation marks that are paired in the source but not in the translation.

use super::Mark;
use super::code_spans::code_spans;
use crate::context::{Context, Sink, UnitPair};
use mtlint_format::document::{Side, Text};
use mtlint_text::language::Facts;
use mtlint_token::span::text_at;

/// Double quotation marks of any language.
pub(super) const QUOTES: &[char] = &['"', '“', '”', '„', '‟', '«', '»', '「', '」', '『', '』', '＂', '〝', '〞', '〟'];

/// Reports the last mark if the number of marks is odd. `near`: the units that continue the sentence.
pub(super) fn check<'a>(
    context: &Context<'_>,
    pair: &UnitPair<'_>,
    mut near: impl Iterator<Item = &'a UnitPair<'a>>,
    sink: &mut Sink<'_>,
) {
    let (source, target) = (pair.source_text(context), pair.target_text(context));
    let is_odd = |text: &str| !marks(text, context.facts).len().is_multiple_of(2);
    if !target.contains(QUOTES) || is_about_marks(source) {
        return;
    }
    let in_target = marks(target, context.facts);
    let in_source = marks(source, context.source_facts()).len() + entities(&context.document.source, pair.source);
    let written = entities(&context.document.target, pair.unit.target);
    if (in_target.len() + written).is_multiple_of(2) || !in_source.is_multiple_of(2) {
        return;
    }
    if near.any(|other| is_odd(other.target_text(context))) {
        return;
    }
    let Some(last) = in_target.last() else { return };
    let detail = match in_target.len() {
        1 => "One quotation mark has no partner".to_owned(),
        count => format!("The {count} quotation marks are not paired"),
    };
    let hit = sink.report(pair.unit.target.span.part(last.range()));
    hit.arg("detail", detail).in_source(pair.source.span, "source");
}

/// True for a source that is a mark, or begins or ends with a single one that has no partner: the mark is the subject,
/// or the text is part of a sentence that a program puts together.
fn is_about_marks(source: &str) -> bool {
    let is_single = |c: char| matches!(c, '\'' | '`' | '‘' | '’');
    if !source.chars().any(char::is_alphabetic) {
        return true;
    }
    if !source.starts_with(is_single) && !source.ends_with(is_single) {
        return false;
    }
    let mut before = ' ';
    let mut alone = 0;
    let mut chars = source.chars().peekable();
    while let Some(c) = chars.next() {
        let inside = before.is_alphanumeric() && chars.peek().is_some_and(|next| next.is_alphanumeric());
        alone += usize::from(is_single(c) && !inside);
        before = c;
    }
    alone % 2 == 1
}

/// The number of quotation marks that are written as entities, which are not in the text.
fn entities(text: &Text, side: Side) -> usize {
    const NAMES: &[&str] = &[
        "&quot;", "&laquo;", "&raquo;", "&ldquo;", "&rdquo;", "&bdquo;", "&#34;", "&#8216;", "&#8217;", "&#8220;",
        "&#8221;", "&#171;", "&#187;",
    ];
    let in_text = text.slice(side.span);
    let in_text = if in_text.contains('&') { NAMES.iter().map(|name| in_text.matches(name).count()).sum() } else { 0 };
    in_text + text.objects_of(side).filter(|(_, literal)| NAMES.contains(literal)).count()
}

/// The marks of a text that enclose a quotation. Others are: inches and seconds, after digits if no quotation is open;
/// straight marks between two letters, which mark a Hebrew abbreviation; arrows; marks between brackets or other marks,
/// which are the subject; rows that underline; marks in code.
fn marks(text: &str, facts: &Facts) -> Vec<Mark> {
    if !text.contains(QUOTES) {
        return Vec::new();
    }
    let hebrew = facts.quotes.abbreviates;
    // Spaces inside: « mot ».
    let paired = facts.quotes.inner_space || (text.contains('«') && text.contains('»'));
    let code = code_spans(text);
    let mut before = ' ';
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        // Yiddish closes quotations with the mark of its abbreviations.
        let closes = hebrew && c == '״' && chars.peek().is_none_or(|(_, next)| !next.is_alphabetic());
        if !QUOTES.contains(&c) && !closes {
            before = c;
            continue;
        }
        if row(text, at, c) >= UNDERLINE {
            while chars.next_if(|(_, next)| *next == c).is_some() {}
            before = c;
            continue;
        }
        let next = chars.peek().map(|(_, next)| *next);
        let follows = next.is_some_and(char::is_alphabetic);
        let inches = matches!(c, '"' | '”') && before.is_ascii_digit() && found.len().is_multiple_of(2) && !follows;
        let abbreviation = hebrew && c == '"' && before.is_alphabetic() && follows;
        let arrow = !paired && is_arrow(c, before, next);
        if !inches && !abbreviation && !arrow && !is_content(before, next) && !code.iter().any(|s| s.contains(&at)) {
            found.push(Mark { at, mark: c });
        }
        before = c;
    }
    found
}

/// At least this many equal marks in a row are an underline.
const UNDERLINE: usize = 4;

/// The number of equal marks in a row from `at` on, at most [`UNDERLINE`].
fn row(text: &str, at: usize, mark: char) -> usize {
    text_at(text, at..).chars().take(UNDERLINE).take_while(|c| *c == mark).count()
}

/// True for `»` between spaces, an arrow to the next page or menu. French has spaces at its quotation marks, too.
fn is_arrow(mark: char, before: char, next: Option<char>) -> bool {
    matches!(mark, '«' | '»') && before.is_whitespace() && next.is_none_or(char::is_whitespace)
}

/// True between an opening and a closing mark: `(")`, `'"'`.
fn is_content(before: char, next: Option<char>) -> bool {
    let opens = matches!(before, '(' | '[' | '{' | '（' | '「' | '\'' | '`' | '‘' | '“' | '«' | '„' | '‹');
    opens
        && next.is_some_and(|c| {
            matches!(c, ')' | ']' | '}' | '）' | '」' | '\'' | '`' | '’' | '‘' | '”' | '“' | '»' | '›')
        })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{Facts, is_about_marks, marks};
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("quotes/against-source")
            .target("nl")
            .flags("Choose “Mill” first.", "Kies eerst [[„]]Molen.")
            .passes("Choose “Mill” first.", "Kies eerst „Molen” en een 3\"-buis.")
            .says(
                "Choose “Mill” first.",
                "Kies eerst „Molen.",
                "One quotation mark has no partner, but those of the source are paired",
            );
    }

    #[test]
    fn marks_that_quote_are_counted() {
        let facts = |code: &str| Facts::of(code.parse().unwrap());
        for (text, count) in [
            ("Der Wert „Satz 2\" gilt.", 2),
            ("Das 5\"-Rohr heißt „kurz“.", 2),
            ("Nimm 3\" oder 4\".", 0),
            ("\"2\" und \"a1\"", 4),
            ("Weiter »", 0),
            ("Datei » Öffnen", 0),
            ("»Hafen« ist klein", 2),
            ("« Hafen ». Klein", 2),
            ("Ein Zeichen (\") fehlt", 0),
            ("Setzen Sie '\"' davor", 0),
            ("Ein Titel\n\"\"\"\"\"\"\"\"\"", 0),
            ("Schreiben Sie `say \"` hier", 0),
        ] {
            assert_eq!(marks(text, facts("de")).len(), count, "{text}");
        }
        assert_eq!(marks("« port » et « quai »", facts("fr")).len(), 4);
    }

    #[test]
    fn sources_that_are_about_marks() {
        for text in ["`", "'\n\n", "The commands of keyword `", "' was not found"] {
            assert!(is_about_marks(text), "{text}");
        }
        for text in ["'harbour' was not found", "Don't close `harbour'", "The \"harbour\""] {
            assert!(!is_about_marks(text), "{text}");
        }
    }
}
