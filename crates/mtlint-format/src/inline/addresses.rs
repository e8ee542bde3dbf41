//! URLs and e-mail addresses in running text. They are not language, so every format makes each one object.

use std::ops::Range;

use memchr::memmem;

use mtlint_token::script::is_east_asian;
use mtlint_token::span::{FileSpan, items_at, text_at};

/// The longest scheme and the longest local part; limits the search backwards from `://` and `@`.
const MAX_BACK: usize = 64;
/// Longest domain name (RFC 1035, 2.3.4).
const MAX_DOMAIN: usize = 253;

/// Finds all URLs (`scheme://…`, `www.…`) and e-mail addresses, in order and without overlap. Linear in the content.
pub(crate) fn find_addresses(content: &str) -> Vec<FileSpan> {
    let bytes = content.as_bytes();
    let mut found = Vec::new();
    collect(&mut found, memmem::find_iter(bytes, "://"), |at| scheme_url(content, at));
    collect(&mut found, memmem::find_iter(bytes, "www."), |at| www_url(content, at));
    collect(&mut found, memchr::memchr_iter(b'@', bytes), |at| email(bytes, at));
    found.sort_unstable_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    let mut end = 0;
    found.retain(|range| {
        let keep = range.start >= end;
        end = end.max(range.end);
        keep
    });
    found.into_iter().map(FileSpan::from_range).collect()
}

/// Adds the addresses at the given places and skips places inside the previous one: scanning those again would be
/// quadratic.
fn collect(
    found: &mut Vec<Range<usize>>,
    places: impl Iterator<Item = usize>,
    find: impl Fn(usize) -> Option<Range<usize>>,
) {
    let mut end = 0;
    for at in places {
        if at >= end
            && let Some(range) = find(at)
        {
            end = range.end;
            found.push(range);
        }
    }
}

fn scheme_url(content: &str, colon: usize) -> Option<Range<usize>> {
    let bytes = content.as_bytes();
    let scheme = back_while(bytes, colon, |b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    let scheme = scheme + bytes.get(scheme..colon)?.iter().position(u8::is_ascii_alphabetic)?;
    let after = colon + "://".len();
    let opens = bytes.get(after).is_some_and(|&b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'['));
    // One letter is a drive or a variable. Checked before the forward search, which only a find may run.
    (opens && colon - scheme > 1).then(|| scheme..url_end(content, after + 1))
}

fn www_url(content: &str, at: usize) -> Option<Range<usize>> {
    let bytes = content.as_bytes();
    let inside_word = at.checked_sub(1).and_then(|i| bytes.get(i)).is_some_and(u8::is_ascii_alphanumeric);
    let after = at + "www.".len();
    let opens = bytes.get(after).is_some_and(u8::is_ascii_alphanumeric);
    (opens && !inside_word).then(|| at..url_end(content, after + 1))
}

/// The end of a URL that reaches at least to `from`: before white space, markup, quotes, scripts without spaces and an
/// unmatched closing parenthesis, and without the punctuation of the sentence around it.
fn url_end(content: &str, from: usize) -> usize {
    let rest = text_at(content, from..);
    let mut open = 0_usize;
    let ends = |c: char| {
        match c {
            '(' => open += 1,
            ')' if open == 0 => return true,
            ')' => open -= 1,
            _ => {}
        }
        !is_url_char(c)
    };
    let length = rest.find(ends).unwrap_or(rest.len());
    let url = text_at(rest, ..length);
    from + url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~']).len()
}

fn is_url_char(c: char) -> bool {
    match c {
        '<' | '>' | '"' | '`' | '|' | '\\' | '^' | '{' | '}' | '[' | ']' => false,
        '!'..='~' => true,
        _ => c.is_alphanumeric() && !is_east_asian(c),
    }
}

fn email(bytes: &[u8], at: usize) -> Option<Range<usize>> {
    let local = back_while(bytes, at, |b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'%' | b'+' | b'-'));
    let local = local + bytes.get(local..at)?.iter().position(u8::is_ascii_alphanumeric)?;
    let rest = bytes.get(at + 1..)?;
    let rest = rest.get(..MAX_DOMAIN).unwrap_or(rest);
    let length = rest.iter().position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-')));
    let domain = rest.get(..length.unwrap_or(rest.len()))?;
    let length = domain.iter().rposition(u8::is_ascii_alphanumeric)? + 1;
    let dot = domain.get(..length)?.iter().rposition(|&b| b == b'.')?;
    let top = domain.get(dot + 1..length)?;
    let valid = dot > 0 && top.len() > 1 && top.iter().all(u8::is_ascii_alphabetic);
    valid.then_some(local..at + 1 + length)
}

/// The start of the run of accepted bytes that ends at `at`, at most [`MAX_BACK`] bytes back.
fn back_while(bytes: &[u8], at: usize, accept: impl Fn(u8) -> bool) -> usize {
    let from = at.saturating_sub(MAX_BACK);
    let window = items_at(bytes, from..at);
    window.iter().rposition(|&byte| !accept(byte)).map_or(from, |last| from + last + 1)
}

#[cfg(test)]
mod tests {
    use super::find_addresses;

    fn found(text: &str) -> Vec<&str> {
        find_addresses(text).into_iter().map(|span| &text[span.range()]).collect()
    }

    #[test]
    fn finds_urls_without_the_sentence_around_them() {
        assert_eq!(found("See https://example.org/a?b=c#d. Then"), ["https://example.org/a?b=c#d"]);
        assert_eq!(found("(see http://example.org/Foo_(bar))."), ["http://example.org/Foo_(bar)"]);
        assert_eq!(found("“www.example.org”, **http://b.example**"), ["www.example.org", "http://b.example"]);
        assert_eq!(found("详见http://example.cn/1。谢谢"), ["http://example.cn/1"]);
        assert_eq!(
            found("http://example.cn/1的港口 http://b.example/2（港）"),
            ["http://example.cn/1", "http://b.example/2"]
        );
        assert_eq!(
            found("http://a.example/b『港』 http://a.example/항구"),
            ["http://a.example/b", "http://a.example/"]
        );
        assert_eq!(found("[docs](http://a.example/b)(PR) go on"), ["http://a.example/b"]);
        assert_eq!(
            found("[docs](http://a.example/b_(c))(or) http://d.example/(e)f)"),
            ["http://a.example/b_(c)", "http://d.example/(e)f"]
        );
        assert_eq!(found("https://de.example/wiki/Köln ist"), ["https://de.example/wiki/Köln"]);
        assert_eq!(found("a://b x://y nothing:// :// www. awww.x"), Vec::<&str>::new());
    }

    #[test]
    fn finds_addresses_of_people() {
        assert_eq!(found("Write to a.b+c@mail.example.org."), ["a.b+c@mail.example.org"]);
        assert_eq!(found("mailto:x@y.info, @handle, a@b, 5@3.2, @x.org"), ["x@y.info"]);
        assert_eq!(found("https://u@example.org/p x@example.org"), ["https://u@example.org/p", "x@example.org"]);
    }

    #[test]
    fn repeated_openings_are_linear() {
        for part in ["http://", "www.a", "a@b.", "@", "://", "a://b)", "(www."] {
            let text = part.repeat(1_000_000 / part.len());
            let start = std::time::Instant::now();
            find_addresses(&text);
            assert!(start.elapsed().as_secs() < 10, "{part}");
        }
    }
}
