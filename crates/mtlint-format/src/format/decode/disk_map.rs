//! Maps positions in the text to positions in the file.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use crate::format::declared::LATIN1_END;

/// One pair of offsets is stored per this many bytes of content.
pub(super) const CHECKPOINT: usize = 4096;

/// Maps content offsets to file offsets for encodings other than UTF-8.
#[derive(Clone, Debug)]
pub(super) struct DiskMap {
    pub encoding: &'static Encoding,
    /// Set if the file's own tools read it as ISO 8859-1 or ASCII: the last character that can be written.
    pub last: Option<char>,
    /// Offsets into content and file of the same character, about every [`CHECKPOINT`] bytes; starts with the first.
    pub points: Vec<(usize, usize)>,
}

impl DiskMap {
    /// Builds the map for content decoded from `body`, the file without its byte order mark of `bom` bytes. `None` if
    /// the content does not encode to the same bytes.
    pub(super) fn verified(content: &str, body: &[u8], bom: usize, encoding: &'static Encoding) -> Option<Self> {
        let mut points = vec![(0, bom)];
        let (mut at, mut rest) = (0, body);
        while at < content.len() {
            let chunk = prefix(content.get(at..)?, CHECKPOINT);
            let encoded = encode(chunk, encoding)?;
            rest = rest.strip_prefix(encoded.as_slice())?;
            at += chunk.len();
            points.push((at, bom + body.len() - rest.len()));
        }
        rest.is_empty().then_some(Self { encoding, last: None, points })
    }

    pub(super) fn offset(&self, content: &str, at: usize) -> usize {
        let index = self.points.partition_point(|&(point, _)| point <= at).saturating_sub(1);
        let (point, on_disk) = self.points.get(index).copied().unwrap_or_default();
        on_disk + content.get(point..at).and_then(|part| encode(part, self.encoding)).map_or(0, |bytes| bytes.len())
    }

    /// The bytes of a text in the file; `None` when its encoding has none for a character.
    pub(super) fn encode(&self, text: &str) -> Option<Vec<u8>> {
        // Bytes 0x80 to 0x9F of windows-1252 are control characters in ISO 8859-1.
        let is_beyond = |c: char| self.last.is_some_and(|last| c > last || ('\u{80}'..='\u{9F}').contains(&c));
        if text.contains(is_beyond) { None } else { encode(text, self.encoding) }
    }

    /// The encoding's name for messages.
    pub(super) fn name(&self) -> &'static str {
        match self.last {
            Some(LATIN1_END) => "ISO-8859-1",
            Some(_) => "US-ASCII",
            None => self.encoding.name(),
        }
    }
}

/// The longest prefix of at most `len` bytes that ends between two characters.
fn prefix(text: &str, len: usize) -> &str {
    let mut end = len.min(text.len());
    while !text.is_char_boundary(end) {
        end = end.saturating_sub(1);
    }
    text.get(..end).unwrap_or(text)
}

/// The bytes of text in an encoding; `None` when it has no bytes for a character.
pub(super) fn encode(text: &str, encoding: &'static Encoding) -> Option<Vec<u8>> {
    // The Encoding Standard defines no encoder for UTF-16, so encoding_rs has none.
    if encoding == UTF_16LE {
        return Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
    }
    if encoding == UTF_16BE {
        return Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
    }
    let (bytes, _, unmappable) = encoding.encode(text);
    (!unmappable).then(|| bytes.into_owned())
}
