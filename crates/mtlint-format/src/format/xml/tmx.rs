//! TMX 1.1 to 1.4b. Memories are large, so they are read part by part; each part has one target language.

use std::borrow::Cow;
use std::path::Path;

use super::inline::{Dialect, Flow, Role};
use super::reader::{Event, Reader, Tag};
use super::{inline, text};
use crate::document::{Document, Escape, Metadata, Syntax, Unit};
use crate::format::contract::{Comment, Format, FormatError, Parts};
use crate::format::frame::Frame;
use crate::format::unit_writer::UnitWriter;
use mtlint_text::language::LanguageId;

/// The format.
#[derive(Debug)]
pub(in crate::format) struct Tmx;

/// A part ends with the unit that brings its texts to so many bytes.
const PART: usize = 1 << 20;

/// The inline elements (TMX 1.4b, section 2.3).
const DIALECT: Dialect = Dialect { role, ids: &["x", "i"] };

fn role(tag: &Tag<'_>) -> Role {
    match tag.name {
        "bpt" | "ept" | "it" | "ut" => Role::Half,
        "ph" => Role::Alone,
        _ => Role::Mark,
    }
}

impl Format for Tmx {
    fn name(&self) -> &'static str {
        "tmx"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["tmx"]
    }

    fn comment(&self, _path: &Path) -> Option<Comment> {
        Some(Comment::XML)
    }

    fn frames(&self) -> &'static [Frame] {
        &[Frame("<tmx><tu><tuv lang='en'><seg>{source}</seg></tuv><tuv lang='de'><seg>{target}</seg></tuv></tu></tmx>")]
    }

    /// The first part.
    fn read(&self, content: &str) -> Result<Document, FormatError> {
        Memory::new(content).next().unwrap_or_else(|| Ok(Document::default()))
    }

    fn parts<'c>(&self, content: &'c str) -> Parts<'c> {
        Box::new(Memory::new(content))
    }
}

/// The parts of a memory.
struct Memory<'s> {
    reader: Reader<'s>,
    source: Option<LanguageId>,
    /// A part for each pair of languages.
    parts: Vec<Part<'s>>,
    had_root: bool,
    is_done: bool,
}

/// A part that is being filled.
struct Part<'s> {
    metadata: Metadata,
    units: UnitWriter<'s>,
    bytes: usize,
}

impl Part<'_> {
    fn finish(self) -> Document {
        self.units.finish(self.metadata, Escape(text::escape))
    }
}

impl Iterator for Memory<'_> {
    type Item = Result<Document, FormatError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_done {
            match self.step() {
                Ok(None) => {}
                Ok(Some(full)) => return Some(Ok(full.finish())),
                Err(e) => {
                    self.is_done = true;
                    self.parts.clear();
                    return Some(Err(e));
                }
            }
        }
        let rest = (!self.parts.is_empty()).then(|| self.parts.remove(0));
        rest.map(|part| Ok(part.finish()))
    }
}

impl<'s> Memory<'s> {
    fn new(content: &'s str) -> Self {
        Self { reader: Reader::new(content), source: None, parts: Vec::new(), had_root: false, is_done: false }
    }

    /// Takes an event; the answer is a part that it has filled.
    fn step(&mut self) -> Result<Option<Part<'s>>, FormatError> {
        match self.reader.next()? {
            Some(Event::Start(tag)) if !std::mem::replace(&mut self.had_root, true) && tag.name != "tmx" => {
                let message = format!("the root element is <{}> instead of <tmx>", tag.name);
                Err(FormatError { span: tag.span, message })
            }
            Some(Event::Start(tag)) => match tag.name {
                "tmx" | "body" => Ok(None),
                "tu" => self.unit(tag),
                _ => {
                    if tag.name == "header" {
                        self.source = language(tag.attribute("srclang"));
                    }
                    self.reader.skip().map(|_| None)
                }
            },
            Some(_) => Ok(None),
            None => {
                self.is_done = true;
                let rest = self.reader.take_comments();
                self.parts.iter_mut().for_each(|part| rest.iter().for_each(|comment| part.units.comment(*comment)));
                Ok(None)
            }
        }
    }

    fn unit(&mut self, outer: Tag<'s>) -> Result<Option<Part<'s>>, FormatError> {
        let variants = self.variants()?;
        let wanted = language(outer.attribute("srclang")).or(self.source);
        let exact = variants.iter().position(|(found, _)| wanted.is_some() && *found == wanted);
        let agrees =
            |found: &Option<LanguageId>| found.zip(wanted).is_some_and(|(found, wanted)| found.agrees(&wanted));
        let index = exact.or_else(|| variants.iter().position(|(found, _)| agrees(found))).unwrap_or(0);
        let Some((source_language, source)) = variants.get(index) else { return Ok(None) };
        let (mut full, comments) = (None, self.reader.take_comments());
        for (_, (target_language, target)) in variants.iter().enumerate().filter(|(at, _)| *at != index) {
            let key = outer.attribute("tuid").map(Cow::into_owned);
            let unit = Unit { key, syntax: Syntax::MARKUP, escape: target.escape(), ..Unit::default() };
            let at = self.part((*source_language, *target_language));
            let Some(part) = self.parts.get_mut(at) else { continue };
            // They are about the next unit, in all its languages.
            comments.iter().for_each(|comment| part.units.comment(*comment));
            part.units.push(unit, Some(&source.whole), &target.whole);
            part.bytes += source.whole.text().len() + target.whole.text().len();
            if part.bytes > PART && full.is_none() {
                full = Some(self.parts.remove(at));
            }
        }
        Ok(full)
    }

    /// The texts of a unit with their languages.
    fn variants(&mut self) -> Result<Vec<(Option<LanguageId>, Flow)>, FormatError> {
        let mut variants = Vec::new();
        let mut spoken = None;
        let mut depth = 0_usize;
        while let Some(event) = self.reader.next()? {
            match event {
                Event::Start(tag) if tag.name == "tuv" => {
                    spoken = language(tag.attribute("xml:lang").or_else(|| tag.attribute("lang")));
                    depth += 1;
                }
                Event::Start(tag) if tag.name == "seg" => {
                    variants.push((spoken, inline::read(&mut self.reader, tag, DIALECT, true)?));
                }
                Event::Start(_) => {
                    self.reader.skip()?;
                }
                Event::End(..) => {
                    let Some(outer) = depth.checked_sub(1) else { break };
                    depth = outer;
                }
                _ => {}
            }
        }
        Ok(variants)
    }

    /// The index of the part of a pair of languages.
    fn part(&mut self, (source, target): (Option<LanguageId>, Option<LanguageId>)) -> usize {
        let is_it = |part: &Part<'_>| (part.metadata.source_language, part.metadata.language) == (source, target);
        self.parts.iter().position(is_it).unwrap_or_else(|| {
            let metadata = Metadata { language: target, source_language: source, ..Metadata::default() };
            let units = UnitWriter::new(self.reader.content());
            self.parts.push(Part { metadata, units, bytes: 0 });
            self.parts.len() - 1
        })
    }
}

fn language(code: Option<Cow<'_, str>>) -> Option<LanguageId> {
    code?.parse().ok()
}
