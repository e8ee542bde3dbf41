//! Text with inline elements, as XLIFF and TMX have it.

use super::reader::{Event, Reader, Tag};
use super::text;
use crate::document::{Escape, ObjectKind, SideText};
use crate::format::contract::FormatError;
use mtlint_token::span::{FileSpan, text_at};

/// What an inline element is to the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Formatting around text.
    Pair,
    /// Half of a pair: formatting that begins or ends; what stands in it is code.
    Half,
    /// Something between words; what stands in it is code.
    Alone,
    /// A mark that is not seen.
    Mark,
    /// Text that is not translated.
    Protected,
    /// A segment of the text.
    Segment,
}

/// A dialect: which elements there are, and by what attributes those of two sides are matched.
#[derive(Clone, Copy)]
pub(super) struct Dialect {
    /// The role of an element.
    pub role: fn(&Tag<'_>) -> Role,
    /// Names of attributes; the first that is there counts.
    pub ids: &'static [&'static str],
}

/// The text of an element.
#[derive(Debug, Default)]
pub(super) struct Flow {
    /// All of it.
    pub whole: SideText,
    /// The segments that are marked in it, by their ids.
    pub segments: Vec<(String, SideText)>,
    /// Some of it stands in CDATA sections.
    pub has_cdata: bool,
}

impl Flow {
    /// How text is written into it, where that is not as usual.
    pub(super) fn escape(&self) -> Option<Escape> {
        self.has_cdata.then_some(Escape(text::escape_beside_cdata))
    }
}

/// Reads the element whose start tag came last.
pub(super) fn read(
    reader: &mut Reader<'_>,
    outer: Tag<'_>,
    dialect: Dialect,
    keeps_space: bool,
) -> Result<Flow, FormatError> {
    let at = FileSpan::new(outer.span.end, outer.span.end);
    let mut writer = Writer { content: reader.content(), flow: Flow::default(), in_segment: false };
    writer.flow.whole = SideText::new(at);
    let mut open: Vec<Role> = Vec::new();
    while let Some(event) = reader.next()? {
        match event {
            Event::Start(tag) => {
                let role = (dialect.role)(&tag);
                match role {
                    Role::Pair => writer.object(ObjectKind::Tag, &literal(&tag, dialect.ids, ""), tag.span, false),
                    Role::Mark => {}
                    Role::Segment => writer.begin_segment(&tag),
                    Role::Half | Role::Alone | Role::Protected => {
                        let end = reader.skip()?;
                        writer.whole_element(role, &tag, tag.span.to(end), dialect.ids);
                        continue;
                    }
                }
                open.push(role);
            }
            Event::End(tag, span) => match open.pop() {
                None => break,
                Some(Role::Pair) if span.is_empty() => {}
                Some(Role::Pair) => writer.object(ObjectKind::Tag, &format!("</{}>", tag.name), span, false),
                Some(Role::Segment) => writer.in_segment = false,
                Some(_) => {}
            },
            Event::Text(span) => writer.text(span, keeps_space),
            Event::CData(span) => {
                writer.flow.has_cdata = true;
                writer.text(span, keeps_space);
            }
            Event::Reference(Some(c), span) => {
                writer.each(|side, _| side.replaced(c.encode_utf8(&mut [0; 4]), span));
            }
            Event::Reference(None, span) => {
                let name = span.of(writer.content);
                writer.object(ObjectKind::Other, name, span, true);
            }
        }
    }
    Ok(writer.flow)
}

/// The tag as its counterpart on the other side has it: `<g id="1">`.
fn literal(tag: &Tag<'_>, ids: &[&str], end: &str) -> String {
    let id = ids.iter().find_map(|name| Some((name, tag.attribute(name)?)));
    match id {
        Some((name, id)) => format!("<{} {name}=\"{id}\"{end}>", tag.name),
        None => format!("<{}{end}>", tag.name),
    }
}

struct Writer<'s> {
    content: &'s str,
    flow: Flow,
    in_segment: bool,
}

impl<'s> Writer<'s> {
    /// Does something to the whole text and to the open segment.
    fn each(&mut self, write: impl Fn(&mut SideText, &'s str)) {
        write(&mut self.flow.whole, self.content);
        if self.in_segment
            && let Some((_, side)) = self.flow.segments.last_mut()
        {
            write(side, self.content);
        }
    }

    fn text(&mut self, span: FileSpan, keeps_space: bool) {
        self.each(|side, content| text::push(side, content, span, keeps_space));
    }

    fn object(&mut self, kind: ObjectKind, literal: &str, span: FileSpan, visible: bool) {
        self.each(|side, _| side.object(literal, kind, span, visible));
    }

    fn begin_segment(&mut self, tag: &Tag<'_>) {
        let id = tag.attribute("mid").unwrap_or_default().into_owned();
        self.flow.segments.push((id, SideText::new(FileSpan::new(tag.span.end, tag.span.end))));
        self.in_segment = true;
    }

    /// Adds an element with what is in it.
    fn whole_element(&mut self, role: Role, tag: &Tag<'_>, span: FileSpan, ids: &[&str]) {
        let has_id = ids.iter().any(|name| tag.attribute(name).is_some());
        let literal = match role {
            // Protected text says itself what it is; so must code without an id.
            Role::Protected => self.inside(tag, span),
            _ if !has_id && span.end > tag.span.end => format!("<{}>{}", tag.name, self.inside(tag, span)),
            _ => literal(tag, ids, "/"),
        };
        let (kind, visible) = match role {
            Role::Protected => (ObjectKind::Code, true),
            Role::Half => (ObjectKind::Tag, false),
            _ => (ObjectKind::Placeholder, true),
        };
        self.object(kind, &literal, span, visible);
    }

    /// What stands between the tags of an element.
    fn inside(&self, tag: &Tag<'_>, span: FileSpan) -> String {
        let inside = text_at(self.content, tag.span.end as usize..span.end as usize);
        inside.rsplit_once("</").map_or(inside, |(inside, _)| inside).to_owned()
    }
}
