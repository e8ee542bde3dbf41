//! The document model that formats produce and rules read: units of text, each with a target side and, in bilingual
//! formats, a source side.

mod bilingual;
mod builder;
mod directive;
mod escape;
mod object;
mod outline;
mod piece;
mod select;
mod syntax;
mod unit;

use std::path::PathBuf;

pub use bilingual::{BilingualBuilder, Mask, MaskedSide, SideText};
pub use builder::TextBuilder;
pub use directive::{CommentLine, PREFIX, is_directive_line};
pub use escape::Escape;
pub use object::{Object, ObjectKind, Objects};
pub use outline::{Difference, Landmark, LandmarkKind};
pub use piece::{Piece, PieceKind, PieceMap};
pub use syntax::Syntax;
pub use unit::{Plural, Side, Unit, UnitState};

pub use mtlint_text::text::UnitKind;
pub use mtlint_token::OBJECT;

use mtlint_text::language::LanguageId;
use mtlint_token::span::{FileSpan, TextSpan, items_at};

/// Separates two units in a text, so that no match crosses from one to the next.
pub const UNIT_SEPARATOR: &str = "\n\n";

/// Extracted text of one side of a document, with the map back to its file.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// All units' texts, in order, divided by [`UNIT_SEPARATOR`].
    pub string: String,
    /// Maps byte ranges of `string` to byte ranges of the decoded file.
    pub map: PieceMap,
    /// Placeholders, tags, code, links and the like.
    pub objects: Objects,
}

impl Text {
    /// The text of a span of this text.
    #[must_use]
    pub fn slice(&self, span: TextSpan) -> &str {
        span.of(&self.string)
    }

    /// The objects of a side with their literals, in text order.
    pub fn objects_of(&self, side: Side) -> impl Iterator<Item = (&Object, &str)> {
        let all = items_at(self.objects.all(), self.objects.within(side.outer));
        all.iter().map(|object| (object, self.objects.literal(object)))
    }
}

/// What a document declares about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Language of the target text (front matter `lang`, `<html lang>`, target-language).
    pub language: Option<LanguageId>,
    /// Language it was translated from (front matter `source_lang`, source-language).
    pub source_language: Option<LanguageId>,
    /// The date the text was published or written.
    pub date: Option<jiff::civil::Date>,
}

/// A defect that a format found while it read a file; a check of the same name reports it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The check that reports it: `duplicate-key`.
    pub check: &'static str,
    /// The place in the file.
    pub span: mtlint_token::span::FileSpan,
    /// The defect, for the message.
    pub detail: String,
}

/// A file as the linter sees it.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// How text is escaped in the file.
    pub escape: Escape,
    /// The translated text.
    pub target: Text,
    /// The source text; empty in monolingual formats.
    pub source: Text,
    /// The file of the source text if it is another one; source spans are spans of that file.
    pub source_path: Option<PathBuf>,
    /// The units in file order.
    pub units: Vec<Unit>,
    /// The comments that can contain directives, in file order, with or without their delimiters. Comments without
    /// [`crate::document::PREFIX`] can be left out.
    pub comments: Vec<FileSpan>,
    /// What the document declares about itself.
    pub metadata: Metadata,
    /// Defects that the format found.
    pub remarks: Vec<Remark>,
    /// Headings, code blocks and the like, in formats that have them.
    pub landmarks: Vec<Landmark>,
    /// Its differences in structure from the source in another file.
    pub differences: Vec<Difference>,
}

impl Document {
    /// The unit whose target side contains a text position.
    #[must_use]
    pub fn unit_at(&self, at: u32) -> Option<&Unit> {
        let index = self.units.partition_point(|u| u.target.outer.end < at);
        self.units.get(index).filter(|u| u.target.outer.start <= at)
    }

    /// A text as it must be written at a position of the target; see [`Escape`].
    #[must_use]
    pub fn escaped<'t>(&self, at: u32, text: &'t str) -> Option<std::borrow::Cow<'t, str>> {
        self.unit_at(at).and_then(|u| u.escape).unwrap_or(self.escape).write(text)
    }

    /// Span and kind of the target side of each unit.
    #[must_use]
    pub fn unit_spans(&self) -> Vec<(TextSpan, UnitKind)> {
        self.units.iter().map(|unit| (unit.target.span, unit.kind)).collect()
    }

    /// True if at least one unit has a source side.
    #[must_use]
    pub fn is_bilingual(&self) -> bool {
        !self.source.string.is_empty()
    }
}
