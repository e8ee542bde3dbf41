//! Turns the events of the HTML tokenizer into text.

use html5gum::Error;
use html5gum::emitters::callback::CallbackEvent;

use super::entity::{Entity, decode_entity};
use super::scan::{is_space, plain_run, run, tag_start};
use super::state::{Around, Block, Mask, Tag};
use crate::document::{Metadata, UnitKind};
use crate::format::metadata::parse_date;
use crate::format::writer::Writer;
use mtlint_token::span::{FileSpan, text_at};

/// Reads HTML event by event and writes its text.
pub(super) struct Reader<'w, 's> {
    pub content: &'s str,
    pub writer: &'w mut Writer<'s>,
    pub metadata: Metadata,
    pub time: Option<jiff::civil::Date>,
    /// Content before this position is processed.
    pub cursor: usize,
    pub tag: Tag,
    pub blocks: Vec<Block>,
    /// The number of open blocks of each name, to recognize unmatched end tags at once.
    pub open: rustc_hash::FxHashMap<String, usize>,
    pub mask: Option<Mask>,
    /// White space that is written once text follows it.
    pub space: Option<FileSpan>,
    /// True if the unit ends with a line break so far.
    pub broken: bool,
    pub navigations: usize,
    pub eof_in_tag: bool,
}

impl<'w, 's> Reader<'w, 's> {
    pub(super) fn new(content: &'s str, writer: &'w mut Writer<'s>, cursor: usize) -> Self {
        Self {
            content,
            writer,
            metadata: Metadata::default(),
            time: None,
            cursor,
            tag: Tag::default(),
            blocks: Vec::new(),
            open: rustc_hash::FxHashMap::default(),
            mask: None,
            space: None,
            broken: false,
            navigations: 0,
            eof_in_tag: false,
        }
    }

    /// Text is everything between two tags or comments, so its spans do not depend on how the tokenizer counts decoded
    /// characters.
    pub(super) fn event(&mut self, event: CallbackEvent<'_>, start: usize, end: usize) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Tag { name: lossy(name), start, ..Tag::default() };
            }
            CallbackEvent::AttributeName { name } => self.attribute_name(name),
            CallbackEvent::AttributeValue { value } => self.attribute_value(value),
            CallbackEvent::CloseStartTag { self_closing } => {
                let tag = std::mem::take(&mut self.tag);
                self.gap(tag.start, end);
                self.start_tag(&tag, end, self_closing);
            }
            CallbackEvent::EndTag { name } => {
                self.gap(start, end);
                self.end_tag(&lossy(name), start, end);
            }
            CallbackEvent::Comment { .. } => {
                self.gap(start, end);
                self.writer.comment(FileSpan::from_range(start..end));
            }
            CallbackEvent::Doctype { .. } => self.gap(start, end),
            CallbackEvent::Error(Error::EofInTag) => self.eof_in_tag = true,
            CallbackEvent::Error(_) | CallbackEvent::String { .. } => {}
        }
    }

    fn attribute_name(&mut self, name: &[u8]) {
        self.tag.attribute.clear();
        if let Ok(name) = std::str::from_utf8(name) {
            self.tag.attribute.push_str(name);
        }
    }

    fn attribute_value(&mut self, value: &[u8]) {
        let value = String::from_utf8_lossy(value);
        let tag = &mut self.tag;
        match tag.attribute.as_str() {
            "lang" | "xml:lang" => tag.language = tag.language.or_else(|| value.parse().ok()),
            "translate" => tag.untranslated |= value.eq_ignore_ascii_case("no"),
            "class" => tag.untranslated |= value.split_ascii_whitespace().any(|class| class == "notranslate"),
            "role" => {
                tag.landmark |= matches!(&*value, "navigation" | "contentinfo" | "complementary" | "search" | "menu")
            }
            "property" | "name" | "itemprop" if tag.name == "meta" => tag.meta = value.to_ascii_lowercase(),
            "content" if tag.name == "meta" => tag.content = value.into_owned(),
            "id" => tag.id = value.into_owned(),
            "href" if tag.name == "a" => tag.target = value.trim().to_owned(),
            "src" if tag.name == "img" => tag.target = value.trim().to_owned(),
            "datetime" if tag.name == "time" => self.time = self.time.or_else(|| parse_date(&value)),
            _ => {}
        }
    }

    /// One line break is a space, two end the unit.
    pub(super) fn line_break(&mut self, start: usize, end: usize) {
        if self.broken {
            self.end_unit();
        } else {
            self.add_space(start, end);
            self.broken = true;
        }
    }

    pub(super) fn end_unit(&mut self) {
        self.space = None;
        self.broken = false;
        let (kind, language) = match self.blocks.last() {
            Some(block) if block.around != Around::No => (UnitKind::Furniture, block.language),
            Some(block) => (block.kind, block.language),
            None => (UnitKind::Paragraph, None),
        };
        let language = language.filter(|language| self.metadata.language != Some(*language));
        self.writer.end_unit(kind, language);
    }

    /// Takes the text before the tag or comment at `start..end`.
    pub(super) fn gap(&mut self, start: usize, end: usize) {
        let content = self.content;
        if start >= self.cursor
            && let Some(text) = content.get(self.cursor..start)
            && self.mask.is_none()
        {
            self.text(text, self.cursor);
        }
        self.cursor = end.max(self.cursor);
    }

    fn text(&mut self, text: &str, base: usize) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let end = if is_space(byte) {
                let end = run(bytes, at, is_space);
                self.add_space(base + at, base + end);
                end
            } else if byte == b'&'
                && let Some(entity) = decode_entity(text_at(text, at..))
            {
                let end = at + entity.len;
                self.entity(&entity, base + at);
                end
            } else {
                let end = plain_run(bytes, at + 1);
                self.flush_space();
                self.writer.verbatim(FileSpan::from_range(base + at..base + end));
                self.broken = false;
                end
            };
            at = end;
        }
    }

    fn entity(&mut self, entity: &Entity, at: usize) {
        if entity.text.bytes().all(is_space) {
            self.add_space(at, at + entity.len);
            return;
        }
        self.flush_space();
        self.writer.replaced(&entity.text, FileSpan::from_range(at..at + entity.len));
        self.broken = false;
    }

    /// Remembers white space; consecutive white space becomes one space.
    fn add_space(&mut self, start: usize, end: usize) {
        let span = FileSpan::from_range(start..end);
        self.space = Some(self.space.map_or(span, |space| space.to(span)));
    }

    /// Writes the remembered space, unless the unit starts here.
    pub(super) fn flush_space(&mut self) {
        if let Some(space) = self.space.take()
            && !self.writer.unit_is_empty()
        {
            self.writer.replaced(" ", space);
        }
    }

    pub(super) fn finish(mut self, end: usize) -> Metadata {
        // An unfinished tag at the end is not text; browsers drop it, too.
        let rest = text_at(self.content, self.cursor..end);
        let text_end = if self.eof_in_tag { tag_start(rest).unwrap_or(rest.len()) } else { rest.len() };
        self.gap(self.cursor + text_end, end);
        self.end_unit();
        self.close_blocks(0);
        self.metadata.date = self.metadata.date.or(self.time);
        self.metadata
    }
}

fn lossy(name: &[u8]) -> String {
    String::from_utf8_lossy(name).into_owned()
}
