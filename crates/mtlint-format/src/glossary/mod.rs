//! Glossaries: the names of concepts in each language, preferred and forbidden ones.

mod entries;
mod table;

pub use table::{Entry, GlossaryError, read_csv};

use mtlint_text::language::LanguageId;
use mtlint_token::span::FileSpan;

/// Whether a term should be used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TermStatus {
    /// Preferred.
    Preferred,
    /// Allowed, or without a status.
    #[default]
    Admitted,
    /// Forbidden: deprecated, superseded.
    Forbidden,
}

/// A name of a concept in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The language.
    pub language: LanguageId,
    /// The name.
    pub text: String,
    /// Its span in the glossary file.
    pub span: FileSpan,
    /// Whether it should be used.
    pub status: TermStatus,
    /// The part of speech as the glossary names it (`noun`); empty if it does not.
    pub part_of_speech: String,
}

/// A concept with its terms in file order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concept {
    /// Its identifier in the glossary.
    pub id: Option<String>,
    /// Its names.
    pub terms: Vec<Term>,
}

impl Concept {
    /// Its names in a language.
    pub fn terms_in(&self, language: LanguageId) -> impl Iterator<Item = &Term> {
        self.terms.iter().filter(move |term| term.language.agrees(&language))
    }
}

/// A glossary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glossary {
    /// Its concepts in file order.
    pub concepts: Vec<Concept>,
}
