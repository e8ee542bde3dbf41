//! Glossaries: what a term is called in each language, and what it must not be called.

mod entries;
mod table;

pub use table::{Entry, GlossaryError, read_csv};

use mtlint_text::language::LanguageId;
use mtlint_token::span::FileSpan;

/// Whether a term is to be used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TermStatus {
    /// The one to use.
    Preferred,
    /// May be used, or nothing is said of it.
    #[default]
    Admitted,
    /// Must not be used: deprecated, superseded, forbidden.
    Forbidden,
}

/// A name of a concept in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The language.
    pub language: LanguageId,
    /// The name.
    pub text: String,
    /// Where it stands in the glossary's file.
    pub span: FileSpan,
    /// Whether it is to be used.
    pub status: TermStatus,
    /// The part of speech as the glossary names it (`noun`); empty where it does not.
    pub part_of_speech: String,
}

/// A concept with its terms in file order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concept {
    /// The identifier that the glossary gives it.
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
