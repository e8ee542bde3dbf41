//! CSV (RFC 4180, comma or semicolon) and TSV with a first line of column names, as gettext tools and corpora have it.

use std::borrow::Cow;

use super::names::{Documents, Field, Row, field};
use crate::document::{Document, Escape, SideText};
use crate::format::contract::{Format, FormatError, Parts};
use crate::format::cursor::Cursor;
use crate::format::frame::Frame;
use crate::format::unit_writer::push_char;
use mtlint_token::span::FileSpan;

/// Comma-separated values.
#[derive(Debug)]
pub(in crate::format) struct Csv;

/// Tab-separated values.
#[derive(Debug)]
pub(in crate::format) struct Tsv;

impl Format for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv"]
    }

    fn accepts(&self, content: &str) -> bool {
        columns(content, csv_dialect(content)).is_some_and(|columns| names_target(&columns))
    }

    fn frames(&self) -> &'static [Frame] {
        &[Frame("source,target\n\"{source}\",\"{target}\"\n"), Frame("source,target\n{source},{target}\n")]
    }

    fn read(&self, content: &str) -> Result<Document, FormatError> {
        first(self.parts(content))
    }

    fn parts<'c>(&self, content: &'c str) -> Parts<'c> {
        parts(content, csv_dialect(content))
    }
}

impl Format for Tsv {
    fn name(&self) -> &'static str {
        "tsv"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["tsv", "tab"]
    }

    fn accepts(&self, content: &str) -> bool {
        columns(content, tsv_dialect(content)).is_some_and(|columns| names_target(&columns))
    }

    fn frames(&self) -> &'static [Frame] {
        &[Frame("\"source\"\t\"target\"\n\"{source}\"\t\"{target}\"\n"), Frame("source\ttarget\n{source}\t{target}\n")]
    }

    fn read(&self, content: &str) -> Result<Document, FormatError> {
        first(self.parts(content))
    }

    fn parts<'c>(&self, content: &'c str) -> Parts<'c> {
        parts(content, tsv_dialect(content))
    }
}

/// How fields are divided and when they are quoted.
#[derive(Clone, Copy, Debug)]
struct Dialect {
    delimiter: char,
    quoting: Quoting,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quoting {
    /// A field that begins with a quotation mark is quoted.
    Always,
    /// Such a field is quoted if it ends with one and all between are doubled; else they are part of the text, as most
    /// corpora have it.
    IfDoubled,
}

fn csv_dialect(content: &str) -> Dialect {
    let header = content.lines().next().unwrap_or_default();
    let count = |c: char| header.matches(c).count();
    Dialect { delimiter: if count(';') > count(',') { ';' } else { ',' }, quoting: Quoting::Always }
}

fn tsv_dialect(content: &str) -> Dialect {
    let quoting = if content.starts_with('"') { Quoting::Always } else { Quoting::IfDoubled };
    Dialect { delimiter: '\t', quoting }
}

/// What the columns hold, by the first line.
fn columns(content: &str, dialect: Dialect) -> Option<Vec<Option<Field>>> {
    let mut scanner = Scanner { content, cursor: Cursor::new(content), dialect };
    let mut columns = Vec::new();
    loop {
        let (value, _) = scanner.field().ok()?;
        columns.push(field(value.text()));
        if !scanner.eat_delimiter() {
            return Some(columns);
        }
    }
}

fn names_target(columns: &[Option<Field>]) -> bool {
    columns.contains(&Some(Field::Target))
}

/// The document of the first language.
fn first(mut parts: Parts<'_>) -> Result<Document, FormatError> {
    parts.next().unwrap_or_else(|| Ok(Document::default()))
}

fn parts(content: &str, dialect: Dialect) -> Parts<'_> {
    match read(content, dialect) {
        Ok(documents) => Box::new(documents.map(Ok)),
        Err(error) => Box::new(std::iter::once(Err(error))),
    }
}

/// A document for each language.
fn read(content: &str, dialect: Dialect) -> Result<std::vec::IntoIter<Document>, FormatError> {
    let mut documents = Documents::new(content);
    if content.trim().is_empty() {
        return Ok(documents.finish(Escape::NONE));
    }
    let columns = columns(content, dialect).unwrap_or_default();
    if !names_target(&columns) {
        let message = "the first line names no column `target` (beside `source`), so no text is known";
        let end = content.lines().next().map_or(0, str::len);
        return Err(FormatError { span: FileSpan::from_range(0..end), message: message.to_owned() });
    }
    let mut scanner = Scanner { content, cursor: Cursor::new(content), dialect };
    scanner.row(&[])?;
    while !scanner.cursor.is_at_end() {
        if scanner.cursor.eat_line_end() {
            continue;
        }
        let (row, quoted) = scanner.row(&columns)?;
        documents.push(row, quoted.then_some(Escape(escape_quoted)));
    }
    let escape = Escape(match dialect.delimiter {
        '\t' => escape_tab,
        ';' => escape_semicolon,
        _ => escape_comma,
    });
    Ok(documents.finish(escape))
}

struct Scanner<'s> {
    content: &'s str,
    cursor: Cursor<'s>,
    dialect: Dialect,
}

impl Scanner<'_> {
    fn eat_delimiter(&mut self) -> bool {
        self.cursor.eat(self.dialect.delimiter.encode_utf8(&mut [0; 4]))
    }

    /// A row to its line end, and whether its target was quoted.
    fn row(&mut self, columns: &[Option<Field>]) -> Result<(Row, bool), FormatError> {
        let (mut row, mut quoted) = (Row::default(), false);
        for column in columns.iter().copied().chain(std::iter::repeat(None)) {
            let (value, was_quoted) = self.field()?;
            if let Some(column) = column {
                quoted |= was_quoted && column == Field::Target && row.target.is_none();
                row.set(column, value);
            }
            if !self.eat_delimiter() {
                break;
            }
        }
        self.cursor.eat_line_end();
        // A row that ends before its target has none.
        if row.target.is_none() {
            let at = self.cursor.at;
            row.target = Some(SideText::new(FileSpan::from_range(at..at)));
        }
        Ok((row, quoted))
    }

    /// A field, and whether it was quoted.
    fn field(&mut self) -> Result<(SideText, bool), FormatError> {
        let start = self.cursor.at;
        if self.cursor.peek() == Some('"') && self.is_quoted() {
            return Ok((self.quoted()?, true));
        }
        let delimiter = self.dialect.delimiter;
        self.cursor.take_while(|c| c != delimiter && c != '\n' && c != '\r');
        let mut side = SideText::new(FileSpan::from_range(start..start));
        side.verbatim(self.content, FileSpan::from_range(start..self.cursor.at));
        Ok((side, false))
    }

    fn is_quoted(&self) -> bool {
        if self.dialect.quoting == Quoting::Always {
            return true;
        }
        let mut ahead = self.cursor;
        let field = ahead.take_while(|c| !matches!(c, '\t' | '\n' | '\r'));
        let Some(inside) = field.strip_prefix('"').and_then(|field| field.strip_suffix('"')) else { return false };
        let pairs = inside.matches("\"\"").count();
        pairs > 0 && pairs * 2 == inside.matches('"').count()
    }

    fn quoted(&mut self) -> Result<SideText, FormatError> {
        let open = self.cursor.at;
        self.cursor.eat("\"");
        let mut side = SideText::new(FileSpan::from_range(self.cursor.at..self.cursor.at));
        loop {
            let start = self.cursor.at;
            self.cursor.take_while(|c| c != '"');
            side.verbatim(self.content, FileSpan::from_range(start..self.cursor.at));
            let start = self.cursor.at;
            if self.cursor.eat("\"\"") {
                push_char(&mut side, '"', start, self.cursor.at);
            } else if self.cursor.eat("\"") {
                break;
            } else {
                self.cursor.at = open + 1;
                return Err(self.cursor.error(open, "this quotation mark is never closed"));
            }
        }
        let start = self.cursor.at;
        let delimiter = self.dialect.delimiter;
        self.cursor.take_while(|c| c != delimiter && c != '\n' && c != '\r');
        if self.cursor.slice(start, self.cursor.at).trim().is_empty() {
            return Ok(side);
        }
        self.cursor.at = start;
        Err(self
            .cursor
            .error(start, "text follows the closing quotation mark; write a quotation mark in the text twice"))
    }
}

fn escape_quoted(text: &str) -> Option<Cow<'_, str>> {
    Some(if text.contains('"') { text.replace('"', "\"\"").into() } else { text.into() })
}

/// A field without quotation marks around it cannot take its own divider.
fn escape_bare<'t>(text: &'t str, delimiter: char) -> Option<Cow<'t, str>> {
    (!text.contains([delimiter, '"', '\n', '\r'])).then_some(Cow::Borrowed(text))
}

fn escape_comma(text: &str) -> Option<Cow<'_, str>> {
    escape_bare(text, ',')
}

fn escape_semicolon(text: &str) -> Option<Cow<'_, str>> {
    escape_bare(text, ';')
}

fn escape_tab(text: &str) -> Option<Cow<'_, str>> {
    escape_bare(text, '\t')
}
