//! HTML, tokenized by html5gum. No tree is built: text needs only its block, and a flat stack of open blocks tolerates
//! any nesting.

mod blocks;
mod entity;
mod masked;
mod names;
mod reader;
mod scan;
mod state;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::convert::Infallible;
use std::path::Path;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

pub(super) use self::masked::masked;
use self::reader::Reader;
use super::contract::{Comment, Format, FormatError};
use super::writer::Writer;
use crate::document::{Document, Escape, Metadata};
use mtlint_token::span::FileSpan;

/// The format.
#[derive(Debug)]
pub(super) struct Html;

/// Escapes the characters that begin markup.
fn escape(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains(['<', '>', '&']) {
        return Some(Cow::Borrowed(text));
    }
    Some(text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").into())
}

impl Format for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml"]
    }

    fn comment(&self, _path: &Path) -> Option<Comment> {
        Some(Comment::HTML)
    }

    fn read(&self, content: &str) -> Result<Document, FormatError> {
        let mut writer = Writer::new(content);
        let metadata = read_fragment(&mut writer, content, FileSpan::from_range(0..content.len()));
        Ok(writer.finish(metadata, Escape(escape)))
    }
}

/// Writes the text of a part of the content that is HTML, and returns the metadata that it declares.
pub(super) fn read_fragment<'s>(writer: &mut Writer<'s>, content: &'s str, span: FileSpan) -> Metadata {
    let base = span.start as usize;
    let fragment = span.of(content);
    let mut reader = Reader::new(content, writer, base);
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, at: Span<usize>| {
        reader.event(event, base + at.start, base + at.end);
        None::<Infallible>
    });
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(fragment, emitter).finish();
    reader.finish(base + fragment.len())
}

/// The element name at the start of what follows `<` or `</`, in lower case.
pub(super) fn tag_name(text: &str) -> String {
    text.chars().take_while(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}
