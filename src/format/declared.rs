//! The encoding that an XML declaration names.

use std::ops::Range;

use encoding_rs::Encoding;

/// An encoding declaration is looked for in so many bytes.
const WINDOW: usize = 256;

/// The encoding and the place of its name in the bytes; `None` without a declaration, or for a name that nobody knows.
pub(super) fn encoding(bytes: &[u8]) -> Option<(&'static Encoding, Range<usize>)> {
    let window = bytes.get(..WINDOW.min(bytes.len()))?;
    if !window.starts_with(b"<?xml") {
        return None;
    }
    let declaration = window.get(..memchr::memmem::find(window, b"?>")?)?;
    let key = memchr::memmem::find(declaration, b"encoding")?;
    let quote = key + declaration.get(key..)?.iter().position(|b| matches!(b, b'"' | b'\''))?;
    let start = quote + 1;
    let length = declaration.get(start..)?.iter().position(|b| Some(b) == declaration.get(quote))?;
    let name = start..start + length;
    Some((Encoding::for_label(declaration.get(name.clone())?)?, name))
}
