//! Events of an XML file with their places, on top of quick-xml. Checks what quick-xml leaves to its user: that
//! elements are closed, nest to a limited depth and are inside one root, and what references mean.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::events::Event as Raw;
use quick_xml::events::attributes::AttrError;

use super::doctype::{Entities, predefined};
use crate::document::PREFIX;
use crate::format::contract::FormatError;
use mtlint_token::span::{FileSpan, text_at};

/// The deepest nesting of elements.
const DEEPEST: usize = 256;

/// One step through a document.
#[derive(Clone, Copy, Debug)]
pub(in crate::format) enum Event<'s> {
    /// A start tag. An empty element has an end event, too.
    Start(Tag<'s>),
    /// The end of the innermost open element, whose start tag this is, and the end tag's place.
    End(Tag<'s>, FileSpan),
    /// Text as it is written in the file.
    Text(FileSpan),
    /// The text of a CDATA section.
    CData(FileSpan),
    /// A reference and its character; `None` for an entity that the document declares.
    Reference(Option<char>, FileSpan),
}

/// A start tag.
#[derive(Clone, Copy, Debug)]
pub(in crate::format) struct Tag<'s> {
    /// The name without its prefix.
    pub name: &'s str,
    /// The text between the name and the end of the tag.
    attributes: &'s str,
    /// The whole tag.
    pub span: FileSpan,
}

impl<'s> Tag<'s> {
    /// The value of an attribute by its name, prefix included.
    pub(in crate::format) fn attribute(&self, name: &str) -> Option<Cow<'s, str>> {
        attributes(self.attributes).flatten().find(|(known, _)| *known == name).map(|(_, value)| unescape(value))
    }
}

/// Reads a document event by event.
pub(in crate::format) struct Reader<'s> {
    content: &'s str,
    inner: quick_xml::Reader<&'s [u8]>,
    open: Vec<Tag<'s>>,
    entities: Entities<'s>,
    had_root: bool,
    /// Comments with a directive.
    comments: Vec<FileSpan>,
}

impl<'s> Reader<'s> {
    /// A reader from the start of a file.
    pub(in crate::format) fn new(content: &'s str) -> Self {
        let mut inner = quick_xml::Reader::from_str(content);
        inner.config_mut().expand_empty_elements = true;
        let (open, comments) = (Vec::new(), Vec::new());
        Self { content, inner, open, entities: Entities::default(), had_root: false, comments }
    }

    /// The content.
    pub(in crate::format) fn content(&self) -> &'s str {
        self.content
    }

    /// The next event; `None` after the last.
    pub(in crate::format) fn next(&mut self) -> Result<Option<Event<'s>>, FormatError> {
        loop {
            let start = self.position();
            // quick-xml drops a byte order mark here without counting it.
            if start == 0 && self.content.starts_with('\u{FEFF}') {
                return Err(error(0..3, "the document begins with a second byte order mark; delete it"));
            }
            let raw = self.inner.read_event().map_err(|e| self.malformed(&e))?;
            let range = start..self.position();
            let event = match raw {
                Raw::Start(_) => Some(Event::Start(self.start(range)?)),
                Raw::End(_) => self.open.pop().map(|tag| Event::End(tag, FileSpan::from_range(range))),
                Raw::Text(_) => self.text(range)?.map(Event::Text),
                Raw::CData(_) => {
                    let inside = range.start + "<![CDATA[".len()..range.end.saturating_sub("]]>".len());
                    self.text(inside)?.map(Event::CData)
                }
                Raw::GeneralRef(_) => Some(self.reference(range)?),
                Raw::DocType(_) => {
                    self.entities = Entities::read(self.content, range)?;
                    None
                }
                Raw::Comment(_) => {
                    if self.content.get(range.clone()).is_some_and(|comment| comment.contains(PREFIX)) {
                        self.comments.push(FileSpan::from_range(range));
                    }
                    None
                }
                Raw::PI(_) | Raw::Decl(_) | Raw::Empty(_) => None,
                Raw::Eof => return self.end().map(|()| None),
            };
            if event.is_some() {
                return Ok(event);
            }
        }
    }

    /// The comments with a directive since the last call.
    pub(in crate::format) fn take_comments(&mut self) -> Vec<FileSpan> {
        std::mem::take(&mut self.comments)
    }

    /// Reads past the end of the element whose start tag came last, and gives the place of its end tag.
    pub(in crate::format) fn skip(&mut self) -> Result<FileSpan, FormatError> {
        let depth = self.open.len();
        loop {
            match self.next()? {
                Some(Event::End(tag, span)) if self.open.len() < depth => {
                    return Ok(if span.is_empty() { tag.span } else { span });
                }
                Some(_) => {}
                None => return Ok(FileSpan::from_range(self.content.len()..self.content.len())),
            }
        }
    }

    fn position(&self) -> usize {
        usize::try_from(self.inner.buffer_position()).unwrap_or(usize::MAX)
    }

    fn start(&mut self, range: Range<usize>) -> Result<Tag<'s>, FormatError> {
        let whole = text_at(self.content, range.clone());
        let inside = whole.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/');
        let length = inside.find(|c: char| c.is_ascii_whitespace()).unwrap_or(inside.len());
        let (qualified, attributes) = inside.split_at(length);
        let name = qualified.rsplit_once(':').map_or(qualified, |(_, local)| local);
        let tag = Tag { name, attributes, span: FileSpan::from_range(range.clone()) };
        if !name.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            return Err(error(range, "this is not an element name; a < in text is written &lt;"));
        }
        check_attributes(attributes, range.start + 1 + length)?;
        if self.open.is_empty() && std::mem::replace(&mut self.had_root, true) {
            return Err(error(range, "a second element follows the root element"));
        }
        if self.open.len() == DEEPEST {
            return Err(error(range, format!("elements are nested more than {DEEPEST} deep here")));
        }
        self.open.push(tag);
        Ok(tag)
    }

    fn text(&self, range: Range<usize>) -> Result<Option<FileSpan>, FormatError> {
        let text = text_at(self.content, range.clone());
        let at = |offset: usize, length: usize| range.start + offset..range.start + offset + length;
        if self.open.is_empty()
            && let Some(offset) = text.find(|c: char| !c.is_ascii_whitespace())
        {
            let length = text.get(offset..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
            return Err(error(at(offset, length), "text is outside the root element"));
        }
        let is_control = |b: u8| b < b' ' && !matches!(b, b'\t' | b'\n' | b'\r');
        if let Some(offset) = text.bytes().position(is_control) {
            return Err(error(at(offset, 1), "XML cannot hold this control character; delete it"));
        }
        Ok((!text.is_empty() && !self.open.is_empty()).then(|| FileSpan::from_range(range)))
    }

    fn reference(&self, range: Range<usize>) -> Result<Event<'s>, FormatError> {
        let text = text_at(self.content, range.clone());
        let name = text.trim_start_matches('&').trim_end_matches(';');
        let character = match name.strip_prefix('#') {
            Some(number) => character(number),
            None => predefined(name),
        };
        if self.open.is_empty() {
            return Err(error(range, "text is outside the root element"));
        }
        if character.is_none() && !self.entities.knows(name) {
            let message = match name.starts_with('#') {
                true => format!("{text} is no character that XML may hold"),
                false => format!("{text} is not declared; write the character itself, or &amp; for a mere &"),
            };
            return Err(error(range, message));
        }
        Ok(Event::Reference(character, FileSpan::from_range(range)))
    }

    fn end(&self) -> Result<(), FormatError> {
        let length = self.content.len();
        match self.open.last() {
            Some(tag) => Err(FormatError { span: tag.span, message: format!("<{}> is never closed", tag.name) }),
            None if self.had_root => Ok(()),
            None => Err(error(0..length.min(1), "this is not XML: it has no element")),
        }
    }

    fn malformed(&self, raw: &quick_xml::Error) -> FormatError {
        let at = usize::try_from(self.inner.error_position()).unwrap_or(usize::MAX).min(self.content.len());
        let length = self.content.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let message = match raw {
            quick_xml::Error::IllFormed(e) => format!("not well-formed XML: {e}"),
            quick_xml::Error::Syntax(e) => format!("not well-formed XML: {e}"),
            other => format!("not well-formed XML: {other}"),
        };
        error(at..at + length, message)
    }
}

fn error(range: Range<usize>, message: impl Into<String>) -> FormatError {
    FormatError { span: FileSpan::from_range(range), message: message.into() }
}

/// The character of `#10` or `#xA`, without the `#`, if XML may hold it.
fn character(number: &str) -> Option<char> {
    let code = match number.strip_prefix('x') {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    let c = char::from_u32(code)?;
    (c >= ' ' || matches!(c, '\t' | '\n' | '\r')).then_some(c)
}

type Attribute<'s> = Result<(&'s str, &'s str), AttrError>;

/// Names and raw values. The parser's own check for duplicates is quadratic.
fn attributes(text: &str) -> impl Iterator<Item = Attribute<'_>> {
    let mut attributes = quick_xml::events::attributes::Attributes::new(text, 0);
    attributes.with_checks(false);
    attributes.map(|attribute| {
        attribute.map(|attribute| {
            let value = match attribute.value {
                Cow::Borrowed(value) => value,
                Cow::Owned(_) => "",
            };
            (attribute.key.0, value)
        })
    })
}

/// Checks the text after a tag's name, which starts at `base`.
fn check_attributes(text: &str, base: usize) -> Result<(), FormatError> {
    let mut seen = rustc_hash::FxHashSet::default();
    for attribute in attributes(text) {
        let (at, message) = match attribute {
            Ok((name, value)) => {
                if value.contains('<') {
                    (0, format!("the attribute {name} holds a <, which is written &lt;"))
                } else if seen.insert(name) {
                    continue;
                } else {
                    (0, format!("the attribute {name} occurs twice"))
                }
            }
            Err(AttrError::ExpectedEq(at)) => (at, "an attribute is written name=\"value\"".to_owned()),
            Err(AttrError::ExpectedValue(at)) => (at, "this attribute has no value".to_owned()),
            Err(AttrError::UnquotedValue(at)) => (at, "the value of an attribute needs quotation marks".to_owned()),
            Err(AttrError::ExpectedQuote(at, _)) => (at, "a quotation mark is missing after this value".to_owned()),
            Err(AttrError::Duplicated(at, _)) => (at, "this attribute occurs twice".to_owned()),
        };
        let start = base + at.min(text.len());
        let length = text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        return Err(error(start..start + length, message));
    }
    Ok(())
}

/// The unescaped value of an attribute; unchanged if an entity is unknown.
fn unescape(value: &str) -> Cow<'_, str> {
    quick_xml::escape::unescape(value).unwrap_or(Cow::Borrowed(value))
}
