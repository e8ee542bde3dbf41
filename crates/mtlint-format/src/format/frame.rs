//! Small files of each format around a text, for property tests and fuzz targets.

/// A valid file of a format with a place for a text, `{target}`. Bilingual formats also have a place for the source
/// text, `{source}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame(pub &'static str);

/// The place of the target text.
const TARGET: &str = "{target}";

/// The place of the source text.
const SOURCE: &str = "{source}";

/// Fills the places while the format's escaping is looked up, and the source if a test provides none.
const FILLER: &str = "source";

impl Frame {
    /// The file is the text, in formats that read any text.
    pub const ANY_TEXT: Self = Self(TARGET);

    /// The file with an unescaped text. It can be invalid.
    #[must_use]
    pub fn raw(self, target: &str) -> String {
        self.fill(FILLER, target)
    }

    /// True for a bilingual frame.
    pub(super) fn has_source(self) -> bool {
        self.0.contains(SOURCE)
    }

    /// The file with both texts as they are.
    pub(super) fn fill(self, source: &str, target: &str) -> String {
        let (before, after) = self.0.split_once(TARGET).unwrap_or((self.0, ""));
        [&before.replace(SOURCE, source), target, &after.replace(SOURCE, source)].concat()
    }
}
