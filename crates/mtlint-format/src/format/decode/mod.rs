//! From bytes on disk to UTF-8, with the way back.
//!
//! The rest of the program sees UTF-8 without a byte order mark. A file in another encoding is decoded only where
//! that can be undone: its text, encoded again, must give the very bytes of the file. All else is refused, for a
//! guess that mangles a text would be reported as the translator's fault.

mod encode;

use std::ops::Range;
use std::path::{Path, PathBuf};

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

pub use encode::EncodeError;
use encode::encode;

use super::declared::{self, Declaration, Declared, LATIN1_END};
use super::legacy;
use mtlint_token::span::FileSpan;

/// Offsets into a file are remembered once per this many bytes of content.
const CHECKPOINT: usize = 4096;
const UTF8_BOM: &[u8] = b"\xEF\xBB\xBF";

/// Why a file cannot be read as text. It prints without the path.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct DecodeError {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub reason: DecodeErrorReason,
}

/// What is wrong with the bytes. Offsets count from 0, in bytes of the file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeErrorReason {
    /// Positions are 32 bits wide.
    #[error("the file has {0} bytes; split it into files below 4 GiB")]
    TooLarge(u64),
    /// A NUL byte.
    #[error("byte {0} is NUL: this is no text file; if it is one, save it as UTF-8")]
    Nul(u64),
    /// UTF-16 that has lost its byte order mark.
    #[error("byte {0} is NUL: this looks like UTF-16 without a byte order mark; save it as UTF-8")]
    Utf16WithoutBom(u64),
    /// An unpaired surrogate or half a code unit.
    #[error("the file starts as UTF-16, but byte {0} begins no character; save it as UTF-8")]
    BrokenUtf16(u64),
    /// Mostly UTF-8, with bytes that are not.
    #[error("the file is UTF-8 but for broken bytes, the first is byte {0}; repair it there")]
    BrokenUtf8(u64),
    /// Text of a known encoding that is not decoded here, or not without loss.
    #[error("byte {offset} is not UTF-8; the file looks like {guess}, which cannot be read safely; save it as UTF-8")]
    Unsupported {
        /// The first byte that is not UTF-8.
        offset: u64,
        /// Name of the encoding that the bytes resemble.
        guess: &'static str,
    },
    /// XML that names an encoding which its bytes are not in.
    #[error("byte {offset} names {declared} as the encoding, but the text is UTF-8; correct the declaration")]
    Contradiction {
        /// Where the declaration names it.
        offset: u64,
        /// The encoding that it names.
        declared: &'static str,
    },
    /// No text in any known encoding.
    #[error("byte {0} is not UTF-8, and the file is no text in another encoding known here; save it as UTF-8")]
    NotText(u64),
}

/// A file as decoded text that still knows its bytes on disk.
#[derive(Clone, Debug)]
pub struct FileText {
    path: PathBuf,
    /// The text; of a UTF-8 file the very buffer that was read, a BOM included.
    buffer: String,
    /// Where the content starts in the buffer: behind a UTF-8 BOM.
    start: usize,
    /// Set for every encoding but UTF-8.
    disk: Option<DiskMap>,
}

/// The way from content offsets to file offsets where widths of characters differ.
#[derive(Clone, Debug)]
struct DiskMap {
    encoding: &'static Encoding,
    /// Its readers take it for ISO 8859-1 or ASCII: of windows-1252, only characters up to this one may be written.
    last: Option<char>,
    /// Offsets into content and file of the same character, about every [`CHECKPOINT`] bytes; starts with the first.
    points: Vec<(usize, usize)>,
}

impl FileText {
    /// Decodes a file. UTF-8 is taken over without copying.
    ///
    /// # Errors
    /// When the bytes are no text, or none that can be decoded without a doubt and without loss.
    pub fn decode(path: PathBuf, bytes: Vec<u8>) -> Result<Self, DecodeError> {
        match decode_bytes(&path, bytes) {
            Ok((buffer, start, disk)) => Ok(Self { path, buffer, start, disk }),
            Err(reason) => Err(DecodeError { path, reason }),
        }
    }

    /// A file whose text somebody else has decoded, an editor. What the text says of its encoding does not matter then.
    ///
    /// # Errors
    /// When it is no text, or too long.
    pub fn of_text(path: PathBuf, text: String) -> Result<Self, DecodeError> {
        let error = |reason, path| Err(DecodeError { path, reason });
        if u32::try_from(text.len()).is_err() {
            return error(DecodeErrorReason::TooLarge(text.len() as u64), path);
        }
        if let Some(at) = memchr::memchr(0, text.as_bytes()) {
            return error(DecodeErrorReason::Nul(at as u64), path);
        }
        let start = if text.as_bytes().starts_with(UTF8_BOM) { UTF8_BOM.len() } else { 0 };
        Ok(Self { path, buffer: text, start, disk: None })
    }

    /// The path, as given.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The text, without a byte order mark and with its line ends as they are.
    #[must_use]
    pub fn content(&self) -> &str {
        self.buffer.get(self.start..).unwrap_or_default()
    }

    /// The bytes of the file that a span of the content was decoded from. An offset inside a character is lowered to
    /// its start, one beyond the end to the end.
    #[must_use]
    pub fn on_disk(&self, span: FileSpan) -> Range<u64> {
        self.disk_offset(span.start)..self.disk_offset(span.end)
    }

    /// What a reader should know about the decoding; `None` for UTF-8.
    #[must_use]
    pub fn note(&self) -> Option<String> {
        let disk = self.disk.as_ref().filter(|_| !self.buffer.is_ascii() || self.has_bom())?;
        Some(format!("decoded as {}", disk.encoding.name()))
    }

    /// The name of the file's encoding in the Encoding Standard.
    #[must_use]
    pub fn encoding(&self) -> &'static str {
        self.disk.as_ref().map_or(UTF_8, |disk| disk.encoding).name()
    }

    /// True when the file begins with a byte order mark.
    #[must_use]
    pub fn has_bom(&self) -> bool {
        self.disk_offset(0) > 0
    }

    fn disk_offset(&self, offset: u32) -> u64 {
        let content = self.content();
        let mut at = (offset as usize).min(content.len());
        while !content.is_char_boundary(at) {
            at = at.saturating_sub(1);
        }
        let on_disk = match &self.disk {
            None => self.start + at,
            Some(disk) => disk.offset(content, at),
        };
        on_disk as u64
    }
}

impl DiskMap {
    /// Builds the map of content that was decoded from `body` (the file without its BOM of `bom` bytes), or `None`
    /// when the content does not encode to just these bytes.
    fn verified(content: &str, body: &[u8], bom: usize, encoding: &'static Encoding) -> Option<Self> {
        let mut points = vec![(0, bom)];
        let (mut at, mut rest) = (0, body);
        while at < content.len() {
            let chunk = prefix(content.get(at..)?, CHECKPOINT);
            let encoded = encode(chunk, encoding)?;
            rest = rest.strip_prefix(encoded.as_slice())?;
            at += chunk.len();
            points.push((at, bom + body.len() - rest.len()));
        }
        rest.is_empty().then_some(Self { encoding, last: None, points })
    }

    fn offset(&self, content: &str, at: usize) -> usize {
        let index = self.points.partition_point(|&(point, _)| point <= at).saturating_sub(1);
        let (point, on_disk) = self.points.get(index).copied().unwrap_or_default();
        on_disk + content.get(point..at).and_then(|part| encode(part, self.encoding)).map_or(0, |bytes| bytes.len())
    }
}

/// The longest prefix of at most `len` bytes that ends between two characters.
fn prefix(text: &str, len: usize) -> &str {
    let mut end = len.min(text.len());
    while !text.is_char_boundary(end) {
        end = end.saturating_sub(1);
    }
    text.get(..end).unwrap_or(text)
}

type Decoded = (String, usize, Option<DiskMap>);

fn decode_bytes(path: &Path, bytes: Vec<u8>) -> Result<Decoded, DecodeErrorReason> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(DecodeErrorReason::TooLarge(bytes.len() as u64));
    }
    match Encoding::for_bom(&bytes) {
        Some((encoding, bom)) if encoding == UTF_16LE => {
            return decode_utf16(&bytes, bom, UTF_16LE, u16::from_le_bytes);
        }
        Some((encoding, bom)) if encoding == UTF_16BE => {
            return decode_utf16(&bytes, bom, UTF_16BE, u16::from_be_bytes);
        }
        _ => {}
    }
    if let Some(at) = memchr::memchr(0, &bytes) {
        return Err(nul(&bytes, at));
    }
    match String::from_utf8(bytes) {
        Ok(buffer) => {
            let other = declared::encoding(path, buffer.as_bytes()).filter(|declared| declared.encoding != UTF_8);
            if let Some(declared) = other {
                let Declared { encoding, ref name, by, .. } = declared;
                if buffer.is_ascii() && encoding.is_ascii_compatible() {
                    // Fixes may hold other characters.
                    return decode_as(Some(&declared), encoding, buffer.as_bytes(), 0);
                }
                if !buffer.is_ascii() && by == Declaration::Xml {
                    let offset = name.start as u64;
                    return Err(DecodeErrorReason::Contradiction { offset, declared: encoding.name() });
                }
            }
            let start = if buffer.as_bytes().starts_with(UTF8_BOM) { UTF8_BOM.len() } else { 0 };
            Ok((buffer, start, None))
        }
        Err(error) => {
            let offset = error.utf8_error().valid_up_to() as u64;
            decode_legacy(path, error.as_bytes(), offset)
        }
    }
}

fn decode_utf16(
    bytes: &[u8],
    bom: usize,
    encoding: &'static Encoding,
    unit: fn([u8; 2]) -> u16,
) -> Result<Decoded, DecodeErrorReason> {
    let body = bytes.get(bom..).unwrap_or_default();
    let units =
        body.chunks_exact(2).map(|pair| unit([pair.first().copied().unwrap_or(0), pair.get(1).copied().unwrap_or(0)]));
    let mut content = String::with_capacity(body.len());
    let mut at = bom;
    for c in char::decode_utf16(units) {
        match c {
            Ok('\0') => return Err(DecodeErrorReason::Nul(at as u64)),
            Ok(c) => {
                content.push(c);
                at += 2 * c.len_utf16();
            }
            Err(_) => return Err(DecodeErrorReason::BrokenUtf16(at as u64)),
        }
    }
    if at != bytes.len() {
        return Err(DecodeErrorReason::BrokenUtf16(at as u64));
    }
    // UTF-8 needs up to 3 bytes where UTF-16 needs 2, so the content may outgrow a file that did not.
    if u32::try_from(content.len()).is_err() {
        return Err(DecodeErrorReason::TooLarge(content.len() as u64));
    }
    let disk = DiskMap::verified(&content, body, bom, encoding).ok_or(DecodeErrorReason::BrokenUtf16(bom as u64))?;
    Ok((content, 0, Some(disk)))
}

fn decode_legacy(path: &Path, bytes: &[u8], offset: u64) -> Result<Decoded, DecodeErrorReason> {
    match declared::encoding(path, bytes) {
        // Pages are often wrong about it.
        Some(Declared { encoding, by: Declaration::Html, .. }) if encoding == UTF_8 => {}
        Some(Declared { encoding, .. }) if encoding == UTF_8 => return Err(DecodeErrorReason::BrokenUtf8(offset)),
        Some(declared) => return decode_as(Some(&declared), declared.encoding, bytes, offset),
        None => {}
    }
    if legacy::is_mostly_utf8(bytes) {
        return Err(DecodeErrorReason::BrokenUtf8(offset));
    }
    let Some(encoding) = legacy::encoding_of(bytes) else {
        return Err(DecodeErrorReason::NotText(offset));
    };
    if encoding != GB18030 && encoding != WINDOWS_1252 {
        return Err(DecodeErrorReason::Unsupported { offset, guess: encoding.name() });
    }
    let (content, start, mut disk) = decode_as(None, encoding, bytes, offset)?;
    // Java knows UTF-8 and ISO 8859-1.
    let is_java = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("properties"));
    if let Some(disk) = disk.as_mut().filter(|_| is_java && encoding == WINDOWS_1252) {
        disk.last = Some(LATIN1_END).filter(|&last| reaches(last, bytes));
    }
    Ok((content, start, disk))
}

fn decode_as(
    declared: Option<&Declared>,
    encoding: &'static Encoding,
    bytes: &[u8],
    offset: u64,
) -> Result<Decoded, DecodeErrorReason> {
    let unsupported = || DecodeErrorReason::Unsupported { offset, guess: encoding.name() };
    let content = encoding.decode_without_bom_handling_and_without_replacement(bytes).ok_or_else(unsupported)?;
    if u32::try_from(content.len()).is_err() {
        return Err(DecodeErrorReason::TooLarge(content.len() as u64));
    }
    let mut disk = DiskMap::verified(&content, bytes, 0, encoding).ok_or_else(unsupported)?;
    disk.last = declared.and_then(|declared| declared.last).filter(|&last| reaches(last, bytes));
    Ok((content.into_owned(), 0, Some(disk)))
}

/// True when bytes, which are read as windows-1252, have nothing beyond this character of ISO 8859-1.
fn reaches(last: char, bytes: &[u8]) -> bool {
    !bytes.iter().any(|&byte| char::from(byte) > last || (0x80..=0x9F).contains(&byte))
}

/// Tells UTF-16 that lost its mark from other binary data: ASCII characters put a NUL into every second byte.
fn nul(bytes: &[u8], at: usize) -> DecodeErrorReason {
    let sample = bytes.get(..bytes.len().min(CHECKPOINT)).unwrap_or_default();
    let in_every_second = |first: usize| sample.iter().skip(first).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (in_every_second(0), in_every_second(1));
    let half = sample.len() / 2;
    let looks_utf16 = half > 1 && even.min(odd) * 20 < half && even.max(odd) * 2 > half;
    if looks_utf16 { DecodeErrorReason::Utf16WithoutBom(at as u64) } else { DecodeErrorReason::Nul(at as u64) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::path::PathBuf;

    use encoding_rs::{Encoding, GB18030, WINDOWS_1252};

    use super::{DecodeErrorReason, FileText};
    use mtlint_token::span::FileSpan;

    pub(super) const CHINESE: &str = "网络安全需要国际合作，政治操弄不得人心。外交部发言人说：“中方一贯主张加强对话。”";
    pub(super) const FRENCH: &str =
        "L’été dernier, les députés européens ont débattu du château ; « déjà vu », dit l’élève.";

    pub(super) fn decode(bytes: &[u8]) -> Result<FileText, DecodeErrorReason> {
        FileText::decode(PathBuf::from("a.txt"), bytes.to_vec()).map_err(|error| error.reason)
    }

    pub(super) fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        format!("\u{FEFF}{text}").encode_utf16().flat_map(bytes).collect()
    }

    /// Every character's bytes on disk, encoded one by one, are where the map says.
    fn assert_exact(file: &FileText, encode: impl Fn(&str) -> Vec<u8>, disk: &[u8], bom: u64) {
        let mut expected = bom;
        for (start, c) in file.content().char_indices() {
            let span = FileSpan::from_range(start..start + c.len_utf8());
            let range = file.on_disk(span);
            assert_eq!(range.start, expected, "{c:?} at {start}");
            let bytes = &disk[usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap()];
            assert_eq!(bytes, encode(&file.content()[span.range()]), "{c:?} at {start}");
            expected = range.end;
        }
        assert_eq!(expected, disk.len() as u64);
    }

    #[test]
    fn utf8_with_and_without_a_bom() {
        let plain = decode("Grüße\r\n中".as_bytes()).unwrap();
        assert_eq!((plain.content(), plain.note()), ("Grüße\r\n中", None));
        assert_eq!(plain.on_disk(FileSpan::new(2, 4)), 2..4);
        let bom = decode("\u{FEFF}Grüße".as_bytes()).unwrap();
        assert_eq!(bom.content(), "Grüße");
        assert_eq!(bom.on_disk(FileSpan::new(2, 4)), 5..7);
        assert_eq!(bom.on_disk(FileSpan::new(0, 99)), 3..10);
        assert_eq!(decode(b"").unwrap().content(), "");
        assert_eq!(decode(b"\xEF\xBB\xBF").unwrap().content(), "");
    }

    #[test]
    fn utf16_maps_every_character_exactly() {
        let text = "Aé中😀\r\nz ".repeat(400);
        let le = utf16(&text, u16::to_le_bytes);
        let file = decode(&le).unwrap();
        assert_eq!((file.content(), file.note().as_deref()), (text.as_str(), Some("decoded as UTF-16LE")));
        assert_exact(&file, |s| s.encode_utf16().flat_map(u16::to_le_bytes).collect(), &le, 2);
        let be = utf16(&text, u16::to_be_bytes);
        let file = decode(&be).unwrap();
        assert_eq!(file.note().as_deref(), Some("decoded as UTF-16BE"));
        assert_exact(&file, |s| s.encode_utf16().flat_map(u16::to_be_bytes).collect(), &be, 2);
    }

    #[test]
    fn legacy_encodings_map_every_character_exactly() {
        for (text, encoding) in [(CHINESE, GB18030), (FRENCH, WINDOWS_1252)] {
            let text = format!("{text}\r\n").repeat(100);
            let bytes = encoding.encode(&text).0.into_owned();
            let file = decode(&bytes).unwrap();
            assert_eq!(file.content(), text);
            assert_eq!(file.note(), Some(format!("decoded as {}", encoding.name())));
            assert_exact(&file, |s| encoding.encode(s).0.into_owned(), &bytes, 0);
        }
    }

    #[test]
    fn short_and_mixed_legacy_texts_are_read() {
        let cases: [(&str, &'static Encoding); 5] = [
            ("The “Belt and Road” initiative — it’s about trade, said the minister.", WINDOWS_1252),
            ("The café opened at 9 o'clock.", WINDOWS_1252),
            ("Größere Maßnahmen für Österreich sind nötig.", WINDOWS_1252),
            ("The ministry (外交部) said on Monday that 中国 and the 欧盟 would talk about 贸易 again.", GB18030),
            ("罕见字𠀀在这里，人们说这个字很少使用。", GB18030),
        ];
        for (text, encoding) in cases {
            let bytes = encoding.encode(text).0;
            assert_eq!(decode(&bytes).map(|file| file.content().to_owned()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn what_is_no_known_text_is_refused_with_its_place() {
        assert_eq!(decode(b"abc\0def").unwrap_err(), DecodeErrorReason::Nul(3));
        assert_eq!(decode(b"h\0i\0 \0y\0").unwrap_err(), DecodeErrorReason::Utf16WithoutBom(1));
        assert_eq!(decode(b"\xFF\xFEa\0b").unwrap_err(), DecodeErrorReason::BrokenUtf16(4));
        assert_eq!(decode(b"\xFF\xFE\x00\xD8a\0").unwrap_err(), DecodeErrorReason::BrokenUtf16(2));
        assert_eq!(decode(b"\xFF\xFE\0\0a\0\0\0").unwrap_err(), DecodeErrorReason::Nul(2), "UTF-32");
        let mut damaged = "Déjà vu à l’été".as_bytes().to_vec();
        damaged.insert(7, 0xE9);
        assert_eq!(decode(&damaged).unwrap_err(), DecodeErrorReason::BrokenUtf8(7));
        assert!(matches!(decode(b"\x01\x02\xFF\x9D\x05\x81"), Err(DecodeErrorReason::NotText(2))));
        let noise: Vec<u8> = (1..4000_u32).map(|i| (i.wrapping_mul(i).wrapping_mul(7919) >> 7) as u8 | 1).collect();
        assert!(decode(&noise).is_err());
    }

    #[test]
    fn other_encodings_are_refused_not_mangled() {
        for (text, label) in [
            ("Příliš žluťoučký kůň úpěl ďábelské ódy a pak šel domů.", "windows-1250"),
            ("Правительство объявило о новых мерах поддержки.", "windows-1251"),
            ("Правительство объявило о новых мерах поддержки.", "koi8-r"),
            ("政府は新しい対策を発表した。", "shift_jis"),
            ("政府は新しい対策を発表した。", "euc-jp"),
            ("網路安全需要國際合作，政治操弄不得人心。", "big5"),
            ("정부는 새로운 대책을 발표했다.", "euc-kr"),
        ] {
            let bytes = Encoding::for_label(label.as_bytes()).unwrap().encode(text).0;
            assert!(decode(&bytes).is_err(), "{label}: {:?}", decode(&bytes).map(|file| file.content().to_owned()));
        }
    }

    #[test]
    fn xml_is_in_the_encoding_that_it_declares() {
        let xml = |name: &str, text: &str| format!("<?xml version='1.0' encoding='{name}'?><a>{text}</a>");
        for (name, text) in [("windows-1251", "Правительство"), ("ISO-8859-2", "Žluťoučký kůň"), ("Shift_JIS", "政府")]
        {
            let encoding = Encoding::for_label(name.as_bytes()).unwrap();
            let content = xml(name, text);
            let bytes = encoding.encode(&content).0.into_owned();
            let file = decode(&bytes).unwrap();
            assert_eq!(file.content(), content);
            assert_exact(&file, |s| encoding.encode(s).0.into_owned(), &bytes, 0);
        }
        assert!(decode(xml("ISO-8859-1", "ASCII only").as_bytes()).is_ok());
        let error = decode(xml("ISO-8859-1", "été").as_bytes()).unwrap_err();
        assert_eq!(error, DecodeErrorReason::Contradiction { offset: 30, declared: "windows-1252" });
        let latin = WINDOWS_1252.encode(&xml("UTF-8", "été")).0.into_owned();
        assert!(matches!(decode(&latin).unwrap_err(), DecodeErrorReason::BrokenUtf8(_)));
    }

    #[test]
    fn errors_say_where_and_what_to_do() {
        let error = FileText::decode(PathBuf::from("x"), b"ab\0c".to_vec()).unwrap_err();
        assert_eq!(error.to_string(), "byte 2 is NUL: this is no text file; if it is one, save it as UTF-8");
        assert_eq!(error.path, PathBuf::from("x"));
    }

    #[test]
    fn files_name_their_encoding() {
        let at = |path: &str, text: &str, encoding: &'static Encoding| {
            FileText::decode(PathBuf::from(path), encoding.encode(text).0.into_owned())
        };
        let po = |charset: &str, text: &str| {
            let head = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=";
            format!("# Header\n{head}{charset}\\n\"\n\nmsgid \"a\"\nmsgstr \"{text}\"\n")
        };
        let cyrillic = po("KOI8-R", "Лодка уходит на рассвете");
        assert_eq!(at("a.po", &cyrillic, encoding_rs::KOI8_R).unwrap().content(), cyrillic);
        let page = "<html><head><meta http-equiv=Content-Type content='text/html; charset=ISO-8859-2'><p>Łódź czeka";
        let page = at("a.html", page, encoding_rs::ISO_8859_2).unwrap();
        assert!(page.content().ends_with("Łódź czeka"));
        // To Java, gettext and XML, byte 0x92 is no apostrophe.
        for (path, text) in [
            ("a.po", po("ISO-8859-1", "café")),
            ("a.po", po("iso-8859-1", "plain")),
            ("a.xml", "<?xml version='1.0' encoding='ISO-8859-1'?><a>plain</a>".to_owned()),
            ("a.properties", "a = le café du port\n".to_owned()),
        ] {
            let file = at(path, &text, WINDOWS_1252).unwrap();
            assert!(file.can_write("à") && !file.can_write("’") && !file.can_write("→"), "{text}");
            let error = file.encode(&text.replace("a", "’")).unwrap_err().to_string();
            assert_eq!(error, "ISO-8859-1 has no “’”; save the file as UTF-8");
        }
        let ascii = at("a.xml", "<?xml version='1.0' encoding='us-ascii'?><a>plain</a>", WINDOWS_1252).unwrap();
        assert!(!ascii.can_write("à"));
        assert!(at("a.html", "<meta charset=latin1><p>café", WINDOWS_1252).unwrap().can_write("’"));
        assert!(at("a.po", &po("ISO-8859-1", "L’été"), WINDOWS_1252).unwrap().can_write("’"), "it is windows-1252");
        let broken = at("a.po", &po("UTF-8", "café"), WINDOWS_1252).unwrap_err();
        assert!(matches!(broken.reason, DecodeErrorReason::BrokenUtf8(_)), "{broken}");
        assert_eq!(at("a.po", &po("CHARSET", "plain"), WINDOWS_1252).unwrap().encoding(), "UTF-8");
        assert_eq!(at("a.xml", "<?xml encoding='ISO-8859-1'?>", WINDOWS_1252).unwrap().note(), None);
    }
}
