//! The one model that every format fills and every rule reads: units of text, each with a target side and, where the
//! format has one, a source side. Monolingual formats leave the source side empty.

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

/// Extracted text of one side of a document and the way back to its source.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// All units' texts, in order, divided by [`UNIT_SEPARATOR`].
    pub string: String,
    /// Maps byte ranges of `string` to byte ranges of the decoded source.
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

    /// The objects of a side with what each says, in text order.
    pub fn objects_of(&self, side: Side) -> impl Iterator<Item = (&Object, &str)> {
        let all = items_at(self.objects.all(), self.objects.within(side.outer));
        all.iter().map(|object| (object, self.objects.literal(object)))
    }
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

/// A defect of a file that its format saw while reading it; a check of the same name reports it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The check that reports it: `duplicate-key`.
    pub check: &'static str,
    /// Where.
    pub span: mtlint_token::span::FileSpan,
    /// What is wrong with it, for the message.
    pub detail: String,
}

/// A file as the linter sees it.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// How a text is written into the file.
    pub escape: Escape,
    /// The translated text.
    pub target: Text,
    /// The source text; empty in monolingual formats.
    pub source: Text,
    /// The file that the source text stands in, if not in the document's own: its spans are of that file's content.
    pub source_path: Option<PathBuf>,
    /// The units in file order.
    pub units: Vec<Unit>,
    /// The comments in which a person may speak to the program, in file order, with or without the signs around them.
    /// A comment without [`crate::document::PREFIX`] may be left out.
    pub comments: Vec<FileSpan>,
    /// What the document says of itself.
    pub metadata: Metadata,
    /// Defects that the format saw.
    pub remarks: Vec<Remark>,
    /// Headings and code blocks, where the format has them.
    pub landmarks: Vec<Landmark>,
    /// Where it differs in structure from the source in another file.
    pub differences: Vec<Difference>,
}

impl Document {
    /// The unit whose target side holds a text position.
    #[must_use]
    pub fn unit_at(&self, at: u32) -> Option<&Unit> {
        let index = self.units.partition_point(|u| u.target.outer.end < at);
        self.units.get(index).filter(|u| u.target.outer.start <= at)
    }

    /// What must stand in the file for a text at a place of the target; see [`Escape`].
    #[must_use]
    pub fn escaped<'t>(&self, at: u32, text: &'t str) -> Option<std::borrow::Cow<'t, str>> {
        self.unit_at(at).and_then(|u| u.escape).unwrap_or(self.escape).write(text)
    }

    /// Span and kind of the target side of each unit.
    #[must_use]
    pub fn unit_spans(&self) -> Vec<(TextSpan, UnitKind)> {
        self.units.iter().map(|unit| (unit.target.span, unit.kind)).collect()
    }

    /// True when one unit at least has a source side.
    #[must_use]
    pub fn is_bilingual(&self) -> bool {
        !self.source.string.is_empty()
    }
}
