//! Detects legacy encodings. chardetng (Firefox's detector) proposes one; a check of the text decides, since a detector
//! must always answer but a linter can refuse.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, WINDOWS_1252};

/// The share of non-ASCII characters, in per cent, that must be common for a text to count as Chinese. The rest is for
/// rare characters and names.
const COMMON_PERCENT: usize = 75;

/// The highest share of non-ASCII bytes in a Western text, in per cent; alphabets other than Latin have more.
const HIGH_PERCENT: usize = 30;

/// True if most non-ASCII bytes are valid UTF-8: a damaged UTF-8 file, not one in another encoding.
pub(super) fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    sound > broken
}

/// The encoding of bytes that are not UTF-8: GB18030 or windows-1252 if the text confirms it, another one as
/// chardetng's guess, `None` if this is hardly text.
pub(super) fn encoding_of(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.iter().any(|&byte| is_control(byte)) {
        return None;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    if reads_as_chinese(bytes) && (guess == GBK || guess == GB18030 || guess == WINDOWS_1252) {
        return Some(GB18030);
    }
    if guess == WINDOWS_1252 || guess == GBK || guess == GB18030 {
        return reads_as_western(bytes).then_some(WINDOWS_1252);
    }
    Some(guess)
}

/// C0 controls that do not occur in text, and DEL.
fn is_control(byte: u8) -> bool {
    (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C)) || byte == 0x7F
}

/// Walks the bytes as GB18030 and asks whether most characters are punctuation or hanzi of GB 2312 level 1 (rows 16 to
/// 55, the 3,755 most common ones). Western text read so gives rare characters: its second bytes are ASCII letters.
fn reads_as_chinese(bytes: &[u8]) -> bool {
    let (mut common, mut marks, mut other) = (0, 0, 0);
    let mut rest = bytes;
    while let [lead, tail @ ..] = rest {
        rest = match (lead, tail) {
            (0x00..=0x7F, _) => tail,
            (0x81..=0xFE, [0x30..=0x39, _, _, after @ ..]) => {
                other += 1;
                after
            }
            (0xB0..=0xD7, [0xA1..=0xFE, after @ ..]) => {
                common += 1;
                after
            }
            (0xA1..=0xA3, [0xA1..=0xFE, after @ ..]) => {
                marks += 1;
                after
            }
            (0x81..=0xFE, [_, after @ ..]) => {
                other += 1;
                after
            }
            _ => return false,
        };
    }
    common >= 4 && (common + marks) * 100 >= (common + marks + other) * COMMON_PERCENT
}

/// True when the bytes, read as windows-1252, look like a Western European text: few bytes beyond ASCII, none of the
/// five undefined ones, accented letters beside letters, other signs where such signs stand.
fn reads_as_western(bytes: &[u8]) -> bool {
    let (mut high, mut odd) = (0, 0);
    for (at, &byte) in bytes.iter().enumerate().filter(|(_, byte)| !byte.is_ascii()) {
        let before = at.checked_sub(1).and_then(|i| bytes.get(i)).copied().unwrap_or(b' ');
        let after = bytes.get(at + 1).copied().unwrap_or(b' ');
        high += 1;
        match byte {
            0x81 | 0x8D | 0x8F | 0x90 | 0x9D => return false,
            _ if is_letter(byte) => {
                let alone = !before.is_ascii_alphabetic() && !after.is_ascii_alphabetic();
                let capital_inside = (0xC0..=0xDE).contains(&byte) && before.is_ascii_lowercase();
                odd += usize::from(capital_inside || (alone && !stands_alone(byte)));
            }
            // Apostrophe, dashes, middle dot, soft hyphen: inside words too.
            0x91..=0x97 | 0xAD | 0xB7 => {}
            _ => odd += usize::from(before.is_ascii_alphabetic() && after.is_ascii_alphabetic()),
        }
    }
    let text = bytes.iter().filter(|&&byte| byte.is_ascii_alphanumeric() || byte == b' ' || is_letter(byte)).count();
    high * 100 <= bytes.len() * HIGH_PERCENT && odd * 10 <= high && text * 4 >= bytes.len() * 3
}

/// Letters of windows-1252 beyond ASCII.
fn is_letter(byte: u8) -> bool {
    matches!(byte, 0x83 | 0x8A | 0x8C | 0x8E | 0x9A | 0x9C | 0x9E | 0x9F | 0xAA | 0xBA)
        || (byte >= 0xC0 && !matches!(byte, 0xD7 | 0xF7))
}

/// Letters that are words or follow digits: à, À, é, è, ó, ª, º, É, å.
fn stands_alone(byte: u8) -> bool {
    matches!(byte, 0xE0 | 0xC0 | 0xE9 | 0xE8 | 0xC9 | 0xC8 | 0xF3 | 0xAA | 0xBA | 0xE5)
}
