//! From a text to a language.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use icu_locale_core::LanguageIdentifier;
use icu_locale_core::subtags::Language;

use super::facts::Facts;
use super::{LanguageId, subtags};

/// A text that is not the tag of a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseLanguageError {
    /// The text.
    pub tag: String,
    /// What is wrong with it.
    pub kind: ParseLanguageErrorKind,
    /// The tag that was probably meant.
    pub suggestion: Option<LanguageId>,
}

/// Why a text is not the tag of a language.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParseLanguageErrorKind {
    /// It does not have the form of a tag.
    Malformed,
    /// No language has the code.
    UnknownLanguage,
    /// No script has this code.
    UnknownScript(String),
    /// No region has this code.
    UnknownRegion(String),
}

impl std::error::Error for ParseLanguageError {}

impl fmt::Display for ParseLanguageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tag = &self.tag;
        match &self.kind {
            ParseLanguageErrorKind::Malformed => write!(f, "“{tag}” is not a language tag"),
            ParseLanguageErrorKind::UnknownLanguage => write!(f, "“{tag}” is not a known language"),
            ParseLanguageErrorKind::UnknownScript(code) => write!(f, "“{tag}” has an unknown script, “{code}”"),
            ParseLanguageErrorKind::UnknownRegion(code) => write!(f, "“{tag}” has an unknown region, “{code}”"),
        }?;
        match &self.suggestion {
            Some(suggestion) => write!(f, "; did you mean “{suggestion}” ({})?", suggestion.english_name()),
            None => write!(f, "; write a tag such as en, pt-BR or zh-Hant"),
        }
    }
}

impl FromStr for LanguageId {
    type Err = ParseLanguageError;

    /// Reads a BCP 47 tag in any case, with hyphens or underscores. Also reads the forms of POSIX (`pt_BR.UTF-8`,
    /// `sr@latin`) and Android (`pt-rBR`). Variants and extensions are dropped.
    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        let fail = |kind, suggestion| ParseLanguageError { tag: tag.to_owned(), kind, suggestion };
        let malformed = || fail(ParseLanguageErrorKind::Malformed, by_name(tag));
        let given = LanguageIdentifier::try_from_locale_bytes(hyphenated(tag).as_bytes()).map_err(|_| malformed())?;
        if given.language.is_unknown() {
            return Err(malformed());
        }
        let given = Self::new(given.language, given.script, given.region);
        let Some(id) = given.without_alias() else {
            return Err(fail(ParseLanguageErrorKind::UnknownLanguage, given.suggestion().or_else(|| by_name(tag))));
        };
        if let Some(script) = id.script().filter(|script| !subtags::is_script(script)) {
            return Err(fail(
                ParseLanguageErrorKind::UnknownScript(script.to_owned()),
                Some(Self { script: None, ..id }),
            ));
        }
        if let Some(region) = id.region().filter(|region| !subtags::is_region(region)) {
            let region_of_today = subtags::alias_of_region(region).and_then(|region| region.parse().ok());
            let suggestion = Self { region: region_of_today, ..id };
            return Err(fail(ParseLanguageErrorKind::UnknownRegion(region.to_owned()), Some(suggestion)));
        }
        Ok(id)
    }
}

impl LanguageId {
    /// The tag with a code of today; `None` if no language has the code.
    fn without_alias(self) -> Option<Self> {
        let Some(alias) = subtags::alias_of_language(self.code()) else {
            return subtags::is_language(self.code()).then_some(self);
        };
        let alias: LanguageIdentifier = alias.parse().ok()?;
        Some(Self::new(alias.language, self.script.or(alias.script), self.region.or(alias.region)))
    }

    /// The language of the region whose code stands in the place of a language: `ja` for `jp`.
    fn suggestion(self) -> Option<Self> {
        let code = self.code().to_ascii_uppercase();
        let region = subtags::alias_of_region(&code).unwrap_or(&code);
        let meant: LanguageIdentifier = subtags::language_of_region(region).unwrap_or_default().parse().ok()?;
        if meant.language == Language::UNKNOWN {
            return None;
        }
        let region = self.region.filter(|region| subtags::is_region(region.as_str()));
        Some(Self { language: meant.language, script: self.script, region: region.or(meant.region) })
    }
}

/// The language with an English name: `de` for “german”.
fn by_name(name: &str) -> Option<LanguageId> {
    Facts::all().iter().find(|facts| facts.name.eq_ignore_ascii_case(name.trim())).map(|facts| facts.language)
}

/// The forms of POSIX and Android as BCP 47.
fn hyphenated(tag: &str) -> Cow<'_, str> {
    let tag = tag.trim();
    let (name, modifier) = tag.split_once('@').unwrap_or((tag, ""));
    let name = name.split('.').next().unwrap_or_default();
    let script = match modifier {
        "latin" => "-Latn",
        "cyrillic" => "-Cyrl",
        _ => "",
    };
    let is_plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if is_plain && script.is_empty() && !name.contains("-r") {
        return Cow::Borrowed(name);
    }
    let mut subtags = name.split(['-', '_', '+']);
    let mut tag = subtags.next().unwrap_or_default().to_owned() + script;
    for subtag in subtags {
        let region = subtag.strip_prefix('r').filter(|r| r.len() == 2 && r.bytes().all(|b| b.is_ascii_uppercase()));
        tag.extend(["-", region.unwrap_or(subtag)]);
    }
    Cow::Owned(tag)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::LanguageId;

    #[test]
    fn tags_are_read_in_canonical_form() {
        for (tag, canonical) in [
            ("en", "en"),
            ("DE", "de"),
            ("pt-BR", "pt-BR"),
            ("pt-br", "pt-BR"),
            ("zh_Hant_TW", "zh-Hant-TW"),
            ("zh-hans", "zh-Hans"),
            ("zh_CN.UTF-8", "zh-CN"),
            ("sr@latin", "sr-Latn"),
            ("fr-rCA", "fr-CA"),
            ("es-419", "es-419"),
            ("fil", "fil"),
            ("ca-valencia", "ca"),
            ("de-1996", "de"),
            ("en-u-ca-buddhist", "en"),
        ] {
            assert_eq!(tag.parse::<LanguageId>().map(|l| l.to_string()).as_deref(), Ok(canonical), "{tag}");
        }
    }

    #[test]
    fn deprecated_codes_are_replaced() {
        for (tag, canonical) in [
            ("iw", "he"),
            ("in", "id"),
            ("no", "nb"),
            ("no-NO", "nb-NO"),
            ("tl", "fil"),
            ("mo", "ro"),
            ("sh", "sr-Latn"),
            ("deu", "de"),
            ("cmn-Hant", "zh-Hant"),
        ] {
            assert_eq!(tag.parse::<LanguageId>().unwrap().to_string(), canonical, "{tag}");
        }
    }

    #[test]
    fn unknown_tags_are_refused_with_a_suggestion() {
        for (tag, suggestion) in [
            ("jp", Some("ja")),
            ("cz", Some("cs")),
            ("cz-CZ", Some("cs-CZ")),
            ("ua", Some("uk")),
            ("gr", Some("el")),
            ("dk", Some("da")),
            ("cn", Some("zh")),
            ("hk", Some("zh-HK")),
            ("mx", Some("es-MX")),
            ("gb", Some("en-GB")),
            ("en-UK", Some("en-GB")),
            ("en_uk", Some("en-GB")),
            ("en-ZZ", Some("en")),
            ("en-Abcd", Some("en")),
            ("english", Some("en")),
            ("German", Some("de")),
            ("zz", None),
            ("und", None),
            ("", None),
            ("e", None),
            ("1a", None),
            ("é", None),
            ("C", None),
        ] {
            let error = tag.parse::<LanguageId>().unwrap_err();
            assert_eq!(error.suggestion.map(|id| id.to_string()).as_deref(), suggestion, "{tag}: {error}");
        }
        let message = |tag: &str| tag.parse::<LanguageId>().unwrap_err().to_string();
        assert_eq!(message("jp"), "“jp” is not a known language; did you mean “ja” (Japanese)?");
        assert_eq!(message("en-UK"), "“en-UK” has an unknown region, “UK”; did you mean “en-GB” (English)?");
        assert_eq!(message("zz"), "“zz” is not a known language; write a tag such as en, pt-BR or zh-Hant");
    }
}
