//! Converts between byte offsets and positions of the protocol, whose columns count in a unit that client and server
//! agree on.

use gen_lsp_types::{Position, PositionEncodingKind, Range};
use ropey::{Rope, RopeSlice};

/// The unit of columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    /// UTF-8 bytes.
    Utf8,
    /// UTF-16 code units, two for characters beyond U+FFFF. The default of the protocol.
    #[default]
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

impl Encoding {
    /// The first known unit of those that a client offers, in its order of preference.
    #[must_use]
    pub(super) fn negotiate<'o>(offered: impl IntoIterator<Item = &'o str>) -> Self {
        let known = |name| match name {
            "utf-8" => Some(Self::Utf8),
            "utf-16" => Some(Self::Utf16),
            "utf-32" => Some(Self::Utf32),
            _ => None,
        };
        offered.into_iter().find_map(known).unwrap_or_default()
    }

    /// Its name in the protocol.
    #[must_use]
    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    /// The position of a byte. In UTF-16 and UTF-32, a byte inside a character has the position of the character. A
    /// byte beyond the end of the text has the position of the end.
    #[must_use]
    pub(super) fn position(self, text: &Rope, byte: usize) -> Position {
        let byte = byte.min(text.len_bytes());
        let char = text.try_byte_to_char(byte).unwrap_or(text.len_chars());
        let line = text.try_char_to_line(char).unwrap_or_default();
        let start = text.try_line_to_char(line).unwrap_or_default();
        debug_assert!(start <= char, "a line starts before its characters");
        let column = match self {
            Self::Utf8 => byte - text.try_char_to_byte(start).unwrap_or_default().min(byte),
            Self::Utf16 => units(text, char) - units(text, start),
            Self::Utf32 => char - start,
        };
        Position::new(narrow(line), narrow(column))
    }

    /// The byte of a position. A column inside a character gives its start, a column beyond the line gives the end of
    /// the line before its line break, a line beyond the text gives the end of the text.
    #[must_use]
    pub(super) fn byte(self, text: &Rope, position: Position) -> usize {
        let (line, column) = (position.line as usize, position.character as usize);
        let (Some(content), Ok(start)) = (text.get_line(line), text.try_line_to_char(line)) else {
            return text.len_bytes();
        };
        let length = content.len_chars() - line_end(content);
        let chars = match self {
            Self::Utf8 => content.try_byte_to_char(column.min(content.len_bytes())),
            Self::Utf16 => content.try_utf16_cu_to_char(column.min(content.len_utf16_cu())),
            Self::Utf32 => Ok(column),
        };
        text.try_char_to_byte(start + chars.unwrap_or(length).min(length)).unwrap_or(text.len_bytes())
    }

    /// The range of a byte range.
    #[must_use]
    pub(super) fn range(self, text: &Rope, bytes: std::ops::Range<usize>) -> Range {
        Range::new(self.position(text, bytes.start), self.position(text, bytes.end))
    }
}

/// UTF-16 code units before a character.
fn units(text: &Rope, char: usize) -> usize {
    text.try_char_to_utf16_cu(char).unwrap_or_else(|_| text.len_utf16_cu())
}

/// The number of characters in the line break of a line.
fn line_end(line: RopeSlice<'_>) -> usize {
    let mut back = line.chars_at(line.len_chars()).reversed();
    match back.next() {
        Some('\n') if back.next() == Some('\r') => 2,
        Some('\n' | '\r') => 1,
        _ => 0,
    }
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use gen_lsp_types::Position;
    use proptest::prelude::*;
    use ropey::Rope;

    use super::Encoding;

    const ALL: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    /// The position by counting from the start, character by character.
    fn counted(encoding: Encoding, text: &str, byte: usize) -> Position {
        let (mut line, mut column) = (0, 0);
        for (at, c) in text[..byte].char_indices() {
            let before_newline = text[at + c.len_utf8()..].starts_with('\n');
            if c == '\n' || c == '\r' && !before_newline {
                (line, column) = (line + 1, 0);
                continue;
            }
            column += match encoding {
                Encoding::Utf8 => c.len_utf8(),
                Encoding::Utf16 => c.len_utf16(),
                Encoding::Utf32 => 1,
            };
        }
        Position::new(line, u32::try_from(column).unwrap())
    }

    #[test]
    fn columns_count_what_was_agreed_on() {
        let text = Rope::from_str("a\r\n中😀é x");
        let byte = "a\r\n中😀é".len();
        let columns = ALL.map(|encoding| encoding.position(&text, byte).character);
        assert_eq!(columns, [9, 4, 3]);
        for encoding in ALL {
            let position = encoding.position(&text, byte);
            assert_eq!((position.line, encoding.byte(&text, position)), (1, byte));
        }
    }

    #[test]
    fn places_outside_the_text_mean_its_edges() {
        let text = Rope::from_str("ab\r\n😀\n");
        let at = |line, character| Encoding::Utf16.byte(&text, Position::new(line, character));
        assert_eq!(at(0, 99), 2, "before the line end");
        assert_eq!(at(1, 1), 4, "between two surrogates");
        assert_eq!((at(2, 0), at(2, 7), at(9, 9), at(u32::MAX, u32::MAX)), (9, 9, 9, 9));
        assert_eq!(Encoding::Utf16.position(&text, 999), Position::new(2, 0));
        assert_eq!(Encoding::Utf8.byte(&Rope::new(), Position::new(3, 3)), 0);
    }

    #[test]
    fn the_client_prefers_and_utf_16_is_understood() {
        assert_eq!(Encoding::negotiate([]), Encoding::Utf16);
        assert_eq!(Encoding::negotiate(["utf-7", "utf-32", "utf-8"]), Encoding::Utf32);
        assert_eq!(Encoding::negotiate(["utf-7"]), Encoding::Utf16);
    }

    proptest! {
        #[test]
        fn every_character_is_found_again(text in "[ab\\r\\n\u{e9}\u{4e2d}\u{1f600}\u{301}]{0,60}") {
            let rope = Rope::from_str(&text);
            let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            for byte in ends {
                let inside_crlf = text[..byte].ends_with('\r') && text[byte..].starts_with('\n');
                for encoding in ALL {
                    let position = encoding.position(&rope, byte);
                    prop_assert_eq!(position, counted(encoding, &text, byte));
                    let expected = if inside_crlf { byte - 1 } else { byte };
                    prop_assert_eq!(encoding.byte(&rope, position), expected);
                }
            }
        }

        #[test]
        fn no_position_is_outside(
            text in "[ab\\r\\n\u{4e2d}\u{1f600}]{0,20}",
            line in 0_u32..9,
            character in 0_u32..30,
        ) {
            let rope = Rope::from_str(&text);
            for encoding in ALL {
                let byte = encoding.byte(&rope, Position::new(line, character));
                prop_assert!(text.is_char_boundary(byte));
                let back = encoding.position(&rope, byte);
                prop_assert!(back <= Position::new(line, character), "{back:?}");
            }
        }
    }
}
