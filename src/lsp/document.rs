//! Documents that are open in the client.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use gen_lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};
use ropey::Rope;

use super::position::Encoding;
use super::uri;
use mtlint_format::format;

/// The latest revision of a document, shared with the checker, which skips older revisions.
#[derive(Clone, Debug, Default)]
pub(super) struct Latest(Arc<AtomicU64>);

impl Latest {
    /// True if this is the latest revision.
    #[must_use]
    pub(super) fn is(&self, revision: u64) -> bool {
        self.0.load(Ordering::Relaxed) == revision
    }
}

/// An open document.
#[derive(Debug)]
pub(super) struct OpenDocument {
    /// The URI that the client uses.
    pub uri: Uri,
    /// The path of the file, or the path it would have.
    pub path: PathBuf,
    /// A path with the extension of the document's format; `None` if it is not checked.
    pub kind: Option<PathBuf>,
    /// The version number of the client.
    pub version: i32,
    /// The text.
    pub text: Rope,
    /// The version number of this server, which always grows.
    pub revision: u64,
    /// The revision, shared with the checker.
    pub latest: Latest,
}

impl OpenDocument {
    /// A document that was just opened. Without a file, it is treated as being in `root`. `revision` must be greater
    /// than that of earlier documents with this URI.
    #[must_use]
    pub(super) fn new(item: TextDocumentItem, root: &Path, revision: u64) -> Self {
        let path = uri::path(&item.uri).unwrap_or_else(|| root.join(uri::name(&item.uri)));
        let kind = kind(&path, &item.language_id.to_string());
        let latest = Latest::default();
        latest.0.store(revision, Ordering::Relaxed);
        Self { uri: item.uri, path, kind, version: item.version, text: Rope::from_str(&item.text), revision, latest }
    }

    /// Applies changes in order, each to the result of the previous one.
    pub(super) fn change(&mut self, changes: Vec<TextDocumentContentChangeEvent>, version: i32, encoding: Encoding) {
        for change in changes {
            match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    let start = encoding.byte(&self.text, part.range.start);
                    let end = encoding.byte(&self.text, part.range.end).max(start);
                    splice(&mut self.text, start..end, &part.text);
                }
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => {
                    self.text = Rope::from_str(&whole.text);
                }
            }
        }
        self.version = version;
        self.revision += 1;
        self.latest.0.store(self.revision, Ordering::Relaxed);
    }
}

impl Drop for OpenDocument {
    fn drop(&mut self) {
        // Stops checks that are under way.
        self.latest.0.store(u64::MAX, Ordering::Relaxed);
    }
}

/// Replaces a byte range, whose ends must be on character boundaries.
fn splice(text: &mut Rope, bytes: std::ops::Range<usize>, new: &str) {
    let char = |at| text.try_byte_to_char(at).unwrap_or(text.len_chars());
    let (start, end) = (char(bytes.start), char(bytes.end));
    let result = text.try_remove(start..end).and_then(|()| text.try_insert(start, new));
    debug_assert!(result.is_ok(), "both ends come from this text: {result:?}");
}

/// The extension of the format for each language name that editors use.
const LANGUAGES: &[(&str, &str)] = &[
    ("plaintext", "txt"),
    ("text", "txt"),
    ("markdown", "md"),
    ("gfm", "md"),
    ("pandoc", "md"),
    ("html", "html"),
    ("xhtml", "html"),
    ("po", "po"),
    ("gettext", "po"),
    ("properties", "properties"),
    ("java-properties", "properties"),
    ("jproperties", "properties"),
    ("conf-javaprop", "properties"),
    ("fluent", "ftl"),
    ("ftl", "ftl"),
    ("strings", "strings"),
    ("srt", "srt"),
    ("subrip", "srt"),
    ("vtt", "vtt"),
    ("webvtt", "vtt"),
    ("csv", "csv"),
    ("tsv", "tsv"),
    ("jsonl", "jsonl"),
    ("xliff", "xlf"),
    ("tmx", "tmx"),
];

/// A path with the extension of the document's format: its own path if the extension is known, otherwise by the
/// language name from the editor.
fn kind(path: &Path, language: &str) -> Option<PathBuf> {
    if path.extension().is_some() && format::by_path(path).is_some() {
        return Some(path.to_owned());
    }
    let (_, extension) = LANGUAGES.iter().find(|(name, _)| name.eq_ignore_ascii_case(language))?;
    Some(path.with_extension(extension))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use gen_lsp_types::{
        LanguageKind, Position, Range, TextDocumentContentChangeEvent, TextDocumentContentChangePartial,
        TextDocumentContentChangeWholeDocument, TextDocumentItem, Uri,
    };

    use super::{OpenDocument, kind};
    use crate::lsp::position::Encoding;

    fn open(text: &str) -> OpenDocument {
        let uri = Uri("file:///a.txt".to_owned());
        let item = TextDocumentItem { uri, language_id: LanguageKind::Plaintext, version: 1, text: text.to_owned() };
        OpenDocument::new(item, Path::new("/"), 1)
    }

    fn part(from: (u32, u32), to: (u32, u32), text: &str) -> TextDocumentContentChangeEvent {
        let range = Range::new(Position::new(from.0, from.1), Position::new(to.0, to.1));
        let text = text.to_owned();
        #[allow(deprecated)]
        let part = TextDocumentContentChangePartial { range, range_length: None, text };
        TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part)
    }

    #[test]
    fn changes_are_applied_one_after_the_other() {
        let mut document = open("one 😀 two\r\nthree");
        let changes = vec![part((0, 4), (0, 6), "中"), part((0, 5), (0, 5), "文"), part((0, 9), (1, 5), "!\n")];
        document.change(changes, 2, Encoding::Utf16);
        assert_eq!(document.text.to_string(), "one 中文 tw!\n");
        assert_eq!((document.version, document.revision), (2, 2));
        assert!(document.latest.is(2) && !document.latest.is(1));
    }

    #[test]
    fn wrong_ranges_do_no_harm() {
        let mut document = open("ab\ncd");
        document.change(vec![part((9, 9), (0, 0), "x")], 2, Encoding::Utf16);
        assert_eq!(document.text.to_string(), "ab\ncdx", "an end before the start is the start");
        document.change(vec![part((0, 7), (7, 0), "")], 3, Encoding::Utf16);
        assert_eq!(document.text.to_string(), "ab");
        let whole = TextDocumentContentChangeWholeDocument { text: "new".to_owned() };
        let whole = TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole);
        document.change(vec![whole, part((0, 3), (0, 3), "er")], 4, Encoding::Utf8);
        assert_eq!(document.text.to_string(), "newer");
    }

    #[test]
    fn who_closes_a_document_ends_its_checks() {
        let document = open("");
        let latest = document.latest.clone();
        drop(document);
        assert!(!latest.is(1));
    }

    #[test]
    fn the_ending_tells_the_format_then_the_editor() {
        let told = |path: &str, language: &str| {
            kind(Path::new(path), language).map(|kind| kind.extension().map(|e| e.to_string_lossy().into_owned()))
        };
        let some = |extension: &str| Some(Some(extension.to_owned()));
        assert_eq!(told("/a/b.po", "plaintext"), some("po"));
        assert_eq!(told("/Untitled-1", "markdown"), some("md"));
        assert_eq!(told("/README", "Markdown"), some("md"));
        assert_eq!(told("/main.rs", "rust"), None);
        assert_eq!(told("/Makefile", "makefile"), None);
    }
}
