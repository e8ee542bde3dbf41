//! The encoding that a file names itself: in an XML declaration, in the header of a PO file, in a `<meta>` of HTML.

use std::ops::Range;
use std::path::Path;

use encoding_rs::Encoding;

/// An XML declaration is looked for in so many bytes.
const WINDOW: usize = 256;
/// The header of a PO file, which comments may precede.
const PO_WINDOW: usize = 8192;
/// The last character of ISO 8859-1.
pub(super) const LATIN1_END: char = '\u{FF}';

/// As the HTML standard has it.
const HTML_WINDOW: usize = 1024;

/// What a file says of its encoding.
#[derive(Clone, Debug)]
pub(super) struct Declared {
    pub(super) encoding: &'static Encoding,
    /// Where it is named, in the bytes.
    pub(super) name: Range<usize>,
    /// How.
    pub(super) by: Declaration,
    /// The last character of a name that the Encoding Standard takes for windows-1252, as only HTML does.
    pub(super) last: Option<char>,
}

/// Where a file names its encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Declaration {
    Xml,
    Po,
    Html,
}

/// What the bytes say of their encoding; `None` without a declaration, or for a name that nobody knows.
pub(super) fn encoding(path: &Path, bytes: &[u8]) -> Option<Declared> {
    let is = |endings: &[&str]| path.extension().is_some_and(|x| endings.iter().any(|e| x.eq_ignore_ascii_case(e)));
    let (name, by) = if bytes.starts_with(b"<?xml") {
        (in_xml(bytes)?, Declaration::Xml)
    } else if is(&["po", "pot"]) {
        (charset(bytes, PO_WINDOW, b"Content-Type:")?, Declaration::Po)
    } else if is(&["html", "htm", "xhtml"]) {
        (charset(bytes, HTML_WINDOW, b"<meta")?, Declaration::Html)
    } else {
        return None;
    };
    let label = bytes.get(name.clone())?;
    let is_any = |names: &[&str]| names.iter().any(|name| name.as_bytes().eq_ignore_ascii_case(label));
    let last = match by {
        Declaration::Html => None,
        _ if is_any(&["iso-8859-1", "iso8859-1", "iso_8859-1", "latin1"]) => Some(LATIN1_END),
        _ if is_any(&["us-ascii", "ascii"]) => Some('\u{7F}'),
        _ => None,
    };
    Some(Declared { encoding: Encoding::for_label(label)?, name, by, last })
}

fn in_xml(bytes: &[u8]) -> Option<Range<usize>> {
    let window = bytes.get(..WINDOW.min(bytes.len()))?;
    let declaration = window.get(..memchr::memmem::find(window, b"?>")?)?;
    let key = memchr::memmem::find(declaration, b"encoding")?;
    let quote = key + declaration.get(key..)?.iter().position(|b| matches!(b, b'"' | b'\''))?;
    let start = quote + 1;
    let length = declaration.get(start..)?.iter().position(|b| Some(b) == declaration.get(quote))?;
    Some(start..start + length)
}

/// The name behind the first `charset=` that follows a mark.
fn charset(bytes: &[u8], window: usize, mark: &[u8]) -> Option<Range<usize>> {
    const KEY: &[u8] = b"charset=";
    let window = bytes.get(..window.min(bytes.len()))?;
    let mark = window.windows(mark.len()).position(|part| part.eq_ignore_ascii_case(mark))?;
    let key = mark + window.get(mark..)?.windows(KEY.len()).position(|part| part.eq_ignore_ascii_case(KEY))?;
    let mut start = key + KEY.len();
    start += usize::from(matches!(window.get(start), Some(b'"' | b'\'')));
    let is_name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b':' | b'+');
    let length = window.get(start..)?.iter().take_while(|b| is_name(b)).count();
    Some(start..start + length)
}
