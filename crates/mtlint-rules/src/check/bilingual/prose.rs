//! The prose of a text, without comments, translators' notes and code.

use std::ops::Range;

use mtlint_text::language::Facts;
use mtlint_token::span::text_at;

/// The places of comments and translators' notes in a text, which the other side need not have.
pub(super) fn asides(text: &str) -> Vec<Range<usize>> {
    let mut found = comments(text);
    for (at, open) in text.match_indices(['(', '[', '（', '［', '【', '〔']) {
        let inner = text_at(text, at + open.len()..).trim_start_matches([' ', '*', ':']);
        let start: String = inner.chars().take(24).flat_map(char::to_lowercase).collect();
        if Facts::any().translator_notes.iter().any(|note| start.starts_with(note)) {
            found.push(at..end_of_bracket(text, at));
        }
    }
    found
}

/// The places of `<!-- … -->`.
fn comments(text: &str) -> Vec<Range<usize>> {
    let starts = text.match_indices("<!--");
    starts
        .map(|(at, _)| {
            let length = text.get(at..).and_then(|rest| rest.find("-->")).map(|end| end + "-->".len());
            at..length.map_or(text.len(), |length| at + length)
        })
        .collect()
}

/// The end of the bracket that closes the one at `at`, or the end of the text.
fn end_of_bracket(text: &str, at: usize) -> usize {
    let mut depth = 0_usize;
    for (index, c) in text.char_indices().skip_while(|(index, _)| *index < at) {
        match c {
            '(' | '[' | '（' | '［' | '【' | '〔' => depth += 1,
            ')' | ']' | '）' | '］' | '】' | '〕' => depth = depth.saturating_sub(1),
            _ => continue,
        }
        if depth == 0 {
            return index + c.len_utf8();
        }
    }
    text.len()
}

/// The text without its asides and the names that it declares (`<!ENTITY name "…">`).
pub(super) fn without_asides(text: &str) -> String {
    let mut rest = String::with_capacity(text.len());
    let mut from = 0;
    for aside in asides(text) {
        rest.push_str(text_at(text, from..aside.start.max(from)));
        from = aside.end.max(from);
    }
    rest.push_str(text_at(text, from..));
    let declared = rest.split("<!ENTITY").enumerate().map(|(index, part)| match part.find(['"', '\'']) {
        Some(at) if index > 0 => text_at(part, at..),
        _ => part,
    });
    declared.collect()
}

/// The words of running text in order, without options, settings, names of files and fields, placeholders for the user
/// in brackets, and quotations.
pub(super) fn words(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut closing = None;
    for chunk in text.split_whitespace() {
        if let Some(mark) = closing {
            if ends_quotation(chunk, mark) {
                closing = None;
            }
            continue;
        }
        let mut chars = chunk.chars();
        if let Some(mark) = chars.next().and_then(closing_of) {
            closing = Some(mark).filter(|mark| !ends_quotation(chars.as_str(), *mark));
            continue;
        }
        let word = chunk.trim_matches(|c: char| !c.is_alphanumeric());
        if !word.is_empty() && !chunk.starts_with('-') && !word.contains(is_of_code) {
            found.push(word);
        }
    }
    found
}

/// True if the text has the mark, or another form of it.
fn ends_quotation(text: &str, mark: char) -> bool {
    text.contains(mark) || (mark == '\'' && text.contains(['`', '’']))
}

/// The mark that ends a quotation or placeholder.
fn closing_of(mark: char) -> Option<char> {
    Some(match mark {
        '"' => '"',
        '`' | '\'' | '‘' => '\'',
        '“' => '”',
        '„' => '“',
        '«' => '»',
        '[' => ']',
        '<' => '>',
        '{' => '}',
        _ => return None,
    })
}

fn is_of_code(c: char) -> bool {
    c.is_numeric()
        || matches!(c, '_' | '=' | '@' | '\\' | '/' | '.' | ':' | '<' | '>' | '[' | ']' | '{' | '}' | '|' | '%' | '$')
}

#[cfg(test)]
mod tests {
    use super::{without_asides, words};

    #[test]
    fn notes_and_comments_are_asides() {
        for (text, rest) in [
            ("港は閉まっている（訳注：2020年（春）から）。", "港は閉まっている。"),
            ("Le port (N.d.T. : 3 quais) est petit.", "Le port  est petit."),
            ("<!-- TRANSLATOR: a ship --> <!ENTITY ship \"Schiff\">", " \"Schiff\">"),
            ("Der Hafen (klein) ist zu.", "Der Hafen (klein) ist zu."),
        ] {
            assert_eq!(without_asides(text).trim(), rest.trim(), "{text}");
        }
    }

    #[test]
    fn code_options_and_quotations_are_no_words() {
        assert_eq!(words("harbour open [--all | -a] <port> key = file_name"), ["harbour", "open", "key"]);
        assert_eq!(words("Wählen Sie \"the old harbour\" und weiter"), ["Wählen", "Sie", "und", "weiter"]);
    }
}
