//! Document type declarations. Nothing is fetched or expanded: a reference to a declared entity stays a reference, so
//! that a small file cannot grow into a large text.

use std::ops::Range;

use crate::format::contract::FormatError;
use mtlint_token::span::{FileSpan, text_at};

/// The general entities that a document type declares.
#[derive(Debug, Default)]
pub(super) struct Entities<'s> {
    names: rustc_hash::FxHashSet<&'s str>,
    /// True if it names a file with more declarations, which is not read.
    is_open: bool,
}

impl<'s> Entities<'s> {
    /// True if the text can contain a reference to the name.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.is_open || self.names.contains(name)
    }

    /// Reads the `<!DOCTYPE …>` at `range` of the content.
    pub(super) fn read(content: &'s str, range: Range<usize>) -> Result<Self, FormatError> {
        let text = text_at(content, range.clone());
        let (head, subset) = text.split_once('[').unwrap_or((text, ""));
        let is_open = head.split_ascii_whitespace().any(|word| matches!(word, "SYSTEM" | "PUBLIC"));
        let mut entities = Self { names: rustc_hash::FxHashSet::default(), is_open };
        let base = range.end - subset.len();
        let mut at = 0;
        while let Some(start) = next_declaration(subset, &mut at) {
            let end = declaration_end(subset, start);
            at = end;
            let declaration = text_at(subset, start..end);
            match entity(declaration) {
                Ok(Some(name)) => {
                    entities.names.insert(name);
                }
                Ok(None) => {}
                Err(message) => {
                    let span = FileSpan::from_range(base + start..base + end);
                    return Err(FormatError { span, message: message.to_owned() });
                }
            }
        }
        Ok(entities)
    }
}

/// The start of the next `<!…` that is no comment.
fn next_declaration(subset: &str, at: &mut usize) -> Option<usize> {
    loop {
        let start = *at + subset.get(*at..)?.find("<!")?;
        if !subset.get(start..)?.starts_with("<!--") {
            return Some(start);
        }
        *at = start + 4 + subset.get(start + 4..)?.find("-->")?;
    }
}

/// The position after the `>` that ends a declaration, quoted ones ignored.
fn declaration_end(subset: &str, start: usize) -> usize {
    let mut quote = None;
    for (at, byte) in subset.bytes().enumerate().skip(start) {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    subset.len()
}

/// The name of a general entity; `None` for other declarations.
fn entity(declaration: &str) -> Result<Option<&str>, &'static str> {
    let Some(rest) = declaration.strip_prefix("<!ENTITY") else { return Ok(None) };
    let mut words = rest.split_ascii_whitespace();
    let name = words.next().unwrap_or_default();
    if name == "%" {
        return Err("this parameter entity can load other declarations, which are not read; write them out");
    }
    let value = rest.split_once(name).map_or("", |(_, value)| value.trim_start());
    if value.starts_with("SYSTEM") || value.starts_with("PUBLIC") {
        return Err("this entity refers to another file, which is not fetched; write its text here");
    }
    if references(value).any(|name| predefined(name).is_none()) {
        return Err("this entity is made of other entities, as in an attack by expansion; write its text out");
    }
    Ok(Some(name))
}

/// The names between `&` and `;`, character references aside.
fn references(value: &str) -> impl Iterator<Item = &str> {
    let parts = value.split('&').skip(1);
    parts.filter_map(|part| part.split_once(';')).map(|(name, _)| name).filter(|name| !name.starts_with('#'))
}

/// The characters of the five entities that need no declaration.
pub(super) fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}
