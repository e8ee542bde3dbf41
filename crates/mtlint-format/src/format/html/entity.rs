//! One character reference with its exact length.

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

/// Longer than any: the longest name, `&CounterClockwiseContourIntegral;`, has 33 bytes.
const MAX_LEN: usize = 40;

/// A character reference.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entity {
    /// What it stands for.
    pub(super) text: String,
    /// Its length in the source, in bytes.
    pub(super) len: usize,
}

/// Reads the character reference at the start of a text, if there is one. The table of names is html5gum's; how far
/// the reference reaches (`&notit;` is `¬` and `it;`) follows from what it leaves as it is.
pub(super) fn decode_entity(text: &str) -> Option<Entity> {
    let candidate = candidate(text)?;
    let mut decoded = String::new();
    let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| {
        if let CallbackEvent::String { value } = event {
            decoded.push_str(&String::from_utf8_lossy(value));
        }
        None::<Infallible>
    });
    let Ok(()) = Tokenizer::new_with_emitter(candidate, emitter).finish();
    if decoded == candidate {
        return None;
    }
    (3..=candidate.len()).find_map(|len| {
        let value = decoded.strip_suffix(candidate.get(len..)?).filter(|value| !value.is_empty())?;
        Some(Entity { text: value.to_owned(), len })
    })
}

/// The longest start of the text that may be a reference: `&`, a name or number, and a semicolon.
fn candidate(text: &str) -> Option<&str> {
    let body = text.strip_prefix('&')?;
    let number = body.strip_prefix('#').is_some();
    let length = body.bytes().skip(usize::from(number)).take_while(u8::is_ascii_alphanumeric).take(MAX_LEN).count();
    let end = 1 + usize::from(number) + length;
    let closed = text.as_bytes().get(end) == Some(&b';');
    (length > 0).then(|| text.get(..end + usize::from(closed)))?
}

#[cfg(test)]
mod tests {
    use super::{Entity, decode_entity};

    #[test]
    fn lengths_and_values_are_exact() {
        for (source, text, len) in [
            ("&amp; x", "&", 5),
            ("&amp;amp;", "&", 5),
            ("&ampamp;", "&", 4),
            ("&lt;b", "<", 4),
            ("&nbsp;", "\u{A0}", 6),
            ("&notit;", "¬", 4),
            ("&notin;", "∉", 7),
            ("&semi;", ";", 6),
            ("&fjlig;", "fj", 7),
            ("&#39;s", "'", 5),
            ("&#39s", "'", 4),
            ("&#x4E2D;文", "中", 8),
            ("&#59;", ";", 5),
            ("&#150;", "–", 6),
            ("&#0;", "\u{FFFD}", 4),
            ("&CounterClockwiseContourIntegral;", "∳", 33),
        ] {
            assert_eq!(decode_entity(source), Some(Entity { text: text.to_owned(), len }), "{source}");
        }
        for source in ["", "&", "& ", "&;", "&unknown;", "&#;", "&#x;", "AT&T", "&é;", "&T"] {
            assert_eq!(decode_entity(source), None, "{source}");
        }
    }
}
