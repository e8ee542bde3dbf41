//! Fills the frames of a format with texts, escaped as the format needs it.

use super::contract::Format;
use super::frame::Frame;
use crate::document::Document;

impl Frame {
    /// A valid file with a text. Spaces replace characters that the format cannot contain.
    #[must_use]
    pub fn file(self, format: &dyn Format, target: &str) -> String {
        self.raw(&self.escape(format, target))
    }

    /// A valid file with a text and its source; `None` for a frame without a source side.
    #[must_use]
    pub fn pair(self, format: &dyn Format, source: &str, target: &str) -> Option<String> {
        self.has_source().then(|| self.fill(&self.escape(format, source), &self.escape(format, target)))
    }

    /// A text escaped for the file, with spaces for characters that the format cannot contain.
    #[must_use]
    pub fn escape(self, format: &dyn Format, text: &str) -> String {
        if self == Self::ANY_TEXT {
            return text.to_owned();
        }
        let sample = format.read(&self.raw("source")).unwrap_or_default();
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

/// A text with spaces for the characters that the format cannot contain.
fn holdable(sample: &Document, place: u32, text: &str) -> String {
    let holds = |c: char| !c.is_control() && sample.escaped(place, &format!("a{c}")).is_some();
    let held: String = text.chars().map(|c| if holds(c) { c } else { ' ' }).collect();
    // Some characters are markup at the start only.
    held.trim_start_matches(|c: char| !c.is_alphanumeric()).to_owned()
}
