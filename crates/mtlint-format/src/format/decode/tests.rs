#![allow(clippy::unwrap_used)]

use std::path::PathBuf;

use encoding_rs::{Encoding, GB18030, WINDOWS_1252};

use super::{DecodeErrorReason, FileText};
use mtlint_token::span::FileSpan;

pub(in crate::format::decode) const CHINESE: &str =
    "网络安全需要国际合作，政治操弄不得人心。外交部发言人说：“中方一贯主张加强对话。”";
pub(in crate::format::decode) const FRENCH: &str =
    "L’été dernier, les députés européens ont débattu du château ; « déjà vu », dit l’élève.";

pub(in crate::format::decode) fn decode(bytes: &[u8]) -> Result<FileText, DecodeErrorReason> {
    FileText::decode(PathBuf::from("a.txt"), bytes.to_vec()).map_err(|error| error.reason)
}

pub(in crate::format::decode) fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
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
    assert_eq!(error.to_string(), "byte 2 is NUL, so this is not a text file; if it is one, save it as UTF-8");
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
