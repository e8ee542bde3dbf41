//! SubRip `.srt`.

use std::borrow::Cow;

use super::cue::{CueTime, join_lines, push_overridden, time_line};
use crate::document::{Document, Escape, Metadata, SideText, Syntax};
use crate::format::contract::{Format, FormatError};
use crate::format::cursor::Cursor;
use crate::format::frame::Frame;
use crate::format::unit_writer::UnitWriter;
use mtlint_token::span::FileSpan;

/// The format.
#[derive(Debug)]
pub(in crate::format) struct Srt;

impl Format for Srt {
    fn name(&self) -> &'static str {
        "srt"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["srt"]
    }

    fn frames(&self) -> &'static [Frame] {
        &[Frame("1\n00:00:01,000 --> 00:00:02,000\n{target}\n")]
    }

    fn read(&self, content: &str) -> Result<Document, FormatError> {
        let mut cursor = Cursor::new(content);
        let mut segments = UnitWriter::of_one_locale(content, Syntax::MARKUP);
        cursor.take_while(char::is_whitespace);
        while !cursor.is_at_end() {
            let start = cursor.at;
            let mut line = cursor.take_line();
            let mut line_start = start;
            if is_number(line) {
                cursor.eat_line_end();
                line_start = cursor.at;
                line = cursor.take_line();
            }
            let time = time_line(&cursor, line_start, line)?;
            let side = text(content, &mut cursor);
            segments.segment(&time.to_string(), &side);
        }
        Ok(segments.finish(Metadata::default(), Escape(escape)))
    }
}

fn is_number(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit())
}

/// The text of a cue, up to the number and times of the next one. Some programs write empty lines into a cue.
fn text(content: &str, cursor: &mut Cursor<'_>) -> SideText {
    cursor.eat_line_end();
    let mut side = SideText::new(FileSpan::from_range(cursor.at..cursor.at));
    let mut last = None;
    loop {
        let end = cursor.at;
        cursor.take_while(char::is_whitespace);
        let blank_lines = content.get(end..cursor.at).is_some_and(|gap| gap.matches('\n').count() > 1);
        if cursor.is_at_end() || ((blank_lines || last.is_none()) && starts_cue(*cursor)) {
            return side;
        }
        let start = cursor.at;
        let line = cursor.take_line();
        if let Some(last) = last {
            join_lines(&mut side, line, last, start);
        }
        let line_end = start + line.trim_end().len();
        push_overridden(content, &mut side, start, line_end);
        last = Some(line_end);
    }
}

/// True where a line of times comes, or a number and then such a line.
fn starts_cue(mut ahead: Cursor<'_>) -> bool {
    let line = ahead.take_line();
    if is_number(line) {
        ahead.eat_line_end();
        return ahead.take_line().contains("-->");
    }
    line.contains("-->") && CueTime::parse(line).is_some()
}

/// A line end would break the cue; braces and angles are markup to most players, and none has an escape for them.
fn escape(text: &str) -> Option<Cow<'_, str>> {
    (!text.contains(['\n', '\r', '<', '{']) && !text.contains("-->")).then_some(Cow::Borrowed(text))
}
