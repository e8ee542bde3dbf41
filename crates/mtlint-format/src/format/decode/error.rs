//! Why a file cannot be read.

use std::path::PathBuf;

/// Why a file cannot be read as text. It prints without the path.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct DecodeError {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub reason: DecodeErrorReason,
}

/// What is wrong with the bytes. Offsets count from 0, in bytes of the file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeErrorReason {
    /// Positions are 32 bits wide.
    #[error("the file has {0} bytes; split it into files below 4 GiB")]
    TooLarge(u64),
    /// A NUL byte.
    #[error("byte {0} is NUL: this is no text file; if it is one, save it as UTF-8")]
    Nul(u64),
    /// UTF-16 that has lost its byte order mark.
    #[error("byte {0} is NUL: this looks like UTF-16 without a byte order mark; save it as UTF-8")]
    Utf16WithoutBom(u64),
    /// An unpaired surrogate or half a code unit.
    #[error("the file starts as UTF-16, but byte {0} begins no character; save it as UTF-8")]
    BrokenUtf16(u64),
    /// Mostly UTF-8, with bytes that are not.
    #[error("the file is UTF-8 but for broken bytes, the first is byte {0}; repair it there")]
    BrokenUtf8(u64),
    /// Text of a known encoding that is not decoded here, or not without loss.
    #[error("byte {offset} is not UTF-8; the file looks like {guess}, which cannot be read safely; save it as UTF-8")]
    Unsupported {
        /// The first byte that is not UTF-8.
        offset: u64,
        /// Name of the encoding that the bytes resemble.
        guess: &'static str,
    },
    /// XML that names an encoding which its bytes are not in.
    #[error("byte {offset} names {declared} as the encoding, but the text is UTF-8; correct the declaration")]
    Contradiction {
        /// Where the declaration names it.
        offset: u64,
        /// The encoding that it names.
        declared: &'static str,
    },
    /// No text in any known encoding.
    #[error("byte {0} is not UTF-8, and the file is no text in another encoding known here; save it as UTF-8")]
    NotText(u64),
}
