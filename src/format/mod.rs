//! Input formats: each turns the content of a file into a [`Document`]. A format is one file here and one line in
//! [`FORMATS`].

mod cursor;
mod decode;
mod fluent;
mod html;
mod legacy;
mod line_index;
mod markdown;
pub(crate) mod masking;
mod metadata;
mod plain;
mod po;
mod resource;
mod segments;
mod subtitle;
mod table;
mod writer;

use std::path::Path;

pub use decode::{DecodeError, DecodeErrorReason, SourceFile};
pub use line_index::{LineIndex, Position};
pub use subtitle::CueTime;

use crate::document::Document;
use crate::span::SourceSpan;

/// A kind of file that can be read.
pub trait Format: Sync {
    /// The name for options and configuration, lower case.
    fn name(&self) -> &'static str;

    /// Extensions of its files, lower case, without the dot. The empty extension stands for files without one.
    fn extensions(&self) -> &'static [&'static str];

    /// True when content is of the format, as far as a quick look tells: for extensions that other kinds of files have,
    /// too.
    fn accepts(&self, _content: &str) -> bool {
        true
    }

    /// Takes the text out of decoded content ([`SourceFile::content`]).
    ///
    /// # Errors
    /// When the content breaks the format so that its text cannot be told from its markup.
    fn read(&self, content: &str) -> Result<Document, FormatError>;
}

/// Why a file is not of its format.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct FormatError {
    /// Where, in the content.
    pub span: SourceSpan,
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
