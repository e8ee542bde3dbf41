//! How text is escaped in a file.

use std::borrow::Cow;

/// Escapes a text for the file: `"` becomes `\"` in PO, `&` becomes `&amp;` in XML. `None` for a text that cannot be
/// written without regard to its surroundings: a fix with such a text is shown but never applied.
#[derive(Clone, Copy)]
pub struct Escape(pub fn(&str) -> Option<Cow<'_, str>>);

impl Escape {
    /// The text as it is.
    pub const NONE: Self = Self(|text| Some(Cow::Borrowed(text)));

    /// The escaped text.
    #[must_use]
    pub fn write(self, text: &str) -> Option<Cow<'_, str>> {
        (self.0)(text)
    }
}

impl Default for Escape {
    fn default() -> Self {
        Self::NONE
    }
}

impl std::fmt::Debug for Escape {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Escape")
    }
}
