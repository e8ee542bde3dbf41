//! How formats build a [`Text`]: they push pieces in order and close a unit when a block ends.

use super::{OBJECT, ObjectKind, Piece, PieceKind, Side, Text, UNIT_SEPARATOR};
use mtlint_token::span::{FileSpan, TextSpan, text_at};

/// Collects the text of one side of a document.
#[derive(Debug)]
pub struct TextBuilder<'s> {
    content: &'s str,
    text: Text,
    unit_start: usize,
}

impl<'s> TextBuilder<'s> {
    /// A builder that takes verbatim text from `content`, the decoded file.
    #[must_use]
    pub fn new(content: &'s str) -> Self {
        Self { content, text: Text::default(), unit_start: 0 }
    }

    /// Adds bytes of the file unchanged. A span off character boundaries adds nothing.
    pub fn verbatim(&mut self, span: FileSpan) {
        if let Some(text) = self.content.get(span.range()) {
            self.push(text, span, PieceKind::Verbatim);
        }
    }

    /// Adds text that represents other bytes: an entity, an escape, a soft break. Text equal to those bytes counts as
    /// verbatim. An empty text is a gap: bytes inside a run of text that represent nothing.
    pub fn replaced(&mut self, text: &str, span: FileSpan) {
        let same = self.content.get(span.range()) == Some(text);
        self.push(text, span, if same { PieceKind::Verbatim } else { PieceKind::Replaced });
    }

    /// Adds one U+FFFC for code, a placeholder, an image.
    pub fn object(&mut self, span: FileSpan) {
        self.push(OBJECT.encode_utf8(&mut [0; 4]), span, PieceKind::Object);
    }

    /// Adds an object with its literal. An invisible one leaves nothing in the text.
    pub fn inline(&mut self, literal: &str, kind: ObjectKind, file: FileSpan, visible: bool) {
        let start = self.text.string.len();
        if visible {
            self.object(file);
        }
        let span = TextSpan::from_range(start..self.text.string.len());
        self.text.objects.push(span, file, kind, literal);
    }

    /// Closes the unit. An empty unit is placed at `at`.
    pub(super) fn end_side(&mut self, at: FileSpan) -> Side {
        let outer = TextSpan::from_range(self.unit_start..self.text.string.len());
        if outer.is_empty() {
            self.text.map.push(Piece { text: outer, file: at, kind: PieceKind::Object });
        }
        let text = self.unit_text();
        let (leading, trailing) = (text.len() - text.trim_start().len(), text.len() - text.trim_end().len());
        let inner = outer.range();
        let span = if text.trim().is_empty() {
            outer
        } else {
            TextSpan::from_range(inner.start + leading..inner.end - trailing)
        };
        self.text.string.push_str(UNIT_SEPARATOR);
        self.unit_start = self.text.string.len();
        Side { language: None, span, outer }
    }

    /// True when the open unit has no text yet.
    #[must_use]
    pub fn unit_is_empty(&self) -> bool {
        self.text.string.len() == self.unit_start
    }

    /// The text of the open unit so far.
    #[must_use]
    pub fn unit_text(&self) -> &str {
        text_at(&self.text.string, self.unit_start..)
    }

    /// Closes the unit and returns its side; `None`, and nothing is kept, if it has no visible character.
    pub fn end_unit(&mut self) -> Option<Side> {
        let start = self.unit_start;
        if self.unit_text().trim().is_empty() {
            // Pieces of white space only: harmless to keep, since no unit spans them.
            self.unit_start = self.text.string.len();
            return None;
        }
        let span = TextSpan::from_range(start..self.text.string.len());
        self.text.string.push_str(UNIT_SEPARATOR);
        self.unit_start = self.text.string.len();
        Some(Side::new(span))
    }

    /// The file span of a span of the text so far.
    #[must_use]
    pub fn place(&self, span: TextSpan) -> Option<FileSpan> {
        self.text.map.to_file(span)
    }

    /// The finished text.
    #[must_use]
    pub fn finish(self) -> Text {
        self.text
    }

    fn push(&mut self, text: &str, file: FileSpan, kind: PieceKind) {
        if text.is_empty() && (file.is_empty() || kind == PieceKind::Verbatim) {
            return;
        }
        let start = self.text.string.len();
        self.text.string.push_str(text);
        self.text.map.push(Piece { text: TextSpan::from_range(start..self.text.string.len()), file, kind });
    }
}
