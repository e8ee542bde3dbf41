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

use self::reader::{Event, Reader, Tag};
use super::{Format, FormatError};
use crate::document::Document;

/// A format that is known by the root element of its files.
#[derive(Debug)]
pub(super) struct Xml {
    name: &'static str,
    extensions: &'static [&'static str],
    root: &'static str,
    read: for<'s> fn(&mut Reader<'s>, Tag<'s>) -> Result<Document, FormatError>,
}

/// Android's string resources.
pub(super) const ANDROID: Xml = Xml { name: "android", extensions: &["xml"], root: "resources", read: android::read };
/// Apple's plural rules.
pub(super) const STRINGSDICT: Xml =
    Xml { name: "stringsdict", extensions: &["stringsdict"], root: "plist", read: stringsdict::read };

/// XLIFF.
pub(super) const XLIFF: Xml =
    Xml { name: "xliff", extensions: &["xlf", "xliff", "mxliff", "sdlxliff", "mqxliff"], root: "xliff", read: xliff };

fn xliff<'s>(reader: &mut Reader<'s>, root: Tag<'s>) -> Result<Document, FormatError> {
    match root.attribute("version").as_deref() {
        Some(version) if version.starts_with("2.") => xliff2::read(reader, root),
        Some(version) if version.starts_with("1.") => xliff1::read(reader),
        _ => Err(FormatError { span: root.span, message: "XLIFF is read from version 1.0 to 2.2".to_owned() }),
    }
}

impl Format for Xml {
    fn name(&self) -> &'static str {
        self.name
    }

    fn extensions(&self) -> &'static [&'static str] {
        self.extensions
    }

    /// Broken XML is taken for what it is named, so that it is told what is broken.
    fn accepts(&self, content: &str) -> bool {
        let is_shared = self.extensions.contains(&"xml");
        !is_shared || !matches!(Reader::new(content).next(), Ok(Some(Event::Start(tag))) if tag.name != self.root)
    }

    fn read(&self, content: &str) -> Result<Document, FormatError> {
        let mut reader = Reader::new(content);
        match reader.next()? {
            Some(Event::Start(tag)) if tag.name == self.root => {
                let document = (self.read)(&mut reader, tag)?;
                Ok(Document { comments: reader.take_comments(), ..document })
            }
            Some(Event::Start(tag)) => Err(FormatError {
                span: tag.span,
                message: format!("the root element is <{}>, where {} has <{}>", tag.name, self.name, self.root),
            }),
            // The reader gives nothing before the root.
            _ => Ok(Document::default()),
        }
    }
}
