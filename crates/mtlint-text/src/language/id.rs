//! A language by its BCP 47 tag.

use std::fmt;

use icu_locale_core::LanguageIdentifier;
use icu_locale_core::subtags::{Language, Region, Script, language};
use serde::{Deserialize, Serialize};

use super::ParseLanguageError;
use super::facts::Facts;
use super::subtags;

/// A language, optionally with the script or the region whose variety it is: `pt`, `pt-BR`, `zh-Hant`, `sr-Latn`.
///
/// Parsing accepts only tags whose subtags exist, and replaces deprecated codes: `iw` is read as `he`. Two tags are
/// equal only when all their subtags are; to compare languages, use [`covers`](Self::covers) or
/// [`agrees`](Self::agrees).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LanguageId {
    pub(super) language: Language,
    pub(super) script: Option<Script>,
    pub(super) region: Option<Region>,
}

impl LanguageId {
    /// English.
    pub const EN: Self = Self::new(language!("en"), None, None);

    pub(super) const fn new(language: Language, script: Option<Script>, region: Option<Region>) -> Self {
        Self { language, script, region }
    }

    /// The code of the language alone, without script and region: `pt` of `pt-BR`.
    #[must_use]
    pub fn code(&self) -> &str {
        self.language.as_str()
    }

    /// The script that the tag names: `Hant` of `zh-Hant`.
    #[must_use]
    pub fn script(&self) -> Option<&str> {
        self.script.as_ref().map(Script::as_str)
    }

    /// The region that the tag names: `BR` of `pt-BR`.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.region.as_ref().map(Region::as_str)
    }

    /// The script that texts in the language have: the one that the tag names, or else the usual one. `None` if the
    /// usual script is not known.
    #[must_use]
    pub fn usual_script(&self) -> Option<&str> {
        let of_region = || subtags::script_of_region(self.code(), self.region()?);
        let of_language = || Some(Facts::exactly(self.language_only())?.script).filter(|script| !script.is_empty());
        self.script().or_else(of_region).or_else(of_language)
    }

    /// True if what is said about `self` holds for texts in `other`: `other` is the same language and has every script
    /// and region that `self` names. `pt` covers `pt-BR`; `zh-Hant` covers `zh-TW`, but not `zh-Hans` or `zh`.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        self.language == other.language
            && (self.script.is_none() || self.script() == other.usual_script())
            && (self.region.is_none() || self.region == other.region)
    }

    /// True if two tags may name the same language: no script or region contradicts. `pt` agrees with `pt-BR`, and
    /// `pt-BR` with `pt`, but not with `pt-PT`.
    #[must_use]
    pub fn agrees(&self, other: &Self) -> bool {
        let scripts = self.script.is_none() && other.script.is_none() || self.usual_script() == other.usual_script();
        let regions = self.region.is_none() || other.region.is_none() || self.region == other.region;
        self.language == other.language && scripts && regions
    }

    /// True if the languages are the same, whatever script or region the tags name.
    #[must_use]
    pub fn is_same_language(&self, other: &Self) -> bool {
        self.language == other.language
    }

    /// The tag without script and region.
    #[must_use]
    pub const fn language_only(&self) -> Self {
        Self::new(self.language, None, None)
    }

    /// The tag and the more general ones that cover it, the most special first: `zh-TW`, `zh-Hant-TW`, `zh-Hant`, `zh`.
    pub fn fallbacks(self) -> impl Iterator<Item = Self> {
        let script = self.script.or_else(|| self.usual_script()?.parse().ok());
        let tags = [
            self,
            Self { script, ..self },
            Self { script, region: None, ..self },
            Self { region: None, ..self },
            self.language_only(),
        ];
        (0..tags.len())
            .filter(move |&at| !tags.iter().take(at).any(|tag| tags.get(at) == Some(tag)))
            .filter_map(move |at| tags.get(at).copied())
    }
}

impl TryFrom<String> for LanguageId {
    type Error = ParseLanguageError;

    fn try_from(tag: String) -> Result<Self, Self::Error> {
        tag.parse()
    }
}

impl From<LanguageId> for String {
    fn from(language: LanguageId) -> Self {
        language.to_string()
    }
}

impl fmt::Display for LanguageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { language, script, region } = *self;
        LanguageIdentifier::from((language, script, region)).fmt(f)
    }
}

impl fmt::Debug for LanguageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LanguageId({self})")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::LanguageId;

    fn id(tag: &str) -> LanguageId {
        tag.parse().unwrap()
    }

    #[test]
    fn a_language_covers_its_varieties() {
        for (general, special) in [
            ("pt", "pt"),
            ("pt", "pt-BR"),
            ("pt-BR", "pt-BR"),
            ("zh", "zh-Hant-TW"),
            ("zh-Hant", "zh-TW"),
            ("zh-Hant", "zh-Hant-HK"),
            ("zh-Hans", "zh"),
            ("sr-Latn", "sr-ME"),
            ("en", "en-GB"),
        ] {
            assert!(id(general).covers(&id(special)), "{general} {special}");
        }
        for (one, other) in [
            ("pt-BR", "pt"),
            ("pt-BR", "pt-PT"),
            ("zh-Hant", "zh-Hans"),
            ("zh-Hant", "zh"),
            ("zh-Hans", "zh-HK"),
            ("sr-Latn", "sr"),
            ("pt", "es"),
        ] {
            assert!(!id(one).covers(&id(other)), "{one} {other}");
        }
    }

    #[test]
    fn tags_agree_unless_they_contradict() {
        for (one, other) in [("pt", "pt-BR"), ("pt-BR", "pt"), ("zh-Hant", "zh-TW"), ("en-US", "en")] {
            assert!(id(one).agrees(&id(other)), "{one} {other}");
        }
        for (one, other) in [("pt-BR", "pt-PT"), ("zh-Hant", "zh-Hans"), ("zh-Hant", "zh-CN"), ("pt", "gl")] {
            assert!(!id(one).agrees(&id(other)), "{one} {other}");
        }
    }

    #[test]
    fn special_tags_fall_back_to_general_ones() {
        let tags = |tag: &str| id(tag).fallbacks().map(|tag| tag.to_string()).collect::<Vec<_>>();
        assert_eq!(tags("pt-BR"), ["pt-BR", "pt-Latn-BR", "pt-Latn", "pt"]);
        assert_eq!(tags("zh-TW"), ["zh-TW", "zh-Hant-TW", "zh-Hant", "zh"]);
        assert_eq!(tags("zh-Hant-TW"), ["zh-Hant-TW", "zh-Hant", "zh"]);
    }
}
