//! Lines and columns of byte offsets.

use mtlint_token::span::FileSpan;

/// Characters are counted once per block of this many bytes; a query then counts inside one block only.
const BLOCK: usize = 1024;

/// A place for people: both numbers count from 1, the column in characters (Unicode scalar values).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Character in the line, from 1.
    pub column: u32,
}

/// Finds the line and column of an offset. `\n`, `\r\n` and a lone `\r` end a line.
///
/// Building is linear; a query costs one binary search and at most two scans of `BLOCK` bytes, however long the
/// line is.
#[derive(Clone, Debug)]
pub struct LineIndex {
    /// The first byte of each line; never empty.
    starts: Vec<u32>,
    /// The number of characters that begin before each block.
    chars_before: Vec<u32>,
    len: u32,
}

impl LineIndex {
    /// Indexes decoded text. Text beyond 4 GiB, which [`super::FileText`] refuses, is not indexed.
    #[must_use]
    pub fn new(content: &str) -> Self {
        let bytes = content.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            let inside_crlf = bytes.get(at) == Some(&b'\r') && bytes.get(at + 1) == Some(&b'\n');
            if !inside_crlf && let Ok(start) = u32::try_from(at + 1) {
                starts.push(start);
            }
        }
        let mut total = 0;
        let chars_before = bytes
            .chunks(BLOCK)
            .map(|block| {
                let before = total;
                total += count_chars(block);
                before
            })
            .collect();
        Self { starts, chars_before, len: u32::try_from(bytes.len()).unwrap_or(u32::MAX) }
    }

    /// The number of lines; a final line end opens one more, empty line.
    #[must_use]
    pub fn line_count(&self) -> u32 {
        u32::try_from(self.starts.len()).unwrap_or(u32::MAX)
    }

    /// The place of a byte of `content`, which must be the text that was indexed. An offset inside a character means
    /// that character, one beyond the end means the end.
    #[must_use]
    pub fn position(&self, content: &str, byte: u32) -> Position {
        let mut at = byte.min(self.len) as usize;
        while !content.is_char_boundary(at) {
            at = at.saturating_sub(1);
        }
        let line = self.starts.partition_point(|&start| start as usize <= at);
        let start = line.checked_sub(1).and_then(|i| self.starts.get(i)).map_or(0, |&s| s as usize);
        let column = self.chars_until(content, at).saturating_sub(self.chars_until(content, start));
        Position { line: u32::try_from(line).unwrap_or(u32::MAX), column: column.saturating_add(1) }
    }

    /// The bytes of a line (counted from 1) with its line end; `None` when there is no such line.
    #[must_use]
    pub fn line_range(&self, line: u32) -> Option<FileSpan> {
        let index = line.checked_sub(1)? as usize;
        let start = *self.starts.get(index)?;
        let end = self.starts.get(index + 1).copied().unwrap_or(self.len);
        Some(FileSpan::new(start, end))
    }

    /// The number of characters that begin before the offset.
    fn chars_until(&self, content: &str, at: usize) -> u32 {
        let block = (at / BLOCK).min(self.chars_before.len().saturating_sub(1));
        let before = self.chars_before.get(block).copied().unwrap_or_default();
        before + content.as_bytes().get(block * BLOCK..at).map_or(0, count_chars)
    }
}

/// Characters that begin in these bytes of UTF-8: every byte but the continuation bytes `10xxxxxx`.
pub(super) fn count_chars(bytes: &[u8]) -> u32 {
    // Sums of bytes over chunks that cannot overflow one: the compiler turns them into wide vector sums.
    let chunks = bytes.chunks(usize::from(u8::MAX));
    let count = |chunk: &[u8]| chunk.iter().fold(0_u8, |sum, &byte| sum.wrapping_add(u8::from(byte & 0xC0 != 0x80)));
    chunks.map(|chunk| u32::from(count(chunk))).sum()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{LineIndex, Position};
    use mtlint_token::span::FileSpan;

    fn at(content: &str, byte: u32) -> (u32, u32) {
        let Position { line, column } = LineIndex::new(content).position(content, byte);
        (line, column)
    }

    #[test]
    fn every_line_end_counts_once() {
        let text = "a\nbb\r\nc\rd";
        assert_eq!(at(text, 0), (1, 1));
        assert_eq!(at(text, 1), (1, 2));
        assert_eq!(at(text, 2), (2, 1));
        assert_eq!(at(text, 5), (2, 4), "the \\n of \\r\\n is still on its line");
        assert_eq!(at(text, 6), (3, 1));
        assert_eq!(at(text, 8), (4, 1));
        assert_eq!(at(text, 99), (4, 2));
        let index = LineIndex::new(text);
        assert_eq!(index.line_count(), 4);
        assert_eq!(index.line_range(2), Some(FileSpan::new(2, 6)));
        assert_eq!(index.line_range(4), Some(FileSpan::new(8, 9)));
        assert_eq!((index.line_range(0), index.line_range(5)), (None, None));
        assert_eq!(at("", 0), (1, 1));
    }

    #[test]
    fn columns_count_characters() {
        let text = "中文😀e\u{301}x";
        assert_eq!(at(text, 3), (1, 2));
        assert_eq!(at(text, 4), (1, 2), "inside a character is that character");
        assert_eq!(at(text, 10), (1, 4));
        assert_eq!(at(text, 13), (1, 6));
    }

    #[test]
    fn agrees_with_counting_from_the_start() {
        let text = "żółw\r\n中\rx\n😀".repeat(700);
        let index = LineIndex::new(&text);
        let (mut line, mut column) = (1, 1);
        let mut chars = text.char_indices().peekable();
        while let Some((offset, c)) = chars.next() {
            let found = index.position(&text, u32::try_from(offset).unwrap());
            assert_eq!(found, Position { line, column }, "at {offset}");
            column += 1;
            let crlf = c == '\r' && chars.peek().is_some_and(|&(_, next)| next == '\n');
            if matches!(c, '\n' | '\r') && !crlf {
                (line, column) = (line + 1, 1);
            }
        }
    }

    #[test]
    fn thousands_of_queries_into_one_long_line_are_quick() {
        let text = "é ".repeat(5_000_000);
        let index = LineIndex::new(&text);
        let start = std::time::Instant::now();
        for i in 0..10_000_u32 {
            assert_eq!(index.position(&text, i * 1500).column, i * 1000 + 1);
        }
        assert!(start.elapsed().as_secs() < 5, "rescanning the line would take minutes");
    }
}
