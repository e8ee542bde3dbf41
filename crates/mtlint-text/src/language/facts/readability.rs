//! What the readability formulas need to know.

/// How readability is counted.
#[derive(Clone, Copy, Debug)]
pub struct Readability {
    /// The variant of Flesch's formula; `None` if nobody fitted one to the language.
    pub flesch: Option<Flesch>,
    /// How the syllables of a word are counted.
    pub syllables: Syllables,
    /// The formulas that give American school years apply.
    pub has_school_grades: bool,
    /// The Gulpease index applies.
    pub has_gulpease: bool,
    /// The length of a word says how hard it is.
    pub has_long_words: bool,
    /// All nouns have a capital, so that a capital does not mark a name.
    pub has_noun_capitals: bool,
}

/// Reading ease after Flesch in one language: `base − sentence × words/sentence − word × syllables/word`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flesch {
    /// Who published these constants, and when.
    pub source: &'static str,
    /// The ease of a text without length.
    pub base: f64,
    /// How much one more word per sentence takes from it.
    pub sentence: f64,
    /// How much one more syllable per word takes from it.
    pub word: f64,
}

/// How the syllables of a word are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syllables {
    /// Each run of vowels is one.
    General,
    /// By the rules of Dutch.
    Dutch,
    /// By the rules of English, with a table of stems.
    English,
    /// By the rules of French.
    French,
    /// By the rules of German.
    German,
    /// By the rules of Italian.
    Italian,
    /// By the rules of Portuguese.
    Portuguese,
    /// By the rules of Russian.
    Russian,
    /// By the rules of Spanish.
    Spanish,
}
