//! What tags do: open and close blocks, mask elements that are no text.

use super::masked::masked;
use super::names::{self, Role, role};
use super::reader::Reader;
use super::state::{Around, Block, Mask, Tag};
use crate::document::{LandmarkKind, ObjectKind, UnitKind};
use crate::format::metadata::parse_date;
use mtlint_token::span::FileSpan;

impl Reader<'_, '_> {
    pub(super) fn start_tag(&mut self, tag: &Tag, end: usize, self_closing: bool) {
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

    pub(super) fn end_tag(&mut self, name: &str, start: usize, end: usize) {
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
    pub(super) fn close_blocks(&mut self, index: usize) {
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
}

/// The level of `h1` to `h6`.
fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}
