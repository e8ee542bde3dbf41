//! The lines of a PO file.

use crate::format::FormatError;
use mtlint_token::span::FileSpan;

/// What a keyword names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Context,
    Id,
    IdPlural,
    /// `msgstr`, or `msgstr[n]`.
    Translation(Option<u32>),
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    Blank,
    /// A comment without meaning to gettext; also obsolete messages.
    Comment(FileSpan),
    /// What stands behind `#|`: a part of the message that a fuzzy translation was made for.
    Previous(FileSpan),
    /// What stands behind `#,` or `#=`.
    Flags(FileSpan),
    /// A keyword and its string, the quotation marks left out.
    Field {
        field: Field,
        keyword: FileSpan,
        string: FileSpan,
    },
    /// A string that continues the one before, on its own line or behind it.
    Continuation(FileSpan),
}

/// Reads line by line; a line that is none of PO's is an error.
pub(super) struct Lines<'s> {
    content: &'s str,
    at: usize,
    /// Where to end.
    end: usize,
    /// What stands behind the string of a line that is not all read.
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
            let text = self.content.get(rest.range()).unwrap_or_default();
            return Some(self.string(text, rest.start as usize).map(Line::Continuation));
        }
        let rest = self.content.get(self.at..self.end).filter(|rest| !rest.is_empty())?;
        let length = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let line = rest.get(..length).unwrap_or_default();
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
        let (word, mut at) = (text.get(..name).unwrap_or_default(), name);
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
            return Err(error(start, text, "is no line of a PO file; expected msgid, msgstr, a string or a comment"));
        };
        let rest = text.get(at..).unwrap_or_default();
        let quoted = rest.trim_start();
        if !quoted.starts_with('"') {
            return Err(error(start, text, "has no string in quotation marks behind its keyword"));
        }
        let keyword = FileSpan::from_range(start..start + at);
        let string = self.string(quoted, start + text.len() - quoted.len())?;
        Ok(Line::Field { field, keyword, string })
    }

    /// The span between the quotation marks at the start of a text. Only strings may stand behind it; they come next.
    fn string(&mut self, text: &str, start: usize) -> Result<FileSpan, FormatError> {
        let inner = text.get(1..).unwrap_or_default();
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
        let behind = inner.get(at + 1..).unwrap_or_default();
        let next = behind.trim_start();
        if next.starts_with('"') {
            let end = start + text.len();
            self.rest = Some(FileSpan::from_range(end - next.len()..end));
        } else if !next.is_empty() {
            let message = "stands behind the end of a string; write \\\" for a quotation mark";
            return Err(error(start + at + 2, behind, message));
        }
        Ok(FileSpan::from_range(start + 1..start + 1 + at))
    }

    fn comment(&mut self, text: &str, start: usize) -> Result<Line, FormatError> {
        let behind = FileSpan::from_range(start + 2..start + text.len().max(2));
        let sign = text.as_bytes().get(1);
        match sign {
            Some(b',' | b'=') => return Ok(Line::Flags(behind)),
            // A string that is never closed is as broken here as anywhere.
            Some(b'|' | b'~') => self.check_strings(text, start)?,
            _ => {}
        }
        Ok(match sign {
            Some(b'|') => Line::Previous(behind),
            _ => Line::Comment(FileSpan::from_range(start..start + text.len())),
        })
    }

    /// Reads the strings of an obsolete message or of a former source, to see whether they end.
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

/// `[2]`: the number and the length.
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
