//! Small files of each format around a text, for property tests and fuzz targets.

use super::Format;
use crate::document::Document;

/// A sound file of a format with a place for a text, `{target}`. A format with two sides has a place for its source text,
/// too, `{source}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame(pub &'static str);

/// Where the target text goes.
const TARGET: &str = "{target}";

/// Where the source text goes.
const SOURCE: &str = "{source}";

/// What fills the places while the way to escape a text is looked up, and the source side where a test names none.
const FILLER: &str = "source";

impl Frame {
    /// A file that is its text, in formats that read any text.
    pub const ANY_TEXT: Self = Self(TARGET);

    /// The file with a text as it is, unescaped. It may not be sound.
    #[must_use]
    pub fn raw(self, target: &str) -> String {
        self.fill(FILLER, target)
    }

    /// A sound file with a text. Spaces replace the characters that the format cannot hold.
    #[must_use]
    pub fn file(self, format: &dyn Format, target: &str) -> String {
        self.raw(&self.escape(format, target))
    }

    /// A sound file with a text and its source; `None` for a frame without a source side.
    #[must_use]
    pub fn pair(self, format: &dyn Format, source: &str, target: &str) -> Option<String> {
        let has_source = self.0.contains(SOURCE);
        has_source.then(|| self.fill(&self.escape(format, source), &self.escape(format, target)))
    }

    fn fill(self, source: &str, target: &str) -> String {
        let (before, after) = self.0.split_once(TARGET).unwrap_or((self.0, ""));
        [&before.replace(SOURCE, source), target, &after.replace(SOURCE, source)].concat()
    }

    /// A text as it is written into the file: escaped, with spaces for what the format cannot hold.
    #[must_use]
    pub fn escape(self, format: &dyn Format, text: &str) -> String {
        if self == Self::ANY_TEXT {
            return text.to_owned();
        }
        let sample = format.read(&self.raw(FILLER)).unwrap_or_default();
        let place = sample.units.last().map_or(0, |unit| unit.target.span.start);
        let write = |text: &str| sample.escaped(place, text).map(std::borrow::Cow::into_owned);
        let is_sound = |written: &String| format.read(&self.raw(written)).is_ok();
        let candidate = |attempt: u8| match attempt {
            0 => text.to_owned(),
            1 => text.replace(['\n', '\r'], " "),
            2 => holdable(&sample, place, text),
            _ => text.replace(|c: char| !c.is_alphanumeric(), " "),
        };
        (0..=3).find_map(|attempt| write(&candidate(attempt)).filter(is_sound)).unwrap_or_default()
    }
}

/// A text with spaces in the place of the characters that the format cannot hold.
fn holdable(sample: &Document, place: u32, text: &str) -> String {
    let holds = |c: char| !c.is_control() && sample.escaped(place, &format!("a{c}")).is_some();
    let held: String = text.chars().map(|c| if holds(c) { c } else { ' ' }).collect();
    // Some marks are markup at the start only.
    held.trim_start_matches(|c: char| !c.is_alphanumeric()).to_owned()
}
