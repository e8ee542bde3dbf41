//! The character for what is not language.

/// Stands in the text for what is not language: code, a placeholder, an image (U+FFFC).
pub const OBJECT: char = '\u{FFFC}';
