//! Android string resources: strings, arrays and plurals, with the escapes of aapt inside of those of XML.

use std::borrow::Cow;

use super::reader::{Event, Reader, Tag};
use super::text;
use crate::document::{Document, Escape, Metadata, ObjectKind, Remark, SideText, Syntax, Unit};
use crate::format::contract::FormatError;
use crate::format::cursor::Cursor;
use crate::format::unit_writer::{UnitWriter, plural_category};
use mtlint_token::span::FileSpan;

/// Reads what stands in `<resources>`.
pub(super) fn read<'s>(reader: &mut Reader<'s>, root: Tag<'s>) -> Result<Document, FormatError> {
    let language = root.attribute("tools:locale").and_then(|locale| locale.parse().ok());
    let mut resources =
        Resources { content: reader.content(), segments: UnitWriter::new(reader.content()), names: Default::default() };
    while let Some(event) = reader.next()? {
        let Event::Start(tag) = event else { continue };
        if tag.attribute("translatable").as_deref() == Some("false") {
            reader.skip()?;
            continue;
        }
        match tag.name {
            "string" => resources.string(reader, tag)?,
            "plurals" | "string-array" | "array" => resources.items(reader, tag)?,
            _ => {
                reader.skip()?;
            }
        }
    }
    Ok(resources.segments.finish(Metadata { language, ..Metadata::default() }, Escape(escape)))
}

struct Resources<'s> {
    content: &'s str,
    segments: UnitWriter<'s>,
    /// The kinds and names of the resources so far.
    names: rustc_hash::FxHashSet<(&'s str, String)>,
}

impl<'s> Resources<'s> {
    fn string(&mut self, reader: &mut Reader<'s>, tag: Tag<'s>) -> Result<(), FormatError> {
        let name = self.name(tag);
        self.unit(reader, tag, tag, name)
    }

    fn items(&mut self, reader: &mut Reader<'s>, outer: Tag<'s>) -> Result<(), FormatError> {
        let name = self.name(outer);
        let (mut index, mut group) = (0, None);
        while let Some(event) = reader.next()? {
            match event {
                Event::Start(tag) if tag.name == "item" => {
                    let quantity = tag.attribute("quantity").filter(|_| outer.name == "plurals");
                    let key = match &quantity {
                        Some(quantity) => format!("{name}[{quantity}]"),
                        None => format!("{name}[{index}]"),
                    };
                    self.unit(reader, tag, outer, key)?;
                    if let Some(quantity) = quantity {
                        let group = *group.get_or_insert_with(|| self.segments.new_group());
                        self.segments.plural(group, index, plural_category(&quantity));
                    }
                    index += 1;
                }
                Event::Start(_) => {
                    reader.skip()?;
                }
                Event::End(..) => break,
                _ => {}
            }
        }
        Ok(())
    }

    /// The name of a resource; one that the file has already is remarked.
    fn name(&mut self, tag: Tag<'s>) -> String {
        let name = tag.attribute("name").unwrap_or_default().into_owned();
        let kind = if tag.name == "array" { "string-array" } else { tag.name };
        let is_alternative = tag.attribute("product").is_some();
        if !is_alternative && !self.names.insert((kind, name.clone())) {
            self.segments.remark(Remark { check: "duplicate-key", span: tag.span, detail: name.clone() });
        }
        name
    }

    /// Reads the value of the element whose start tag came last.
    fn unit(
        &mut self,
        reader: &mut Reader<'s>,
        tag: Tag<'s>,
        resource: Tag<'s>,
        key: String,
    ) -> Result<(), FormatError> {
        let mut value = Value::new(self.content, tag);
        value.read(reader)?;
        let is_format = resource.attribute("formatted").as_deref() != Some("false");
        let syntax =
            if is_format { Syntax::PRINTF.union(Syntax::ASSUMED).union(Syntax::MARKUP) } else { Syntax::MARKUP };
        let escape = value.has_cdata.then_some(Escape(escape_beside_cdata));
        if is_reference(value.side.text()) {
            value.side.clear(FileSpan::new(tag.span.end, tag.span.end));
        }
        self.segments.push(Unit { key: Some(key), syntax, escape, ..Unit::default() }, None, &value.side);
        Ok(())
    }
}

/// True for `@string/name` and `?attr/name`, which stand for another resource.
fn is_reference(text: &str) -> bool {
    let text = text.trim();
    let is_name = |c: char| c.is_alphanumeric() || "_./:+".contains(c);
    text.strip_prefix(['@', '?']).is_some_and(|rest| rest.contains('/') && rest.chars().all(is_name))
}

struct Value<'s> {
    content: &'s str,
    side: SideText,
    has_cdata: bool,
    /// Inside of quotation marks, which keep white space.
    quoted: bool,
    /// White space that waits for text behind it; at the edges of a value it stands for nothing.
    space: Option<FileSpan>,
}

impl<'s> Value<'s> {
    fn new(content: &'s str, tag: Tag<'s>) -> Self {
        let side = SideText::new(FileSpan::new(tag.span.end, tag.span.end));
        Self { content, side, has_cdata: false, quoted: false, space: None }
    }

    fn read(&mut self, reader: &mut Reader<'s>) -> Result<(), FormatError> {
        let mut depth = 0_usize;
        while let Some(event) = reader.next()? {
            match event {
                Event::Start(tag) if tag.name == "g" => {
                    let end = reader.skip()?;
                    self.object(ObjectKind::Placeholder, tag.span.to(end), true);
                }
                Event::Start(tag) => {
                    depth += 1;
                    self.object(ObjectKind::Tag, tag.span, tag.name == "br");
                }
                Event::End(_, span) => {
                    let Some(outer) = depth.checked_sub(1) else { break };
                    depth = outer;
                    if !span.is_empty() {
                        self.object(ObjectKind::Tag, span, false);
                    }
                }
                Event::Text(span) => self.text(span)?,
                Event::CData(span) => {
                    self.has_cdata = true;
                    self.text(span)?;
                }
                Event::Reference(Some(c), span) => {
                    self.flush_space();
                    self.side.replaced(c.encode_utf8(&mut [0; 4]), span);
                }
                Event::Reference(None, span) => self.object(ObjectKind::Other, span, true),
            }
        }
        Ok(())
    }

    fn object(&mut self, kind: ObjectKind, span: FileSpan, visible: bool) {
        self.flush_space();
        let literal = span.of(self.content);
        self.side.object(literal, kind, span, visible);
    }

    /// Writes the space that was noted, unless the value starts here.
    fn flush_space(&mut self) {
        if let Some(span) = self.space.take() {
            let text = if self.side.text().is_empty() { "" } else { " " };
            let is_itself = self.content.get(span.range()) == Some(text);
            if is_itself { self.side.verbatim(self.content, span) } else { self.side.replaced(text, span) }
        }
    }

    /// Resolves the escapes of aapt in text that XML's are resolved in.
    fn text(&mut self, span: FileSpan) -> Result<(), FormatError> {
        let base = span.start as usize;
        let mut cursor = Cursor::new(span.of(self.content));
        while let Some(c) = cursor.peek() {
            let start = cursor.at;
            if !self.quoted && is_space(c) {
                cursor.take_while(is_space);
                let span = FileSpan::from_range(base + start..base + cursor.at);
                self.space = Some(self.space.map_or(span, |space| space.to(span)));
                continue;
            }
            self.flush_space();
            cursor.bump();
            let span = |cursor: &Cursor<'_>| FileSpan::from_range(base + start..base + cursor.at);
            match c {
                '\\' => {
                    let c = escaped(&mut cursor, start).map_err(|e| moved(e, base))?;
                    let text = c.map_or_else(String::new, String::from);
                    self.side.replaced(&text, span(&cursor));
                }
                '"' => {
                    self.quoted = !self.quoted;
                    self.side.replaced("", span(&cursor));
                }
                _ => {
                    let quoted = self.quoted;
                    cursor.take_while(|c| !matches!(c, '\\' | '"') && (quoted || !is_space(c)));
                    self.side.verbatim(self.content, span(&cursor));
                }
            }
        }
        Ok(())
    }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// What a backslash at `start`, which is taken, makes of what follows; nothing at the end of the text.
fn escaped(cursor: &mut Cursor<'_>, start: usize) -> Result<Option<char>, FormatError> {
    Ok(match cursor.bump() {
        Some('n') => Some('\n'),
        Some('t') => Some('\t'),
        Some('u') => Some(cursor.take_utf16(start, "\\u")?),
        other => other,
    })
}

/// The error at its place in the file.
fn moved(error: FormatError, base: usize) -> FormatError {
    let range = error.span.range();
    FormatError { span: FileSpan::from_range(base + range.start..base + range.end), ..error }
}

/// What stands for a text between tags.
fn escape(text: &str) -> Option<Cow<'_, str>> {
    escape_aapt(text).and_then(|escaped| match escaped {
        Cow::Borrowed(text) => text::escape(text),
        Cow::Owned(text) => text::escape(&text).map(|text| Cow::Owned(text.into_owned())),
    })
}

/// What stands for a text in a unit that has CDATA sections.
fn escape_beside_cdata(text: &str) -> Option<Cow<'_, str>> {
    text::escape_beside_cdata(text).and_then(|_| escape_aapt(text))
}

/// A percent sign may begin a placeholder, and `@` or `?` at the start of a value a reference: these are left to
/// people.
fn escape_aapt(text: &str) -> Option<Cow<'_, str>> {
    if text.starts_with(['@', '?']) || text.contains('%') {
        return None;
    }
    if !text.contains(['\'', '"', '\\', '\n', '\t']) {
        return Some(Cow::Borrowed(text));
    }
    let mut escaped = String::with_capacity(text.len() + 2);
    for c in text.chars() {
        match c {
            '\'' | '"' | '\\' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            '\t' => escaped.push_str("\\t"),
            c => escaped.push(c),
        }
    }
    Some(Cow::Owned(escaped))
}
