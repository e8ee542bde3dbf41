//! The one model that every format fills and every rule reads: units of text, each with a target side and, where the
//! format has one, a source side. Monolingual formats leave the source side empty.

mod builder;
mod piece;

pub use builder::TextBuilder;
pub use piece::{Piece, PieceKind, PieceMap};

use crate::language::LanguageId;
use crate::span::TextSpan;

/// Stands in the text for what is not language: code, a placeholder, an image (U+FFFC).
pub const OBJECT: char = '\u{FFFC}';

/// Separates two units in a text, so that no match crosses from one to the next.
pub const UNIT_SEPARATOR: &str = "\n\n";

/// Extracted text of one side of a document and the way back to its source.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// All units' texts, in order, divided by [`UNIT_SEPARATOR`].
    pub string: String,
    /// Maps byte ranges of `string` to byte ranges of the decoded source.
    pub map: PieceMap,
}

impl Text {
    /// The text of a span; empty where the span is not on character boundaries of this text.
    #[must_use]
    pub fn slice(&self, span: TextSpan) -> &str {
        self.string.get(span.range()).unwrap_or_default()
    }
}

/// What a unit is in its document; rules use it to tell running text from furniture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum UnitKind {
    /// Running text.
    #[default]
    Paragraph,
    /// A title or heading.
    Heading,
    /// One item of a list.
    ListItem,
    /// One cell of a table.
    Cell,
    /// Navigation, footer, aside, form: the page around the article.
    Furniture,
    /// A translation unit of a localisation format.
    Segment,
}

/// Translation state of a unit in formats that have one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum UnitState {
    /// Translated, or the format has no states.
    #[default]
    Translated,
    /// Marked as needing work (fuzzy, needs-review).
    NeedsReview,
    /// Has no translation.
    Untranslated,
}

/// One side of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side {
    /// The language that the markup gives for this side (`lang` attributes), if it differs from the document's.
    pub language: Option<LanguageId>,
    /// Where the side stands in its [`Text`].
    pub span: TextSpan,
}

/// A paragraph, heading, list item, cell or translation unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The identifier that the format gives the unit (message context, trans-unit id, JSON path).
    pub key: Option<String>,
    /// What the unit is.
    pub kind: UnitKind,
    /// The source side, in [`Document::source`]; none in monolingual formats.
    pub source: Option<Side>,
    /// The translated side, in [`Document::target`].
    pub target: Side,
    /// Translation state.
    pub state: UnitState,
    /// The longest target allowed, in characters.
    pub max_length: Option<u32>,
}

/// What a document says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Language of the target text (front matter `lang`, `<html lang>`, target-language).
    pub language: Option<LanguageId>,
    /// Language it was translated from (front matter `source_lang`, source-language).
    pub source_language: Option<LanguageId>,
    /// The date the text was published or written.
    pub date: Option<jiff::civil::Date>,
}

/// A file as the linter sees it.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Characters that mean something to the format: a fix that would write one is shown, never applied.
    pub special: &'static str,
    /// The translated text.
    pub target: Text,
    /// The source text; empty in monolingual formats.
    pub source: Text,
    /// The units in file order.
    pub units: Vec<Unit>,
    /// What the document says of itself.
    pub metadata: Metadata,
}

impl Document {
    /// True when a text can be written into the source as it is.
    #[must_use]
    pub fn takes_verbatim(&self, text: &str) -> bool {
        !text.contains(|c| self.special.contains(c))
    }
}
