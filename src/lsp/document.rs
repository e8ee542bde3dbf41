//! The documents that the client has open.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use gen_lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};
use ropey::Rope;

use super::position::Encoding;
use super::uri;
use mtlint_format::format;

/// Which edit of a document is the latest; shared with those who check it, so that nobody checks an older one.
#[derive(Clone, Debug, Default)]
pub(super) struct Latest(Arc<AtomicU64>);

impl Latest {
    /// True when nothing was edited since this revision.
    #[must_use]
    pub(super) fn is(&self, revision: u64) -> bool {
        self.0.load(Ordering::Relaxed) == revision
    }
}

/// An open document.
#[derive(Debug)]
pub(super) struct OpenDocument {
    /// As the client names it.
    pub uri: Uri,
    /// Where it stands, or would stand.
    pub path: PathBuf,
    /// A path whose ending says of what format it is; `None` for what is not read as text.
    pub kind: Option<PathBuf>,
    /// The client's number for this state of the text.
    pub version: i32,
    /// The text.
    pub text: Rope,
    /// Our own number for it, which always grows.
    pub revision: u64,
    /// The same, for others to look at.
    pub latest: Latest,
}

impl OpenDocument {
    /// A document that was just opened. Those without a file are taken to stand in `root`. `revision` must be greater
    /// than that of any document with this URI before.
    #[must_use]
    pub(super) fn new(item: TextDocumentItem, root: &Path, revision: u64) -> Self {
        let path = uri::path(&item.uri).unwrap_or_else(|| root.join(uri::name(&item.uri)));
        let kind = kind(&path, &item.language_id.to_string());
        let latest = Latest::default();
        latest.0.store(revision, Ordering::Relaxed);
        Self { uri: item.uri, path, kind, version: item.version, text: Rope::from_str(&item.text), revision, latest }
    }

    /// Applies changes of the text, in order, each to what the one before left.
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
        // Nobody need check it any more.
        self.latest.0.store(u64::MAX, Ordering::Relaxed);
    }
}

/// Replaces bytes `start..end`, which must lie on character boundaries.
fn splice(text: &mut Rope, bytes: std::ops::Range<usize>, new: &str) {
    let char = |at| text.try_byte_to_char(at).unwrap_or(text.len_chars());
    let (start, end) = (char(bytes.start), char(bytes.end));
    // Neither can fail: both ends come from this text.
    let removed = text.try_remove(start..end);
    if removed.is_ok() {
        let _ = text.try_insert(start, new);
    }
}

/// Formats by the names that editors have for languages.
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

/// A path by whose ending the format can be told: the document's own, else one for what the editor takes it for.
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
