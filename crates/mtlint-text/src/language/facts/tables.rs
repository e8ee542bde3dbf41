//! The tables that the build makes of the language files.

use icu_locale_core::subtags::language;

use super::{Facts, Flesch, MarkUse, Numbers, Plurals, Questions, Quotes, Readability, Syllables};
use crate::language::LanguageId;
use mtlint_token::ClassBits;

include!(concat!(env!("OUT_DIR"), "/languages.rs"));
