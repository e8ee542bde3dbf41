//! The character that replaces inline objects.

/// Replaces code, a placeholder, a tag or an image in extracted text (U+FFFC), so that the words around it are not
/// neighbours.
pub const OBJECT: char = '\u{FFFC}';
