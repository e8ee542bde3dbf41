//! Options of the checks that decide which language a unit is in.

use serde::Deserialize;

use crate::rule::options;

/// The options in a rule file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    min_words: Option<usize>,
    function_share: Option<usize>,
}

/// How much text such a check needs.
#[derive(Clone, Copy)]
pub(super) struct LanguageShare {
    /// Units with fewer words say too little about their language.
    pub(super) min_words: usize,
    /// A unit with at least this share of function words of a language is in that language, in per cent.
    function_share: usize,
}

impl LanguageShare {
    /// Reads the options of a check. `min_words` is its default.
    pub(super) fn read(table: &toml::Table, min_words: usize) -> Result<Self, String> {
        let read: Options = options(table)?;
        Ok(Self { min_words: read.min_words.unwrap_or(min_words), function_share: read.function_share.unwrap_or(15) })
    }

    /// True if words are in a language, by the number of its function words among them.
    pub(super) fn is_reached(&self, function: usize, words: usize) -> bool {
        function * 100 >= words * self.function_share
    }
}
