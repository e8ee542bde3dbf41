//! Formats that are XML.

mod android;
mod doctype;
mod inline;
mod reader;
mod stringsdict;
mod tbx;
mod text;
mod tmx;
mod xliff1;
mod xliff2;

pub use self::tbx::read_tbx;
pub(super) use self::tmx::Tmx;

use std::path::Path;

use self::reader::{Event, Reader, Tag};
use super::contract::{Comment, Format, FormatError, Parts};
use super::frame::Frame;
use crate::document::Document;

/// A format that is known by the root element of its files.
#[derive(Debug)]
pub(super) struct Xml {
    name: &'static str,
    extensions: &'static [&'static str],
    root: &'static str,
    frames: &'static [Frame],
    /// The documents of a file, one at least.
    read: for<'s> fn(&mut Reader<'s>, Tag<'s>) -> Result<Vec<Document>, FormatError>,
}

/// Android's string resources.
pub(super) const ANDROID: Xml = Xml {
    name: "android",
    extensions: &["xml"],
    root: "resources",
    frames: &[Frame("<resources><string name='a'>{target}</string></resources>")],
    read: |reader, root| android::read(reader, root).map(|d| vec![d]),
};
/// Apple's plural rules.
pub(super) const STRINGSDICT: Xml = Xml {
    name: "stringsdict",
    extensions: &["stringsdict"],
    root: "plist",
    frames: &[Frame("<plist><dict><key>a</key><string>{target}</string></dict></plist>")],
    read: |reader, root| stringsdict::read(reader, root).map(|d| vec![d]),
};

/// XLIFF.
pub(super) const XLIFF: Xml = Xml {
    name: "xliff",
    extensions: &["xlf", "xliff", "mxliff", "sdlxliff", "mqxliff"],
    root: "xliff",
    frames: &[
        Frame(
            "<xliff version='1.2'><trans-unit><source>{source}</source><target>{target}</target></trans-unit></xliff>",
        ),
        Frame(
            "<xliff version='1.2'><trans-unit xml:space='preserve'><source>{source}</source><target>{target}</target>\
             </trans-unit></xliff>",
        ),
        Frame(
            "<xliff version='2.0'><unit id='1'><segment><source>{source}</source><target>{target}</target></segment>\
             </unit></xliff>",
        ),
    ],
    read: xliff,
};

fn xliff<'s>(reader: &mut Reader<'s>, root: Tag<'s>) -> Result<Vec<Document>, FormatError> {
    match root.attribute("version").as_deref() {
        Some(version) if version.starts_with("2.") => xliff2::read(reader, root).map(|document| vec![document]),
        Some(version) if version.starts_with("1.") => xliff1::read(reader),
        _ => Err(FormatError { span: root.span, message: "only XLIFF 1.0 to 2.2 can be read".to_owned() }),
    }
}

impl Format for Xml {
    fn name(&self) -> &'static str {
        self.name
    }

    fn extensions(&self) -> &'static [&'static str] {
        self.extensions
    }

    fn comment(&self, _path: &Path) -> Option<Comment> {
        Some(Comment::XML)
    }

    fn frames(&self) -> &'static [Frame] {
        self.frames
    }

    /// Broken XML counts as this format, so that its error is reported.
    fn accepts(&self, content: &str) -> bool {
        let is_shared = self.extensions.contains(&"xml");
        !is_shared || !matches!(Reader::new(content).next(), Ok(Some(Event::Start(tag))) if tag.name != self.root)
    }

    /// The document of the first language.
    fn read(&self, content: &str) -> Result<Document, FormatError> {
        self.documents(content).map(|documents| documents.into_iter().next().unwrap_or_default())
    }

    fn parts<'c>(&self, content: &'c str) -> Parts<'c> {
        match self.documents(content) {
            Ok(documents) => Box::new(documents.into_iter().map(Ok)),
            Err(error) => Box::new(std::iter::once(Err(error))),
        }
    }
}

impl Xml {
    fn documents(&self, content: &str) -> Result<Vec<Document>, FormatError> {
        let mut reader = Reader::new(content);
        match reader.next()? {
            Some(Event::Start(tag)) if tag.name == self.root => {
                let mut documents = (self.read)(&mut reader, tag)?;
                let comments = reader.take_comments();
                documents.iter_mut().take(1).for_each(|document| document.comments.extend(&comments));
                Ok(documents)
            }
            Some(Event::Start(tag)) => Err(FormatError {
                span: tag.span,
                message: format!("the root element is <{}> instead of <{}>", tag.name, self.root),
            }),
            // The reader returns nothing before the root.
            _ => Ok(vec![Document::default()]),
        }
    }
}
