//! A language by its ISO 639 code.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language by its ISO 639-1 code (639-3 where there is none), lower case; region and script are dropped.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LanguageId([u8; 3]);

/// A text that is no BCP 47 language tag.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a language code; write one like en, de or zh-CN")]
pub struct ParseLanguageError(pub String);

impl LanguageId {
    /// English.
    pub const EN: Self = Self(*b"en\0");

    /// A language from a two-letter code in lower case.
    #[must_use]
    pub const fn two(code: [u8; 2]) -> Self {
        Self([code[0], code[1], 0])
    }

    /// The code.
    #[must_use]
    pub fn code(&self) -> &str {
        let end = if self.0[2] == 0 { 2 } else { 3 };
        std::str::from_utf8(&self.0[..end]).unwrap_or_default()
    }
}

impl TryFrom<String> for LanguageId {
    type Error = ParseLanguageError;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        code.parse()
    }
}

impl From<LanguageId> for String {
    fn from(language: LanguageId) -> Self {
        language.code().to_owned()
    }
}

impl FromStr for LanguageId {
    type Err = ParseLanguageError;

    /// Reads the primary subtag of a BCP 47 tag: `en`, `pt-BR`, `zh_CN`, `zh-Hans`.
    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        let primary = tag.split(['-', '_', '.', '@']).next().unwrap_or_default();
        let lower = primary.to_ascii_lowercase();
        match *lower.as_bytes() {
            [a, b] if lower.bytes().all(|c| c.is_ascii_lowercase()) => Ok(Self([a, b, 0])),
            [a, b, c] if lower.bytes().all(|c| c.is_ascii_lowercase()) => Ok(Self([a, b, c])),
            _ => Err(ParseLanguageError(tag.to_owned())),
        }
    }
}

impl fmt::Display for LanguageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for LanguageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LanguageId({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::LanguageId;

    #[test]
    fn reads_the_primary_subtag() {
        for (tag, code) in [("en", "en"), ("pt-BR", "pt"), ("zh_CN.UTF-8", "zh"), ("fil", "fil"), ("DE", "de")] {
            assert_eq!(tag.parse::<LanguageId>().map(|l| l.to_string()).as_deref(), Ok(code), "{tag}");
        }
        for tag in ["", "e", "english", "1a", "é"] {
            assert!(tag.parse::<LanguageId>().is_err(), "{tag}");
        }
    }
}
