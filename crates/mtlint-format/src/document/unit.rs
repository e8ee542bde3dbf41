//! A unit of a document: what a rule calls a paragraph, a translator a segment.

use super::{Escape, Syntax, UnitKind};
use mtlint_text::language::LanguageId;
use mtlint_token::span::TextSpan;

/// Translation state of a unit in formats that have one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum UnitState {
    /// Translated, or the format has no states.
    #[default]
    Translated,
    /// Translated, and nobody has approved it yet (XLIFF `needs-review-translation`, `approved="no"`).
    Unapproved,
    /// A machine's proposal that nobody has edited (XLIFF `mt-suggestion`, `leveraged-mt`).
    Machine,
    /// A guess that the format's own programs leave out (PO fuzzy). Not linted unless the user asks for it.
    Fuzzy,
    /// Has no translation.
    Untranslated,
}

/// One side of a unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// The language that the markup gives for this side (`lang` attributes), if it differs from the document's.
    pub language: Option<LanguageId>,
    /// Where the side stands in its `Text`, white space at its edges aside.
    pub span: TextSpan,
    /// The same with the white space at its edges.
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
    /// The form's place among those of its message, from 0.
    pub index: u32,
    /// The CLDR category that it is for (`one`, `few`), where that is known.
    pub category: Option<&'static str>,
    /// True when the form serves few numbers, so that it need not name them: “one file”.
    pub rare: bool,
    /// The other text of the source: its plural beside a unit whose source is the singular, and the reverse.
    pub counterpart: Option<Side>,
}

/// A paragraph, heading, list item, cell or translation unit.
#[derive(Clone, Debug, Default)]
pub struct Unit {
    /// The identifier that the format gives the unit (message context, trans-unit id, JSON path).
    pub key: Option<String>,
    /// What the unit is.
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
    /// It is a part of a message with branches (ICU MessageFormat, Fluent's selectors): what it must hold is known of the whole.
    pub is_branch: bool,
    /// Its source was found by structure and length alone, and may be another: what holds the two against each other passes it
    /// over.
    pub is_guess: bool,
    /// How text is written here, where it differs from the rest of the document.
    pub escape: Option<Escape>,
}

impl Unit {
    /// A unit of a monolingual document.
    #[must_use]
    pub fn monolingual(kind: UnitKind, target: Side) -> Self {
        Self { kind, target, ..Self::default() }
    }

    /// True when there is a translation that rules may judge. `fuzzy`: guesses count as such.
    #[must_use]
    pub fn is_linted(&self, fuzzy: bool) -> bool {
        match self.state {
            UnitState::Translated | UnitState::Unapproved | UnitState::Machine => true,
            UnitState::Fuzzy => fuzzy,
            UnitState::Untranslated => false,
        }
    }
}
