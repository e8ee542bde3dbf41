//! A decoded file.

use std::ops::Range;
use std::path::{Path, PathBuf};

use encoding_rs::UTF_8;

use super::bytes::{Decoded, UTF8_BOM, decode_bytes};
use super::disk_map::DiskMap;
use super::error::{DecodeError, DecodeErrorReason};
use mtlint_token::span::{FileSpan, text_at};

/// The decoded text of a file, which can map its positions to bytes on disk.
#[derive(Clone, Debug)]
pub struct FileText {
    pub(super) path: PathBuf,
    /// The text; for a UTF-8 file the buffer that was read, including a byte order mark.
    pub(super) buffer: String,
    /// Where the content starts in the buffer: after a byte order mark.
    pub(super) start: usize,
    /// Set for every encoding but UTF-8.
    pub(super) disk: Option<DiskMap>,
}

impl FileText {
    /// Decodes a file. UTF-8 is not copied.
    ///
    /// # Errors
    /// When the bytes are not text, or cannot be decoded with certainty and without loss.
    pub fn decode(path: PathBuf, bytes: Vec<u8>) -> Result<Self, DecodeError> {
        match decode_bytes(&path, bytes) {
            Ok(Decoded { buffer, start, disk }) => Ok(Self { path, buffer, start, disk }),
            Err(reason) => Err(DecodeError { path, reason }),
        }
    }

    /// A file whose text is already decoded, as in an editor. Declarations of an encoding in the text are ignored.
    ///
    /// # Errors
    /// When it contains NUL or is too long.
    pub fn of_text(path: PathBuf, text: String) -> Result<Self, DecodeError> {
        let error = |reason, path| Err(DecodeError { path, reason });
        if u32::try_from(text.len()).is_err() {
            return error(DecodeErrorReason::TooLarge(text.len() as u64), path);
        }
        if let Some(at) = memchr::memchr(0, text.as_bytes()) {
            return error(DecodeErrorReason::Nul(at as u64), path);
        }
        let start = if text.as_bytes().starts_with(UTF8_BOM) { UTF8_BOM.len() } else { 0 };
        Ok(Self { path, buffer: text, start, disk: None })
    }

    /// The path, as given.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The text, without a byte order mark and with its line ends as they are.
    #[must_use]
    pub fn content(&self) -> &str {
        text_at(&self.buffer, self.start..)
    }

    /// The byte range in the file of a span of the content. An offset inside a character is lowered to its start, one
    /// beyond the end to the end.
    #[must_use]
    pub fn on_disk(&self, span: FileSpan) -> Range<u64> {
        self.disk_offset(span.start)..self.disk_offset(span.end)
    }

    /// A note about the decoding for the user; `None` for UTF-8.
    #[must_use]
    pub fn note(&self) -> Option<String> {
        let disk = self.disk.as_ref().filter(|_| !self.buffer.is_ascii() || self.has_bom())?;
        Some(format!("decoded as {}", disk.encoding.name()))
    }

    /// The name of the file's encoding in the Encoding Standard.
    #[must_use]
    pub fn encoding(&self) -> &'static str {
        self.disk.as_ref().map_or(UTF_8, |disk| disk.encoding).name()
    }

    /// True when the file begins with a byte order mark.
    #[must_use]
    pub fn has_bom(&self) -> bool {
        self.disk_offset(0) > 0
    }

    fn disk_offset(&self, offset: u32) -> u64 {
        let content = self.content();
        let mut at = (offset as usize).min(content.len());
        while !content.is_char_boundary(at) {
            at = at.saturating_sub(1);
        }
        let on_disk = match &self.disk {
            None => self.start + at,
            Some(disk) => disk.offset(content, at),
        };
        on_disk as u64
    }
}
