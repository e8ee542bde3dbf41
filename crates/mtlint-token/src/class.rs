//! Token classes as a set of bits.

use bitflags::bitflags;

bitflags! {
    /// A set of token classes. Bits up to [`Self::YEAR`], the marks and the scripts follow from the token's characters
    /// and position; the others are facts about the word in the language of the document.
    ///
    /// Rule files write the names in lower case with hyphens: `open-quote`.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct ClassBits: u32 {
        /// Begins with a letter or contains one.
        const WORD = 1 << 0;
        /// Begins with a digit.
        const NUMBER = 1 << 1;
        /// Anything that is neither word nor number.
        const PUNCT = 1 << 2;
        /// U+FFFC, which replaces code, a placeholder or an image.
        const OBJECT = 1 << 3;
        /// A split-off ’s.
        const CLITIC = 1 << 4;
        /// First letter upper case, all others lower case (one upper-case letter alone counts).
        const CAPITALISED = 1 << 5;
        /// All letters lower case.
        const LOWER = 1 << 6;
        /// Two letters or more, all upper case.
        const UPPER = 1 << 7;
        /// White space precedes the token, or it is the first of its unit.
        const SPACE_BEFORE = 1 << 8;
        /// First token of its unit.
        const UNIT_START = 1 << 9;
        /// First token of its sentence.
        const SENTENCE_START = 1 << 10;
        /// Four digits from 1000 to 2199.
        const YEAR = 1 << 11;
        /// 1st, 2nd, 23rd, or an ordinal word.
        const ORDINAL = 1 << 12;
        /// A function word of the language.
        const FUNCTION = 1 << 13;
        /// will, can, must …
        const MODAL = 1 << 14;
        /// Forms of be.
        const BE = 1 << 15;
        /// Forms of have.
        const HAVE = 1 << 16;
        /// Forms of do.
        const DO = 1 << 17;
        /// Pronouns.
        const PRONOUN = 1 << 18;
        /// he, she, him, her, his, hers, himself, herself.
        const PERSON_PRONOUN = 1 << 19;
        /// Articles and other determiners.
        const DETERMINER = 1 << 20;
        /// Prepositions.
        const PREPOSITION = 1 << 21;
        /// Conjunctions.
        const CONJUNCTION = 1 << 22;
        /// Names of months.
        const MONTH = 1 << 23;
        /// Names of weekdays.
        const WEEKDAY = 1 << 24;
        /// one, two, hundred …
        const NUMBER_WORD = 1 << 25;
        /// A mark that can open a quotation.
        const OPEN_QUOTE = 1 << 26;
        /// A mark that can close a quotation.
        const CLOSE_QUOTE = 1 << 27;
        /// A comma, full width included.
        const COMMA = 1 << 28;
        /// A mark that can end a sentence.
        const STOP = 1 << 29;
        /// - or another hyphen or dash.
        const HYPHEN = 1 << 30;
        /// A word in a script other than Latin, Greek and Cyrillic.
        const OTHER_SCRIPT = 1 << 31;
    }
}

impl ClassBits {
    /// Either quotation mark bit.
    pub const QUOTE: Self = Self::OPEN_QUOTE.union(Self::CLOSE_QUOTE);
    /// What a reader counts as a word.
    pub const WORD_OR_NUMBER: Self = Self::WORD.union(Self::NUMBER);

    /// The class that a rule file names.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        let is_canonical = name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        Self::from_name(&name.replace('-', "_").to_ascii_uppercase()).filter(|_| is_canonical)
    }

    /// All names as rule files write them, in order of the bits.
    pub fn names() -> impl Iterator<Item = String> {
        Self::all().iter_names().map(|(name, _)| name.to_ascii_lowercase().replace('_', "-"))
    }
}

#[cfg(test)]
mod tests {
    use super::ClassBits;

    #[test]
    fn names_lead_back_to_their_class() {
        assert_eq!(ClassBits::by_name("open-quote"), Some(ClassBits::OPEN_QUOTE));
        assert_eq!(ClassBits::names().filter_map(|name| ClassBits::by_name(&name)).count(), 32);
        assert_eq!([ClassBits::by_name("OPEN_QUOTE"), ClassBits::by_name("quote")], [None, None]);
    }
}
