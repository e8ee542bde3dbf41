//! The subtags of BCP 47 that exist, of CLDR.

use super::facts::tables::{ALIASES, LANGUAGES, REGION_ALIASES, REGION_LANGUAGES, REGION_SCRIPTS, REGIONS, SCRIPTS};

/// True for the code of a language.
pub(super) fn is_language(code: &str) -> bool {
    is_in(LANGUAGES, code)
}

/// True for the code of a script.
pub(super) fn is_script(code: &str) -> bool {
    is_in(SCRIPTS, code)
}

/// True for the code of a region.
pub(super) fn is_region(code: &str) -> bool {
    is_in(REGIONS, code)
}

/// The tag that a deprecated or longer code of a language stands for: `he` for `iw`, `de` for `deu`, `sr-Latn` for
/// `sh`.
pub(super) fn alias_of_language(code: &str) -> Option<&'static str> {
    find(ALIASES, code)
}

/// The region that a deprecated code stands for: `GB` for `UK`.
pub(super) fn alias_of_region(code: &str) -> Option<&'static str> {
    find(REGION_ALIASES, code)
}

/// The tag of the language that most people of a region write.
pub(super) fn language_of_region(code: &str) -> Option<&'static str> {
    find(REGION_LANGUAGES, code)
}

/// The script of a language in a region that does not write it in the usual one: `Hant` of `zh` in `TW`.
pub(super) fn script_of_region(language: &str, region: &str) -> Option<&'static str> {
    let is = |tag: &str| tag.split_once('-') == Some((language, region));
    REGION_SCRIPTS.iter().find(|(tag, _)| is(tag)).map(|(_, script)| *script)
}

/// Looks for a code among sorted ones, which are padded with spaces.
fn is_in<const N: usize>(codes: &[[u8; N]], code: &str) -> bool {
    let mut padded = [b' '; N];
    let fits = padded.get_mut(..code.len()).map(|head| head.copy_from_slice(code.as_bytes()));
    fits.is_some() && codes.binary_search(&padded).is_ok()
}

fn find(map: &'static [(&str, &'static str)], key: &str) -> Option<&'static str> {
    let at = map.binary_search_by(|(code, _)| (*code).cmp(key)).ok()?;
    map.get(at).map(|(_, value)| *value)
}
