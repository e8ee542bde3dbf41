//! How a text is written in its format.

use std::borrow::Cow;

/// Turns a text into what must stand in the file for it: `"` becomes `\"` in PO, `&` becomes `&amp;` in XML. `None`
/// for a text that cannot be written without a look at what stands around it: a fix with one is shown, never applied.
#[derive(Clone, Copy)]
pub struct Escape(pub fn(&str) -> Option<Cow<'_, str>>);

impl Escape {
    /// The text as it is.
    pub const NONE: Self = Self(|text| Some(Cow::Borrowed(text)));

    /// What must stand in the file.
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
