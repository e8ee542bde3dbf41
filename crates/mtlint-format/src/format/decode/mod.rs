//! Decodes files to UTF-8 and maps positions back to bytes on disk.
//!
//! The rest of the program uses UTF-8 without a byte order mark. A file in another encoding is decoded only if that is
//! reversible: its text, encoded again, must yield the same bytes. Every other file is refused, since wrongly decoded
//! text would be reported as the translator's fault.

mod bytes;
mod disk_map;
mod encode;
mod error;
mod file_text;

#[cfg(test)]
mod tests;

pub use encode::EncodeError;
pub use error::{DecodeError, DecodeErrorReason};
pub use file_text::FileText;
