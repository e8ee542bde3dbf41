//! What both kinds of subtitles have in common: times and lines of text.

use std::fmt;

use crate::document::{ObjectKind, SideText};
use crate::format::contract::FormatError;
use crate::format::cursor::Cursor;
use mtlint_token::span::FileSpan;

/// When a cue is shown, in milliseconds from the start of the film.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CueTime {
    /// It appears.
    pub start: u64,
    /// It disappears.
    pub end: u64,
}

impl fmt::Display for CueTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time =
            |ms: u64| format!("{:02}:{:02}:{:02}.{:03}", ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000);
        write!(f, "{} --> {}", time(self.start), time(self.end))
    }
}

impl CueTime {
    /// Reads a line of times: `00:01:02,500 --> 00:01:04.000`, the hours left out or not, and what follows.
    #[must_use]
    pub fn parse(line: &str) -> Option<Self> {
        let (start, rest) = line.split_once("-->")?;
        let end = rest.split_whitespace().next()?;
        Some(Self { start: milliseconds(start.trim())?, end: milliseconds(end)? })
    }
}

/// `[hours:]minutes:seconds[,.]milliseconds`
fn milliseconds(time: &str) -> Option<u64> {
    let (clock, fraction) = time.split_once([',', '.']).unwrap_or((time, "0"));
    let number = |digits: &str| {
        let sound = !digits.is_empty() && digits.len() < 6 && digits.bytes().all(|b| b.is_ascii_digit());
        if sound { digits.parse::<u64>().ok() } else { None }
    };
    let mut seconds = 0;
    let parts = clock.split(':').map(number).collect::<Option<Vec<_>>>()?;
    if !(2..=3).contains(&parts.len()) {
        return None;
    }
    for part in parts {
        seconds = seconds * 60 + part;
    }
    let thousandths = number(fraction.get(..3).unwrap_or(fraction))? * [1, 100, 10, 1][fraction.len().min(3)];
    Some(seconds * 1000 + thousandths)
}

/// A line that ought to hold the times of a cue.
pub(super) fn time_line(cursor: &Cursor<'_>, start: usize, line: &str) -> Result<CueTime, FormatError> {
    CueTime::parse(line).ok_or_else(|| {
        let message = "expected the times of a cue, like 00:01:02,500 --> 00:01:04,000".to_owned();
        let end = (start + line.len()).max(start + 1).min(cursor.at.max(start));
        FormatError { span: FileSpan::from_range(start..end), message }
    })
}

/// Adds a line end between two lines of a cue: a space, but a line end before the dash of another speaker.
pub(super) fn join_lines(side: &mut SideText, next: &str, start: usize, end: usize) {
    let speaker = next.trim_start().starts_with(['-', '–', '—', '‐']);
    side.replaced(if speaker { "\n" } else { " " }, FileSpan::from_range(start..end));
}

/// Adds a line of SubRip with the override tags of ASS (`{\\an8}`) as tags.
pub(super) fn push_overridden(content: &str, side: &mut SideText, start: usize, end: usize) {
    let mut at = start;
    while let Some(line) = content.get(at..end).filter(|line| !line.is_empty()) {
        let tag = line.find("{\\").and_then(|open| Some((open, open + line.get(open..)?.find('}')? + 1)));
        let (open, close) = tag.map_or((end, end), |(open, close)| (at + open, at + close));
        side.verbatim(content, FileSpan::from_range(at..open));
        if let Some(literal) = content.get(open..close).filter(|literal| !literal.is_empty()) {
            side.object(literal, ObjectKind::Tag, FileSpan::from_range(open..close), false);
        }
        at = close;
    }
}
