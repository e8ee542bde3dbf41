//! Encodes content back to the bytes of a file.

use super::disk_map::encode;
use super::file_text::FileText;
use mtlint_token::span::text_at;

/// Why a text cannot be written in the encoding of a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EncodeError {
    /// The encoding has no such character.
    #[error("{encoding} has no “{character}”; save the file as UTF-8")]
    NoSuchCharacter {
        /// Name of the encoding.
        encoding: &'static str,
        /// The first character that it lacks.
        character: char,
    },
    /// The new bytes would be read as another text.
    #[error("the new text would not be read back as {0}; save the file as UTF-8")]
    NotReadAgain(&'static str),
}

impl FileText {
    /// The bytes of the file with new content, in its encoding and with its byte order mark. Parts that are equal in
    /// both contents have equal bytes.
    ///
    /// # Errors
    /// When the encoding lacks a character, or the new bytes would be decoded differently.
    pub fn encode(&self, content: &str) -> Result<Vec<u8>, EncodeError> {
        let Some(disk) = &self.disk else {
            let bom = text_at(&self.buffer, ..self.start);
            return Ok([bom, content].concat().into_bytes());
        };
        let name = disk.name();
        let Some(body) = disk.encode(content) else {
            let lacks = |c: &char| disk.encode(c.encode_utf8(&mut [0; 4])).is_none();
            let character = content.chars().find(lacks).unwrap_or(char::REPLACEMENT_CHARACTER);
            return Err(EncodeError::NoSuchCharacter { encoding: name, character });
        };
        let bom = disk.points.first().map_or(0, |&(_, bom)| bom);
        let mark = if bom > 0 { encode("\u{FEFF}", disk.encoding).unwrap_or_default() } else { Vec::new() };
        let bytes = [mark, body].concat();
        // Encodings without a mark are guessed.
        let again = Self::decode(self.path.clone(), bytes.clone());
        let is_sound = again.is_ok_and(|again| again.content() == content);
        is_sound.then_some(bytes).ok_or(EncodeError::NotReadAgain(name))
    }

    /// True if the encoding of the file has all characters of a text.
    #[must_use]
    pub fn can_write(&self, text: &str) -> bool {
        self.disk.as_ref().is_none_or(|disk| disk.encode(text).is_some())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use encoding_rs::{GB18030, WINDOWS_1252};

    use super::super::tests::{CHINESE, FRENCH, decode, utf16};
    use super::EncodeError;

    #[test]
    fn texts_go_back_into_the_encoding_they_came_from() {
        let utf16 = |text: &str| utf16(text, u16::to_be_bytes);
        let plain = |text: &str| text.as_bytes().to_vec();
        let with_bom = |text: &str| format!("\u{FEFF}{text}").into_bytes();
        let (gb, latin) =
            (|text: &str| GB18030.encode(text).0.into_owned(), |text: &str| WINDOWS_1252.encode(text).0.into_owned());
        type Encode<'e> = &'e dyn Fn(&str) -> Vec<u8>;
        let all: [(&str, Encode<'_>); 5] =
            [(FRENCH, &plain), (FRENCH, &with_bom), (FRENCH, &utf16), (CHINESE, &gb), (FRENCH, &latin)];
        for (text, bytes) in all {
            let file = decode(&bytes(text)).unwrap();
            assert_eq!(file.encode(text), Ok(bytes(text)));
            let changed = text.replacen(['，', ','], "\r\n", 1);
            assert_eq!(file.encode(&changed), Ok(bytes(&changed)));
        }
    }

    #[test]
    fn what_an_encoding_lacks_is_refused() {
        let file = decode(&WINDOWS_1252.encode(FRENCH).0).unwrap();
        assert!(file.can_write("œ") && !file.can_write("→"));
        let told = file.encode(&format!("{FRENCH} → 中")).unwrap_err().to_string();
        assert_eq!(told, "windows-1252 has no “→”; save the file as UTF-8");
        // These two bytes are one character of UTF-8.
        assert_eq!(file.encode("Ã©"), Err(EncodeError::NotReadAgain("windows-1252")));
    }
}
