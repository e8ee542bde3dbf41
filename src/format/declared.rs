//! The encoding that a file names: in its XML declaration, or in the header of a PO file.

use std::ops::Range;
use std::path::Path;

use encoding_rs::Encoding;

/// An encoding declaration is looked for in so many bytes.
const WINDOW: usize = 256;
/// The header of a PO file, which may stand behind a long comment, in so many.
const PO_WINDOW: usize = 1 << 16;

/// True for a gettext catalogue, by its name.
pub(super) fn is_catalogue(path: &Path) -> bool {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    ["po", "pot"].into_iter().any(|e| extension.eq_ignore_ascii_case(e))
}

/// The encoding that a file with this name and these bytes names; `None` if it names none, or one that nobody knows.
pub(super) fn of_file(path: &Path, bytes: &[u8]) -> Option<&'static Encoding> {
    if is_catalogue(path) { of_catalogue(bytes) } else { encoding(bytes).map(|(encoding, _)| encoding) }
}

/// `"Content-Type: text/plain; charset=ISO-8859-2\n"` in the header.
fn of_catalogue(bytes: &[u8]) -> Option<&'static Encoding> {
    let window = bytes.get(..PO_WINDOW.min(bytes.len()))?;
    let line = window.get(memchr::memmem::find(window, b"Content-Type:")?..)?;
    let line = line.get(..memchr::memchr(b'\n', line).unwrap_or(line.len()))?;
    let name = line.get(memchr::memmem::find(line, b"charset=")? + "charset=".len()..)?;
    let length = name.iter().take_while(|b| b.is_ascii_alphanumeric() || b"-_:.".contains(b)).count();
    Encoding::for_label(name.get(..length)?)
}

/// The encoding and the place of its name in the bytes of an XML file; `None` without a declaration, or for a name that nobody
/// knows.
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
