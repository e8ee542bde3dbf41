//! Subtitles: cues with their times.

mod cue;
mod srt;
mod vtt;

pub use cue::CueTime;
pub(super) use srt::Srt;
pub(super) use vtt::Vtt;

#[cfg(test)]
mod tests;
