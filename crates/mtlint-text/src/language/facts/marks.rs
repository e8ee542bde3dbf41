//! Marks of sentences, questions and quotations.

/// How often a mark is written where other languages need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkUse {
    /// It is needed.
    Always,
    /// It is often left out.
    Optional,
    /// There is none.
    None,
}

/// How questions are asked.
#[derive(Clone, Copy, Debug)]
pub struct Questions {
    /// How often a mark ends a question.
    pub mark: MarkUse,
    /// Question marks of this language only.
    pub marks: &'static [char],
    /// Headings that ask have no mark.
    pub titles_without_mark: bool,
    /// Words that ask at the start of a sentence.
    pub openings: &'static [&'static str],
    /// Words that ask anywhere.
    pub words: &'static [&'static str],
    /// Endings of words that ask.
    pub endings: &'static [&'static str],
    /// Parts of words that ask, for scripts without spaces.
    pub inside: &'static [&'static str],
    /// Endings that make a question of a sentence with a full stop.
    pub particles: &'static [&'static str],
    /// How a question begins that is an offer: “Why not …”.
    pub offers: &'static [&'static str],
    /// How a question begins that waits for an answer: “Do you want …”.
    pub requests: &'static [&'static str],
}

/// How quotations are marked.
#[derive(Clone, Copy, Debug)]
pub struct Quotes {
    /// Opening and closing mark, and those of a quotation inside a quotation, as CLDR has them.
    pub marks: &'static [&'static str],
    /// Spaces stand inside the marks: « mot ».
    pub inner_space: bool,
    /// A quotation mark between two letters marks an abbreviation.
    pub abbreviates: bool,
}
