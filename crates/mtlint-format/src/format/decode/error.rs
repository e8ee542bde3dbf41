//! Why a file cannot be read.

use std::path::PathBuf;

/// Why a file cannot be read as text. It prints without the path.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct DecodeError {
    /// The file.
    pub path: PathBuf,
    /// The reason.
    pub reason: DecodeErrorReason,
}

/// What is wrong with the bytes. Offsets are in bytes of the file, from 0.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeErrorReason {
    /// The file is too large for 32-bit positions.
    #[error("the file has {0} bytes; split it into files below 4 GiB")]
    TooLarge(u64),
    /// A NUL byte.
    #[error("byte {0} is NUL, so this is not a text file; if it is one, save it as UTF-8")]
    Nul(u64),
    /// UTF-16 without its byte order mark.
    #[error("byte {0} is NUL: this looks like UTF-16 without a byte order mark; save it as UTF-8")]
    Utf16WithoutBom(u64),
    /// An unpaired surrogate or half a code unit.
    #[error("the file starts as UTF-16, but byte {0} is not the start of a character; save it as UTF-8")]
    BrokenUtf16(u64),
    /// Mostly UTF-8, with invalid bytes.
    #[error("the file is UTF-8 with broken bytes, the first is byte {0}; repair them")]
    BrokenUtf8(u64),
    /// Text in a known encoding that is not supported, or not without loss.
    #[error("byte {offset} is not UTF-8; the file looks like {guess}, which cannot be read safely; save it as UTF-8")]
    Unsupported {
        /// The first byte that is not UTF-8.
        offset: u64,
        /// Name of the encoding that it resembles.
        guess: &'static str,
    },
    /// XML that declares another encoding than it has.
    #[error("byte {offset} names {declared} as the encoding, but the text is UTF-8; correct the declaration")]
    Contradiction {
        /// The place of the declared name.
        offset: u64,
        /// The encoding that it names.
        declared: &'static str,
    },
    /// Not text in any known encoding.
    #[error("byte {0} is not UTF-8, and the file is not text in another known encoding; save it as UTF-8")]
    NotText(u64),
}
