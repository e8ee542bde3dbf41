//! The lines of a PO file.

use crate::format::contract::FormatError;
use mtlint_token::span::{FileSpan, text_at};

/// The field that a keyword names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Context,
    Id,
    IdPlural,
    /// `msgstr`, or `msgstr[n]`.
    Translation(Option<u32>),
}

/// The kind of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    Blank,
    /// A comment that gettext ignores, or a line of an obsolete message.
    Comment(FileSpan),
    /// The text after `#|`: a part of the former message, for which a fuzzy translation was made.
    Previous(FileSpan),
    /// The flags after `#,` or `#=`.
    Flags(FileSpan),
    /// A keyword and its string, without quotation marks.
    Field {
        field: Field,
        keyword: FileSpan,
        string: FileSpan,
    },
    /// A string that continues the previous one, on its own line or on the same.
    Continuation(FileSpan),
}

/// Reads line by line; an invalid line is an error.
pub(super) struct Lines<'s> {
    content: &'s str,
    at: usize,
    /// The end of the part to read.
    end: usize,
    /// The rest of a line after a string.
    rest: Option<FileSpan>,
}

impl<'s> Lines<'s> {
    pub(super) fn new(content: &'s str) -> Self {
        Self::within(content, FileSpan::from_range(0..content.len()))
    }

    /// The lines of a part of the content.
    pub(super) fn within(content: &'s str, part: FileSpan) -> Self {
        Self { content, at: part.start as usize, end: part.end as usize, rest: None }
    }
}

impl Iterator for Lines<'_> {
    type Item = Result<Line, FormatError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(rest) = self.rest.take() {
            let text = rest.of(self.content);
            return Some(self.string(text, rest.start as usize).map(Line::Continuation));
        }
        let rest = self.content.get(self.at..self.end).filter(|rest| !rest.is_empty())?;
        let length = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let line = text_at(rest, ..length);
        let start = self.at;
        self.at += length + 1;
        Some(self.read(line, start))
    }
}

impl Lines<'_> {
    fn read(&mut self, line: &str, start: usize) -> Result<Line, FormatError> {
        let text = line.trim_start();
        let start = start + line.len() - text.len();
        let text = text.trim_end();
        let Some(first) = text.bytes().next() else { return Ok(Line::Blank) };
        match first {
            b'#' => self.comment(text, start),
            b'"' => self.string(text, start).map(Line::Continuation),
            _ => self.field(text, start),
        }
    }

    fn field(&mut self, text: &str, start: usize) -> Result<Line, FormatError> {
        let name = text.bytes().take_while(|b| b.is_ascii_lowercase() || *b == b'_').count();
        let (word, mut at) = (text_at(text, ..name), name);
        let field = match word {
            "msgctxt" => Some(Field::Context),
            "msgid" => Some(Field::Id),
            "msgid_plural" => Some(Field::IdPlural),
            "msgstr" => {
                let index = text.get(at..).and_then(index);
                at += index.map_or(0, |(_, length)| length);
                Some(Field::Translation(index.map(|(n, _)| n)))
            }
            _ => None,
        };
        let Some(field) = field else {
            return Err(error(
                start,
                text,
                "is not a line of a PO file; expected msgid, msgstr, a string or a comment",
            ));
        };
        let rest = text_at(text, at..);
        let quoted = rest.trim_start();
        if !quoted.starts_with('"') {
            return Err(error(start, text, "has no string in quotation marks after its keyword"));
        }
        let keyword = FileSpan::from_range(start..start + at);
        let string = self.string(quoted, start + text.len() - quoted.len())?;
        Ok(Line::Field { field, keyword, string })
    }

    /// The span between the quotation marks at the start of a text. Only strings can follow; they are returned next.
    fn string(&mut self, text: &str, start: usize) -> Result<FileSpan, FormatError> {
        let inner = text_at(text, 1..);
        let bytes = inner.as_bytes();
        let mut at = 0;
        while let Some(found) = memchr::memchr2(b'"', b'\\', bytes.get(at..).unwrap_or_default()) {
            at += found;
            if bytes.get(at) == Some(&b'"') {
                break;
            }
            at += 2;
        }
        if bytes.get(at) != Some(&b'"') {
            return Err(error(start, text, "has no closing quotation mark; is the file cut off here?"));
        }
        let behind = text_at(inner, at + 1..);
        let next = behind.trim_start();
        if next.starts_with('"') {
            let end = start + text.len();
            self.rest = Some(FileSpan::from_range(end - next.len()..end));
        } else if !next.is_empty() {
            let message = "follows the end of a string; write \\\" for a quotation mark";
            return Err(error(start + at + 2, behind, message));
        }
        Ok(FileSpan::from_range(start + 1..start + 1 + at))
    }

    fn comment(&mut self, text: &str, start: usize) -> Result<Line, FormatError> {
        let behind = FileSpan::from_range(start + 2..start + text.len().max(2));
        let sign = text.as_bytes().get(1);
        match sign {
            Some(b',' | b'=') => return Ok(Line::Flags(behind)),
            // An unclosed string is an error in a comment, too.
            Some(b'|' | b'~') => self.check_strings(text, start)?,
            _ => {}
        }
        Ok(match sign {
            Some(b'|') => Line::Previous(behind),
            _ => Line::Comment(FileSpan::from_range(start..start + text.len())),
        })
    }

    /// Checks that the strings of an obsolete message or a former source are closed.
    fn check_strings(&mut self, text: &str, start: usize) -> Result<(), FormatError> {
        let line = text.trim_start_matches(['#', '~', '|']).trim_start();
        let at = start + text.len() - line.len();
        if line.starts_with('"') {
            self.string(line, at)?;
        } else if ["msgid", "msgstr", "msgctxt"].iter().any(|word| line.starts_with(word)) {
            self.field(line, at)?;
        }
        self.rest = None;
        Ok(())
    }
}

/// `[2]`: the number, and the length in bytes.
fn index(text: &str) -> Option<(u32, usize)> {
    let inner = text.strip_prefix('[')?;
    let end = inner.find(']').filter(|end| *end < 4)?;
    Some((inner.get(..end)?.trim().parse().ok()?, end + 2))
}

fn error(start: usize, text: &str, message: &str) -> FormatError {
    let shown: String = text.chars().take(30).collect();
    let span = FileSpan::from_range(start..start + text.len());
    FormatError { span, message: format!("“{shown}” {message}") }
}
