//! What a format is.

use std::path::Path;

use super::frame::Frame;
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

    /// Small files of the format with a place for a text; at least one. Property tests and fuzz targets fill them. The
    /// first is the one that can hold the most characters.
    fn frames(&self) -> &'static [Frame] {
        &[Frame::ANY_TEXT]
    }

    /// Extracts the text of decoded content ([`FileText::content`](super::FileText::content)).
    ///
    /// # Errors
    /// When the content is so broken that its text cannot be distinguished from markup.
    fn read(&self, content: &str) -> Result<Document, FormatError>;

    /// Reads content whose keys are the texts in the source language, with each key as a source. `None` in formats
    /// whose keys are names.
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
    pub(super) const HTML: Self = Self { open: "<!-- ", close: " -->", place: CommentPlace::AboveLine };
    /// As in XML that holds entries.
    pub(super) const XML: Self = Self { place: CommentPlace::AboveEntry, ..Self::HTML };
    /// A line that begins with `#`, above an entry.
    pub(super) const HASH: Self = Self { open: "# ", close: "", place: CommentPlace::AboveEntry };
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
