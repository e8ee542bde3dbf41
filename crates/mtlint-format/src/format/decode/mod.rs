//! From bytes on disk to UTF-8, with the way back.
//!
//! The rest of the program sees UTF-8 without a byte order mark. A file in another encoding is decoded only where
//! that can be undone: its text, encoded again, must give the very bytes of the file. All else is refused, for a
//! guess that mangles a text would be reported as the translator's fault.

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
