//! Turns records into documents: those with the same document and system form one text, with a paragraph for each
//! record.

use std::collections::HashMap;
use std::ops::Range;

use mtlint_format::document::{Document, TextBuilder, UNIT_SEPARATOR};
use mtlint_format::format::{self, FormatError};
use mtlint_token::span::FileSpan;

use super::record::{Record, Side};

/// A document and the records in it.
pub(super) struct Laid<'r> {
    /// The text.
    pub document: Document,
    /// The records in text order, each with the byte range of its text.
    pub records: Vec<(&'r Record, Range<usize>)>,
}

/// The records of each document. Documents are in the order of their first record.
pub(super) fn groups(records: &[Record]) -> Vec<Vec<&Record>> {
    let mut index: HashMap<(&str, Option<&str>, Side), usize> = HashMap::new();
    let mut groups: Vec<Vec<&Record>> = Vec::new();
    for record in records {
        let new = groups.len();
        let at = match &record.document {
            Some(document) => *index.entry((document, record.system.as_deref(), record.side)).or_insert(new),
            None => new,
        };
        match groups.get_mut(at) {
            Some(group) => group.push(record),
            None => groups.push(vec![record]),
        }
    }
    groups
}

/// Writes records as a plain text file and reads it. Units get the source of their record.
pub(super) fn lay_out<'r>(group: &[&'r Record]) -> Result<Laid<'r>, FormatError> {
    let mut content = String::new();
    let mut records = Vec::new();
    for record in group {
        let start = content.len();
        content.push_str(&record.text);
        records.push((*record, start..content.len()));
        content.push_str(UNIT_SEPARATOR);
    }
    let mut document = match format::by_name("plain") {
        Some(plain) => plain.read(&content)?,
        None => Document::default(),
    };
    add_sources(&mut document, &records);
    Ok(Laid { document, records })
}

/// Gives each unit that is a whole record the source of the record.
fn add_sources(document: &mut Document, records: &[(&Record, Range<usize>)]) {
    let joined: String = records.iter().filter_map(|(record, _)| record.source.as_deref()).collect();
    let mut builder = TextBuilder::new(&joined);
    let (mut at, mut units) = (0, document.units.iter_mut().peekable());
    for (record, range) in records {
        let Some(source) = &record.source else { continue };
        builder.verbatim(FileSpan::from_range(at..at + source.len()));
        at += source.len();
        let side = builder.end_unit();
        let begins = |unit: &&mut mtlint_format::document::Unit| {
            document.target.map.to_file(unit.target.span).map(|span| span.start as usize)
        };
        while units.next_if(|unit| begins(unit).is_some_and(|start| start < range.start)).is_some() {}
        let mut inside = Vec::new();
        while let Some(unit) = units.next_if(|unit| begins(unit).is_some_and(|start| start < range.end)) {
            inside.push(unit);
        }
        if let [unit] = inside.as_mut_slice() {
            unit.source = side;
        }
    }
    document.source = builder.finish();
}
