//! A message whose lines are being read.

use super::lines::{Field, Line};
use crate::document::Syntax;
use crate::format::contract::FormatError;
use mtlint_token::span::FileSpan;

/// A field with its strings, one a line.
#[derive(Debug)]
pub(super) struct Part {
    pub field: Field,
    pub keyword: FileSpan,
    pub strings: Vec<FileSpan>,
}

/// A message.
#[derive(Debug, Default)]
pub(super) struct Draft {
    parts: Vec<Part>,
    /// The fields of the former message.
    previous: Vec<Part>,
    pub fuzzy: bool,
    pub syntax: Syntax,
    pub max_length: Option<u32>,
}

impl Draft {
    pub(super) fn part(&self, field: Field) -> Option<&Part> {
        self.parts.iter().find(|p| p.field == field)
    }

    /// A field of the former message, for which a fuzzy translation was made.
    pub(super) fn previous(&self, field: Field) -> Option<&Part> {
        self.previous.iter().find(|p| p.field == field)
    }

    /// The plural forms with their numbers, in file order.
    pub(super) fn forms(&self) -> impl Iterator<Item = (u32, &Part)> {
        self.parts.iter().filter_map(|p| match p.field {
            Field::Translation(index) => Some((index?, p)),
            _ => None,
        })
    }

    /// From the first plural form to the last.
    pub(super) fn forms_span(&self) -> FileSpan {
        let spans = self.forms().flat_map(|(_, p)| [p.keyword].into_iter().chain(p.strings.last().copied()));
        spans.reduce(FileSpan::to).or_else(|| self.parts.last().map(|p| p.keyword)).unwrap_or_default()
    }

    pub(super) fn has_translation(&self) -> bool {
        self.parts.iter().any(|p| matches!(p.field, Field::Translation(_)))
    }

    /// True if the field begins the next message.
    pub(super) fn begins_anew(&self, field: Field) -> bool {
        matches!(field, Field::Context | Field::Id) && self.has_translation()
    }

    /// Reads the list after `#,`.
    pub(super) fn flags(&mut self, list: &str) {
        for flag in list.split(',').map(str::trim) {
            if flag == "fuzzy" {
                self.fuzzy = true;
            } else if let Some(length) = flag.strip_prefix("max-length:") {
                self.max_length = length.trim().parse().ok();
            } else if let Some(syntax) = Syntax::of_flag(flag) {
                self.syntax |= syntax;
            }
        }
    }

    pub(super) fn begin(&mut self, field: Field, keyword: FileSpan, string: FileSpan) -> Result<(), FormatError> {
        if self.part(field).is_some() {
            return Err(error(keyword, "this keyword occurs twice in one message; keep one"));
        }
        let misplaced = match field {
            Field::Context => self.part(Field::Id).is_some(),
            Field::Id => false,
            Field::IdPlural | Field::Translation(_) => self.part(Field::Id).is_none(),
        };
        if misplaced {
            return Err(error(keyword, "this keyword is in the wrong place: the order is msgctxt, msgid, msgstr"));
        }
        self.parts.push(Part { field, keyword, strings: vec![string] });
        Ok(())
    }

    pub(super) fn go_on(&mut self, string: FileSpan) -> Result<(), FormatError> {
        match self.parts.last_mut() {
            Some(part) => part.strings.push(string),
            None => {
                return Err(error(string, "this string belongs to no message: msgid or msgstr is missing before it"));
            }
        }
        Ok(())
    }

    /// Takes a line after `#|`. Lines that are not part of a message are comments and ignored.
    pub(super) fn remember(&mut self, line: Line) {
        match line {
            Line::Field { field, keyword, string } => {
                self.previous.push(Part { field, keyword, strings: vec![string] });
            }
            Line::Continuation(string) => {
                self.previous.iter_mut().last().into_iter().for_each(|p| p.strings.push(string))
            }
            _ => {}
        }
    }

    /// An error for a message without msgstr.
    pub(super) fn complete(&self) -> Result<(), FormatError> {
        if self.has_translation() {
            return Ok(());
        }
        let keyword = self.parts.last().map(|p| p.keyword).unwrap_or_default();
        Err(error(keyword, "this message has no msgstr; is the file cut off here?"))
    }

    /// An error for fields without a msgid.
    pub(super) fn nothing_left(&self) -> Result<(), FormatError> {
        match self.parts.first() {
            None => Ok(()),
            Some(part) => Err(error(part.keyword, "this message has no msgid")),
        }
    }
}

fn error(span: FileSpan, message: &str) -> FormatError {
    FormatError { span, message: message.to_owned() }
}
