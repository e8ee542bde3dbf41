//! Markdown (CommonMark with tables, footnotes, strikethrough, task lists, math), parsed by pulldown-cmark.

mod marks;

use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use self::marks::{Mark, MarkKind};
use super::contract::{Comment, CommentPlace, Format, FormatError};
use super::html;
use super::metadata::read_front_matter;
use super::writer::Writer;
use crate::document::{Document, Escape, LandmarkKind, Metadata, ObjectKind, UnitKind};
use mtlint_token::span::{FileSpan, text_at};

/// The format.
#[derive(Debug)]
pub(super) struct Markdown;

/// Text with a mark that means something to Markdown would have to be escaped by what stands around it.
fn escape(text: &str) -> Option<Cow<'_, str>> {
    const MARKS: &[char] = &['\\', '`', '*', '_', '[', ']', '<', '>', '&', '|', '#', '~', '$'];
    (!text.contains(MARKS)).then_some(Cow::Borrowed(text))
}

impl Format for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown", "mdown", "mkd", "mdx"]
    }

    fn comment(&self, path: &Path) -> Option<Comment> {
        // MDX has comments of its own, which are not read.
        let is_mdx = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("mdx"));
        (!is_mdx).then_some(Comment { place: CommentPlace::InText, ..Comment::HTML })
    }

    fn read(&self, content: &str) -> Result<Document, FormatError> {
        let mut metadata = Metadata::default();
        // Not pulldown-cmark's metadata blocks: it takes them anywhere, and would swallow text between two rules.
        let (front, body) = front_matter(content).unwrap_or((0..0, 0));
        read_front_matter(text_at(content, front), &mut metadata);
        let text = text_at(content, body..);
        let mut reader = Reader {
            content,
            writer: Writer::new(content),
            blocks: Vec::new(),
            links: Vec::new(),
            read: 0,
            skip: None,
            marks: marks::find(content, body),
            open_mark: None,
        };
        for (event, range) in Parser::new_ext(&marks::without_components(text), options()).into_offset_iter() {
            reader.event(event, range.start + body..range.end + body);
        }
        reader.end_unit();
        Ok(reader.writer.finish(metadata, Escape(escape)))
    }
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
}

/// The front matter's inside and the place behind it: `---` … `---` (or `...`), `+++` … `+++` at the very start.
fn front_matter(content: &str) -> Option<(Range<usize>, usize)> {
    let fence = content.get(..3).filter(|fence| matches!(*fence, "---" | "+++"))?;
    let mut at = 0;
    let mut start = None;
    for line in content.split_inclusive('\n') {
        let mark = line.trim_end();
        match start {
            None if mark == fence => start = Some(line.len()),
            None => return None,
            // A blank line behind the opening fence: that was a thematic break.
            Some(start) if at == start && mark.is_empty() => return None,
            Some(start) if mark == fence || (fence == "---" && mark == "...") => {
                return Some((start..at, at + line.len()));
            }
            Some(_) => {}
        }
        at += line.len();
    }
    None
}

/// Source whose events are not text.
#[derive(Debug)]
enum Skip {
    /// A code block or HTML block, up to its end.
    Block,
    /// An image or autolink, up to its end and with that many of its kind open inside; one object already stands.
    Inline(usize),
    /// From an inline `<code>` tag, which starts here, to its end tag, of this name.
    Html(u32, String),
}

struct Reader<'s> {
    content: &'s str,
    writer: Writer<'s>,
    /// The kinds of unit that the open blocks make of their text.
    blocks: Vec<UnitKind>,
    /// Where the open links lead.
    links: Vec<String>,
    /// Behind the last event that is no start.
    read: usize,
    skip: Option<Skip>,
    marks: Vec<Mark>,
    /// The index of the line of markup that was read last, while its block has not ended.
    open_mark: Option<usize>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let read = if matches!(event, Event::Start(_)) { self.read } else { range.end };
        match (&mut self.skip, &event) {
            (Some(Skip::Block), Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock)) => self.skip = None,
            (Some(Skip::Block), _) => {}
            (Some(Skip::Inline(depth)), Event::Start(_)) => *depth += 1,
            (Some(Skip::Inline(depth)), Event::End(_)) if *depth > 0 => *depth -= 1,
            (Some(Skip::Inline(_)), Event::End(_)) => self.skip = None,
            (Some(Skip::Inline(_)), _) => {}
            (Some(Skip::Html(..)), Event::Start(tag)) if !is_inline(tag.to_end()) => self.block_start(event, range),
            (Some(Skip::Html(..)), Event::End(tag)) if !is_inline(*tag) => self.visible(event, range),
            (Some(Skip::Html(start, name)), Event::InlineHtml(html)) => {
                if html.strip_prefix("</").is_some_and(|rest| html::tag_name(rest) == *name) {
                    let span = FileSpan::new(*start, FileSpan::from_range(range).end);
                    html::masked(&mut self.writer, self.content, name, span);
                    self.skip = None;
                }
            }
            (Some(Skip::Html(..)), _) => {}
            (None, _) => self.visible(event, range),
        }
        self.read = read;
    }

    fn visible(&mut self, event: Event<'_>, range: Range<usize>) {
        let span = FileSpan::from_range(range.clone());
        self.leave_mark(range.start);
        match event {
            Event::Start(
                Tag::Image { dest_url, .. }
                | Tag::Link { link_type: LinkType::Autolink | LinkType::Email, dest_url, .. },
            ) => {
                self.writer.image(&dest_url, span);
                self.skip = Some(Skip::Inline(0));
            }
            Event::Start(Tag::Link { dest_url, .. }) => self.links.push(dest_url.into_string()),
            Event::Start(ref tag) if is_inline(tag.to_end()) => {}
            Event::Start(_) => self.block_start(event, range),
            Event::End(TagEnd::Link) => {
                let target = self.links.pop().unwrap_or_default();
                let behind = FileSpan::from_range(self.read.clamp(range.start, range.end)..range.end);
                self.writer.link(&target, behind);
            }
            Event::End(tag) if is_inline(tag) => {}
            Event::End(_) => {
                self.end_unit();
                self.blocks.pop();
            }
            Event::Text(text) => self.text(&text, range),
            Event::Code(_) if self.is_in_mark(range.start) => {}
            // However many backticks stand around it.
            Event::Code(code) => self.writer.object(&format!("`{code}`"), ObjectKind::Code, span),
            Event::DisplayMath(math) => self.writer.object(&math, ObjectKind::Other, span),
            // Two sums of money in one sentence look like math.
            Event::InlineMath(math) if math.contains(['\\', '^', '_', '=', '{', '+']) => {
                self.writer.object(&math, ObjectKind::Other, span);
            }
            Event::InlineMath(_) => self.writer.verbatim(span),
            Event::InlineHtml(html) => self.inline_html(&html, span),
            Event::SoftBreak | Event::HardBreak if self.is_in_mark(range.start) => {}
            Event::SoftBreak | Event::HardBreak => self.writer.replaced(" ", span),
            Event::FootnoteReference(name) => self.writer.link(&format!("[^{name}]"), span),
            Event::Html(_) | Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    fn block_start(&mut self, event: Event<'_>, range: Range<usize>) {
        self.end_unit();
        let Event::Start(tag) = event else { return };
        let inside = self.blocks.last().copied().unwrap_or_default();
        let kind = match tag {
            Tag::CodeBlock(_) => {
                self.writer.code_block(self.content, FileSpan::from_range(range));
                self.skip = Some(Skip::Block);
                return;
            }
            Tag::HtmlBlock => {
                // Inside quotes and lists the prefixes of the lines stand between the tags: not to be read in one go.
                if self.blocks.is_empty() {
                    html::read_fragment(&mut self.writer, self.content, FileSpan::from_range(range));
                } else if self.content.get(range.clone()).is_some_and(|block| block.contains("<!--")) {
                    self.writer.comment(FileSpan::from_range(range));
                }
                self.skip = Some(Skip::Block);
                return;
            }
            Tag::Heading { level, id, .. } => {
                let span = FileSpan::from_range(range);
                self.writer.landmark(LandmarkKind::Heading(level as u8), span);
                if let Some(id) = id {
                    self.writer.anchor(&id, span);
                }
                UnitKind::Heading
            }
            Tag::Item => UnitKind::ListItem,
            Tag::TableCell => UnitKind::Cell,
            Tag::Paragraph if inside == UnitKind::ListItem => UnitKind::ListItem,
            _ => UnitKind::Paragraph,
        };
        self.blocks.push(kind);
    }

    /// Adds text whose source is the range, without the marks in it.
    fn text(&mut self, text: &str, range: Range<usize>) {
        let is_verbatim = self.content.get(range.clone()) == Some(text);
        let mut at = range.start;
        let mut next = self.marks.partition_point(|mark| mark.range.end <= range.start);
        while let Some(mark) = self.marks.get(next).filter(|mark| mark.range.start < range.end) {
            let Mark { range: inside, kind } = mark.clone();
            if is_verbatim {
                self.plain(at..inside.start.max(at));
            }
            at = inside.end.min(range.end);
            self.mark(next, &inside, kind, &range);
            next += 1;
        }
        match at {
            at if at == range.start => self.run(text, range),
            at if is_verbatim => self.plain(at..range.end),
            _ => {}
        }
    }

    fn is_in_mark(&self, at: usize) -> bool {
        let next = self.marks.partition_point(|mark| mark.range.end <= at);
        self.marks.get(next).is_some_and(|mark| mark.range.start <= at)
    }

    /// Passes over a mark that text in `range` touches.
    fn mark(&mut self, index: usize, inside: &Range<usize>, kind: MarkKind, range: &Range<usize>) {
        let span = FileSpan::from_range(inside.clone());
        match kind {
            MarkKind::Inline => {}
            MarkKind::Anchor(name) if self.open_mark != Some(index) => {
                self.writer.anchor(&name, span);
                self.open_mark = Some(index);
            }
            MarkKind::Anchor(_) => {}
            MarkKind::Line(known_as, title) => {
                if self.open_mark != Some(index) {
                    self.end_unit();
                    self.writer.markup_line(&known_as, span);
                    self.open_mark = Some(index);
                }
                if let Some(title) = title {
                    self.plain(title.start.max(range.start)..title.end.min(range.end));
                }
            }
        }
    }

    /// Ends the unit of a line of markup before what stands behind it.
    fn leave_mark(&mut self, at: usize) {
        let left = self.open_mark.and_then(|index| self.marks.get(index)).filter(|mark| mark.range.end <= at);
        if left.is_some_and(|mark| matches!(mark.kind, MarkKind::Line(..))) {
            self.end_unit();
        }
    }

    fn plain(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.writer.verbatim(FileSpan::from_range(range));
        }
    }

    /// Adds text whose source is the range: all of it, or less markup (an escape), or other text (an entity).
    fn run(&mut self, text: &str, range: Range<usize>) {
        let span = FileSpan::from_range(range.clone());
        let source = text_at(self.content, range);
        if source == text {
            self.writer.verbatim(span);
        } else {
            self.writer.replaced(text, span);
        }
    }

    fn inline_html(&mut self, html: &str, span: FileSpan) {
        if html.starts_with("<!--") {
            self.writer.comment(span);
            return;
        }
        let name = html::tag_name(html.strip_prefix('<').unwrap_or_default());
        match name.as_str() {
            "br" => self.writer.replaced(" ", span),
            "img" | "input" | "video" | "audio" | "iframe" => self.writer.object(html, ObjectKind::Other, span),
            "code" | "kbd" | "samp" | "script" | "style" | "svg" | "math" if !html.ends_with("/>") => {
                self.skip = Some(Skip::Html(span.start, name));
            }
            _ => {}
        }
    }

    fn end_unit(&mut self) {
        self.open_mark = None;
        // An inline `<code>` that its block leaves open hides no more than the block.
        if matches!(self.skip, Some(Skip::Html(..))) {
            self.skip = None;
        }
        self.writer.end_unit(self.blocks.last().copied().unwrap_or_default(), None);
    }
}

fn is_inline(tag: TagEnd) -> bool {
    use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong, Subscript, Superscript};
    matches!(tag, Emphasis | Strong | Strikethrough | Superscript | Subscript | Link | Image)
}

#[cfg(test)]
mod tests;
