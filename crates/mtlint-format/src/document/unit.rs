//! A unit of a document: a paragraph in an article, a segment in a translation file.

use super::{Escape, Syntax, UnitKind};
use mtlint_text::language::LanguageId;
use mtlint_token::span::TextSpan;

/// Translation state of a unit in formats that have one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum UnitState {
    /// Translated, or the format has no states.
    #[default]
    Translated,
    /// Translated but not approved (XLIFF `needs-review-translation`, `approved="no"`).
    Unapproved,
    /// A machine translation that nobody has edited (XLIFF `mt-suggestion`, `leveraged-mt`).
    Machine,
    /// A guess that the format's own tools ignore (PO fuzzy). Linted only on request.
    Fuzzy,
    /// Not translated.
    Untranslated,
}

/// One side of a unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// The language that markup (`lang`) sets for this side, if it differs from the document's.
    pub language: Option<LanguageId>,
    /// The span in its `Text`, without white space at the edges.
    pub span: TextSpan,
    /// The span with the white space at the edges.
    pub outer: TextSpan,
}

impl Side {
    /// A side of the document's language without white space at its edges.
    #[must_use]
    pub fn new(span: TextSpan) -> Self {
        Self { language: None, span, outer: span }
    }
}

/// A plural form: each form of a message is a unit of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plural {
    /// The same number for all forms of one message of the document.
    pub group: u32,
    /// The index of the form in its message, from 0.
    pub index: u32,
    /// Its CLDR category (`one`, `few`), if known.
    pub category: Option<&'static str>,
    /// True if the form is for few numbers and so can leave the number out: “one file”.
    pub rare: bool,
    /// The other source text of the message: the plural if the unit's source is the singular, and the reverse.
    pub counterpart: Option<Side>,
}

/// A paragraph, heading, list item, cell or translation unit.
#[derive(Clone, Debug, Default)]
pub struct Unit {
    /// The identifier that the format gives the unit (message context, trans-unit id, JSON path).
    pub key: Option<String>,
    /// The kind of unit.
    pub kind: UnitKind,
    /// The source side, in `Document::source`; none in monolingual formats.
    pub source: Option<Side>,
    /// The translated side, in `Document::target`.
    pub target: Side,
    /// Translation state.
    pub state: UnitState,
    /// The longest target allowed, in characters.
    pub max_length: Option<u32>,
    /// Set where the unit is one of several plural forms.
    pub plural: Option<Plural>,
    /// The source that a fuzzy translation was made for, in `Document::source`.
    pub previous: Option<Side>,
    /// Which placeholders and markup its text may hold.
    pub syntax: Syntax,
    /// True for a branch of a message (ICU MessageFormat, Fluent selectors). The whole message determines which
    /// placeholders it needs.
    pub is_branch: bool,
    /// True if its source was found by structure and length alone and can be wrong. Bilingual checks skip such units.
    pub is_guess: bool,
    /// How text is escaped in this unit, if it differs from the rest of the document.
    pub escape: Option<Escape>,
}

impl Unit {
    /// A unit of a monolingual document.
    #[must_use]
    pub fn monolingual(kind: UnitKind, target: Side) -> Self {
        Self { kind, target, ..Self::default() }
    }

    /// True if there is a translation to check. `fuzzy` includes fuzzy ones.
    #[must_use]
    pub fn is_linted(&self, fuzzy: bool) -> bool {
        match self.state {
            UnitState::Translated | UnitState::Unapproved | UnitState::Machine => true,
            UnitState::Fuzzy => fuzzy,
            UnitState::Untranslated => false,
        }
    }
}
