//! White space, runs of text and tags in HTML.

use mtlint_token::span::text_at;

/// White space of HTML; no-break spaces are text.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0C)
}

/// The end of the run of bytes that satisfy the predicate.
pub(super) fn run(bytes: &[u8], from: usize, accept: impl Fn(u8) -> bool) -> usize {
    bytes.iter().skip(from).position(|&byte| !accept(byte)).map_or(bytes.len(), |length| from + length)
}

/// The end of text that is the same in the file and in the document: without entities, with single spaces between
/// words.
pub(super) fn plain_run(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        let single = byte == b' ' && bytes.get(at + 1).is_some_and(|&next| !is_space(next) && next != b'&');
        if byte == b'&' || (is_space(byte) && !single) {
            break;
        }
        at += 1;
    }
    at
}

/// Where the first tag of a text starts.
pub(super) fn tag_start(text: &str) -> Option<usize> {
    memchr::memchr_iter(b'<', text.as_bytes()).find(|&at| {
        let behind = text_at(text, at + 1..);
        behind.strip_prefix('/').unwrap_or(behind).starts_with(|c: char| c.is_ascii_alphabetic())
    })
}
