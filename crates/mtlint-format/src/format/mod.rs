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

    /// Extensions of its files, lower case, without the dot. The empty extension stands for files without one.
    fn extensions(&self) -> &'static [&'static str];

    /// True when a walk through folders takes up a file with such an extension; the user may name any.
    fn is_walked(&self, _path: &Path) -> bool {
        true
    }

    /// True when content is of the format, as far as a quick look tells: for extensions that other kinds of files have,
    /// too.
    fn accepts(&self, _content: &str) -> bool {
        true
    }

    /// How a comment with a directive is written, where such comments are read ([`Document::comments`]).
    fn comment(&self, _path: &Path) -> Option<Comment> {
        None
    }

    /// Small files of the format with a place for a text; at least one. Property tests and fuzz targets fill them. The first is
    /// the one that can hold the most characters.
    fn frames(&self) -> &'static [Frame] {
        &[Frame::ANY_TEXT]
    }

    /// Takes the text out of decoded content ([`FileText::content`]).
    ///
    /// # Errors
    /// When the content breaks the format so that its text cannot be told from its markup.
    fn read(&self, content: &str) -> Result<Document, FormatError>;

    /// The same with each key as the source of its text: for files whose keys are the text in the source language. `None` in
    /// formats whose keys are names.
    fn read_by_keys(&self, _content: &str) -> Option<Result<Document, FormatError>> {
        None
    }

    /// Takes the text out of content that is more than one document, for its languages or its size: documents in the
    /// order in which they end in the file. An error is the last of them.
    fn parts<'c>(&self, content: &'c str) -> Parts<'c> {
        Box::new(std::iter::once(self.read(content)))
    }
}

/// The signs around a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Before it.
    pub open: &'static str,
    /// Behind it.
    pub close: &'static str,
    /// A comment may stand in the midst of a paragraph, and had better: on a line of its own it can end one.
    pub fits_in_text: bool,
}

impl Comment {
    /// As in HTML.
    const HTML: Self = Self { open: "<!-- ", close: " -->", fits_in_text: false };
}

/// The documents of a file.
pub type Parts<'c> = Box<dyn Iterator<Item = Result<Document, FormatError>> + 'c>;

/// Why a file is not of its format.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct FormatError {
    /// Where, in the content.
    pub span: FileSpan,
    /// What is wrong and what to do, one sentence.
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

/// The first format of a file by its extension, in any case; `None` for an unknown one.
#[must_use]
pub fn by_path(path: &Path) -> Option<&'static dyn Format> {
    candidates(path).next()
}

/// The format of a file by its extension and what is in it; `None` where no format with that extension reads such content.
#[must_use]
pub fn by_content(path: &Path, content: &str) -> Option<&'static dyn Format> {
    candidates(path).find(|format| format.accepts(content))
}

/// True for a file with an extension of some format.
#[must_use]
pub fn is_known(path: &Path) -> bool {
    path.extension().is_some() && candidates(path).next().is_some()
}

/// True when a walk through folders takes up a file, whatever the config says.
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
