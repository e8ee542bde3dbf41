//! The header: the message with an empty msgid.

use super::{SOURCE, plural};
use crate::document::Metadata;
use mtlint_text::language::LanguageId;

/// The contents of the header.
#[derive(Debug, Default)]
pub(super) struct Header {
    language: Option<LanguageId>,
    source_language: Option<LanguageId>,
    plurals: Option<usize>,
    /// For each form: true if it is for few numbers.
    rare: Vec<bool>,
    /// The value of Plural-Forms, if it is unusable.
    broken_plurals: Option<String>,
}

impl Header {
    /// Reads the text of the header's msgstr: one `Name: value` per line.
    pub(super) fn read(text: &str) -> Self {
        let mut header = Self::default();
        for (name, value) in text.lines().filter_map(|line| line.split_once(':')) {
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "language" => header.language = value.parse().ok(),
                "x-source-language" => header.source_language = value.parse().ok(),
                "plural-forms" => header.plural_forms(value),
                _ => {}
            }
        }
        header
    }

    /// Reads `nplurals=2; plural=n != 1;`. Like gettext, it looks for the two names anywhere, since some headers repeat
    /// Plural-Forms.
    fn plural_forms(&mut self, value: &str) {
        let of = |name: &str| {
            let (_, rest) = value.split_once(name)?;
            rest.split(';').next().map(str::trim)
        };
        let (Some(count), Some(expression)) = (of("nplurals="), of("plural=")) else { return };
        self.plurals = count.parse().ok().filter(|n| (1..=10).contains(n));
        let rare = self.plurals.and_then(|forms| plural::rare_forms(expression, forms));
        // The placeholders of a template that nobody has filled in.
        let is_open = value.contains("EXPRESSION") || value.contains("INTEGER");
        self.broken_plurals = (rare.is_none() && !is_open).then(|| value.to_owned());
        self.rare = rare.unwrap_or_default();
    }

    pub(super) fn broken_plurals(&self) -> Option<&str> {
        self.broken_plurals.as_deref()
    }

    /// True for a form for few numbers.
    pub(super) fn is_rare(&self, index: u32) -> bool {
        self.rare.get(index as usize).copied().unwrap_or(false)
    }

    /// The number of plural forms that each message needs.
    pub(super) fn plural_count(&self) -> Option<usize> {
        self.plurals
    }

    /// The CLDR category of a form, if it is the same in every language: with two forms, the first is for one thing.
    pub(super) fn category(&self, index: u32) -> Option<&'static str> {
        match (self.plurals, index) {
            (Some(2), 0) => Some("one"),
            (Some(1), 0) | (Some(2), 1) => Some("other"),
            _ => None,
        }
    }

    pub(super) fn metadata(&self) -> Metadata {
        Metadata { language: self.language, source_language: Some(self.source_language.unwrap_or(SOURCE)), date: None }
    }
}
