//! Input formats: each turns the content of a file into a [`Document`]. A format is one file here and one line in
//! [`FORMATS`].

mod branches;
mod cursor;
mod declared;
mod decode;
mod fluent;
mod frame;
mod html;
mod json;
mod legacy;
mod line_index;
pub mod locale;
mod markdown;
mod metadata;
mod pipes;
mod plain;
mod po;
mod resource;
mod subtitle;
mod table;
mod unit_writer;
mod writer;
mod xml;

use std::path::Path;

pub use decode::{DecodeError, DecodeErrorReason, EncodeError, FileText};
pub use frame::Frame;
pub use line_index::{LineIndex, Position};
pub use subtitle::CueTime;
pub use xml::read_tbx;

use crate::document::Document;
use mtlint_token::span::FileSpan;

/// A kind of file that can be read.
pub trait Format: Sync {
    /// The name for options and configuration, lower case.
    fn name(&self) -> &'static str;

    /// Extensions of its files, lower case, without the dot. The empty extension means files without one.
    fn extensions(&self) -> &'static [&'static str];

    /// True if a walk through folders includes such a file. The user can name any file.
    fn is_walked(&self, _path: &Path) -> bool {
        true
    }

    /// True if the content looks like this format, for extensions that other kinds of files share.
    fn accepts(&self, _content: &str) -> bool {
        true
    }

    /// How to write a comment with a directive; `None` in formats that read no comments ([`Document::comments`]).
    fn comment(&self, _path: &Path) -> Option<Comment> {
        None
    }

    /// Small files of the format with a place for a text; at least one. Property tests and fuzz targets fill them. The first is
    /// the one that can hold the most characters.
    fn frames(&self) -> &'static [Frame] {
        &[Frame::ANY_TEXT]
    }

    /// Extracts the text of decoded content ([`FileText::content`]).
    ///
    /// # Errors
    /// When the content is so broken that its text cannot be distinguished from markup.
    fn read(&self, content: &str) -> Result<Document, FormatError>;

    /// Reads content whose keys are the texts in the source language, with each key as a source. `None` in formats whose
    /// keys are names.
    fn read_by_keys(&self, _content: &str) -> Option<Result<Document, FormatError>> {
        None
    }

    /// Extracts the documents of content with several languages or of great size, in the order in which they end in the
    /// file. An error ends the iteration.
    fn parts<'c>(&self, content: &'c str) -> Parts<'c> {
        Box::new(std::iter::once(self.read(content)))
    }
}

/// How a comment is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comment {
    /// What begins it.
    pub open: &'static str,
    /// What ends it, beside the line end.
    pub close: &'static str,
    /// Where it goes.
    pub place: CommentPlace,
}

/// Where a comment about a line goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommentPlace {
    /// On a line of its own, above the line.
    AboveLine,
    /// At the end of the line before, since a line of its own can end a paragraph; otherwise above the line.
    InText,
    /// On a line of its own above the entry, which can have several lines.
    AboveEntry,
}

impl Comment {
    /// As in HTML.
    const HTML: Self = Self { open: "<!-- ", close: " -->", place: CommentPlace::AboveLine };
    /// As in XML that holds entries.
    const XML: Self = Self { place: CommentPlace::AboveEntry, ..Self::HTML };
    /// A line that begins with `#`, above an entry.
    const HASH: Self = Self { open: "# ", close: "", place: CommentPlace::AboveEntry };
}

/// The documents of a file.
pub type Parts<'c> = Box<dyn Iterator<Item = Result<Document, FormatError>> + 'c>;

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct FormatError {
    /// The place in the content.
    pub span: FileSpan,
    /// What is wrong and what to do, in one sentence.
    pub message: String,
}

/// All formats.
pub const FORMATS: &[&dyn Format] = &[
    &plain::Plain,
    &markdown::Markdown,
    &html::Html,
    &po::Po,
    &resource::Properties,
    &resource::Strings,
    &fluent::Fluent,
    &subtitle::Srt,
    &subtitle::Vtt,
    &table::Csv,
    &table::Tsv,
    &table::JsonLines,
    &json::Messages,
    &json::Arb,
    &json::Xcstrings,
    &xml::ANDROID,
    &xml::STRINGSDICT,
    &xml::XLIFF,
    &xml::Tmx,
];

/// The first format with the extension of a path, in any case; `None` for an unknown extension.
#[must_use]
pub fn by_path(path: &Path) -> Option<&'static dyn Format> {
    candidates(path).next()
}

/// The format of a file by its extension and content; `None` if no format with that extension reads such content.
#[must_use]
pub fn by_content(path: &Path, content: &str) -> Option<&'static dyn Format> {
    candidates(path).find(|format| format.accepts(content))
}

/// True for a path with the extension of a format.
#[must_use]
pub fn is_known(path: &Path) -> bool {
    path.extension().is_some() && candidates(path).next().is_some()
}

/// True if a walk through folders includes a file without configuration.
#[must_use]
pub fn is_walked(path: &Path) -> bool {
    path.extension().is_some() && candidates(path).any(|format| format.is_walked(path))
}

fn candidates(path: &Path) -> impl Iterator<Item = &'static dyn Format> {
    let extension = path.extension().unwrap_or_default().to_str();
    let has =
        move |f: &&dyn Format| f.extensions().iter().any(|e| extension.is_some_and(|x| e.eq_ignore_ascii_case(x)));
    FORMATS.iter().copied().filter(has)
}

/// The format with this name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.name() == name)
}
