//! Apple `.stringsdict`: a property list of formats with variables, each with its plural forms.

use rustc_hash::FxHashSet;

use super::reader::{Event, Reader, Tag};
use super::text;
use crate::document::{Document, Escape, Metadata, ObjectKind, Remark, SideText, Syntax, Unit};
use crate::format::contract::FormatError;
use crate::format::unit_writer::{UnitWriter, plural_category};
use mtlint_token::span::{FileSpan, text_at};

/// What a dictionary says of itself rather than to people.
const TECHNICAL: [&str; 2] = ["NSStringFormatSpecTypeKey", "NSStringFormatValueTypeKey"];

/// An open dictionary.
#[derive(Debug, Default)]
struct Dict {
    /// The key that came last.
    key: String,
    /// All keys.
    keys: FxHashSet<String>,
    /// The group of its plural forms and how many there were.
    forms: Option<(u32, u32)>,
}

/// Reads what stands in `<plist>`.
pub(super) fn read<'s>(reader: &mut Reader<'s>, _root: Tag<'s>) -> Result<Document, FormatError> {
    let mut segments = UnitWriter::new(reader.content());
    let mut open: Vec<Dict> = Vec::new();
    while let Some(event) = reader.next()? {
        match event {
            Event::Start(tag) => match (tag.name, open.last_mut()) {
                ("dict", _) => open.push(Dict::default()),
                ("key", Some(dict)) => {
                    dict.key = text::plain(reader)?;
                    if !dict.keys.insert(dict.key.clone()) {
                        let detail = dict.key.clone();
                        segments.remark(Remark { check: "duplicate-key", span: tag.span, detail });
                    }
                }
                ("string", Some(dict)) if !TECHNICAL.contains(&dict.key.as_str()) => {
                    string(reader, tag, &mut open, &mut segments)?;
                }
                _ => {
                    reader.skip()?;
                }
            },
            Event::End(tag, _) if tag.name == "dict" => {
                open.pop();
            }
            _ => {}
        }
    }
    Ok(segments.finish(Metadata::default(), Escape(text::escape)))
}

fn string<'s>(
    reader: &mut Reader<'s>,
    tag: Tag<'s>,
    open: &mut [Dict],
    segments: &mut UnitWriter<'s>,
) -> Result<(), FormatError> {
    let content = reader.content();
    let mut side = SideText::new(FileSpan::new(tag.span.end, tag.span.end));
    let mut has_cdata = false;
    while let Some(event) = reader.next()? {
        match event {
            Event::Start(_) => {
                reader.skip()?;
            }
            Event::End(..) => break,
            Event::Text(span) => variables(&mut side, content, span),
            Event::CData(span) => {
                has_cdata = true;
                variables(&mut side, content, span);
            }
            Event::Reference(Some(c), span) => side.replaced(c.encode_utf8(&mut [0; 4]), span),
            Event::Reference(None, span) => side.object(slice(content, span), ObjectKind::Other, span, true),
        }
    }
    let key = open.iter().map(|dict| dict.key.as_str()).collect::<Vec<_>>().join(".");
    let syntax = Syntax::PRINTF.union(Syntax::OBJC);
    let escape = has_cdata.then_some(Escape(text::escape_beside_cdata));
    segments.push(Unit { key: Some(key), syntax, escape, ..Unit::default() }, None, &side);
    if let Some(dict) = open.last_mut()
        && let Some(category) = plural_category(&dict.key)
    {
        let (group, index) = dict.forms.unwrap_or_else(|| (segments.new_group(), 0));
        segments.plural(group, index, Some(category));
        dict.forms = Some((group, index + 1));
    }
    Ok(())
}

/// Adds text with its variables, `%#@name@`, as objects.
fn variables(side: &mut SideText, content: &str, span: FileSpan) {
    let raw = slice(content, span);
    let span_of =
        |start: usize, end: usize| FileSpan::from_range(span.start as usize + start..span.start as usize + end);
    let mut from = 0;
    for (at, _) in raw.match_indices("%#@") {
        let Some(length) = raw.get(at + 3..).and_then(|rest| rest.find(['@', ' ', '%'])) else { continue };
        let end = at + 3 + length + 1;
        if at < from || raw.as_bytes().get(end - 1) != Some(&b'@') {
            continue;
        }
        text::push(side, content, span_of(from, at), true);
        side.object(text_at(raw, at..end), ObjectKind::Placeholder, span_of(at, end), true);
        from = end;
    }
    text::push(side, content, span_of(from, raw.len()), true);
}

fn slice(content: &str, span: FileSpan) -> &str {
    span.of(content)
}
