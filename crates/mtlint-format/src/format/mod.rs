//! Input formats: each turns the content of a file into a [`Document`](crate::document::Document). A format is one file
//! here and one line in
//! [`FORMATS`].

mod branches;
mod contract;
mod cursor;
mod declared;
mod decode;
mod filled;
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

pub use contract::{Comment, CommentPlace, Format, FormatError, Parts};
pub use decode::{DecodeError, DecodeErrorReason, EncodeError, FileText};
pub use frame::Frame;
pub use line_index::{LineIndex, Position};
pub use subtitle::CueTime;
pub use xml::read_tbx;

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
