//! HTML, cut into tags by html5gum. No tree is built: text needs only to know which block it is in, and a flat stack
//! of open blocks stands any nesting.

mod entity;
mod names;

use std::borrow::Cow;
use std::convert::Infallible;
use std::path::Path;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Error, Span, Tokenizer};

use self::entity::{Entity, decode_entity};
use self::names::{Role, role};
use super::metadata::parse_date;
use super::writer::Writer;
use super::{Comment, Format, FormatError};
use crate::document::{Document, Escape, LandmarkKind, Metadata, ObjectKind, UnitKind};
use mtlint_text::language::LanguageId;
use mtlint_token::span::FileSpan;

/// The format.
#[derive(Debug)]
pub(super) struct Html;

/// The characters that begin markup, as entities.
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

/// Writes the text of a part of the content that is HTML, and returns what it says of the document.
pub(super) fn read_fragment<'s>(writer: &mut Writer<'s>, content: &'s str, span: FileSpan) -> Metadata {
    let base = span.start as usize;
    let fragment = content.get(span.range()).unwrap_or_default();
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

/// Adds an element whose content is no text: code as its text, anything else by its name.
pub(super) fn masked(writer: &mut Writer<'_>, content: &str, name: &str, span: FileSpan) {
    let element = content.get(span.range()).unwrap_or_default();
    match name {
        "code" | "kbd" | "samp" | "tt" | "var" => {
            writer.object(&format!("`{}`", inner_text(element)), ObjectKind::Code, span);
        }
        _ => writer.object(name, ObjectKind::Other, span),
    }
}

/// What an element says without its tags, in one line; its character references as they are.
fn inner_text(element: &str) -> String {
    let mut text = String::new();
    let parts = element.split('<').skip(1).filter_map(|part| part.split_once('>'));
    parts.for_each(|(_, behind)| text.push_str(behind));
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// The level of `h1` to `h6`.
fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

/// Why text in an element is the page's rather than the article's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Around {
    /// It is not.
    No,
    /// Inside a form. Some pages are one big form, so an article inside ends it.
    Form,
    /// Inside navigation, footer, aside, button.
    Page,
}

/// An open block.
#[derive(Debug)]
struct Block {
    name: String,
    kind: UnitKind,
    around: Around,
    language: Option<LanguageId>,
    /// For the outermost header: the units and the navigations before it.
    header: Option<(usize, usize)>,
    in_header: bool,
}

/// An element whose content is no text.
#[derive(Debug)]
struct Mask {
    name: String,
    /// How many elements of this name are open inside.
    depth: usize,
    start: usize,
    /// It stands in a line of text and leaves an object there.
    inline: bool,
    /// It ends with its block at the latest, so that a forgotten end tag does not hide the rest of the page.
    breakable: bool,
}

/// The start tag that is being read.
#[derive(Debug, Default)]
struct Tag {
    name: String,
    start: usize,
    attribute: String,
    language: Option<LanguageId>,
    untranslated: bool,
    landmark: bool,
    /// Of `<a href>` and `<img src>`.
    target: String,
    id: String,
    /// `property`, `name` or `itemprop`.
    meta: String,
    content: String,
}

struct Reader<'w, 's> {
    content: &'s str,
    writer: &'w mut Writer<'s>,
    metadata: Metadata,
    time: Option<jiff::civil::Date>,
    /// Source before this is done.
    cursor: usize,
    tag: Tag,
    blocks: Vec<Block>,
    /// How many blocks of each name are open, to know at once that an end tag ends nothing.
    open: rustc_hash::FxHashMap<String, usize>,
    mask: Option<Mask>,
    /// White space that waits for text behind it.
    space: Option<FileSpan>,
    /// A line break was the last thing in the unit.
    broken: bool,
    navigations: usize,
    eof_in_tag: bool,
}

impl<'w, 's> Reader<'w, 's> {
    fn new(content: &'s str, writer: &'w mut Writer<'s>, cursor: usize) -> Self {
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

    /// Text is whatever stands between two tags or comments, so its spans need no trust in anybody's counting of
    /// decoded characters.
    fn event(&mut self, event: CallbackEvent<'_>, start: usize, end: usize) {
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

    fn start_tag(&mut self, tag: &Tag, end: usize, self_closing: bool) {
        let role = role(&tag.name);
        if let Some(mask) = &mut self.mask {
            if mask.name == tag.name {
                mask.depth += usize::from(!self_closing);
                return;
            }
            if !(mask.breakable && role.is_block()) {
                return;
            }
            self.end_mask(tag.start);
        }
        if role == Role::Masked || (tag.untranslated && !matches!(role, Role::Void | Role::Replaced | Role::Break)) {
            let inline = !role.is_block() && !names::is_masked_block(&tag.name);
            if !inline {
                self.end_unit();
            }
            if !(self_closing && role == Role::Masked) {
                let breakable = inline && (role == Role::Inline || names::is_phrase(&tag.name));
                self.mask = Some(Mask { name: tag.name.clone(), depth: 0, start: tag.start, inline, breakable });
            }
            return;
        }
        match role {
            Role::Block(kind) => self.open_block(tag, kind),
            Role::Furniture => self.open_block(tag, Some(UnitKind::Furniture)),
            Role::Rule => self.end_unit(),
            Role::Break => self.line_break(tag.start, end),
            Role::Replaced => {
                self.flush_space();
                let span = FileSpan::from_range(tag.start..end);
                match tag.target.as_str() {
                    "" => self.writer.object(&tag.name, ObjectKind::Other, span),
                    target => self.writer.image(target, span),
                }
                self.broken = false;
            }
            Role::Inline if !tag.target.is_empty() => {
                self.flush_space();
                self.writer.link(&tag.target, FileSpan::from_range(tag.start..end));
            }
            Role::Void | Role::Inline | Role::Masked => self.head_tag(tag),
        }
        if !tag.id.is_empty() {
            self.writer.anchor(&tag.id, FileSpan::from_range(tag.start..end));
        }
    }

    fn head_tag(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            "html" => self.metadata.language = self.metadata.language.or(tag.language),
            "meta" if names::is_date_property(&tag.meta) => {
                self.metadata.date = self.metadata.date.or_else(|| parse_date(&tag.content));
            }
            _ => {}
        }
    }

    fn open_block(&mut self, tag: &Tag, kind: Option<UnitKind>) {
        self.end_unit();
        if let Some(level) = heading_level(&tag.name) {
            self.writer.landmark(LandmarkKind::Heading(level), FileSpan::from_range(tag.start..tag.start));
        }
        // HTML closes these by what follows them; without that, a list of 100,000 open items would nest.
        if let Some(top) = self.blocks.last()
            && names::is_closed_by(&top.name, &tag.name)
        {
            self.close_blocks(self.blocks.len() - 1);
        }
        let parent = self.blocks.last();
        let inherited = parent.map_or(Around::No, |block| block.around);
        let around = match tag.name.as_str() {
            _ if tag.landmark || kind == Some(UnitKind::Furniture) => Around::Page,
            "form" if inherited == Around::No => Around::Form,
            "article" | "main" if inherited == Around::Form => Around::No,
            _ => inherited,
        };
        let in_header = parent.is_some_and(|block| block.in_header);
        let is_header = tag.name == "header" && !in_header;
        let block = Block {
            name: tag.name.clone(),
            kind: kind.or(parent.map(|block| block.kind)).unwrap_or_default(),
            around,
            language: tag.language.or(parent.and_then(|block| block.language)),
            header: is_header.then(|| (self.writer.unit_count(), self.navigations)),
            in_header: in_header || is_header,
        };
        self.navigations += usize::from(tag.name == "nav" || tag.landmark);
        *self.open.entry(tag.name.clone()).or_default() += 1;
        self.blocks.push(block);
    }

    fn end_tag(&mut self, name: &str, start: usize, end: usize) {
        let role = role(name);
        if let Some(mask) = &mut self.mask {
            if mask.name == name {
                match mask.depth.checked_sub(1) {
                    Some(depth) => mask.depth = depth,
                    None => self.end_mask(end),
                }
                return;
            }
            if !(mask.breakable && role.is_block()) {
                return;
            }
            self.end_mask(start);
        }
        match role {
            // `</p>` and `</br>` without a start are an empty paragraph and a break.
            Role::Break => self.line_break(start, end),
            Role::Block(_) | Role::Furniture => {
                self.end_unit();
                if self.open.get(name).is_some_and(|&count| count > 0)
                    && let Some(index) = self.blocks.iter().rposition(|block| block.name == name)
                {
                    self.close_blocks(index);
                }
            }
            _ => {}
        }
    }

    /// Closes the blocks from the index on.
    fn close_blocks(&mut self, index: usize) {
        for block in self.blocks.drain(index..) {
            if let Some(count) = self.open.get_mut(&block.name) {
                *count = count.saturating_sub(1);
            }
            if let Some((units, navigations)) = block.header
                && self.navigations > navigations
            {
                for unit in self.writer.units_from(units) {
                    unit.kind = UnitKind::Furniture;
                }
            }
        }
    }

    fn end_mask(&mut self, end: usize) {
        if let Some(mask) = self.mask.take() {
            if mask.name == "pre" && !mask.inline {
                self.writer.code_block(self.content, FileSpan::from_range(mask.start..end));
            }
            let leaves_object = mask.inline && !names::is_invisible(&mask.name);
            if leaves_object {
                self.flush_space();
                masked(self.writer, self.content, &mask.name, FileSpan::from_range(mask.start..end));
                self.broken = false;
            }
        }
    }

    /// One line break is a space, two end the unit.
    fn line_break(&mut self, start: usize, end: usize) {
        if self.broken {
            self.end_unit();
        } else {
            self.add_space(start, end);
            self.broken = true;
        }
    }

    fn end_unit(&mut self) {
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

    /// Takes the text before a tag or comment that stands at `start..end`.
    fn gap(&mut self, start: usize, end: usize) {
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
                && let Some(entity) = decode_entity(text.get(at..).unwrap_or_default())
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

    /// Notes white space; with what is noted already it is one space in the text.
    fn add_space(&mut self, start: usize, end: usize) {
        let span = FileSpan::from_range(start..end);
        self.space = Some(self.space.map_or(span, |space| space.to(span)));
    }

    /// Writes the space that was noted, unless the unit starts here.
    fn flush_space(&mut self) {
        if let Some(space) = self.space.take()
            && !self.writer.unit_is_empty()
        {
            self.writer.replaced(" ", space);
        }
    }

    fn finish(mut self, end: usize) -> Metadata {
        // An unfinished tag at the end is no text; browsers drop it too.
        let rest = self.content.get(self.cursor..end).unwrap_or_default();
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

/// White space of HTML; no-break spaces are text.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0C)
}

/// The end of the run of bytes that satisfy the predicate.
fn run(bytes: &[u8], from: usize, accept: impl Fn(u8) -> bool) -> usize {
    bytes.iter().skip(from).position(|&byte| !accept(byte)).map_or(bytes.len(), |length| from + length)
}

/// The end of text that stands in the source as in the text: without entities, its words parted by one space each.
fn plain_run(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        let single = byte == b' ' && bytes.get(at + 1).is_some_and(|&next| !is_space(next) && next != b'&');
        if byte == b'&' || (is_space(byte) && !single) {
            break;
        }
        at += 1;
    }
    at
}

/// Where the first tag of a text starts.
fn tag_start(text: &str) -> Option<usize> {
    memchr::memchr_iter(b'<', text.as_bytes()).find(|&at| {
        let behind = text.get(at + 1..).unwrap_or_default();
        behind.strip_prefix('/').unwrap_or(behind).starts_with(|c: char| c.is_ascii_alphabetic())
    })
}

#[cfg(test)]
mod tests;
