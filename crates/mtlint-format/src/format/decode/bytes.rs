//! Determines the encoding of a file and decodes it.

use std::path::Path;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::disk_map::{CHECKPOINT, DiskMap};
use super::error::DecodeErrorReason;
use crate::format::declared::{self, Declaration, Declared, LATIN1_END};
use crate::format::legacy;
use mtlint_token::span::items_at;

/// The byte order mark of UTF-8.
pub(super) const UTF8_BOM: &[u8] = b"\xEF\xBB\xBF";

/// The parts of a decoded file.
pub(super) struct Decoded {
    /// The text, with a byte order mark if the file is UTF-8 and has one.
    pub buffer: String,
    /// Where the content starts in the buffer.
    pub start: usize,
    /// None for UTF-8.
    pub disk: Option<DiskMap>,
}

/// Decodes the bytes of a file. The path tells which declarations of an encoding to look for.
pub(super) fn decode_bytes(path: &Path, bytes: Vec<u8>) -> Result<Decoded, DecodeErrorReason> {
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
                    // Fixes can contain other characters.
                    return decode_as(Some(&declared), encoding, buffer.as_bytes(), 0);
                }
                if !buffer.is_ascii() && by == Declaration::Xml {
                    let offset = name.start as u64;
                    return Err(DecodeErrorReason::Contradiction { offset, declared: encoding.name() });
                }
            }
            let start = if buffer.as_bytes().starts_with(UTF8_BOM) { UTF8_BOM.len() } else { 0 };
            Ok(Decoded { buffer, start, disk: None })
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
    let body = items_at(bytes, bom..);
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
    Ok(Decoded { buffer: content, start: 0, disk: Some(disk) })
}

fn decode_legacy(path: &Path, bytes: &[u8], offset: u64) -> Result<Decoded, DecodeErrorReason> {
    match declared::encoding(path, bytes) {
        // Declarations in HTML are often wrong.
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
    let mut decoded = decode_as(None, encoding, bytes, offset)?;
    // Java reads UTF-8 and ISO 8859-1.
    let is_java = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("properties"));
    if let Some(disk) = decoded.disk.as_mut().filter(|_| is_java && encoding == WINDOWS_1252) {
        disk.last = Some(LATIN1_END).filter(|&last| reaches(last, bytes));
    }
    Ok(decoded)
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
    Ok(Decoded { buffer: content.into_owned(), start: 0, disk: Some(disk) })
}

/// True if windows-1252 bytes contain nothing beyond this character of ISO 8859-1.
fn reaches(last: char, bytes: &[u8]) -> bool {
    !bytes.iter().any(|&byte| char::from(byte) > last || (0x80..=0x9F).contains(&byte))
}

/// Distinguishes UTF-16 without a byte order mark from binary data: in UTF-16, ASCII characters have NUL in every
/// second byte.
fn nul(bytes: &[u8], at: usize) -> DecodeErrorReason {
    let sample = items_at(bytes, ..bytes.len().min(CHECKPOINT));
    let in_every_second = |first: usize| sample.iter().skip(first).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (in_every_second(0), in_every_second(1));
    let half = sample.len() / 2;
    let looks_utf16 = half > 1 && even.min(odd) * 20 < half && even.max(odd) * 2 > half;
    if looks_utf16 { DecodeErrorReason::Utf16WithoutBom(at as u64) } else { DecodeErrorReason::Nul(at as u64) }
}
