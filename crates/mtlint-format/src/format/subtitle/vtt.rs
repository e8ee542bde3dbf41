//! WebVTT `.vtt`.

use std::borrow::Cow;
use std::path::Path;

use super::cue::{join_lines, time_line};
use crate::document::{Document, Escape, Metadata, SideText, Syntax};
use crate::format::contract::{Comment, CommentPlace, Format, FormatError};
use crate::format::cursor::Cursor;
use crate::format::frame::Frame;
use crate::format::unit_writer::UnitWriter;
use mtlint_token::span::{FileSpan, text_at};

/// The format.
#[derive(Debug)]
pub(in crate::format) struct Vtt;

/// The character references of WebVTT that subtitles use.
const ENTITIES: [(&str, &str); 8] = [
    ("&amp;", "&"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&nbsp;", "\u{A0}"),
    ("&lrm;", "\u{200E}"),
    ("&rlm;", "\u{200F}"),
    ("&quot;", "\""),
    ("&apos;", "'"),
];

impl Format for Vtt {
    fn name(&self) -> &'static str {
        "vtt"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["vtt"]
    }

    fn comment(&self, _path: &Path) -> Option<Comment> {
        Some(Comment { open: "NOTE ", close: "\n", place: CommentPlace::AboveEntry })
    }

    fn frames(&self) -> &'static [Frame] {
        &[Frame("WEBVTT\n\n00:01.000 --> 00:02.000\n{target}\n")]
    }

    fn read(&self, content: &str) -> Result<Document, FormatError> {
        let mut cursor = Cursor::new(content);
        let mut segments = UnitWriter::of_one_locale(content, Syntax::MARKUP);
        if !cursor.eat("WEBVTT") && !content.trim().is_empty() {
            return Err(cursor.error(0, "a WebVTT file begins with the line WEBVTT"));
        }
        skip_block(&mut cursor);
        while next_block(&mut cursor) {
            let start = cursor.at;
            let line = cursor.take_line();
            if !line.contains("-->") {
                let word = line.split([' ', '\t', ':']).next().unwrap_or_default();
                if matches!(word, "NOTE" | "STYLE" | "REGION") {
                    skip_block(&mut cursor);
                    if word == "NOTE" {
                        segments.comment(FileSpan::from_range(start + word.len()..cursor.at));
                    }
                    continue;
                }
                // An identifier; the times follow.
                cursor.eat_line_end();
            } else {
                cursor.at = start;
            }
            let start = cursor.at;
            let line = cursor.take_line();
            let time = time_line(&cursor, start, line)?;
            let side = text(content, &mut cursor);
            segments.segment(&time.to_string(), &side);
        }
        Ok(segments.finish(Metadata::default(), Escape(escape)))
    }
}

/// Takes the lines up to an empty one.
fn skip_block(cursor: &mut Cursor<'_>) {
    loop {
        cursor.take_line();
        cursor.eat_line_end();
        if cursor.is_at_end() || matches!(cursor.peek(), Some('\n' | '\r')) {
            return;
        }
    }
}

/// Takes empty lines; false at the end.
fn next_block(cursor: &mut Cursor<'_>) -> bool {
    cursor.take_while(char::is_whitespace);
    !cursor.is_at_end()
}

/// The text of a cue, up to an empty line.
fn text(content: &str, cursor: &mut Cursor<'_>) -> SideText {
    cursor.eat_line_end();
    let mut side = SideText::new(FileSpan::from_range(cursor.at..cursor.at));
    let mut last = None;
    loop {
        let start = cursor.at;
        let line = cursor.take_line();
        if line.is_empty() {
            return side;
        }
        if let Some(last) = last {
            join_lines(&mut side, line, last, start);
        }
        let end = start + line.len();
        push_line(content, &mut side, start, end);
        last = Some(end);
        cursor.eat_line_end();
    }
}

/// A line with its character references resolved.
fn push_line(content: &str, side: &mut SideText, start: usize, end: usize) {
    let mut at = start;
    while let Some(line) = content.get(at..end).filter(|line| !line.is_empty()) {
        let amp = line.find('&').map_or(end, |before| at + before);
        side.verbatim(content, FileSpan::from_range(at..amp));
        let rest = text_at(content, amp..end);
        at = match ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity)) {
            Some((entity, text)) => {
                side.replaced(text, FileSpan::from_range(amp..amp + entity.len()));
                amp + entity.len()
            }
            None => {
                side.verbatim(content, FileSpan::from_range(amp..end.min(amp + 1)));
                end.min(amp + 1)
            }
        };
    }
}

fn escape(text: &str) -> Option<Cow<'_, str>> {
    if text.contains(['\n', '\r']) {
        return None;
    }
    if !text.contains(['&', '<', '>']) {
        return Some(Cow::Borrowed(text));
    }
    Some(text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").into())
}
