//! The documents of a file: decoded, and taken out by its format.

use std::path::{Path, PathBuf};

use crate::problem::{Problem, shown};
use mtlint_format::document::{Document, UnitKind};
use mtlint_format::format::{self, FileText, Format, FormatError, locale};

/// The format of a named file whose extension no format has.
const FALLBACK: &str = "plain";

/// Decodes a file.
///
/// # Errors
/// Bytes that no encoding explains.
pub(crate) fn decode(path: PathBuf, bytes: Vec<u8>) -> Result<FileText, Problem> {
    let name = shown(&path);
    FileText::decode(path, bytes).map_err(|e| Problem::error(name, e.to_string()))
}

/// The documents of a file, in file order. The format is chosen by extension and content; an unknown extension means
/// plain text. An error is the last item.
pub(super) fn documents(text: &FileText) -> Result<impl Iterator<Item = Result<Document, Problem>>, Problem> {
    let (path, content) = (text.path(), text.content());
    let Some(format) = format_of(text) else {
        return Err(Problem::error(shown(path), "has an unknown file format"));
    };
    let broken = |e: FormatError| Problem::error(shown(path), e.message).with_place(content.into(), e.span.range());
    Ok(format.parts(content).map(move |document| document.map(|d| with_language(d, path)).map_err(broken)))
}

/// The first document of a file.
pub(super) fn first_document(text: &FileText) -> Result<Document, Problem> {
    documents(text)?.next().unwrap_or_else(|| Ok(Document::default()))
}

/// The format of a file.
pub(super) fn format_of(text: &FileText) -> Option<&'static dyn Format> {
    let (path, content) = (text.path(), text.content());
    let known = format::by_content(path, content).or_else(|| format::by_path(path));
    known.or_else(|| format::by_name(FALLBACK))
}

/// Resource files name their language in their path, if at all.
fn with_language(mut document: Document, path: &Path) -> Document {
    if document.units.first().is_some_and(|unit| unit.kind == UnitKind::Segment) {
        document.metadata.language = document.metadata.language.or_else(|| locale::language(path));
    }
    document
}
