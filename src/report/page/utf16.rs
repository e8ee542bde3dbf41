//! Converts byte offsets to UTF-16 code units, in which browsers count.

use mtlint_token::span::{FileSpan, text_at};

/// The number of code units is stored once per about this many bytes.
const BLOCK: usize = 256;

/// Converts byte offsets of a text to offsets in UTF-16 code units, with a binary search and a scan of at most one
/// block.
#[derive(Debug)]
pub(super) struct Utf16<'t> {
    text: &'t str,
    /// Byte and code unit of some characters, starting with the first.
    points: Vec<(usize, u32)>,
}

impl<'t> Utf16<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut points = vec![(0, 0)];
        let (mut next, mut units) = (BLOCK, 0);
        for (at, c) in text.char_indices() {
            if at >= next {
                points.push((at, units));
                next = at + BLOCK;
            }
            units += if c.len_utf16() == 2 { 2 } else { 1 };
        }
        Self { text, points }
    }

    /// The code unit at a byte, which must be on a character boundary.
    fn at(&self, byte: u32) -> u32 {
        let byte = byte as usize;
        let index = self.points.partition_point(|(at, _)| *at <= byte).saturating_sub(1);
        let (from, units) = self.points.get(index).copied().unwrap_or_default();
        let part = text_at(self.text, from..byte);
        units + u32::try_from(part.encode_utf16().count()).unwrap_or(u32::MAX)
    }

    /// Both ends of a span.
    pub(super) fn span(&self, span: FileSpan) -> [u32; 2] {
        [self.at(span.start), self.at(span.end)]
    }
}

#[cfg(test)]
mod tests {
    use super::Utf16;
    use mtlint_token::span::FileSpan;

    #[test]
    fn every_character_has_its_code_unit() {
        let text = "a€😀é\r\n".repeat(200);
        let index = Utf16::new(&text);
        for (at, _) in text.char_indices() {
            let expected = u32::try_from(text[..at].encode_utf16().count()).unwrap_or_default();
            assert_eq!(index.span(FileSpan::from_range(0..at)), [0, expected]);
        }
        assert_eq!(index.span(FileSpan::from_range(0..text.len()))[1], 200 * 7);
    }
}
